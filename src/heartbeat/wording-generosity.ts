/** Thanks by name, in the order in which people did what they are thanked for. */
import { type BodyPart, count, issueLink, joinList, named, plural, thanked } from '../text.ts';
import type { Generosity } from './generosity.ts';

/** More names would push the numbers off a phone's screen. */
const NAMES = 8;

type StoodIn = { readonly login: string; readonly owner: string };

export function stoodInWords(pairs: readonly StoodIn[]): string[] {
  if (pairs.length === 0) return [];
  const names = pairs.slice(0, NAMES).map(({ login, owner }) => `${named(login)} (for ${named(owner)})`);
  const others = pairs.length - names.length;
  const everybody = others > 0 ? [...names, plural(others, 'other')] : names;
  return [`Thanks to ${joinList(everybody)} for standing in.`];
}

/** Who paid what, for whoever wants to know. */
export function paidDetails({ paid, more }: Generosity): BodyPart[] {
  if (paid.length === 0) return [];
  const lines = paid.map((issue) => {
    const people = issue.by.map((login) => thanked({ login, repositoryIds: [issue.repositoryId] }));
    return `- ${issueLink(issue)}, by ${joinList(people)}`;
  });
  const rest = more > 0 ? [`- and ${count(more)} more`] : [];
  const text = ['Paid this week, with thanks:', '', ...lines, ...rest].join('\n');
  return [{ kind: 'optional', text, name: 'who paid what' }];
}

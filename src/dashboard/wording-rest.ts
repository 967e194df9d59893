import { joinList, plural } from '../text.ts';

/** What a list does not name: more of the same, and what not everybody may see. Nothing where that is nothing. */
export function restWords(listed: number, more: number, hidden: number): string[] {
  const rest = [
    more > 0 ? plural(more, 'more issue') : '',
    hidden > 0 ? `${plural(hidden, 'issue')} in repositories that not everybody here can see` : '',
  ].filter((text) => text !== '');
  return rest.length > 0 ? ['', `${listed > 0 ? 'And ' : ''}${joinList(rest)}.`] : [];
}

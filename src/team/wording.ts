/** Every sentence about GitHub teams on the dashboard: what is so, and what to do about it. */
import type { Visibility } from '../store/index.ts';
import { defuse, inCode, joinList, named, plural } from '../text.ts';
import { localTime } from '../time.ts';
import { veil } from '../veil.ts';
import type { Membership, Team } from './records.ts';

/** Where the sentences stand, and what they are about. */
export type Words = {
  /** The repository of the config file, which names the teams. */
  readonly holderId: number;
  readonly organisation: string;
  /** The visibility of the repository in which it is told. */
  readonly home: Visibility;
  readonly settingsUrl: string;
  readonly timezone: string;
};

/** Not as a mention, which would notify all of them; the file that names the team may be for fewer eyes. */
function teamName(team: string, { organisation, holderId }: Words): string {
  return veil([holderId], inCode(`${organisation}/${team}`), 'a GitHub team');
}

/** Source of the way there: "Approving updated permissions for a GitHub App". */
function remedyFor(permission: string, { organisation, settingsUrl }: Words): string {
  return (
    `Whoever owns the App adds it in the settings of the App, under Permissions & events; then an owner of ${defuse(organisation, 100)} ` +
    `accepts ${inCode(permission)} under Settings → GitHub Apps → [Configure](${settingsUrl}).`
  );
}

export function withoutPermission(use: 'kept' | 'squad', permission: string, words: Words): string {
  const off =
    use === 'kept'
      ? 'The team of those on duty is left as it is'
      : 'Who is in the squads that are GitHub teams is not known anew';
  return `${off}, for want of the permission ${inCode(permission)}. ${remedyFor(permission, words)}`;
}

export function observed(team: string, onDuty: readonly string[], words: Words): string {
  const who = onDuty.length > 0 ? joinList(onDuty.map(named)) : 'nobody';
  return `\`mode: act\` would keep ${teamName(team, words)} equal to those on duty, now ${who}.`;
}

/** @param stuck whom Paydown added and may not take off now */
export function teamTrouble(
  team: string,
  trouble: NonNullable<Team['trouble']>,
  stuck: readonly string[],
  words: Words,
): string {
  const name = teamName(team, words);
  const left =
    stuck.length > 0
      ? ` Still in it, by Paydown, and not on duty: ${joinList(stuck.map(named))}; somebody else has to take them off.`
      : '';
  switch (trouble) {
    case 'missing':
      return `${name} is not there, or the App may not know of it, so it is not kept equal to those on duty. Create the team, or correct \`team\` in the config file.${left}`;
    case 'unmarked':
      return `${name} is left as it is: its description does not contain the word \`paydown\`, by which a team is entrusted to Paydown. An owner or a maintainer of the team adds it.${left}`;
    case 'forbidden':
    case 'secret':
      return `${name} is left as it is: GitHub does not let the App read it. ${remedyFor('members: write', words)}${left}`;
  }
}

export function notIn(
  team: string,
  why: NonNullable<Membership['refusal']> | 'removed',
  people: readonly string[],
  words: Words,
): string {
  const many = people.length > 1;
  const [are, have] = many ? ['are', 'have'] : ['is', 'has'];
  const out = `${joinList(people.map(named))} ${are} on duty and not in ${teamName(team, words)}`;
  const organisation = defuse(words.organisation, 100);
  switch (why) {
    case 'outside':
      return `${out}: not a member of ${organisation}, and Paydown invites nobody. An owner of ${organisation} invites them, or somebody else serves.`;
    case 'pending':
      return `${out}: the invitation ${have} not been accepted yet. GitHub sent it by mail; accepted, they are added at the next handoff, or the next night.`;
    case 'synced':
      return `${out}: GitHub takes no change of this team from outside, as of one that an identity provider fills. Disconnect it there, or name another team as \`team\`.`;
    case 'forbidden':
      return `${out}: GitHub does not let the App change the team. ${remedyFor('members: write', words)}`;
    case 'missing':
      return `${out}: GitHub does not find them, or the team. Correct the config file.`;
    case 'removed':
      return `${out}: Paydown added them, and somebody took them off. They are not added again before their next shift; who wants them back adds them by hand.`;
  }
}

export function stillIn(team: string, people: readonly string[], words: Words): string {
  const many = people.length > 1;
  return `${joinList(people.map(named))} ${many ? 'are' : 'is'} not on duty any more and still in ${teamName(team, words)}: GitHub does not let Paydown take them off. A maintainer of the team does, or an owner of ${defuse(words.organisation, 100)}.`;
}

/** Who is in a team, the members of the organisation may know, of a secret one its own members alone. */
export function byHand(
  team: string,
  people: readonly string[],
  visibility: 'visible' | 'secret',
  words: Words,
): string {
  const isTold = visibility === 'visible' && words.home !== 'public';
  const who = isTold ? joinList(people.map(named)) : plural(people.length, 'person', 'people');
  const are = people.length > 1 ? 'are' : 'is';
  return `${who} ${are} in ${teamName(team, words)} by hand and not on duty. Paydown takes off only whom it added; a maintainer of the team takes them off.`;
}

type Squad = { readonly squad: string; readonly team: string; readonly trouble: SquadTrouble };
type SquadTrouble = NonNullable<Team['trouble']> | 'unread' | 'empty';

/** @param readAt when those who serve now were read; nothing where the squad cannot serve */
export function squadTrouble({ squad, team, trouble }: Squad, readAt: Date | null, words: Words): string {
  const name = defuse(squad, 50);
  const what = readAt
    ? `The squad ${name} is as it was on ${localTime(readAt, words.timezone)}`
    : `The squad ${name} cannot serve`;
  return `${what}: ${squadReason(teamName(team, words), trouble, words)}`;
}

function squadReason(team: string, trouble: SquadTrouble, words: Words): string {
  switch (trouble) {
    case 'missing':
      return `${team} is not there, or the App may not know of it. Create the team, or correct \`team\` in the roster.`;
    case 'secret':
      return `${team} is a secret team, and whoever serves is named in public. Make the team visible, or list the \`members\` of the squad.`;
    case 'empty':
      return `${team} has no members who are not on the roster themselves. Add somebody to the team.`;
    case 'unread':
      return `${team} is being read.`;
    case 'forbidden':
    case 'unmarked':
      return `GitHub does not let the App read ${team}. ${remedyFor('members: read', words)}`;
  }
}

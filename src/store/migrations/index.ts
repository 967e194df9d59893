/** Every change of the tables, oldest first. A migration that has landed is never edited. */
import type { Migration } from 'kysely/migration';
import { theMainJob } from './001-the-main-job.ts';
import { recovery } from './002-recovery.ts';
import { smallRows } from './003-small-rows.ts';
import { accessAndPrivacy } from './004-access-and-privacy.ts';
import { deadLetters } from './005-dead-letters.ts';
import { pauses } from './006-pauses.ts';
import { tracingAndHealth } from './007-tracing-and-health.ts';
import { begunEffects } from './008-begun-effects.ts';
import { pausesOfSettling } from './009-pauses-of-settling.ts';
import { turnsAndCovers } from './010-turns-and-covers.ts';
import { commands } from './011-commands.ts';
import { requests } from './012-requests.ts';
import { tallies } from './013-tallies.ts';
import { teams } from './014-teams.ts';
import { notices } from './015-notices.ts';
import { shield } from './016-shield.ts';
import { nudges } from './017-nudges.ts';
import { costAndVotes } from './018-cost-and-votes.ts';
import { progressOfBackfill } from './019-progress-of-backfill.ts';
import { objectives } from './022-objectives.ts';
import { labelNames } from './023-label-names.ts';
import { reportedWeeks } from './024-reported-weeks.ts';
import { weeksOfSpells } from './025-weeks-of-spells.ts';
import { alarms } from './026-alarms.ts';
import { decisions } from './027-decisions.ts';
import { iterations } from './028-iterations.ts';
import { retros } from './029-retros.ts';
import { alarmsBehind } from './030-alarms-behind.ts';
import { emptyPlaces } from './032-empty-places.ts';
import { voices } from './034-voices.ts';

export const migrations: Record<string, Migration> = {
  '001-the-main-job': theMainJob,
  '002-recovery': recovery,
  '003-small-rows': smallRows,
  '004-access-and-privacy': accessAndPrivacy,
  '005-dead-letters': deadLetters,
  '006-pauses': pauses,
  '007-tracing-and-health': tracingAndHealth,
  '008-begun-effects': begunEffects,
  '009-pauses-of-settling': pausesOfSettling,
  '010-turns-and-covers': turnsAndCovers,
  '011-commands': commands,
  '012-requests': requests,
  '013-tallies': tallies,
  '014-teams': teams,
  '015-notices': notices,
  '016-shield': shield,
  '017-nudges': nudges,
  '018-cost-and-votes': costAndVotes,
  '019-progress-of-backfill': progressOfBackfill,
  '022-objectives': objectives,
  '023-label-names': labelNames,
  '024-reported-weeks': reportedWeeks,
  '025-weeks-of-spells': weeksOfSpells,
  '026-alarms': alarms,
  '027-decisions': decisions,
  '028-iterations': iterations,
  '029-retros': retros,
  '030-alarms-behind': alarmsBehind,
  '032-empty-places': emptyPlaces,
  '034-voices': voices,
};

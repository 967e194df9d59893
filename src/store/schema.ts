/**
 * The tables, as Kysely sees them. Rooms query them from their own `records.ts`; only this folder creates
 * or changes them. Numbers of GitHub (ids) are int8 columns, parsed to JavaScript numbers on both drivers.
 */

import type { DecisionsTable } from './tables/agreement.ts';
import type { AlarmsTable, LinesTable } from './tables/andon.ts';
import type { AskedDecisionsTable, ClosingsTable, MergesTable, WaitsTable } from './tables/closings.ts';
import type {
  DebtsTable,
  HistoryTable,
  IssuesTable,
  LastGivenTable,
  NudgesTable,
  SpellsTable,
  VoicesTable,
} from './tables/debt.ts';
import type { HandoffAnswersTable, InterruptionsTable } from './tables/enforcement.ts';
import type { IterationIssuesTable, IterationsTable } from './tables/iterations.ts';
import type { InstallationsTable, LabelNamesTable, RepositoriesTable, ScopesTable } from './tables/places.ts';
import type { RetroActionsTable, RetroCountsTable, RetrosTable } from './tables/retros.ts';
import type {
  AbsencesTable,
  CommandsTable,
  CoversTable,
  NoticesTable,
  RequestsTable,
  RosterJoinsTable,
  ShiftsTable,
  TalliesTable,
} from './tables/rotation.ts';
import type { TeamMembersTable, TeamsTable } from './tables/teams.ts';
import type {
  CorrectionsTable,
  CountedRepositoriesTable,
  ReportedWeeksTable,
  SpellWeeksTable,
} from './tables/weeks.ts';
import type {
  DeliveriesTable,
  EffectsTable,
  PeriodsTable,
  PostsTable,
  SettlesTable,
  SweepsTable,
  TimersTable,
  WritesTable,
} from './tables/work.ts';

export type { Visibility } from './tables/places.ts';

export type Database = {
  deliveries: DeliveriesTable;
  installations: InstallationsTable;
  repositories: RepositoriesTable;
  label_names: LabelNamesTable;
  scopes: ScopesTable;
  issues: IssuesTable;
  history: HistoryTable;
  spells: SpellsTable;
  spell_weeks: SpellWeeksTable;
  counted_repositories: CountedRepositoriesTable;
  corrections: CorrectionsTable;
  reported_weeks: ReportedWeeksTable;
  debts: DebtsTable;
  nudges: NudgesTable;
  last_given: LastGivenTable;
  shifts: ShiftsTable;
  tallies: TalliesTable;
  notices: NoticesTable;
  covers: CoversTable;
  absences: AbsencesTable;
  requests: RequestsTable;
  roster_joins: RosterJoinsTable;
  timers: TimersTable;
  periods: PeriodsTable;
  sweeps: SweepsTable;
  posts: PostsTable;
  settles: SettlesTable;
  effects: EffectsTable;
  writes: WritesTable;
  commands: CommandsTable;
  interruptions: InterruptionsTable;
  handoff_answers: HandoffAnswersTable;
  teams: TeamsTable;
  team_members: TeamMembersTable;
  closings: ClosingsTable;
  merges: MergesTable;
  waits: WaitsTable;
  voices: VoicesTable;
  asked_decisions: AskedDecisionsTable;
  alarms: AlarmsTable;
  lines: LinesTable;
  retros: RetrosTable;
  retro_actions: RetroActionsTable;
  retro_counts: RetroCountsTable;
  iterations: IterationsTable;
  iteration_issues: IterationIssuesTable;
  decisions: DecisionsTable;
};

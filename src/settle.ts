/** Which thing is settled by which room. */
import { settleDecisions } from './agreement/index.ts';
import { settleAlarm, settleAndon, settleLine } from './andon/index.ts';
import { settleCommand } from './commands/index.ts';
import { announcementsOn, settleDashboard } from './dashboard/index.ts';
import {
  settleAnswer,
  settleBackfill,
  settleIssue,
  settleQueue,
  settleReconcile,
  settleReconciliation,
  settleRecount,
} from './debt/index.ts';
import { settleHandoff, settleNotice } from './handoff/index.ts';
import { settleClosings, settleHeartbeat } from './heartbeat/index.ts';
import type { House } from './house.ts';
import { settleIteration } from './iteration/index.ts';
import { settleNudges } from './nudge/index.ts';
import { type Plan, settleTelling, type Thing, unknownHere } from './queue/index.ts';
import { settleCheck } from './rehearsal/index.ts';
import { settleActions, settleRetro } from './retro/index.ts';
import { settleConfig, settleInstallation } from './scope/index.ts';
import { settleShield } from './shield/index.ts';
import { settleMembership, settleTeams } from './team/index.ts';

export function settle(house: House, thing: Thing): Promise<Plan> {
  switch (thing.kind) {
    case 'telling':
      return settleTelling(house, thing);
    case 'config':
      return settleConfig(house, thing.repositoryId);
    case 'check':
      return settleCheck(house, thing);
    case 'installation':
      return settleInstallation(house, thing.installationId);
    case 'issue':
      return settleIssue(house, thing);
    case 'answer':
      return settleAnswer(house, thing);
    case 'command':
      return settleCommand(house, thing);
    case 'shield':
      return settleShield(house, thing);
    case 'decisions':
      return settleDecisions(house, thing.scopeId);
    case 'queue':
      return settleQueue(house, thing.scopeId);
    case 'handoff':
      return settleHandoff(house, thing);
    case 'notice':
      return settleNotice(house, thing);
    case 'nudges':
      return settleNudges(house, thing.scopeId);
    case 'alarm':
      return settleAlarm(house, thing);
    case 'andon':
      return settleAndon(house, thing.scopeId);
    case 'line':
      return settleLine(house, thing);
    case 'teams':
      return settleTeams(house, thing.scopeId);
    case 'membership':
      return settleMembership(house, thing);
    case 'closings':
      return settleClosings(house, thing.repositoryId);
    case 'heartbeat':
      return settleHeartbeat(house, thing.scopeId, announcementsOn);
    case 'iteration':
      return settleIteration(house, thing.scopeId);
    case 'dashboard':
      return settleDashboard(house, thing.scopeId);
    case 'retro':
      return settleRetro(house, thing.scopeId);
    case 'actions':
      return settleActions(house, thing);
    case 'reconciliation':
      return settleReconciliation(house, thing.scopeId);
    case 'reconcile':
      return settleReconcile(house, thing.repositoryId);
    case 'recount':
      return settleRecount(house, thing.repositoryId);
    case 'backfill':
      return settleBackfill(house, thing);
    default:
      throw unknownHere(thing);
  }
}

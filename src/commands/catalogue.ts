import { andon } from './andon.ts';
import { andonAck, andonResolve, andonWithdraw } from './andon-changes.ts';
import { appeal } from './appeal.ts';
import type { Command } from './command.ts';
import { debtAccept } from './debt-accept.ts';
import { debtChallenge } from './debt-challenge.ts';
import { debtDefer } from './debt-defer.ts';
import { debtKeep } from './debt-keep.ts';
import { debtPriority } from './debt-priority.ts';
import { debtRelease } from './debt-release.ts';
import { debtUndo } from './debt-undo.ts';
import { debtWhy } from './debt-why.ts';
import { namespaceOf } from './grammar.ts';
import { paydownHelp } from './paydown-help.ts';
import { rotationAccept } from './rotation-accept.ts';
import { rotationAsk } from './rotation-ask.ts';
import { rotationAway } from './rotation-away.ts';
import { rotationBack } from './rotation-back.ts';
import { rotationCover } from './rotation-cover.ts';
import { rotationDecline } from './rotation-decline.ts';
import { rotationSwap } from './rotation-swap.ts';
import { rotationUndo } from './rotation-undo.ts';
import { rotationWho } from './rotation-who.ts';
import { ruling } from './ruling.ts';

/** Every command there is, in the order in which help names them. */
export const catalogue: readonly Command[] = [
  rotationWho,
  rotationAway,
  rotationBack,
  rotationCover,
  rotationAsk,
  rotationSwap,
  rotationAccept,
  rotationDecline,
  rotationUndo,
  debtWhy,
  debtRelease,
  debtKeep,
  debtAccept,
  debtDefer,
  debtPriority,
  debtChallenge,
  debtUndo,
  appeal,
  ruling,
  andon,
  andonAck,
  andonResolve,
  andonWithdraw,
  paydownHelp,
];

/** The first words of commands that are ours; those of others are for other bots. */
export const namespaces: readonly string[] = [...new Set(catalogue.map(({ usage }) => namespaceOf(usage)))];

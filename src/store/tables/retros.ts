/** Tables of retros: when they are due, and what people want to do about what they found. */
import type { At, Json } from './columns.ts';

/** A retro that was opened, or is about to be. */
export type RetrosTable = {
  scope_id: number;
  /** Which period it is of, also in its marker. */
  key: string;
  /** What it is one of: those of each quarter, of the handoffs of a rotation, of iterations. */
  series: string;
  /** Where its issue is. */
  repository_id: number;
  /** Null as long as it is not known. */
  number: number | null;
  start: At;
  end: At;
  /** `closed`: nothing new is read, ticks still count; `over`: the next one has come; `gone`: deleted or moved away. */
  state: 'open' | 'closed' | 'over' | 'gone';
};

/** The checklist of a retro, as it was last read. */
export type RetroActionsTable = {
  scope_id: number;
  retro: string;
  /** Stays when it is reworded; also in the marker of what is opened for it. */
  key: string;
  /** Its place in the checklist. */
  ordinal: number;
  said: string;
  wants: Json<
    | { kind: 'action'; owner: string | null; due: string | null }
    | { kind: 'debt'; title: string; repository: string | null }
  >;
  /** When it was first seen ticked. */
  done_at: At | null;
  /** It may have been struck off again. */
  listed: boolean;
  /** The repository in which an issue is to be opened for it. */
  asked_in: number | null;
};

/** From when on a series of retros is counted: the end of the last one, or when the config first asked for it. */
export type RetroCountsTable = { scope_id: number; series: string; since: At };

/** How each kind of dead letter is found, and what it tells. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../store/index.ts';
import { isoSeconds } from '../time.ts';
import { unveil } from '../veil.ts';
import { unpackBody } from './body.ts';
import type { Effect, Thing } from './plan.ts';

export type DeadLetter = {
  /** `delivery:GUID`, `effect:NUMBER` or `settle:NUMBER`; the same for as long as the letter is there. */
  readonly id: string;
  readonly installation: number;
  /** When it was given up, in UTC to the second. */
  readonly since: string;
  readonly attempts: number;
  /** What it is about, such as `comment acme/api#12`. */
  readonly what: string;
  readonly reason: string;
};

export type OpenedLetter = DeadLetter & {
  /** What else is known of it, by name. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** What an effect would post, or the body of a delivery. */
  readonly text?: string;
};

/** Bodies of deliveries hold private text, so they are left out unless asked for. */
export type Shown = 'with body' | 'without body';

export type Address = { kind: 'delivery'; guid: string } | { kind: 'effect' | 'settle'; number: number };

export function addressOf(id: string): Address | undefined {
  const [, kind, key = ''] = /^(delivery|effect|settle):(.+)$/.exec(id) ?? [];
  if (kind === 'delivery') return { kind, guid: key };
  if ((kind === 'effect' || kind === 'settle') && /^\d{1,15}$/.test(key))
    return { kind, number: Number(key) };
  return undefined;
}

/** All of them, the oldest first. */
export async function listLetters(db: Db): Promise<DeadLetter[]> {
  const letters = [
    ...(await deliveries(db).execute()).map(deliveryLetter),
    ...(await effects(db).execute()).map(effectLetter),
    ...(await settles(db).execute()).map(settleLetter),
  ];
  return letters.toSorted((a, b) => a.since.localeCompare(b.since));
}

export async function openLetter(db: Db, id: string, shown: Shown): Promise<OpenedLetter | undefined> {
  const address = addressOf(id);
  switch (address?.kind) {
    case 'delivery': {
      const row = await deliveries(db).where('guid', '=', address.guid).executeTakeFirst();
      return row && openedDelivery(row, shown);
    }
    case 'effect': {
      const query = effects(db).select(['effects.effect as whole', 'created_at']);
      const row = await query.where('effects.id', '=', address.number).executeTakeFirst();
      return row && openedEffect(row);
    }
    case 'settle': {
      const row = await settles(db).select('run_at').where('seq', '=', address.number).executeTakeFirst();
      return row && { ...settleLetter(row), facts: { next: isoSeconds(row.run_at) } };
    }
    default:
      return undefined;
  }
}

type Row = { installation_id: number; since: Date | null; attempts: number; error: string | null };

function letter(id: string, row: Row, what: string): DeadLetter {
  return {
    id,
    installation: row.installation_id,
    since: isoSeconds(row.since ?? new Date(0)),
    attempts: row.attempts,
    what,
    reason: row.error ?? '',
  };
}

function deliveries(db: Db) {
  return db
    .selectFrom('deliveries')
    .select(['guid', 'event', 'body', 'received_at'])
    .select(['installation_id', 'run_at as since', 'attempts', 'error'])
    .where('state', '=', 'dead');
}

type DeadDelivery = Row & { guid: string; event: string; body: string; received_at: Date };

function deliveryLetter(row: DeadDelivery): DeadLetter {
  return letter(`delivery:${row.guid}`, row, tellsOf(row));
}

const Payload = z.looseObject({
  action: z.string().optional(),
  repository: z.looseObject({ full_name: z.string() }).optional(),
  issue: z.looseObject({ number: z.number() }).optional(),
  pull_request: z.looseObject({ number: z.number() }).optional(),
});

/** What a delivery tells of, such as `issues.labeled acme/api#12`. */
function tellsOf({ event, body }: DeadDelivery): string {
  const { action, repository, issue, pull_request } = payloadOf(readable(body));
  const number = (issue ?? pull_request)?.number;
  const at = repository ? ` ${repository.full_name}${number === undefined ? '' : `#${number}`}` : '';
  return `${event}${action === undefined ? '' : `.${action}`}${at}`;
}

/** A body as it came; nothing of one that is damaged. */
function readable(packed: string): string {
  try {
    return unpackBody(packed);
  } catch {
    return '';
  }
}

/** That it cannot be read may be why it is here. */
function payloadOf(body: string): z.infer<typeof Payload> {
  try {
    return Payload.safeParse(JSON.parse(body)).data ?? {};
  } catch {
    return {};
  }
}

function openedDelivery(row: DeadDelivery, shown: Shown): OpenedLetter {
  const body = readable(row.body);
  const facts = {
    event: row.event,
    guid: row.guid,
    received: isoSeconds(row.received_at),
    bytes: Buffer.byteLength(body),
  };
  return { ...deliveryLetter(row), facts, ...(shown === 'with body' ? { text: body } : {}) };
}

function effects(db: Db) {
  return db
    .selectFrom('effects')
    .leftJoin('repositories', (join) =>
      join.on('repositories.id', '=', sql<number>`(effect->>'repositoryId')::bigint`),
    )
    .select(['effects.id', sql<Effect>`effect - 'body'`.as('effect'), 'owner', 'name'])
    .select(['effects.installation_id', 'run_at as since', 'attempts', 'error'])
    .where('state', '=', 'dead');
}

type DeadEffect = Row & { id: number; effect: Effect; owner: string | null; name: string | null };

function effectLetter(row: DeadEffect): DeadLetter {
  return letter(`effect:${row.id}`, row, aimOf(row.effect, row));
}

function openedEffect(row: DeadEffect & { whole: unknown; created_at: Date }): OpenedLetter {
  const text = textOf(row.whole as Effect);
  const facts = { wanted: isoSeconds(row.created_at) };
  return { ...effectLetter(row), facts, ...(text === undefined ? {} : { text }) };
}

/** What an effect would have people read on GitHub. */
function textOf(effect: Effect): string | undefined {
  switch (effect.kind) {
    case 'comment':
    case 'reply':
    case 'announcement':
    case 'retirement':
      return shownToOperators(effect.body);
    case 'opening':
    case 'dashboard':
      return `${effect.title}\n\n${shownToOperators(effect.body)}`;
    case 'check': {
      const { title, summary, annotations } = effect.report;
      const lines = annotations.map((one) => `${one.path}:${one.line}: ${one.level}: ${one.message}`);
      return [title, summary, ...lines].join('\n');
    }
    case 'assign':
    case 'unassign':
    case 'reassign':
    case 'join':
    case 'leave':
    case 'retelling':
    case 'reaction':
    case 'label':
    case 'state':
    case 'milestone':
    case 'milestoned':
      return undefined;
  }
}

/** Whoever may read the records may read what they hold. */
function shownToOperators(body: string): string {
  return unveil(body, () => true);
}

function settles(db: Db) {
  return db
    .selectFrom('settles')
    .leftJoin('repositories', (join) =>
      join.on(
        'repositories.id',
        '=',
        // A scope goes by the id of the repository that holds its file.
        sql<number>`coalesce(thing->>'repositoryId', thing->>'scopeId')::bigint`,
      ),
    )
    .select(['seq', 'thing', 'owner', 'name'])
    .select(['settles.installation_id', 'given_up_at as since', 'attempts', 'error'])
    .where('given_up_at', 'is not', null);
}

type GivenUpSettle = Row & { seq: number; thing: unknown; owner: string | null; name: string | null };

function settleLetter(row: GivenUpSettle): DeadLetter {
  return letter(`settle:${row.seq}`, row, aimOf(row.thing as Thing, row));
}

/** What an effect or a thing is about, such as `assign acme/api#12 @ana` or `handoff acme/.github infra`. */
function aimOf(one: Effect | Thing, place: { owner: string | null; name: string | null }): string {
  const where = place.name === null ? '' : ` ${place.owner}/${place.name}`;
  const number = 'number' in one ? `#${one.number}` : '';
  const sha = 'report' in one ? one.report.sha : 'sha' in one ? one.sha : undefined;
  const commit = sha === undefined ? '' : `@${sha.slice(0, 7)}`;
  const whom = 'login' in one ? ` @${one.login}` : '';
  const rotation = 'rotation' in one ? ` ${one.rotation}` : '';
  const team = 'team' in one ? ` ${one.team}` : '';
  return `${one.kind}${where}${number}${commit}${team}${whom}${rotation}`;
}

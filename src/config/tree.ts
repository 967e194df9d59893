import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { isText, keysAt, mayBeEmpty } from './json-schema.ts';
import { type Path, type Problem, pathName, printable, type Severity } from './problem.ts';
import type { Spans } from './spans.ts';

const MAX_DEPTH = 12;
const MAX_ALIASES = 20;
/** A file of 64 KiB has fewer values than this; only aliases within aliases have more. */
const MAX_VALUES = 50_000;

const CORE_TAGS = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

type Reading = {
  readonly document: Document;
  readonly spans: Spans;
  readonly problems: Problem[];
  aliases: number;
  values: number;
};

/** Why reading stopped: beyond a limit there is nothing more to say about the file. */
class Refused extends Error {}

/**
 * The plain value of a YAML document, and where everything in it stands. Differs from the library's own `toJS` in
 * what a config needs: limits on depth, size and aliases; duplicate keys with their place; text stays as it was
 * typed where the schema wants text (`007` is a login); hostile keys become ordinary ones; a key without a value
 * counts as left out.
 */
export function plainTree(document: Document, spans: Spans): { value: unknown; problems: Problem[] } {
  const reading: Reading = { document, spans, problems: [], aliases: 0, values: 0 };
  try {
    return { value: read(document.contents, [], reading), problems: reading.problems };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { value: undefined, problems: reading.problems };
  }
}

function read(node: Node | null, path: Path, reading: Reading): unknown {
  reading.values += 1;
  if (path.length > MAX_DEPTH) refuse(reading, node, path, `this is nested deeper than ${MAX_DEPTH} levels`);
  if (reading.values > MAX_VALUES)
    refuse(reading, node, path, 'aliases make this file too large; write it out');
  if (isAlias(node)) return read(target(node, path, reading), path, reading);
  const tag = node?.tag;
  if (tag !== undefined && !CORE_TAGS.test(tag)) {
    tell(reading, node, path, 'error', `the tag \`${printable(tag)}\` is not used here; remove it`);
  }
  if (isMap(node)) return readMap(node, path, reading);
  if (isSeq(node)) return node.items.map((item, index) => readItem(item, [...path, index], reading));
  return isScalar(node) ? readScalar(node, path) : null;
}

function target(alias: Alias, path: Path, reading: Reading): Node {
  reading.aliases += 1;
  if (reading.aliases > MAX_ALIASES) {
    refuse(reading, alias, path, `more than ${MAX_ALIASES} aliases; write the values out`);
  }
  const unknown = `no anchor \`&${printable(alias.source)}\` before this alias; quote it if it is meant as text`;
  return alias.resolve(reading.document) ?? refuse(reading, alias, path, unknown);
}

function readItem(item: unknown, path: Path, reading: Reading): unknown {
  const node = item as Node;
  reading.spans.note(path, { key: undefined, value: offset(node) });
  return read(node, path, reading);
}

function readMap(map: YAMLMap, path: Path, reading: Reading): unknown {
  const entries = new Map<string, unknown>();
  const known = keysAt(path);
  for (const pair of map.items as Pair<Node, Node | null>[]) {
    const key = keyText(pair.key);
    if (key === undefined) {
      tell(reading, pair.key, path, 'error', 'a key must be plain text on one line');
    } else if (entries.has(key)) {
      tell(
        reading,
        pair.key,
        [...path, key],
        'error',
        `\`${printable(key)}\` is here twice; keep one of the two`,
      );
    } else {
      entries.set(key, readEntry(pair, [...path, key], reading));
      if (entries.get(key) === null && known.includes(key)) {
        const remedy = mayBeEmpty([...path, key])
          ? `write \`${key}: {}\` for its defaults, or remove the line`
          : 'remove the line or fill it in';
        const message = `\`${key}\` has no value, so it counts as left out; ${remedy}`;
        tell(reading, pair.key, [...path, key], 'warning', message);
      }
    }
  }
  // `fromEntries` defines properties, so a key `__proto__` is one key among others.
  return Object.fromEntries([...entries].filter(([key, value]) => value !== null || !known.includes(key)));
}

function readEntry(pair: Pair<Node, Node | null>, path: Path, reading: Reading): unknown {
  const key = offset(pair.key);
  reading.spans.note(path, {
    key,
    value: isScalar(pair.value) && pair.value.value === null ? key : offset(pair.value, key),
  });
  return read(pair.value, path, reading);
}

function keyText(key: Node): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function readScalar(scalar: Scalar, path: Path): unknown {
  if (typeof scalar.value === 'string' || scalar.value === null || !isText(path)) return scalar.value;
  return scalar.source ?? String(scalar.value);
}

function offset(node: Node | null, otherwise = 0): number {
  return node?.range?.[0] ?? otherwise;
}

function tell(reading: Reading, node: Node | null, path: Path, severity: Severity, message: string): void {
  reading.problems.push({ ...reading.spans.at(offset(node)), severity, path: pathName(path), message });
}

function refuse(reading: Reading, node: Node | null, path: Path, message: string): never {
  tell(reading, node, path, 'error', message);
  throw new Refused(message);
}

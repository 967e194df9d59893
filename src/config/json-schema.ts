import { z } from 'zod';
import type { Path } from './problem.ts';
import { ConfigFile } from './schema.ts';

/** The part of JSON Schema (draft 7) that the config uses. */
export type SchemaNode = {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
};

/** The JSON Schema of the config file as people write it, draft 7 because that is what editors understand. */
export function configJsonSchema(): SchemaNode {
  const { $schema, ...schema } = z.toJSONSchema(ConfigFile, {
    io: 'input',
    target: 'draft-7',
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      // Zod leaves these out where a value is transformed; ours are written as people write them.
      const examples = z.globalRegistry.get(zodSchema)?.examples;
      if (Array.isArray(examples)) jsonSchema.examples = examples;
      const { def } = zodSchema._zod;
      if (def.type === 'default') jsonSchema.default = def.defaultValue;
    },
  });
  const title = 'Paydown configuration (.github/paydown.yml)';
  return JSON.parse(JSON.stringify({ $schema, title, ...schema }));
}

const SCHEMA = configJsonSchema();

/** What the schema says of a path, all alternatives of it; nothing where the path is unknown. */
function schemaAt(path: Path): readonly SchemaNode[] {
  return path.reduce<readonly SchemaNode[]>(
    (nodes, step) => nodes.flatMap((node) => child(node, step)),
    [SCHEMA],
  );
}

function child(node: SchemaNode, step: string | number): readonly SchemaNode[] {
  if (typeof step === 'number') return alternatives(node.items);
  const properties = node.properties ?? {};
  return Object.hasOwn(properties, step) ? alternatives(properties[step]) : [];
}

function alternatives(node: SchemaNode | undefined): readonly SchemaNode[] {
  return node === undefined ? [] : (node.anyOf ?? [node]);
}

/** The keys that may stand in the map at a path. */
export function keysAt(path: Path): readonly string[] {
  return schemaAt(path).flatMap((node) => Object.keys(node.properties ?? {}));
}

/** Whether some map that may stand at a path has both keys. */
export function goTogether(path: Path, one: string, other: string): boolean {
  return schemaAt(path).some(
    ({ properties = {} }) => Object.hasOwn(properties, one) && Object.hasOwn(properties, other),
  );
}

/** Where the maps are that may have a key, from the top of the file on; 0 stands for any item of a list. */
export function mapsWith(key: string): readonly Path[] {
  return MAPS.filter((path) => keysAt(path).includes(key));
}

const MAPS: readonly Path[] = mapsUnder([SCHEMA], []).toSorted((a, b) => a.length - b.length);

function mapsUnder(nodes: readonly SchemaNode[], path: Path): readonly Path[] {
  const items = nodes.flatMap(({ items }) => alternatives(items));
  const keys = [...new Set(nodes.flatMap(({ properties = {} }) => Object.keys(properties)))];
  return [
    ...(keys.length > 0 ? [path] : []),
    ...keys.flatMap((key) =>
      mapsUnder(
        nodes.flatMap((node) => child(node, key)),
        [...path, key],
      ),
    ),
    ...(items.length > 0 ? mapsUnder(items, [...path, 0]) : []),
  ];
}

/** The texts of which the value at a path has to be one; none where it may be any. */
export function optionsAt(path: Path): readonly unknown[] {
  return schemaAt(path).flatMap((node) => node.enum ?? []);
}

/** Whether a map is off where its key is left out, and `{}` switches it on with its defaults. */
export function mayBeEmpty(path: Path): boolean {
  return schemaAt(path).some(
    ({ properties, required = [], default: standard }) =>
      properties !== undefined && required.length === 0 && standard === undefined,
  );
}

/** Whether the value at a path is text, so that `007` in the file means these three characters. */
export function isText(path: Path): boolean {
  return schemaAt(path).some((node) => node.type === 'string');
}

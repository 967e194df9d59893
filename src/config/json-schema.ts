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

/** Whether the value at a path is text, so that `007` in the file means these three characters. */
export function isText(path: Path): boolean {
  return schemaAt(path).some((node) => node.type === 'string');
}

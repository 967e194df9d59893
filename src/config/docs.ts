import { configJsonSchema, type SchemaNode } from './json-schema.ts';

/** The page docs/config.md: every key of the config file with its type, default and meaning, from the schema. */
export function configPage(): string {
  return `${INTRODUCTION}\n${table(rows(configJsonSchema(), ''))}${LIMITS}`;
}

const INTRODUCTION = `# The config file

<!-- Generated from src/config/schema.ts by \`npm run generate\`. -->

Paydown reads \`.github/paydown.yml\` on the default branch. Without the file it does nothing. To begin, copy
[config/examples/young.yml](../config/examples/young.yml); [grown.yml](../config/examples/grown.yml) shows more of
the keys. \`npx paydown lint FILE\` checks a file ([how](lint.md)). Editors with the YAML language server check it as
you type once you copy [config/paydown.schema.json](../config/paydown.schema.json) to \`.github/paydown.schema.json\`,
beside the file, and put on top of it:

\`\`\`yaml
# yaml-language-server: $schema=./paydown.schema.json
\`\`\`

The newest valid version of the file governs: a broken one never stops the bot, the last good one stays in force.

A repository is governed by its own file; without one, by the organisation's in \`.github-private\`, or else in \`.github\`.
All repositories that one file governs are its _scope_: they share the rotations, the dashboard and the reports. The App
has to be installed on the repository of the file as well.
`;

const LIMITS = `
Days are local and both ends are included. Logins, labels and names compare without case. Text may be written with
or without quotes: \`at: 09:30\`, \`starts: 2026-01-05T09:00\` and a login of digits mean what they say. The file is
one YAML 1.2 document of at most 64 KiB, with no more than 20 aliases and 12 levels; unknown and duplicate keys are
errors.
`;

type Row = {
  readonly key: string;
  readonly type: string;
  readonly standard: string;
  readonly meaning: string;
};

/** Of several maps that may stand at one place, the key by which this one is known, and those of the others. */
type Variant = { readonly own: string; readonly others: readonly string[] };

function rows(node: SchemaNode, prefix: string, variant?: Variant): Row[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    const isMap = child.properties !== undefined;
    const row = {
      key,
      type: typeOf(child),
      standard: standardOf(node, name, child, variant),
      meaning: meaningOf(child),
    };
    const inner = isMap ? rows(child, key) : itemRows(child, `${key}[]`);
    return [row, ...inner];
  });
}

/** The keys of the maps in a list; those that several of these maps share are told once. */
function itemRows(list: SchemaNode, prefix: string): Row[] {
  const maps = itemMaps(list);
  const known = maps.map((item) => item.required?.[0] ?? '');
  const told = maps.flatMap((item, index) => {
    const [own = ''] = known.slice(index);
    const others = [...new Set(known)].filter((key) => key !== own);
    return rows(item, prefix, maps.length > 1 ? { own, others } : undefined);
  });
  return told.filter((row, index) => told.findIndex(({ key }) => key === row.key) === index);
}

function itemMaps({ items }: SchemaNode): readonly SchemaNode[] {
  return items === undefined
    ? []
    : (items.anyOf ?? [items]).filter(({ properties }) => properties !== undefined);
}

function typeOf(node: SchemaNode): string {
  if (node.enum !== undefined) return node.enum.map((value) => code(value)).join(', ');
  if (node.const !== undefined) return code(node.const);
  if (node.items !== undefined) return `list of ${itemTypes(node.items)}`;
  if (node.properties !== undefined) return 'map';
  if (node.minimum === undefined) return node.title ?? node.type ?? '';
  return `whole number, ${node.maximum ? `${node.minimum} to ${node.maximum}` : `${node.minimum} or more`}`;
}

/** What may stand in a list; of several maps, each with the keys that it has to have. */
function itemTypes(items: SchemaNode): string {
  const types = (items.anyOf ?? [items]).map((item) => ({ type: typeOf(item), keys: item.required ?? [] }));
  const maps = types.filter(({ type }) => type === 'map').length;
  return types
    .map(({ type, keys }) => (type === 'map' && maps > 1 ? `map with ${keys.map(code).join(' and ')}` : type))
    .join(', or ');
}

function standardOf(owner: SchemaNode, name: string, node: SchemaNode, variant?: Variant): string {
  if (owner.required?.includes(name)) {
    if (variant === undefined) return 'required';
    return name === variant.own
      ? `required, or ${variant.others.map(code).join(', ')}`
      : `required with ${code(variant.own)}`;
  }
  return node.default === undefined || node.properties !== undefined ? '' : code(node.default);
}

function meaningOf({ description = '', examples = [] }: SchemaNode): string {
  return [description, ...examples.map((example) => `Example: ${code(example)}`)].join(' ');
}

/** A value as YAML would show it in one line. */
function code(value: unknown): string {
  return `\`${flow(value)}\``;
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flow(inner)}`)
    .join(', ')}}`;
}

function table(lines: readonly Row[]): string {
  const body = lines.map(
    ({ key, type, standard, meaning }) => `| \`${key}\` | ${type} | ${standard} | ${meaning} |`,
  );
  return ['| key | type | default | meaning |', '|---|---|---|---|', ...body, ''].join('\n');
}

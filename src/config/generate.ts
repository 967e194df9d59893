/** Writes what is generated from the config's schema: config/paydown.schema.json and docs/config.md. */
import { writeFileSync } from 'node:fs';
import { configPage } from './docs.ts';
import { configJsonSchema } from './json-schema.ts';

const root = new URL('../../', import.meta.url);
writeFileSync(
  new URL('config/paydown.schema.json', root),
  `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
);
writeFileSync(new URL('docs/config.md', root), configPage());

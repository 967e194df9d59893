import satisfies from 'spdx-satisfies';
import { z } from 'zod';

/** Licences that ask for no more than that their text goes along, by their SPDX identifiers. */
const PERMISSIVE = [
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0'],
  ...['ISC', 'MIT', 'MIT-0', 'PostgreSQL', 'Python-2.0', 'Unlicense', 'Zlib'],
];

/** What `npm query` tells of installed packages; old ones name their licence in other ways, or not at all. */
const Packages = z.array(
  z.looseObject({
    name: z.string(),
    version: z.string(),
    location: z.string(),
    license: z
      .union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)])
      .catch('none'),
  }),
);

export type Licences = {
  /** How many packages are under each licence. */
  readonly counts: ReadonlyMap<string, number>;
  /** `name@version: licence` of every package whose licence is not on the list. */
  readonly refused: readonly string[];
};

/** @param output of `npm query`, a JSON document */
export function licencesOf(output: string): Licences {
  // The root is ourselves.
  const packages = Packages.parse(JSON.parse(output)).filter(({ location }) => location !== '');
  if (packages.length === 0) throw new Error('npm query names no package; is npm ci done?');
  const counts = new Map<string, number>();
  for (const { license } of packages) counts.set(license, (counts.get(license) ?? 0) + 1);
  const refused = packages.filter(({ license }) => !isPermissive(license));
  return { counts, refused: refused.map(({ name, version, license }) => `${name}@${version}: ${license}`) };
}

function isPermissive(license: string): boolean {
  try {
    return satisfies(license, PERMISSIVE);
  } catch {
    // No SPDX expression, such as `SEE LICENSE IN file`: somebody has to read it.
    return false;
  }
}

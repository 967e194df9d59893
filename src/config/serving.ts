import picomatch from 'picomatch';
import type { Config, Rotation } from './schema.ts';

/** What decides who serves an issue: where it is (`owner/name`), and its labels. */
type Place = { readonly repository: string; readonly labels: readonly string[] };

/** Some labels under all the names that they have, or had, in a repository (`owner/name`). */
export type LabelNames = (repository: string, labels: readonly string[]) => readonly string[];

/** A config, and how its labels are called where they were renamed. */
export type ConfigInForce = Config & { readonly labelNames?: LabelNames };

type Serving = Pick<ConfigInForce, 'rotations' | 'labelNames'>;

/** The rotation that serves an issue: the first that wants its repository and one of its labels; case does not matter. */
export function rotationFor(config: Serving, place: Place): Rotation | undefined {
  return config.rotations.find(
    (rotation) => wantsRepository(rotation, place.repository) && wantsLabels(rotation, place, config),
  );
}

function wantsRepository({ repositories }: Rotation, repository: string): boolean {
  const name = repository.slice(repository.indexOf('/') + 1);
  return repositories.some((glob) => matches(glob, glob.includes('/') ? repository : name));
}

function wantsLabels({ labels }: Rotation, place: Place, { labelNames }: Serving): boolean {
  if (labels.length === 0) return true;
  const there = new Set(place.labels.map((label) => label.toLowerCase()));
  const wanted = labelNames ? labelNames(place.repository, labels) : labels;
  return wanted.some((label) => there.has(label.toLowerCase()));
}

function matches(glob: string, name: string): boolean {
  return picomatch.isMatch(name, glob, { nocase: true, dot: true });
}

import picomatch from 'picomatch';
import type { Config, Rotation } from './schema.ts';

/** What decides who serves an issue: where it is (`owner/name`), and its labels. */
type Place = { readonly repository: string; readonly labels: readonly string[] };

/** The rotation that serves an issue: the first that wants its repository and one of its labels; case does not matter. */
export function rotationFor({ rotations }: Config, place: Place): Rotation | undefined {
  return rotations.find(
    (rotation) => wantsRepository(rotation, place.repository) && wantsLabels(rotation, place),
  );
}

function wantsRepository({ repositories }: Rotation, repository: string): boolean {
  const name = repository.slice(repository.indexOf('/') + 1);
  return repositories.some((glob) => matches(glob, glob.includes('/') ? repository : name));
}

function wantsLabels({ labels }: Rotation, place: Place): boolean {
  if (labels.length === 0) return true;
  const there = new Set(place.labels.map((label) => label.toLowerCase()));
  return labels.some((label) => there.has(label.toLowerCase()));
}

function matches(glob: string, name: string): boolean {
  return picomatch.isMatch(name, glob, { nocase: true, dot: true });
}

import { type Rotation, readConfig } from '../../src/config/index.ts';

/** A rotation as the config file would give it, with what a test does not care about filled in. */
export function rotationOf(entry: Readonly<Record<string, unknown>>): Rotation {
  const rotation = {
    name: 'infra',
    starts: '2026-01-05T09:00',
    every: '1 week',
    roster: ['ana', 'bo', 'cy'],
    ...entry,
  };
  const { config, problems } = readConfig(JSON.stringify({ version: 1, rotations: [rotation] }));
  const [parsed] = config?.rotations ?? [];
  if (parsed === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return parsed;
}

import { expect, test } from 'vitest';
import { forbidden, noSharedRotation, notOnRoster, objectionWords } from '../../src/commands/wording.ts';
import { onlyForOneself } from '../../src/commands/wording-refusals.ts';
import { readConfig } from '../../src/config/index.ts';
import type { Scope } from '../../src/scope/index.ts';
import { unveil } from '../../src/veil.ts';
import { configFile } from '../end-to-end/story.ts';

function scopeWith(changes: Record<string, unknown>): Scope {
  const { config } = readConfig(configFile(changes));
  return { id: 2, home: { id: 3 }, config } as Scope;
}

test('a refusal names the leads, each once, to whoever may know them', () => {
  const words = onlyForOneself(scopeWith({ agreement: { engineering: ['dee', 'pat'], product: ['Pat'] } }));
  expect(unveil(words, () => true)).toBe(
    'Only leads (**dee** and **pat**) may say this of somebody else. Ask one of them, or the person.',
  );
  expect(unveil(words, () => false)).toBe(
    'Only leads may say this of somebody else. Ask one of them, or the person.',
  );
});

test('without leads it says who may instead, and where', () => {
  expect(unveil(onlyForOneself(scopeWith({})), () => true)).toContain(
    'whoever maintains the repository of the dashboard or of the config file, and says it there, may',
  );
});

test('every refusal of somebody says whom to ask, or what to do', () => {
  const refusals = [
    forbidden('triage'),
    forbidden('colleague'),
    noSharedRotation('bo'),
    notOnRoster('bo'),
    objectionWords('release', { kind: 'not theirs', owner: 'bo' }),
    objectionWords('keep', { kind: 'not theirs', owner: 'bo' }),
  ];
  for (const words of refusals) expect(words).toMatch(/Ask (?:somebody|one of them|them)|a pull request/);
});

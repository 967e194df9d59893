/** Each command for each role: what takes a hand in the rota or in the debt, beside what the agreement gives. */
import { expect, test } from 'vitest';
import { catalogue } from '../../src/commands/catalogue.ts';
import { mayGive } from '../../src/commands/may.ts';
import { readConfig } from '../../src/config/index.ts';
import { permissions } from '../../src/github/index.ts';

const { config } = readConfig(
  'version: 1\nagreement: {engineering: [bo], product: [pat], design: [dee], ceo: eve}\n',
);
const TRIAGE = permissions.slice(permissions.indexOf('triage'));

const handed = catalogue.filter(({ needs }) => needs === 'triage');

test('there are such commands, and all others say otherwise who may', () => {
  expect(handed.map(({ usage }) => usage)).toContain('/rotation cover');
  const others = catalogue.filter((command) => !handed.includes(command));
  for (const { usage, needs, named } of others)
    expect(['read', 'colleague'].includes(needs) || named !== undefined, usage).toBe(true);
});

const cases = handed.flatMap(({ usage }) => permissions.map((permission) => [usage, permission] as const));

test.each(cases)(
  '%s by somebody with %s, colleague or not, whether they lead or not',
  (usage, permission) => {
    const command = handed.find((one) => one.usage === usage);
    if (!command || !config) throw new Error('there is no such command');
    for (const colleague of ['yes', 'no', 'unknown'] as const) {
      for (const login of ['ana', 'bo', 'pat', 'dee', 'eve', 'stranger']) {
        const expected = TRIAGE.includes(permission) || command.named?.(config).logins.includes(login);
        expect(mayGive(command, { login, permission, colleague, config })).toBe(expected ? 'may' : 'may not');
      }
    }
  },
);

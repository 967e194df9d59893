import { expect, test } from 'vitest';
import { type CommandsPayload, onCommands } from '../../src/commands/index.ts';
import type { House } from '../../src/house.ts';
import { nothing } from '../../src/queue/index.ts';

/** Whoever looks anything up, or asks GitHub, fails. */
const untouched = {} as House;

function comment(user: CommandsPayload['comment']['user'], body: string): CommandsPayload {
  return {
    issue: { number: 1 },
    comment: { id: 1, body, html_url: '', created_at: '2026-01-05T10:00:00Z', user },
    repository: { id: 1, name: 'api', owner: { login: 'acme' } },
  };
}

test('bots give no commands, this one least of all, nor does an account that is gone', async () => {
  for (const user of [
    { login: 'paydown[bot]', type: 'Bot' },
    { login: 'dependabot[bot]', type: 'Bot' },
    null,
  ])
    expect(await onCommands(untouched, 1, comment(user, '/paydown help'))).toBe(nothing);
});

test('a comment without commands of ours costs nothing', async () => {
  for (const body of ['On it.', '/assign @bo', '```\n/debt release\n```'])
    expect(await onCommands(untouched, 1, comment({ login: 'ana', type: 'User' }, body))).toBe(nothing);
});

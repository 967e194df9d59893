import { describe, expect, it, test } from 'vitest';
import {
  excuseOf,
  excuseOfAll,
  lineIn,
  lineKey,
  pullsOfGroup,
  type StoppingAlarm,
} from '../../src/andon/line.ts';
import { readConfig } from '../../src/config/index.ts';
import type { Repository, Scope } from '../../src/scope/index.ts';

const at = new Date('2026-01-05T10:00:00Z');

function alarm(repositoryId: number, repository: string, number: number): StoppingAlarm {
  return {
    ...{ repositoryId, repository, key: `${repositoryId}/${number}/1`, number, pull: null, title: 'Red' },
    ...{ htmlUrl: 'https://x', puller: 'cy', reason: 'red', pulledAt: at, state: 'pulled', resolution: null },
    ...{ acknowledgedAt: null, acknowledgedBy: null, endedAt: null, endedBy: null, contestedBy: null },
    ...{ told: [], escalatedAt: null },
  };
}

const api: Repository = {
  ...{ id: 1, owner: 'acme', name: 'api', visibility: 'public', defaultBranch: 'main', archived: false },
  ...{ installationId: 7, taken: false, scopeId: 3, configCheckedAt: at, backfilledAt: at },
};
const web = { ...api, id: 2, name: 'web' };
const infra = { ...api, id: 9, name: 'infra' };

function scopeOf(andon: object | undefined, more: Partial<Scope> = {}): Scope {
  const { config } = readConfig(JSON.stringify({ version: 1, ...(andon ? { andon } : {}) }));
  if (!config) throw new Error('the config is not good');
  return {
    ...{ id: 3, installationId: 7, access: undefined, config, unreadTeams: [], broken: null, home: infra },
    ...{ since: at, ...more },
  };
}

const stopping = scopeOf({ stop_the_line: true });

describe('the line', () => {
  it('is stopped in the repository of the alarm, and goes on in others', () => {
    const open = [alarm(1, 'acme/api', 12)];
    expect(lineIn(api, stopping, open)).toEqual({ kind: 'stopped', alarms: open });
    expect(lineIn(web, stopping, open)).toEqual({ kind: 'goes on' });
  });

  it('is stopped everywhere by an alarm in the home of the scope', () => {
    const open = [alarm(9, 'acme/infra', 4)];
    for (const repository of [api, web, infra])
      expect(lineIn(repository, stopping, open).kind).toBe('stopped');
  });

  it('is left alone where nobody asked for more, where Paydown only observes, and where nothing can be merged', () => {
    const open = [alarm(1, 'acme/api', 12)];
    const observing = { ...stopping, config: { ...stopping.config, mode: 'observe' as const } };
    const barred = { ...api, permissions: { pull_requests: 'read', contents: 'read' } };
    const access = { ...barred, account: 'acme', state: 'active' as const, events: [], settingsUrl: '' };
    for (const scope of [undefined, scopeOf(undefined), scopeOf({}), observing, { ...stopping, access }])
      expect(lineIn(api, scope, open)).toEqual({ kind: 'off' });
    expect(lineIn({ ...api, archived: true }, stopping, open)).toEqual({ kind: 'off' });
  });

  it('is another one with another alarm, and none where nothing is said', () => {
    const keys = [[], [alarm(1, 'acme/api', 12)], [alarm(1, 'acme/api', 13)]].map((open) =>
      lineKey(lineIn(api, stopping, open), api, ['tech-debt']),
    );
    expect(new Set(keys).size).toBe(3);
    expect(lineKey({ kind: 'off' }, api, [])).toBeUndefined();
  });
});

describe('a pull request', () => {
  const alarms = [alarm(1, 'acme/api', 12), alarm(9, 'acme/infra', 4)];
  const labels = { debt: ['tech-debt'], andon: 'andon' };
  const excuse = (body: string, own: string[] = []) => excuseOf({ labels: own, body }, api, alarms, labels);

  it.each([
    'Fixes #12',
    'closes: #12',
    'This RESOLVED #12.',
    'fix acme/api#12',
    'fixes Acme/Infra#4',
    'Fixes https://github.com/acme/infra/issues/4',
    'closes #7, closes #12',
  ])('that says %j fixes the alarm', (body) => {
    expect(excuse(body)).toBe('fix');
  });

  it.each([
    '',
    '#12',
    'fixes #1',
    'fixes #120',
    'fixes #4',
    'prefixes #12',
    'fixes acme/web#12',
    '<!-- fixes #12 -->',
    '<!-- Write fixes #12',
    '`fixes #12`',
    '```\nfixes #12\n```',
    '```\nfixes #12',
  ])('that says %j does not', (body) => {
    expect(excuse(body)).toBe('nothing');
  });

  it('is excused by a debt label, and by the label of the alarm, in any case', () => {
    expect(excuse('', ['Tech-Debt'])).toBe('debt');
    expect(excuse('', ['ANDON'])).toBe('fix');
    expect(excuse('', ['andon-later', 'debt'])).toBe('nothing');
  });
});

test('what goes as one commit is excused only where all of it is', () => {
  expect(excuseOfAll(['debt', 'fix'])).toBe('debt');
  expect(excuseOfAll(['fix', 'nothing'])).toBe('nothing');
  expect(excuseOfAll([])).toBe('nothing');
});

describe('a merge group', () => {
  const waiting = [
    { sha: 'g1', pull: 1 },
    { sha: 'g2', pull: 2 },
    { sha: 'g3', pull: 3 },
  ];
  const open = [1, 2, 3, 4].map((number) => ({ number, sha: `h${number}` }));
  const second = { sha: 'g2', pull: 2 };

  it('brings what it is named by, and what the groups bring that it stands on, but nothing behind it', () => {
    expect(pullsOfGroup(second, new Set(['g1', 'g2']), waiting, open)).toEqual([2, 1]);
    expect(pullsOfGroup(second, new Set(['h1', 'g1', 'h2', 'g2']), waiting, open)).toEqual([2, 1]);
  });

  it('brings also what GitHub put into one group, by the head that is in it', () => {
    expect(pullsOfGroup(second, new Set(['h4', 'h2', 'g2']), [second], open)).toEqual([2, 4]);
  });

  it('that is gone brings at least what it is named by', () => {
    expect(pullsOfGroup(second, new Set(), [], open)).toEqual([2]);
  });
});

import { expect, test } from 'vitest';
import type { DebtIssue } from '../../src/debt/index.ts';
import { unowned } from '../../src/debt/ownership.ts';
import { blankForm } from '../../src/issue-form.ts';
import { readChecklist } from '../../src/iteration/checklist.ts';
import { choose } from '../../src/iteration/choose.ts';
import type { Repository } from '../../src/scope/index.ts';

function repository(id: number, name: string): Repository {
  return {
    ...{ id, owner: 'acme', name, visibility: 'public', defaultBranch: 'main', archived: false },
    ...{ installationId: 1, taken: false, scopeId: 1, configCheckedAt: null, backfilledAt: null },
  };
}

const home = repository(1, 'infra');
const api = repository(2, 'api');
/** Not everybody who reads the home may read it. */
const SECRET = 9;

function debt(repositoryId: number, number: number): DebtIssue {
  return {
    ...{ repositoryId, number, repository: `acme/r${repositoryId}`, visibility: 'public', archived: false },
    ...{ title: 'Old', htmlUrl: '', labels: [], assignees: [], form: blankForm, votes: 0, voices: 0 },
    ...{ since: new Date(0), ownership: unowned },
  };
}

const debts = [debt(2, 1), debt(1, 2), debt(2, 3), debt(SECRET, 4), debt(SECRET, 5)];
const proposed = [
  { repositoryId: 2, number: 1 },
  { repositoryId: 2, number: 7 },
  { repositoryId: SECRET, number: 4 },
];

function chosen(...lines: string[]) {
  const list = readChecklist(lines.join('\n'), ['github.com']);
  const choice = choose(list, { debts, proposed, repositories: [home, api], home });
  const issues = choice.chosen.map(({ repositoryId, number }) => `${repositoryId}#${number}`);
  const refused = choice.refused.map(({ text, why }) => `${text}: ${why}`);
  return { ...choice, chosen: issues, refused };
}

test('ticked is in, not ticked is struck, and what was paid meanwhile is neither', () => {
  const all = '- [x] 1 issue in repositories that not everybody here can see';
  expect(chosen('- [x] acme/api#1', '- [x] acme/api#7', all)).toMatchObject({
    ...{ chosen: ['2#1', '9#4'], struck: 0, gone: 1, added: 0, refused: [] },
  });
  expect(chosen('- [ ] acme/api#1', '- [x] acme/api#7', all.replace('x', ' '))).toMatchObject({
    ...{ chosen: [], struck: 2, gone: 1, added: 0, refused: [] },
  });
  expect(chosen()).toMatchObject({ chosen: [], struck: 2, gone: 1, added: 0 });
});

test('what may not be named any more is struck one by one all the same', () => {
  const hidden = (tick: string, item: number) =>
    `- [${tick}] an issue in a repository that not everybody here can see (item ${item})`;
  const rest = '- [ ] 1 issue in repositories that not everybody here can see';
  expect(chosen(hidden('x', 1), hidden(' ', 2), rest)).toMatchObject({ chosen: ['2#1'], struck: 1, gone: 1 });
  expect(chosen(hidden(' ', 1), hidden('x', 2), rest)).toMatchObject({ chosen: [], struck: 2, gone: 1 });
  expect(chosen(hidden('x', 0), hidden('x', 99))).toMatchObject({ chosen: [], refused: [] });
});

test('what is added is debt of the scope, in the order of the rank, each once', () => {
  expect(
    chosen('- [x] ACME/Api#3', '- [x] #2', '- [x] acme/api#1', '- [x] https://github.com/acme/api/issues/3'),
  ).toMatchObject({
    ...{ chosen: ['2#1', '1#2', '2#3'], struck: 1, added: 2, refused: [] },
  });
});

test('each that cannot be taken is named with its reason, once', () => {
  const lines = [
    '- [x] acme/api#99',
    '- [x] acme/other#1',
    '- [x] acme/secret#5',
    '- [x] more tests',
    '- [x] more tests',
  ];
  expect(chosen(...lines).refused).toEqual([
    'acme/api#99: no debt',
    'acme/other#1: not here',
    'acme/secret#5: not here',
    'more tests: names nothing',
  ]);
});

test('a hundred are enough', () => {
  const many = Array.from({ length: 120 }, (_, index) => debt(1, index + 1));
  const list = readChecklist(many.map(({ number }) => `- [x] #${number}`).join('\n'), []);
  const { chosen, refused } = choose(list, { debts: many, proposed: [], repositories: [home], home });
  expect([chosen.length, refused.length, refused[0]?.why]).toEqual([100, 20, 'too many']);
});

test('an issue whose title reads like another item stands for itself alone', () => {
  const title = '2 issues in repositories that not everybody here can see';
  const item = `- [x] [acme/api#3](https://redirect.github.com/acme/api/issues/3) ${title}`;
  expect(chosen(item)).toMatchObject({ chosen: ['2#3'], added: 1, refused: [] });
  const one = 'an issue in a repository that not everybody here can see (item 1)';
  expect(chosen(`- [x] #2 ${one}`)).toMatchObject({ chosen: ['1#2'], added: 1, refused: [] });
});

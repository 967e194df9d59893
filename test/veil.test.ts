import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defuse, fitBody, issueLink } from '../src/text.ts';
import { toldOf, unveil, veil, veilIn, veilOver } from '../src/veil.ts';

const body = `Oldest: ${veil([12], 'acme/vault#3 Broken door', 'somewhere')}. Thanks to ${veil([12, 7], 'ana', 'somebody')}.`;

test('each reader is shown what may be told, and never the marks', () => {
  expect(unveil(body, () => true)).toBe('Oldest: acme/vault#3 Broken door. Thanks to ana.');
  expect(unveil(body, () => false)).toBe('Oldest: somewhere. Thanks to somebody.');
  expect(unveil(body, (id) => id === 7)).toBe('Oldest: somewhere. Thanks to ana.');
});

test('a body knows whom it tells of, and is found by them alone', () => {
  expect(toldOf(body)).toEqual([12, 7]);
  expect(toldOf('Nothing to tell.')).toEqual([]);
  for (const [id, found] of [
    [12, true],
    [7, true],
    [1, false],
    [2, false],
  ] as const)
    expect(new RegExp(veilOver(id)).test(body)).toBe(found);
});

test('of a veil that was cut in two nothing is shown', () => {
  const veiled = `Open. ${veil([12], 'Broken door', 'somewhere')}`;
  for (let length = 'Open. '.length; length < veiled.length; length += 1) {
    const cut = veiled.slice(0, length);
    expect(unveil(cut, () => true)).toBe('Open. ');
  }
  const long = fitBody([{ kind: 'required', text: veil([12], 'secret '.repeat(30_000), 'somewhere') }]);
  expect(unveil(long, () => false)).not.toContain('secret');
});

test('no text of users lifts a veil, or draws one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, marks) => {
      const title = `${marks}\uFDD3\uFDD0${text}\uFDD1\uFDD2`;
      const issue = { repositoryId: 12, repository: 'acme/vault', number: 3, htmlUrl: '', title };
      expect(unveil(`<${issueLink(issue)}>`, () => false)).toBe(
        '<an issue in a repository that not everybody here can see>',
      );
      expect(unveil(defuse(title, 100), () => false)).toBe(defuse(title, 100));
    }),
  );
});

test('what people made of a body keeps their words, and loses what may not be told any more, in whatever words', () => {
  const vault = {
    repositoryId: 12,
    repository: 'acme/vault',
    number: 3,
    htmlUrl: '',
    title: 'Broken *door*',
  };
  const api = { repositoryId: 7, repository: 'acme/api', number: 3, htmlUrl: '', title: 'Old parser' };
  const list = [vault, { ...vault, number: 31 }, api].map(
    (issue, item) => `- [x] ${issueLink(issue, `item ${item}`)}`,
  );
  const posted = list.join('\n');
  const shown = unveil(posted, () => true);
  const written = `Mine: ${shown.replace('[x]', '[ ]').replace('`acme/vault#31` Broken', '`acme/vault#31` The very broken')}\n- [x] #9`;
  expect(veilIn(written, posted, () => true)).toBe(written);
  expect(veilIn(written, posted, (id) => id !== 12)).toBe(
    ['Mine: - [ ] item 0', '- [x] item 1', '- [x] `acme/api#3` Old parser', '- [x] #9'].join('\n'),
  );
  const hidden = veilIn(written, posted, () => false);
  expect(veilIn(hidden, posted, () => false)).toBe(hidden);
  const origin = `One of the actions of ${veil([12], 'acme/vault#3', 'a retro')}.`;
  expect(veilIn('One of the actions of acme/vault#3. See acme/vault#31 too.', origin, () => false)).toBe(
    'One of the actions of a retro. See acme/vault#31 too.',
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposalMarker } from '../../src/debt/index.ts';
import { readChecklist } from '../../src/iteration/checklist.ts';
import { beginsBody, endsBody } from '../../src/iteration/wording.ts';
import { type Proposal, proposalBody, readingBody } from '../../src/iteration/wording-proposal.ts';
import { marker } from '../../src/text.ts';
import { unveil } from '../../src/veil.ts';
import { hostileText, hostileTitles } from '../hostile-text.ts';
import { effectsOf } from '../markdown.ts';

const start = new Date('2026-03-16T08:00:00Z');
const end = new Date('2026-03-30T07:00:00Z');
const about = {
  day: '2026-03-16',
  name: 'Infra iteration 2026-03-16',
  start,
  end,
  timezone: 'Europe/Berlin',
};

function issue(title: string, number = 12) {
  const htmlUrl = `https://github.com/acme/web/issues/${number}`;
  return { repositoryId: 1, repository: 'acme/web', number, htmlUrl, title };
}

function proposal(change: Partial<Proposal> = {}): string {
  return proposalBody({
    ...{ ...about, marker: proposalMarker(3, about.day), leads: ['ana', 'pat'], people: 4, capacity: 3 },
    ...{ issues: [issue('Old parser')], hidden: 2, estimated: { days: 2.5, issues: 1 }, workingDays: 10 },
    outgrown: { kind: 'not yet' },
    ...change,
  });
}

/** Every body about iterations, with one text wherever a person may have put it. */
function bodies(text: string): string[] {
  const refused = (['names nothing', 'not here', 'no debt', 'too many'] as const).map((why) => ({
    text,
    why,
  }));
  const choice = { chosen: [], struck: 1, gone: 1, added: 1, refused, unread: 3 };
  const told = { named: [issue(text)], hidden: 1 };
  return [
    proposal({ issues: [issue(text), issue(text, 13)] }),
    readingBody(marker('iteration', '2026-03-16/list'), about.name, choice) ?? '',
    beginsBody({
      ...{
        ...about,
        people: ['ana', 'bo'],
        capacity: 3,
        planned: 9,
        listed: told,
        changes: choice,
        tooMany: 2,
      },
      first: issue(text),
    }),
    endsBody({
      ...{ ...about, because: 'over', planned: 9, paid: 5, declined: 1, otherwise: 1 },
      thanks: [{ login: text, repositoryIds: [1] }],
      slipped: { named: [{ ...issue(text), staysWith: [text], left: 'queued' }], hidden: 1 },
      next: { name: 'Infra iteration 2026-06-08', start: end },
    }),
  ].map((body) => unveil(body, () => true));
}

const plain = bodies('Old parser').map(effectsOf);

test('whatever people write, the bodies keep their shape, and nobody is notified and nothing linked but by us', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      fc.pre(text.trim() !== '');
      expect(bodies(text).map(({ length }) => length > 0)).toEqual([true, true, true, true]);
      for (const [index, body] of bodies(text).entries()) {
        const { mentions, references, links, html } = effectsOf(body);
        expect({ mentions, references, html, links: new Set(links) }).toEqual({
          ...{
            mentions: plain[index]?.mentions,
            references: plain[index]?.references,
            html: plain[index]?.html,
          },
          links: new Set(plain[index]?.links),
        });
      }
    }),
    { numRuns: 200, examples: hostileTitles.map((title): [string] => [title]) },
  );
});

test('the leads are mentioned in the proposal, the people at the start, and nobody else', () => {
  expect(plain.map(({ mentions }) => mentions)).toEqual([['@ana', '@pat'], [], ['@ana', '@bo'], []]);
});

test('the proposal says what is proposed, how to change it, and what it comes to', () => {
  const body = unveil(proposal(), () => true).replaceAll(/\[([^\]]{2,})\]\(\S+\)/g, '$1');
  expect(body.split('\n')).toEqual([
    '<!-- paydown:iteration:3/2026-03-16 -->',
    '@ana and @pat: **Infra iteration 2026-03-16** begins on Mon 16 Mar 2026, 09:00 (Europe/Berlin) and ends on Mon 30 Mar 2026, 09:00 (Europe/Berlin). It is given to infrastructure: what is ticked here is spread over 4 people, at most 3 issues each. This is the top of the rank, as far as it fits.',
    '',
    '- [x] acme/web#12 Old parser',
    '- [x] 2 issues in repositories that not everybody here can see',
    '',
    'To **strike** something, remove its tick. To **add** something, add a line: `- [x] #12`, `- [x] acme/api#12`, or the address of an issue. Only open debt counts. Paydown reads this list once, when the iteration begins, and never edits it. To **call the iteration off**, close this issue.',
    '',
    'All of these say what they take: 2.5 days of work; 4 people have about 40 working days.',
  ]);
});

test('a hint says that a team has outgrown iterations', () => {
  expect(proposal({ outgrown: { kind: 'creeping' } })).toContain('now and then is not enough');
  expect(proposal({ outgrown: { kind: 'people', onDuty: 2 } })).toContain('as much time as 2 people on duty');
});

test('the longest proposal fits, and every line of it is read back', () => {
  const title = '#1 [x](y) '.repeat(25);
  const issues = Array.from({ length: 100 }, (_, index) => issue(title, 100_000 + index));
  const body = unveil(proposal({ issues }), () => true);
  expect(body.length).toBeLessThan(65_536);
  const { ticked } = readChecklist(body, ['redirect.github.com']);
  expect(ticked.map(({ names }) => names?.number)).toEqual([
    ...issues.map(({ number }) => number),
    undefined,
  ]);
});

import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { blankForm, FIELD_NAMES, readForm, USERS_EXPERIENCE } from '../src/issue-form.ts';
import { hostileText } from './hostile-text.ts';

type Element = { type: string; attributes: { label: string; options?: string[] } };

async function shipped(): Promise<{ labels: string[]; body: Element[] }> {
  return parse(await readFile('config/issue-forms/tech-debt.yml', 'utf8'));
}

/** A body as GitHub writes it from a form: a heading for each field, and what was answered below it. */
function rendered(answers: Record<string, string>, end = '\n'): string {
  return Object.entries(answers)
    .map(([label, answer]) => `### ${label}${end}${end}${answer || '_No response_'}`)
    .join(end + end);
}

const FILLED = { effort: 3, interest: 0.5, area: 'db', outcomes: ['Reliability'], unread: [] };

test.each(['\n', '\r\n'])('the form that is shipped is read, whatever ends its lines (%j)', async (end) => {
  const { body, labels } = await shipped();
  const names = body.map(({ attributes }) => attributes.label);
  const [effort = '', interest = '', area = '', outcome = '', what = ''] = names;
  const answers = {
    ...{ [effort]: '3 days', [interest]: '4 hours', [area]: 'db' },
    ...{ [outcome]: `Speed of delivery, ${USERS_EXPERIENCE}`, [what]: '### Effort to fix\n\n99 weeks' },
  };
  expect(readForm(rendered(answers, end))).toEqual({
    ...FILLED,
    outcomes: ['Speed of delivery', "Users' experience"],
  });
  expect(names.slice(0, 4)).toEqual(
    Object.values(FIELD_NAMES).map(([first]) => expect.stringMatching(new RegExp(`^${first}$`, 'i'))),
  );
  expect(body[3]?.attributes.options).toContain(USERS_EXPERIENCE);
  expect(labels).toEqual(['tech-debt']);
});

test('a form that nobody filled in says nothing, and so does any other body', async () => {
  const { body } = await shipped();
  const empty = Object.fromEntries(body.map(({ attributes }) => [attributes.label, '']));
  for (const text of [rendered(empty), '', null, undefined, 'It is old.', '# Effortless\n\n3 days'])
    expect(readForm(text)).toEqual(blankForm);
});

test.each([
  [
    'headings in another case and level',
    '# EFFORT TO FIX\n3 days\n\n###### Cost to leave ##\n4h\n## area\ndb\n## Business outcome\nreliability',
  ],
  [
    'bold words',
    '**Effort to fix**\n\n3 days\n\n**Interest**\n4 hours\n**Area**\ndb\n**Business outcome**\nreliability',
  ],
  ['lines with colons', 'Effort: 3 days\n- **Interest:** 4h\n* Area: db\nBusiness outcome: reliability'],
  [
    'what is in brackets behind a name',
    'Effort (principal): 3 days\nInterest (a week): 4h\nArea: db\nBusiness outcome (which): reliability',
  ],
  [
    'HTML comments',
    '<!-- ### Effort to fix\n9 days -->### Effort to fix\n<!-- a guess -->\n3 days\n### Interest\n4h<!-- x -->\n### Area\ndb\n### Business outcome\nreliability<!-- no end',
  ],
])('written by hand, with %s', (_, body) => {
  expect(readForm(body)).toEqual({ ...FILLED, outcomes: ['reliability'] });
});

test('code and quotes say nothing, and the first of its kind counts', () => {
  const body =
    '> Effort: 1 day\n\n```md\nEffort: 2 days\n```\n~~~~\n```\nEffort: 4 days\n~~~\nEffort: 5 days\n~~~~\nEffort: 3 days\nEffort: 6 days';
  expect(readForm(body).effort).toBe(3);
});

test('what was said and not understood is named; what was not said is not', () => {
  expect(readForm(rendered({ 'Effort to fix': '5 points', Interest: 'a lot' }))).toEqual({
    ...blankForm,
    unread: ['effort', 'interest'],
  });
  for (const none of ['TBD', '?', 'n/a', '-', 'unknown', '_No response_'])
    expect(
      readForm(rendered({ 'Effort to fix': none, Interest: none === 'n/a' ? '?' : none, Area: none })),
    ).toEqual(blankForm);
});

test("users' experience is one outcome, however it is written", () => {
  for (const written of ["users' experience", 'User experience', 'UX', 'Users’ experience'])
    expect(readForm(`Business outcome: Security; ${written}`).outcomes).toEqual([
      'Security',
      USERS_EXPERIENCE,
    ]);
});

test('whatever a body holds, it is read at once into something small', () => {
  const words = fc.array(
    fc.oneof(
      fc.constantFrom(
        '### Effort to fix\n',
        '\n',
        'Area:',
        '<!--',
        '-->',
        '```\n',
        '**',
        '#',
        ': ',
        '3 days',
        '\r',
        ' ',
      ),
      hostileText,
    ),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(words, (all) => {
      expect(JSON.stringify(readForm(all.join(''))).length).toBeLessThan(2000);
    }),
  );
  const huge = ['#', '<!--', '*', ' ', '```', '(', 'Area: a\n', '- ', '**a', '1.', '\0', '\ud800'].map(
    (one) => one.repeat(200_000),
  );
  for (const text of huge) expect(JSON.stringify(readForm(`### Area\n${text}`)).length).toBeLessThan(2000);
});

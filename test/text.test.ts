import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BODY_LIMIT,
  defuse,
  fitBody,
  type IssueReference,
  issueLink,
  joinList,
  joinOr,
  MARKER_KINDS,
  marker,
  mention,
  named,
  parseMarker,
  plural,
} from '../src/text.ts';
import { unveil } from '../src/veil.ts';
import { hostileText } from './hostile-text.ts';

/** What GitHub sees once Markdown is rendered, or at least what its autolinks would see of it. */
function rendered(markdown: string): string {
  return markdown
    .replace(/<span>\$<\/span>/g, '$')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const ACTIVE = [
  /[@＠﹫][\w]/,
  /[#＃﹟]\d/,
  /\bGH-\d/i,
  /[0-9a-f]{7}/i,
  /:\/\//,
  /www\./i,
  /[\p{Cc}\p{Zl}\p{Zp}]/u,
  /[\u202A-\u202E\u2066-\u2069]/,
];

/** Markdown that is still alive: an unescaped sign, a tag, a reference. */
const ALIVE = [/(?<!\\)(?:\\\\)*[`*_[\]~|]/, /<(?!\/?span>)/, /&(?!(?:amp|lt|gt);)/, /^[-+=#:]|^\d+[.)]/];

describe('text of users', () => {
  test('reads as it was written when there is nothing to defuse', () => {
    expect(defuse('Drop the old queue, please (part 2)!', 80)).toBe('Drop the old queue, please (part 2)!');
  });

  test.each([
    ['@ana look', '@\u200Bana look'],
    ['&#64;ana', '&amp;#\u200B64;ana'],
    ['&commat;ana', '&amp;commat;ana'],
    ['see acme/web#12 and GH-3', 'see acme/web#\u200B12 and GH-\u200B3'],
    ['reverts a5c3785ed8', 'reverts a5c378\u200B5ed8'],
    ['https://github.com/acme/web/pull/1', 'https:\u200B//github.com/acme/web/pull/1'],
    ['<!-- paydown:debt:1 --> <img src=x>', '&lt;!-- paydown:debt:1 --&gt; &lt;img src=x&gt;'],
    ['`code` ```fence', '\\`code\\` \\`\\`\\`fence'],
    ['![a](b) [c][d]', '!\\[a\\](b) \\[c\\]\\[d\\]'],
    ['# Title\r\n\r\n- item\tend', '\\# Title - item end'],
    ['1. first', '1\\. first'],
    ['costs $5 or $6', 'costs <span>$</span>5 or <span>$</span>6'],
    ['@\u200Bana \u202Eevil\u0007 x', '@\u200Bana evil x'],
  ])('%j becomes inert', (text, inert) => {
    expect(defuse(text, 200)).toBe(inert);
  });

  test('never stays active, whatever is in it', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 90 }), (text, length) => {
        const inert = defuse(text, length);
        for (const pattern of ALIVE) expect(inert).not.toMatch(pattern);
        for (const pattern of ACTIVE) expect(rendered(inert)).not.toMatch(pattern);
        expect(inert.isWellFormed()).toBe(true);
        expect(rendered(inert).replaceAll('\u200B', '').length).toBeLessThanOrEqual(length);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is shortened between characters, not inside one', () => {
    expect(defuse('abcdef', 4)).toBe('abc…');
    expect(defuse('ab👩‍👩‍👧cd', 6)).toBe('ab…');
  });
});

describe('links in a roll-up', () => {
  const issue = { repositoryId: 1, repository: 'acme/web', number: 12, title: 'Ask @bo about #4' };
  const linkTo = (to: IssueReference) => unveil(issueLink(to), () => true);

  test('go by the redirecting host, so that the issue gets no backlink', () => {
    const html = 'https://github.com/acme/web/issues/12';
    const redirected = 'https://redirect.github.com/acme/web/issues/12';
    const title = 'Ask @\u200Bbo about #\u200B4';
    expect(linkTo({ ...issue, htmlUrl: html })).toBe(`[acme/web#12](${redirected}) ${title}`);
    expect(linkTo({ ...issue, htmlUrl: `${html}#issuecomment-1` })).toBe(
      `[acme/web#12](${redirected}#issuecomment-1) ${title}`,
    );
  });

  test.each([
    'https://git.acme.test/acme/web/issues/12',
    'http://github.com/acme/web/issues/12',
    'https://github.com.evil.test/x',
    'javascript:alert(1)',
    'nonsense',
  ])('are inert names for %s', (htmlUrl) => {
    expect(linkTo({ ...issue, title: '', htmlUrl })).toBe('`acme/web#12`');
  });

  test('are hidden from whoever may not read the repository', () => {
    const link = issueLink({ ...issue, htmlUrl: 'https://github.com/acme/web/issues/12' });
    expect(unveil(link, () => false)).toBe('an issue in a repository that not everybody here can see');
  });

  test('cannot be broken out of by their address', () => {
    const htmlUrl = 'https://github.com/a/b) [x](y) <i>';
    const link = linkTo({ repositoryId: 1, repository: 'a/b', number: 1, htmlUrl });
    expect(link).toBe('[a/b#1](https://redirect.github.com/a/b%29%20[x]%28y%29%20%3Ci%3E)');
  });
});

describe('people', () => {
  test('are mentioned when they must know, and named otherwise', () => {
    expect(mention('ana')).toBe('@ana');
    expect(mention('acme/infra-leads')).toBe('@acme/infra-leads');
    expect(named('ana')).toBe('**ana**');
    expect(named('dependabot[bot]')).toBe('**dependabot\\[bot\\]**');
  });

  test('with a login that GitHub could not have given are never mentioned', () => {
    expect(mention('ana @bo')).toBe('**ana @\u200Bbo**');
  });
});

describe('markers', () => {
  test('are readable for ordinary keys', () => {
    expect(marker('heartbeat', '2026-W03')).toBe('<!-- paydown:heartbeat:2026-W03 -->');
  });

  test('bring back any key, which can never end the comment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MARKER_KINDS),
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[->!a]*$/)),
        (kind, key) => {
          const comment = marker(kind, key);
          expect(comment.slice(4, -3)).not.toMatch(/--|>/);
          expect(parseMarker(`${comment}\nBody`)).toEqual({ kind, key: key.toWellFormed() });
        },
      ),
    );
  });

  test.each([
    ' <!-- paydown:debt:1 -->',
    'Hello\n<!-- paydown:debt:1 -->',
    '<!-- paydown:nonsense:1 -->',
    '<!-- paydown:debt:1 --> and more',
    '<!-- paydown:debt:%E0 -->',
    '<!-- paydown:debt:%41 -->',
    '',
  ])('do not count in %j', (body) => {
    expect(parseMarker(body)).toBeNull();
  });
});

describe('a body', () => {
  test('that fits is left alone', () => {
    const parts = [
      { kind: 'required', text: 'a' },
      { kind: 'optional', text: 'b', name: 'the b' },
    ] as const;
    expect(fitBody(parts)).toBe('a\n\nb');
  });

  test('gives up its last optional parts first and says so', () => {
    const long = 'x'.repeat(30_000);
    const body = fitBody([
      { kind: 'required', text: 'head' },
      { kind: 'optional', text: long, name: 'the chart' },
      { kind: 'optional', text: long, name: 'the table' },
      { kind: 'optional', text: long, name: 'the list' },
      { kind: 'required', text: 'foot' },
    ]);
    expect(body).toBe(`head\n\n${long}\n\n${long}\n\nfoot\n\n_Too long for GitHub; left out: the list._`);
  });

  test('never exceeds the limit, even where nothing may be given up', () => {
    const body = fitBody([{ kind: 'required', text: '🦊'.repeat(40_000) }]);
    expect(body.length).toBeLessThanOrEqual(BODY_LIMIT);
    expect(body).toMatch(/the rest was left out\._$/);
    expect(body.isWellFormed()).toBe(true);
  });
});

test('one issue is never "1 issues"', () => {
  expect([0, 1, 2, 12_345].map((n) => plural(n, 'issue'))).toEqual([
    '0 issues',
    '1 issue',
    '2 issues',
    '12,345 issues',
  ]);
});

test('lists are joined as people say them', () => {
  expect([[], ['ana'], ['ana', 'bo'], ['ana', 'bo', 'cy']].map(joinOr)).toEqual([
    '',
    'ana',
    'ana or bo',
    'ana, bo or cy',
  ]);
  expect([[], ['ana'], ['ana', 'bo'], ['ana', 'bo', 'cy']].map(joinList)).toEqual([
    '',
    'ana',
    'ana and bo',
    'ana, bo and cy',
  ]);
});

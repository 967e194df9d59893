import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { readConfig } from '../../src/config/index.ts';
import { fileWith, problemsOf } from './problems-of.ts';

describe('a file that is no config', () => {
  it.each([
    ['is empty', '', /^1:1 error the file is empty; begin it with `version: 1`/],
    ['has only comments', '# soon\n\n---\n', /^1:1 error the file is empty/],
    ['has an empty value', '~\n', /^1:1 error the file is empty; it must be a map/],
    ['is a list', '- a\n', /^1:1 error the file is a list; it must be a map that begins with `version: 1`/],
    ['is a sentence', 'hello there\n', /^1:1 error the file is `hello there`; it must be a map/],
    [
      'is in Latin-1',
      Buffer.from('home: acme/b\xfcro', 'latin1').toString('utf8'),
      /^1:1 error the file is not text/,
    ],
    [
      'is in UTF-16',
      Buffer.from('version: 1', 'utf16le').toString('utf8'),
      /^1:1 error the file is not text/,
    ],
    ['has NUL characters', 'version: 1\0', /^1:1 error the file is not text in UTF-8/],
    ['is too large', `# ${'x'.repeat(64 * 1024)}`, /^1:1 error the file is larger than 64 KiB/],
    [
      'is indented with tabs',
      'version: 1\ndebt:\n\tlabels: [a]\n',
      /^3:1 error a tab indents this line; use spaces$/,
    ],
    ['has two documents', 'version: 1\n---\nversion: 1\n', /^2:1 error a second YAML document begins here/],
    [
      'has an open quote',
      'version: 1\nmode: "act\n',
      /^\d+:\d+ error a quote, a colon, a comma, a dash or a bracket is missing/,
    ],
    ['has an open bracket', 'version: 1\ndebt: {labels: [a\n', /^\d+:\d+ error the indentation does not fit/],
    ['is badly indented', 'debt:\n  labels: [a]\n home: a/b\n', /^3:\d+ error the indentation does not fit/],
    [
      'has a login with a bare @',
      fileWith({ roster: '[@ana]' }),
      /^7:14 error a value cannot begin with `@`/,
    ],
    [
      'has a bare comparison',
      'objectives:\n  - target: > 3\n',
      /^2:15 error `>` and `\|` mean something else/,
    ],
    [
      'has a bare >= in a map',
      'objectives: [{target: >= 3}]\n',
      /^1:23 error `>` and `\|` mean something else/,
    ],
    ['has two values in a line', 'mode: act: observe\n', /^1:7 error a second `key: value`/],
    ['uses tags', 'version: 1\nmode: !!binary YWN0\n', /^2:\d+ error (the tag|tags)/],
    ['runs code', 'version: 1\nmode: !!js/function "x"\n', /^2:\d+ error the tag/],
    ['makes objects', 'version: 1\nmode: !ruby/object:Gem {}\n', /^2:\d+ error the tag/],
    ['declares tags', '%TAG ! tag:evil.test,2026:\n---\nversion: 1\nmode: !x y\n', /^4:\d+ error the tag/],
    ['merges maps', 'version: 1\ndebt: &a {labels: [x]}\n<<: *a\n', /^3:1 error `<<` is not a key/],
    ['has an alias as a key', 'version: 1\nmode: &a act\n*a : c\n', /error a key must be plain text/],
    [
      'reaches for the prototype',
      'version: 1\n__proto__: {mode: observe}\n',
      /^2:1 error `__proto__` is not a key/,
    ],
    ['reaches for the constructor', 'version: 1\nconstructor: {}\n', /^2:1 error `constructor` is not a key/],
    ['uses an alias without its anchor', 'version: 1\nhome: *x\n', /^2:7 error no anchor `&x`/],
    ['has a list as a key', 'version: 1\n? [a]\n: b\n', /^2:3 error a key must be plain text/],
    [
      'has duplicate keys',
      'version: 1\nrotations: []\nversion: 1\n',
      /^3:1 error `version` is here twice; keep one/,
    ],
  ])('%s', (_, text, expected) => {
    const problems = problemsOf(text);
    expect(problems[0]).toMatch(expected);
    expect(readConfig(text).config).toBeUndefined();
  });

  it.each([
    [
      'aliases without end',
      `version: 1\nhome: &a x\ndebt: {labels: [${'*a, '.repeat(21)}]}\n`,
      /more than 20 aliases/,
    ],
    ['aliases that multiply', bomb(), /aliases make this file too large|more than 20 aliases/],
    ['an alias of itself', 'version: 1\ndebt: &a [*a]\n', /nested deeper than 12|more than 20/],
    [
      'deep maps',
      Array.from({ length: 14 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      /nested deeper than 12/,
    ],
    ['deep brackets', '['.repeat(60_000), /nested too deeply/],
    ['many dashes', '- '.repeat(30_000), /nested too deeply/],
  ])('with %s is refused', (_, text, expected) => {
    expect(problemsOf(text).join('\n')).toMatch(expected);
  });

  it('with thousands of keys is read quickly', () => {
    const begun = performance.now();
    expect(
      problemsOf(Array.from({ length: 8_000 }, (_, index) => `k${index}: `).join('\n')).length,
    ).toBeGreaterThan(8_000);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('with a very long comment before its first key is read quickly', () => {
    const begun = performance.now();
    expect(problemsOf(`${'# '.repeat(20_000)}\nversion: 2\n`)).toEqual([
      '2:10 error `version` is `2`; it must be 1',
    ]);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('never makes a message of several lines, nor one that steers a terminal', () => {
    const hostile = fc.array(
      fc.constantFrom(
        'a',
        ': ',
        '\n',
        '  ',
        '- ',
        '"',
        "'",
        '[',
        '{',
        '}',
        '&a ',
        '*a',
        '!!set ',
        '? ',
        '|',
        '\u001b[31m',
        '\u202e',
        '\t',
        '%',
        '@',
        '#',
        '__proto__',
        'version: 1\n',
        'rotations:\n',
        '\r',
        '\\',
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        for (const { message, line, column } of readConfig(parts.join('')).problems) {
          expect(message).not.toMatch(/[\p{Cc}\u202e]/u);
          expect(message.length).toBeLessThan(400);
          expect(line >= 1 && column >= 1).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

it('says nothing in the words of the parser, which quote the file over several lines', () => {
  const parts = fc.constantFrom(
    'a',
    ': ',
    '\n',
    '  ',
    '- ',
    '"',
    "'",
    '[',
    '{',
    '}',
    ', ',
    '&a ',
    '*a',
    '!x ',
    '? ',
    '|',
    '%',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (text) => {
      const ours = readConfig(text.join(''))
        .problems.map(({ message }) => message)
        .join('\n');
      for (const { message } of parseDocument(text.join('')).errors)
        expect(ours).not.toContain(message.split(' at line')[0]);
    }),
    { numRuns: 1_000 },
  );
});

it('with a byte order mark is read like any other', () => {
  expect(readConfig(`\uFEFF${fileWith({})}`).config?.rotations).toHaveLength(1);
});

/** Few aliases, which repeat a long list many times over. */
function bomb(): string {
  const wide = `&a [${'x, '.repeat(9_000)}x]`;
  return `version: 1\nhome: ${wide}\ndebt: &b [${'*a, '.repeat(8)}]\nmode: [*b, *b]\n`;
}

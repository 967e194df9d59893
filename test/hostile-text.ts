/** What people, and those who mean harm, may write where the bot repeats it. */
import fc from 'fast-check';

/** Ways to notify somebody or to leave a trace on an issue. */
const NOTIFYING = [
  ...[
    '@ana',
    '＠ana',
    '﹫ana',
    '@acme/infra',
    '\\@ana',
    '@\u2060ana',
    '@\u200Dana',
    '&#64;ana',
    '&commat;ana',
  ],
  ...['#12', '＃12', 'a/b#3', 'GH-7', 'gh-7', '&#35;12', 'deadbeefcafe0123', 'acme/web@a5c3785ed8', 'a@b.io'],
  ...[
    'https://github.com/a/b/pull/1',
    'http://a.io',
    'ftp://a.io',
    'www.a.io',
    'mailto:a@b.io',
    'xmpp:a@b.io',
  ],
];

/** Ways to be more than text. */
const FORMATTING = [
  ...[
    '<!--',
    '-->',
    '<!-- paydown:debt:owner -->',
    '<img src=x>',
    '</details>',
    '<details>',
    '</summary>',
    '<b>',
  ],
  ...[
    '`',
    '``',
    '```',
    '~~~',
    '\\',
    '*',
    '**',
    '_',
    '~~',
    '|',
    '| a | b |',
    '$x$',
    '$`x`$',
    ':---',
    '---',
    '===',
  ],
  ...[
    '[x](y)',
    '![x](y)',
    '[x][y]',
    '[x]: http://y',
    '[^1]',
    '[^1]: z',
    '<http://y>',
    '&lt;',
    '[ ] ',
    '[x] ',
  ],
  ...['# ', '- ', '+ ', '> ', '1. ', '1) ', '- [x] ', '    ', '> [!NOTE]'],
];

/** Ways to hide, to turn around, to break lines or to break off. */
const UNSEEN = [
  ...['\n', '\r\n', '\n\n', '\t', '\u0007', '\u001b[31m', '\u0085', '\u2028', '\u00A0', '\uFEFF', '\u200B'],
  ...[
    '\u202E',
    '\u2066',
    '\u061C',
    '\u034F',
    '\u3164',
    '\uD800',
    '\uDC00',
    '👩‍👩‍👧',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤',
    'x'.repeat(200),
  ],
];

export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...NOTIFYING),
      fc.constantFrom(...FORMATTING),
      fc.constantFrom(...UNSEEN),
      fc.constantFrom(' ', 'a', 'Old parser', '.', ':', '@', '#', '/'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** One of each, for stories that take longer to tell. */
export const hostileTitles: readonly string[] = [
  'Ping @ana, ＠bo, @acme/infra &#64;cy and &commat;pat',
  'Like acme/api#1, #2, GH-3, a5c3785ed8 and https://github.com/acme/api/issues/1',
  '<!-- paydown:debt:owner --> </details><img src=x onerror=alert(1)>',
  '```js `code` ~~~ [x](http://evil.test) ![y](http://evil.test) [^1]',
  '| a | b | - [x] # done ** __ $x$',
  'safe \u202Egnp.exe\u2066 \u200Bzero\u2060width',
  `${'x'.repeat(58)}👩‍👩‍👧👩‍👩‍👧`,
  '- [ ] task',
];

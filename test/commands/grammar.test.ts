import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandLines, likeIt, nothingMore, readLine, reasonIn } from '../../src/commands/grammar.ts';
import { saysOnlyCommands, slashLines } from '../../src/slash.ts';
import { hostileText } from '../hostile-text.ts';

const OURS = ['debt', 'rotation'];
const forms = [
  { usage: '/debt keep', takes: nothingMore },
  { usage: '/debt release', takes: nothingMore },
];

/** The commands in a comment. */
function found(body: string): string[] {
  return commandLines(body, OURS);
}

test('a command is alone on a line and first on it, several to a comment, whatever the case', () => {
  expect(found('/debt keep')).toEqual(['/debt keep']);
  expect(found('On it.\r\n  /Debt   KEEP  \r\n/rotation who\t\r\nThanks!')).toEqual([
    '/Debt   KEEP',
    '/rotation who',
  ]);
  expect(found('I say /debt keep')).toEqual([]);
  expect(found('- /debt keep')).toEqual([]);
  expect(found('- on my list\n/debt keep')).toEqual(['/debt keep']);
  expect(found('/debt keep\n---\nSent from my phone')).toEqual(['/debt keep']);
});

test('what is said in code, in a quote or in an HTML comment is no command', () => {
  for (const body of [
    '```\n/debt keep\n```',
    '~~~sh\n/debt keep',
    'So:\n\n    /debt keep',
    '\t/debt keep',
    '`/debt keep`',
    '`on\n/debt keep\ntwo lines`',
    '> /debt keep',
    '> lazily\n/debt keep',
    '- > nested\n  > /debt keep',
    '<!-- /debt keep -->',
    '<!--\n\n/debt keep\n\n-->',
    'in words <!--\n/debt keep\n-->',
    '<pre>\n\n/debt keep\n\n</pre>',
    '<code>\n\n/debt keep\n\n</code>',
    '<blockquote>\n\n/debt keep\n\n</blockquote>',
    '\\/debt keep',
    'in words <code>\n/debt keep\n</code>',
    '/debt keep <!-- for now -->',
    '/debt keep <!--\n/debt keep\n-->',
  ])
    expect(found(body), body).toEqual([]);
});

test('code and tags after the name, as in a reason, leave a command a command', () => {
  for (const line of [
    '/debt accept until 2026-03-01 because `parser.ts` goes',
    '/debt accept until 2026-03-01 because a Vec<u8> is copied',
    '/debt accept until 2026-03-01 because <code>main</code> is frozen',
    '/debt `keep`',
  ])
    expect(found(`${line}\n/debt keep`), line).toEqual([line, '/debt keep']);
});

test('the commands of other bots, and paths, are left alone', () => {
  expect(found('/assign @bo\n/debt/api/keep\n/etc/hosts\n/debts keep\n//debt keep\n/ debt keep')).toEqual([]);
});

test('a verb that is unknown, and words too many, are told apart', () => {
  expect(readLine('/DEBT  Keep', forms)).toMatchObject({
    kind: 'command',
    form: { usage: '/debt keep' },
    words: [],
  });
  expect(readLine('/debt', forms)).toEqual({ kind: 'unknown verb' });
  expect(readLine('/debt forgive', forms)).toEqual({ kind: 'unknown verb' });
  expect(readLine('/debt keep please', forms)).toMatchObject({
    kind: 'bad words',
    form: { usage: '/debt keep' },
  });
  expect(likeIt('/debt', forms)).toEqual(forms);
});

test('at most ten commands of a comment are heard, and of a long one the beginning', () => {
  expect(found('/debt keep\n'.repeat(100))).toHaveLength(10);
  expect(found(`/debt ${'x'.repeat(3_900)}`)[0]?.length).toBe(400);
});

test('a comment says only commands where every line is one', () => {
  expect(saysOnlyCommands('/debt keep\n\n/assign @bo\n')).toBe(true);
  expect(saysOnlyCommands('Looking into it.\n/debt keep')).toBe(false);
  expect(saysOnlyCommands('> /debt keep')).toBe(false);
  expect(saysOnlyCommands('')).toBe(false);
});

test('a comment that is longer than anybody writes a command in is not looked through, for that may take minutes', () => {
  expect(found(`${'word '.repeat(700)}\n\n/debt keep`)).toEqual(['/debt keep']);
  for (const line of ['a<?', '>'.repeat(19), 'word'])
    expect(slashLines(`${`${line}\n`.repeat(16_000)}\n\n/debt keep`)).toEqual([]);
});

test('hostile text never throws, and a command that it holds is always a line of it', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(hostileText, fc.constant('/debt keep')), { maxLength: 6 }), (lines) => {
      const body = lines.join('\n');
      const all = new Set(body.split(/\r\n|\n|\r/).map((line) => line.trim()));
      expect(slashLines(body).every((line) => all.has(line))).toBe(true);
    }),
  );
});

test('nothing inside a fence, an indented block, a quote or an HTML comment is ever a command', () => {
  const inside = fc
    .array(fc.oneof(hostileText, fc.constant('/debt keep')), { maxLength: 5 })
    .map((lines) => lines.join('\n').split(/\r\n|\n|\r/));
  fc.assert(
    fc.property(inside, (lines) => {
      const fenced = lines.map((line) => line.replaceAll('`', "'"));
      expect(slashLines(['`````', ...fenced, '`````'].join('\n'))).toEqual([]);
      expect(slashLines(lines.map((line) => `    ${line}`).join('\n'))).toEqual([]);
      expect(slashLines(lines.map((line) => `> ${line}`).join('\n'))).toEqual([]);
      const hidden = lines.map((line) => line.replaceAll('-->', ''));
      expect(slashLines(['<!--', ...hidden, '-->'].join('\n'))).toEqual([]);
    }),
  );
});

test('what follows the verb is kept as it was written, and a namespace alone takes what no verb of it does', () => {
  const cord = [
    { usage: '/andon', takes: () => 'fits' as const },
    { usage: '/andon ack', takes: nothingMore },
  ];
  expect(readLine('/Andon  The Build takes  AN hour', cord)).toMatchObject({
    form: { usage: '/andon' },
    text: 'The Build takes AN hour',
    words: ['the', 'build', 'takes', 'an', 'hour'],
  });
  expect(readLine('/andon ACK', cord)).toMatchObject({ form: { usage: '/andon ack' }, text: '' });
  expect(readLine('/andon', cord)).toMatchObject({ kind: 'command', form: { usage: '/andon' }, text: '' });
});

test('a reason stands after the first because, and is not empty', () => {
  expect(reasonIn('until 2026-03-01 because It pays, because of X')).toEqual({
    before: 'until 2026-03-01',
    reason: 'It pays, because of X',
  });
  expect(reasonIn('BECAUSE of you')).toEqual({ before: '', reason: 'of you' });
  for (const text of ['because', 'because ', 'just so', 'justbecause of it'])
    expect(reasonIn(text), text).toBeUndefined();
});

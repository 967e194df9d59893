import { describe, expect, it } from 'vitest';
import { runAnalyze } from '../../src/cli/analyze.ts';
import { fileOf, run } from './run.ts';

const EVENT = {
  id: 1,
  event: 'labeled',
  created_at: '2026-03-22T22:59:59Z',
  issue: { number: 1 },
  label: { name: 'tech-debt' },
};

const [ARCHIVE, WIDE, LATIN_E, MARK_CUT_OFF] = ['archive', 'wide', '<e>', '<mark>'];

/** Text as it is in a file, where a stand-in is not what it says. */
function bytesOf(text: string): Buffer {
  if (text === ARCHIVE) return Buffer.from([0x1f, 0x8b, 8, 0]);
  if (text === WIDE) return Buffer.from(JSON.stringify([EVENT]), 'utf16le');
  return Buffer.from(text.replace(LATIN_E, '\u00e9').replace(MARK_CUT_OFF, '\u00ef\u00bb'), 'latin1');
}

describe('what is wrong with a file', () => {
  const first = JSON.stringify(EVENT);
  it.each([
    ['an empty file', '', 1, 1, 'the file is empty: did the export fail?'],
    ['blank lines', ' \n', 1, 1, 'the file is empty: did the export fail?'],
    ['a cut off array', `[\n${first},\n`, 3, 1, 'the text ends in the middle'],
    ['a cut off event', `[${first},\n{"id": 2, "ev`, 2, 1, 'the text ends in the middle'],
    ['a missing comma', `[${first}\n${first}]`, 2, 1, 'a comma or the end of the array is expected here'],
    ['a comma too many', `[${first},]`, 1, first.length + 3, 'a value is expected here'],
    ['a bracket too many', `[]\n]`, 2, 1, 'a value is expected here'],
    ['wrong JSON', `[{"id": 1,\n "event": x}]`, 1, 2, 'not valid JSON'],
    ['wrong JSON in its place', `[{"id": 1,\n "event" "x"}]`, 2, 10, 'not valid JSON: Expected'],
    ['a page of HTML', '<html>', 1, 1, 'not valid JSON'],
    ['an archive', ARCHIVE, 1, 1, 'the file is compressed'],
    ['a number', '[7]', 1, 2, 'entry 0: no issue event, but a number'],
    ['another object', '{"items": []}', 1, 1, 'entry 0: id is missing'],
    [
      'a refusal',
      '{"message": "Not Found", "status": "404"}',
      1,
      1,
      'but what GitHub answered instead: "Not Found"',
    ],
    ['a wrong id', `[${first},{"id":"x"}]`, 1, first.length + 3, 'entry 1: id must be number, not string'],
    [
      'a wrong time',
      `[${first.replace('2026-03-22T', 'soon')}]`,
      1,
      2,
      'entry 0: created_at must be a time such as',
    ],
    [
      'a day that is none',
      `[${first.replace('2026-03-22T', '2026-02-30T')}]`,
      1,
      2,
      'entry 0: created_at must be a time such as',
    ],
    [
      'a time of any zone',
      `[${first.replace('22:59:59Z', '22:59:59')}]`,
      1,
      2,
      'entry 0: created_at must be a time such as',
    ],
    ['half an id', `[${first.replace('"id":1', '"id":1.5')}]`, 1, 2, 'entry 0: id must be a whole number'],
    ['half a mark', `[]\n${MARK_CUT_OFF}`, 2, 1, 'not text in UTF-8'],
    ['Latin 1', `[\n${first.replace('tech', LATIN_E)}]`, 2, 1, 'not text in UTF-8'],
    ['UTF-16', WIDE, 1, 1, 'the file is not text in UTF-8'],
    ['a wrong number', `[${first.replace('"number":1', '"number":0')}]`, 1, 2, 'entry 0: issue.number '],
  ])('%s is named with its place', async (_, text, line, column, message) => {
    const file = fileOf(bytesOf(text));
    const { code, out, err } = await run(runAnalyze, '--events', file, '--json');
    expect(code).toBe(1);
    const { errors } = JSON.parse(out);
    expect(errors[0]).toMatchObject({ file, line, column, severity: 'error' });
    expect(errors[0].message).toContain(message);
    expect(err).toBe(`${file}:${line}:${column}: error: ${errors[0].message}\n`);
  });

  it('many wrong entries are named, but not all', async () => {
    const { out } = await run(runAnalyze, '--events', fileOf(JSON.stringify(Array(500).fill(1))), '--json');
    const { errors } = JSON.parse(out);
    expect(errors).toHaveLength(11);
    expect(errors[10].message).toBe('and 490 entries more are wrong');
  });

  it('a missing file, and a folder, are named', async () => {
    const missing = await run(runAnalyze, '--events', '/nowhere/events.json', '--json');
    expect(missing.code).toBe(1);
    expect(JSON.parse(missing.out).errors[0].message).toBe(
      'the file cannot be read: there is no such file or folder',
    );
    const { err } = await run(runAnalyze, '--events', '/');
    expect(err).toBe('/:1:1: error: the file cannot be read: it is a folder\n');
  });

  it('a chart that cannot be written is a failure', async () => {
    const { code, err } = await run(runAnalyze, '--events', fileOf('[]'), '--chart', '/nowhere/chart.svg');
    expect({ code, err: err.split('\n').at(-2) }).toEqual({
      code: 1,
      err: '--chart: /nowhere/chart.svg cannot be written: there is no such file or folder',
    });
  });
});

describe('what is doubtful about the numbers', () => {
  const issue = (number: number, ...labels: string[]) => ({
    number,
    state: 'open',
    created_at: '2026-01-01T00:00:00Z',
    labels: labels.map((name) => ({ name })),
  });
  const at = '2026-01-07T00:00:00Z';
  const labeled = (id: number, more: object) => ({ ...EVENT, id, created_at: at, ...more });
  const moved = (id: number) => ({
    id,
    event: 'transferred',
    created_at: at,
    issue: issue(id, 'tech-debt'),
  });
  const assigned = { id: 9, event: 'assigned', created_at: at, issue: issue(9, 'tech-debt') };
  const rename = labeled(1, { label: { name: 'P1' }, issue: issue(1, 'tech-debt') });
  it.each([
    [
      'a label that was deleted',
      [labeled(1, { issue: issue(1) }), labeled(2, { issue: issue(2, 'bug') })],
      'Of 2 issues the events say that the label is on, and the exported issue that it is not: the label was deleted, or the export is incomplete. Counted by the events.\n',
    ],
    [
      'an issue that moved in',
      [moved(1)],
      'Of 1 issue no event tells when the label came; counted since the issue moved in.\n',
    ],
    [
      'an issue that was labelled elsewhere, and ones that moved in',
      [moved(1), assigned, moved(2)],
      'Of 1 issue no event tells when the label came; counted since the issue was opened.\nOf 2 issues no event tells when the label came; counted since the issue moved in.\n',
    ],
    ['a label that was renamed', [rename], 'The label "p1" was renamed: counted as "tech-debt".\n'],
    [
      'one that was not',
      [rename, labeled(2, { label: { name: 'P1' }, issue: issue(2) })],
      'Of 1 issue no event tells when the label came; counted since the issue was opened.\n',
    ],
  ])('%s is told beside them', async (_, events, says) => {
    const { code, out, err } = await run(runAnalyze, '--events', fileOf(JSON.stringify(events)), '--json');
    expect({ code, err }).toEqual({ code: 0, err: says });
    expect(JSON.parse(out)).toHaveProperty('open');
  });
});

describe('wrong usage', () => {
  it.each([
    [[], '--events or --repo is missing'],
    [['--events', 'a', '--repo', 'b/c'], '--events and --repo do not go together'],
    [['--events', 'a', '--save', 'b'], '--save goes with --repo'],
    [['--repo', 'acme'], '--repo must be OWNER/REPO'],
    [['--repo', 'acme/..'], '--repo must be OWNER/REPO'],
    [['--events', 'a', '--until', '2026-02-30'], '--until must be a time such as'],
    [['--events', 'a', '--timezone', 'Berlin'], 'did you mean Europe/Berlin?'],
    [['--events', 'a', '--csv', '--json'], '--json and --csv do not go together'],
    [['--events', 'a', '--label', ''], '--label has no value'],
    [['--events', 'a', '--label', 'x', ''], '--label has no value'],
    [['--events', 'a', '--events', 'b'], '--events is given twice'],
    [['a', '--events', 'b'], "'a' is left over"],
    [['--event', 'a'], "Unknown option '--event'"],
  ])('%j', async (args, message) => {
    const { code, out, err } = await run(runAnalyze, ...args, ...(args.includes('--json') ? [] : ['--json']));
    expect(code).toBe(2);
    expect(JSON.parse(out).errors[0].message).toContain(message);
    expect(err).toContain('Usage: paydown analyze');
  });

  it('--help is none', async () => {
    const { code, out } = await run(runAnalyze, '--help');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('Usage: paydown analyze') });
  });
});

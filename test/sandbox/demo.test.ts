import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { runDemo } from '../../src/sandbox/demo.ts';
import { run } from '../cli/run.ts';

/** Machines that test are busy; the demo itself takes about a minute. */
const PATIENCE = 240_000;

async function demo(): Promise<{ code: number | null; story: string; errors: string }> {
  const { FORCE_COLOR: _, ...env } = process.env;
  const child = spawn(process.execPath, ['src/cli.ts', 'demo'], { env: { ...env, NO_COLOR: '1' } });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [story, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, story: story.replaceAll(/\s+/g, ' '), errors };
}

test('ten weeks come true, from the installation to the last heartbeat', { timeout: PATIENCE }, async () => {
  const { code, story, errors } = await demo();
  expect(errors).toBe('');
  expect(code).toBe(0);
  expect(story).toContain('finds none, and changes nothing on GitHub');
  expect(story).toContain('Paydown gives api#1 to ana, web#2 to bo, api#2 to ana and infra#1 to bo');
  expect(story).toContain('dee owns this debt, as a person decided. Paydown leaves it alone.');
  expect(story).toContain('`awya` is not a key of `rotations[0]`; did you mean `away`?');
  expect(story).toContain('Debt is creeping: about 0.6 issues more a week');
  expect(story).toContain(
    'No clear trend. Debt shrank by 1 this week: 9 open, 10 a week ago. │ 2026-W09: 0 came in',
  );
  expect(story).toContain('@bo: dee asks to swap shifts with you in infra');
  expect(story).toContain('Changed: next in infra: cy and @bo are on duty');
  expect(story).toContain('what he had not begun is with her: api#6 to ana and web#7 to ana');
  expect(story).toContain('web#8 to dee, with exactly one comment');
  expect(story).toContain('@cy: you cover for ana in infra until Mon 13 Apr 2026');
  expect(story).toContain('The line goes on, by itself.');
  expect(story).toContain('Gap ahead in infra: only bo is available');
  expect(story).toContain('eve serves 27 Apr–11 May');
  expect(story).toContain('@max: pat appeals to you against a decision about this debt');
  expect(story).toContain('The ruling: overturned');
  expect(story).toContain('you pay debt: 2 debt issues, at most 2 a');
  expect(story).toContain('Infra iteration 2026-04-20 is over: 1 of 2 debt issues was paid. Thanks to cy.');
  expect(story).toContain('Debt is shrinking: about 0.9 issues fewer a week');
  expect(story).toContain('Paydown opened infra#7 "Retro: infra, ');
  expect(story).toContain('The first one stays with cy; the next retro begins with');
  expect(story).toContain('16 debt issues: 12 paid, 1 refused, 1 relabelled, 2 open');
  expect(story).toContain('5 handoffs and 10 heartbeats were announced');
});

test('what is no option of the demo is wrong usage', async () => {
  const { code, out, err } = await run((args, io) => runDemo([...args], io), '--fast');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('--fast');
  expect(await run((args, io) => runDemo([...args], io), 'web')).toMatchObject({ code: 2 });
});

test('help starts nothing', async () => {
  const { code, out } = await run((args, io) => runDemo([...args], io), '--help');
  expect(code).toBe(0);
  expect(out).toContain('--serve');
});

/** The last four weeks: the clocks change, a quarter ends, and the debt is nearly paid. */
import { pullTheCord } from './andon.ts';
import { command, goBy, newest, onDashboard, onDuty } from './commands.ts';
import { lineOf, WITH_EVE } from './config-file.ts';
import { decideInTheOpen } from './decisions.ts';
import { agree, agreeThatItSays } from './eyes.ts';
import { beginIteration, changeIteration, endIteration, proposeIteration } from './iteration.ts';
import { act, digest, enter, given, handoff, heartbeat, type Play, unspoken } from './play.ts';

export async function april(play: Play): Promise<void> {
  await goBy(play, '2026-03-27T09:00');
  await handoffInSummerTime(play);
  await fillUp(play);
  await renewDashboard(play);
  await payAndMakeRoom(play);
  await fallIll(play);
  await payTwo(play);
  await pullTheCord(play);
  await goBy(play, '2026-04-10T09:00');
  await keepStarted(play);
  await findGap(play);
  await fillGap(play);
  await proposeIteration(play);
  await payTheRest(play);
  await decideInTheOpen(play);
  await lastHandoff(play);
}

async function handoffInSummerTime(play: Play): Promise<void> {
  const { stage, tell } = play;
  await enter(play, '2026-03-30T09:00');
  const utc = stage.now().toISOString().slice(11, 16);
  const body = await handoff(play, 3, ['ana', 'dee']);
  tell.paydown(`The third handoff. Since Sunday's change to summer time, 09:00 in Berlin is ${utc} UTC:`);
  tell.quote(digest(body));
  const owners = await given(play, { 'api#5': 'ana', 'api#6': 'ana', 'web#8': 'dee' });
  tell.paydown(`${owners}. web#8, left alone until now, has an owner again.`);

  await enter(play, '2026-03-30T09:30');
  tell.paydown(`Heartbeat: ${(await heartbeat(play, 6)).verdict}`);
}

async function fillUp(play: Play): Promise<void> {
  const { people, tell } = play;
  await enter(play, '2026-03-31T13:00');
  await act(play, 'pat opens infra#3 "Backups were never restored", labelled tech-debt.', () =>
    people.open('pat', 'infra', 'Backups were never restored'),
  );
  await unspoken(play, 'infra#3');
  const full = await given(play, { 'api#5': 'ana', 'api#6': 'ana', 'web#2': 'dee', 'web#8': 'dee' });
  tell.paydown(`infra#3 waits, for nobody on duty has room: ${full}.`);
}

async function renewDashboard(play: Play): Promise<void> {
  const { stage, eyes, tell } = play;
  const before = await eyes.dashboard();
  await enter(play, '2026-04-01T00:00');
  await stage.quiet();
  const after = await eyes.dashboard();
  const old = await eyes.issue(before.ref);
  agree('Whether the old dashboard is open', old.state === 'open', false);
  agreeThatItSays('The old dashboard', old.body, `#${after.ref.split('#')[1]}`);
  agreeThatItSays('The new dashboard', after.body, `#${before.ref.split('#')[1]}`);
  tell.paydown(
    `A quarter begins. Paydown opens ${after.ref} "${after.title}" and closes ${before.ref}; they link to each other.`,
  );
}

async function payAndMakeRoom(play: Play): Promise<void> {
  const { people, tell } = play;
  await enter(play, '2026-04-02T16:00');
  await act(play, 'One date picker is left: dee completes web#2.', () =>
    people.close('dee', 'web#2', 'completed'),
  );
  tell.paydown(`dee has room, so Paydown gives ${await given(play, { 'infra#3': 'dee' })}.`);

  await enter(play, '2026-04-06T09:30');
  tell.paydown(`Heartbeat: ${(await heartbeat(play, 7)).verdict}`);
}

async function fallIll(play: Play): Promise<void> {
  const { tell } = play;
  await enter(play, '2026-04-07T08:30');
  tell.says('ana is ill. She comments on the dashboard: /rotation away 2026-04-07..2026-04-12');
  await command(play, 'ana', '/rotation away 2026-04-07..2026-04-12');
  await onDuty(play, 'bo', 'dee');
  const owners = await given(play, { 'api#5': 'bo', 'api#6': 'bo' });
  tell.paydown(`bo, who has waited longest, stands in at once: ${owners}.`);

  await enter(play, '2026-04-07T09:10');
  tell.says('bo cannot: /rotation decline');
  await command(play, 'bo', '/rotation decline');
  await onDuty(play, 'cy', 'dee');
  const { body } = await newest(play, 'stand-in');
  agreeThatItSays('The announcement', body, '@cy: you cover for **ana**');
  tell.paydown(
    `Then it is cy: ${await given(play, { 'api#5': 'cy', 'api#6': 'cy' })}. He hears of it on the dashboard:`,
  );
  tell.quote(body);
}

async function payTwo(play: Play): Promise<void> {
  const { people, eyes } = play;
  await enter(play, '2026-04-08T17:00');
  await act(
    play,
    'cy completes api#6. dee completes web#8, and creates a branch for infra#3 on its page.',
    async () => {
      await people.close('cy', 'api#6', 'completed');
      await people.close('dee', 'web#8', 'completed');
      await play.stage.github.linkBranch('infra', 3);
    },
  );
  agree('How many debt issues are open', await eyes.openDebt(), 2);
  play.tell.paydown('Two debt issues are left.');
}

async function keepStarted(play: Play): Promise<void> {
  const { tell } = play;
  await enter(play, '2026-04-13T09:00');
  const body = await handoff(play, 4, ['bo', 'cy']);
  tell.paydown('The fourth handoff:');
  tell.quote(digest(body, 'Stays', 'In the last'));
  const owners = await given(play, { 'infra#3': 'dee', 'api#5': 'cy' });
  tell.paydown(`A linked branch counts as begun work: ${owners}.`);

  await enter(play, '2026-04-13T09:30');
  tell.paydown(`Heartbeat: ${(await heartbeat(play, 8)).verdict}`);
}

async function findGap(play: Play): Promise<void> {
  const { tell } = play;
  await enter(play, '2026-04-15T10:00');
  tell.says(
    'ana, cy and dee take the days around 1 May off. Each comments: /rotation away 2026-04-27..2026-05-08',
  );
  for (const who of ['ana', 'cy', 'dee']) await command(play, who, '/rotation away 2026-04-27..2026-05-08');
  const { body } = await newest(play, 'gap');
  agreeThatItSays('The gap', body, 'only **bo** is available');
  agreeThatItSays('The gap', body, '@lee and @pat');
  tell.paydown('That leaves a gap in the next shift, and the leads hear of it twelve days before it begins:');
  tell.quote(body);
}

async function fillGap(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-04-16T11:00');
  tell.says('eve joins the team. lee opens a pull request that adds her to the roster:');
  tell.verbatim(lineOf(WITH_EVE, 'roster'));
  const { number, sha } = await people.proposeConfig('lee', 'eve takes turns, too', WITH_EVE);
  await play.stage.quiet();
  const check = await eyes.check(sha);
  agree('The check', check.conclusion, 'success');
  agreeThatItSays('The check', check.summary, '**eve** serves');
  agreeThatItSays('The dashboard', (await eyes.dashboard()).body, 'Gap ahead');
  tell.paydown('The check on it shows what merging would do. Whose shifts would move:');
  tell.quote(movesIn(check.summary));

  await enter(play, '2026-04-16T14:00');
  await act(play, 'pat merges it.', () => people.merge('pat', number));
  const { body } = await eyes.dashboard();
  agree('Whether the dashboard tells of a gap', body.includes('Gap ahead'), false);
  const next = await onDashboard(play, 'Next');
  agreeThatItSays('The dashboard', next, 'eve and bo');
  tell.paydown('The gap is gone from the dashboard:');
  tell.quote(next);
}

/** What a check tells of the rotation, without the later half of its table. */
function movesIn(summary: string): string {
  const news = summary.slice(summary.indexOf('### infra') + '### infra'.length);
  return `${news.slice(0, news.indexOf('| Mon 8 Jun'))}…`;
}

async function payTheRest(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-04-17T14:00');
  await act(
    play,
    'dee has restored a backup and completes infra#3. pat opens web#9 "Images are resized in the browser".',
    async () => {
      await people.close('dee', 'infra#3', 'completed');
      await people.open('pat', 'web', 'Images are resized in the browser');
    },
  );
  agree('How infra#3 ended', (await eyes.issue('infra#3')).state, 'completed');
  tell.paydown(`Paydown gives ${await given(play, { 'web#9': 'bo' })}.`);
  await changeIteration(play);
  await beginIteration(play);

  await enter(play, '2026-04-20T09:30');
  tell.paydown(`Heartbeat: ${(await heartbeat(play, 9)).verdict}`);

  await enter(play, '2026-04-22T15:00');
  await act(play, 'cy completes api#5.', () => people.close('cy', 'api#5', 'completed'));
  agree('How many debt issues are open', await eyes.openDebt(), 1);
  tell.paydown(`One debt issue is left: ${await given(play, { 'web#9': 'bo' })}.`);
}

async function lastHandoff(play: Play): Promise<void> {
  const { tell } = play;
  await enter(play, '2026-04-24T09:00');
  const notice = await newest(play, 'notice');
  agreeThatItSays('The notice', notice.body, '@eve and @bo are on duty');
  tell.paydown('eve hears on the dashboard that her first shift begins on Monday.');

  await enter(play, '2026-04-27T09:00');
  const body = await handoff(play, 5, ['bo', 'eve']);
  tell.paydown('The fifth handoff, without a gap:');
  tell.quote(digest(body));
  await endIteration(play);

  await enter(play, '2026-04-27T09:30');
  const last = await heartbeat(play, 10);
  agreeThatItSays('The heartbeat', last.verdict, 'Debt is shrinking');
  tell.paydown('The tenth heartbeat. Now it goes one way for long enough to say so:');
  tell.quote(last.body);
}

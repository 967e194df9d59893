/** Weeks three to six: handoffs, a refusal, a broken config, a cover, an absence, and a kill -9. */

import { command, goBy, onDuty } from './commands.ts';
import { BROKEN, lineOf, MENDED } from './config-file.ts';
import { agree, agreeThatItSays, Mismatch } from './eyes.ts';
import { act, digest, enter, given, handoff, heartbeat, livingComment, type Play } from './play.ts';

export async function march(play: Play): Promise<void> {
  await firstHandoff(play);
  await refuse(play);
  await relabel(play);
  await payTwo(play);
  await breakConfig(play);
  await mendConfig(play);
  await cover(play);
  await handoffWithoutAna(play);
  await payTwoMore(play);
  await killAndRecover(play);
  await leaveAlone(play);
}

async function firstHandoff(play: Play): Promise<void> {
  const { tell } = play;
  await enter(play, '2026-03-02T09:00');
  const body = await handoff(play, 1, ['bo', 'cy']);
  tell.paydown('The first handoff, announced on the dashboard:');
  tell.quote(body);
  agreeThatItSays('The first handoff', digest(body, 'Next'), 'Next: ana and dee');
  await given(play, { 'web#3': 'ana' });
  const moved = await given(play, { 'api#2': 'cy' });
  await given(play, { 'infra#1': 'bo', 'web#4': 'bo', 'api#4': 'cy' });
  tell.paydown(`What had not been touched moved: ${moved}. ana keeps web#3, which she began.`);

  await enter(play, '2026-03-02T09:30');
  const { body: report, verdict } = await heartbeat(play, 2);
  agreeThatItSays('The heartbeat', verdict, 'No clear trend');
  tell.paydown('The second heartbeat. Debt goes neither way for long enough to say so:');
  tell.quote(report);
}

async function refuse(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-03-03T11:00');
  await act(play, 'The build farm is retired in June, so pat refuses infra#1: closed as not planned.', () =>
    people.close('pat', 'infra#1', 'not_planned'),
  );
  const { state, assignees } = await eyes.issue('infra#1');
  agree('How infra#1 ended', { state, assignees }, { state: 'not_planned', assignees: [] });
  tell.paydown(`bo is unassigned. The comment on infra#1: "${await livingComment(play, 'infra#1')}"`);
  tell.paydown(`The room goes to the next in the queue: ${await given(play, { 'web#5': 'bo' })}.`);
}

async function relabel(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-03-04T10:00');
  await act(
    play,
    'dee finds that web#4 is a bug: she takes the label tech-debt off and puts bug on.',
    async () => {
      await people.unlabel('dee', 'web#4', 'tech-debt');
      await people.label('dee', 'web#4', 'bug');
    },
  );
  const { labels, assignees } = await eyes.issue('web#4');
  agree('What web#4 is', { labels, assignees }, { labels: ['bug'], assignees: [] });
  tell.paydown(`bo is unassigned. The comment on web#4: "${await livingComment(play, 'web#4')}"`);
}

async function payTwo(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-03-06T15:00');
  await act(play, 'ana completes web#3, and cy completes api#2.', async () => {
    await people.close('ana', 'web#3', 'completed');
    await people.close('cy', 'api#2', 'completed');
  });
  agree('How many debt issues are open', await eyes.openDebt(), 5);
  const owners = { 'web#5': 'bo', 'api#5': 'bo', 'api#4': 'cy', 'web#7': 'cy', 'web#2': 'dee' };
  tell.paydown(`The queue is empty. The five that are left: ${await given(play, owners)}, who took it.`);

  await enter(play, '2026-03-09T09:30');
  const { verdict } = await heartbeat(play, 3);
  agreeThatItSays('The heartbeat', verdict, 'No clear trend');
  tell.paydown(`Heartbeat: ${verdict}`);
  tell.paydown('Two good weeks are no trend yet, so it claims none.');
}

async function breakConfig(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-03-10T10:00');
  tell.says('ana will be away from 14 to 27 March. lee adds that to the config file, with a slip:');
  tell.verbatim(lineOf(BROKEN, 'login'));
  const sha = await people.pushConfig('lee', BROKEN);
  await play.stage.quiet();
  const check = await eyes.check(sha);
  agree('The check', check.conclusion, 'failure');
  tell.paydown(`The check paydown/config: ${check.conclusion}, "${check.title}". Its annotation:`);
  for (const { line, message } of check.annotations) tell.quote(`line ${line}: ${message}`);
  const { body } = await eyes.dashboard();
  agreeThatItSays('The dashboard', body, 'the last good one stays in force');
  tell.paydown('The dashboard warns, too, and says that the last good version stays in force.');

  await enter(play, '2026-03-10T10:20');
  await act(
    play,
    'cy completes api#4. pat opens api#6 "The payment client is two versions behind", labelled tech-debt.',
    async () => {
      await people.close('cy', 'api#4', 'completed');
      await people.open('pat', 'api', 'The payment client is two versions behind');
    },
  );
  tell.paydown(`Paydown goes by the last good config, and gives ${await given(play, { 'api#6': 'cy' })}.`);
}

async function mendConfig(play: Play): Promise<void> {
  const { eyes, tell } = play;
  await enter(play, '2026-03-10T11:00');
  const sha = await act(play, 'lee mends the line: away.', () => play.people.pushConfig('lee', MENDED));
  const { conclusion } = await eyes.check(sha);
  agree('The check', conclusion, 'success');
  agree('Whether the dashboard warns', (await eyes.dashboard()).body.includes('[!WARNING]'), false);
  tell.paydown(`The check on that commit: ${conclusion}. The warning is gone from the dashboard.`);
}

async function cover(play: Play): Promise<void> {
  const { tell } = play;
  await enter(play, '2026-03-11T15:00');
  tell.says(
    'cy is at a training for two days. ana comments on the dashboard: /rotation cover @cy 2026-03-12..2026-03-13',
  );
  const before = await play.eyes.announced('reply');
  await command(play, 'ana', '/rotation cover @cy 2026-03-12..2026-03-13');
  agree('The replies', await play.eyes.announced('reply'), before);
  await onDuty(play, 'bo', 'cy');
  tell.paydown('A 👍 and no words. cy is on duty until Thursday, as before.');

  await enter(play, '2026-03-12T08:00');
  await onDuty(play, 'ana', 'bo');
  const owners = await given(play, { 'api#6': 'ana', 'web#7': 'ana' });
  tell.paydown(`ana is on duty for cy, and what he had not begun is with her: ${owners}.`);

  await goBy(play, '2026-03-13T09:00');
  await enter(play, '2026-03-14T08:00');
  await onDuty(play, 'bo', 'cy');
  tell.paydown(
    `The two days are over, and all is back: ${await given(play, { 'api#6': 'cy', 'web#7': 'cy' })}.`,
  );
}

async function handoffWithoutAna(play: Play): Promise<void> {
  const { tell } = play;
  await enter(play, '2026-03-16T09:00');
  const body = await handoff(play, 2, ['cy', 'dee']);
  tell.paydown(
    'The second handoff. It was to be the turn of ana and bo, but ana is away, so cy stays on duty; and dee serves',
    'for bo, as they agreed:',
  );
  tell.quote(digest(body));
  await given(play, { 'api#6': 'cy', 'web#7': 'cy' });

  await enter(play, '2026-03-16T09:30');
  tell.paydown(`Heartbeat: ${(await heartbeat(play, 4)).verdict}`);
}

async function payTwoMore(play: Play): Promise<void> {
  const { people, tell } = play;
  await enter(play, '2026-03-17T16:00');
  await act(play, 'cy completes web#7, and dee completes web#5.', async () => {
    await people.close('cy', 'web#7', 'completed');
    await play.stage.quiet();
    await people.close('dee', 'web#5', 'completed');
  });
  tell.paydown(`The room goes to the one that waited: ${await given(play, { 'api#5': 'cy' })}.`);
}

async function killAndRecover(play: Play): Promise<void> {
  const { stage, people, eyes, tell } = play;
  await enter(play, '2026-03-18T14:00');
  const dead = killOnComment(play, 'web#8');
  tell.says(
    'bo opens web#8 "Three copies of the address form", labelled tech-debt. As the App posts its comment on it, its',
    'process is killed (kill -9).',
  );
  await people.open('bo', 'web', 'Three copies of the address form');
  await dead;
  const { said, assignees } = await eyes.issue('web#8');
  agree('What web#5 has', { comments: said.length, assignees }, { comments: 1, assignees: [] });
  tell.paydown('GitHub has the comment on web#8, and no assignee. The App was dead before it got an answer.');
  tell.says('It is started again on the same folder.');
  await stage.startApp();
  await stage.quiet();
  tell.paydown(
    `Paydown goes on where it was: ${await given(play, { 'web#8': 'dee' })}, with exactly one comment.`,
  );
}

/** Kills the App while its comment is on its way to GitHub, which will post it all the same. */
async function killOnComment({ stage }: Play, ref: string): Promise<void> {
  const path = `/repos/acme/${ref.replace('#', '/issues/')}/comments`;
  const killed = Promise.withResolvers<void>();
  const late = setTimeout(() => killed.reject(new Mismatch(`Paydown did not comment on ${ref}`)), 15_000);
  const stopWatching = stage.github.intercept((request) => {
    if (request.method === 'POST' && request.path === path) killed.resolve(stage.app.kill());
    return undefined;
  });
  await killed.promise.finally(() => {
    clearTimeout(late);
    stopWatching();
  });
  await stage.until('the comment is posted', () =>
    stage.github.requests.some((request) => request.method === 'POST' && request.path === path),
  );
}

async function leaveAlone(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-03-23T09:30');
  tell.paydown(`Heartbeat: ${(await heartbeat(play, 5)).verdict}`);

  await enter(play, '2026-03-24T10:00');
  await act(play, 'lee needs dee elsewhere this week, and unassigns her from web#8.', () =>
    people.unassign('lee', 'web#8', 'dee'),
  );
  agree('Who is assigned to web#8', (await eyes.issue('web#8')).assignees, []);
  const [first = ''] = (await livingComment(play, 'web#8')).split('\n');
  agreeThatItSays('The comment on web#8', first, 'leaves it alone until the next handoff');
  tell.paydown('Paydown gives it to nobody else. Its comment on web#8 now begins:');
  tell.quote(first);
}

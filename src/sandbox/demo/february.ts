/** The first two weeks: Paydown is installed, watches, and begins to act. */

import { command, newest } from './commands.ts';
import { ACT, OBSERVE } from './config-file.ts';
import { agree, agreeThatItSays } from './eyes.ts';
import {
  act,
  digest,
  enter,
  given,
  heartbeat,
  livingComment,
  onlyComment,
  type Play,
  unspoken,
} from './play.ts';
import { rendered } from './rendered.ts';

export async function february(play: Play): Promise<void> {
  await install(play);
  await observe(play);
  await beginToAct(play);
  await pay(play);
  await firstHeartbeat(play);
  await takeOver(play);
  await headsUp(play);
  await swap(play);
  await startWork(play);
}

async function install(play: Play): Promise<void> {
  const { stage } = play;
  await stage.travelTo('2026-02-16T10:00');
  play.tell.progress('the App starts, with a new database …');
  await stage.startApp();
  play.tell.at(stage.now());
  await act(play, 'lee installs Paydown for all of acme. There is no config file yet.', () =>
    stage.github.changeInstallation('lee', 'created'),
  );
  const mine = stage.github.requests.filter(({ by }) => by === 'paydown[bot]');
  const looked = mine.filter(({ path }) => path.endsWith('paydown.yml'));
  const answers = [...new Set(looked.map(({ status }) => status))];
  agree('What was answered to Paydown when it looked for a config file', answers, [404]);
  agree('What Paydown changed', mine.filter(({ method }) => method !== 'GET').length, 0);
  play.tell.paydown('Paydown looks for a config file, finds none, and changes nothing on GitHub.');
}

async function observe(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-02-16T11:00');
  tell.says(
    'lee pushes .github/paydown.yml to acme/.github, for the whole organisation. It begins with mode: observe.',
  );
  tell.verbatim(OBSERVE);
  const sha = await people.pushConfig('lee', OBSERVE);
  await play.stage.quiet();
  const check = await eyes.check(sha);
  agree('The check', check.conclusion, 'success');
  tell.paydown(`The check paydown/config on that commit: ${check.conclusion}, "${check.title}".`);
  const dashboard = await eyes.dashboard();
  await unspoken(play, 'api#1', 'web#2', 'api#2', 'infra#1', 'web#3', 'web#6', 'web#1');
  tell.paydown(
    `Paydown opens one issue, ${dashboard.ref} "${dashboard.title}", and touches no other. It begins:`,
  );
  tell.quote(dashboard.body.slice(0, dashboard.body.indexOf('**Waiting')));
}

async function beginToAct(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-02-19T10:00');
  await act(play, 'Nobody objects to that plan, so lee pushes mode: act.', () =>
    people.pushConfig('lee', ACT),
  );
  const owners = { 'api#1': 'ana', 'web#2': 'bo', 'api#2': 'ana', 'infra#1': 'bo' };
  tell.paydown(`Paydown gives ${await given(play, owners)}, with one comment each. On api#1:`);
  tell.quote((await onlyComment(play, 'api#1')).body);
  await unspoken(play, 'web#3', 'api#3', 'web#4', 'api#4', 'web#5', 'api#5', 'web#1');
  agreeThatItSays('The dashboard', (await eyes.dashboard()).body, 'web#3');
  tell.paydown('ana and bo are at the cap of two, so six wait, without a comment. web#1 is left alone.');

  await enter(play, '2026-02-19T15:00');
  await act(play, 'cy opens web#7 "The checkout tests are flaky", labelled tech-debt.', () =>
    people.open('cy', 'web', 'The checkout tests are flaky'),
  );
  await unspoken(play, 'web#3', 'web#7');
  const queue = rendered((await eyes.dashboard()).body, 'folded').filter((line) => /^\d+\. /.test(line));
  agreeThatItSays('The end of the queue', queue.at(-1) ?? '', 'The checkout tests are flaky');
  tell.paydown('It waits as well, at the end of the queue on the dashboard.');
}

async function pay(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-02-20T11:00');
  await act(play, 'ana has written the missing tests and closes api#1 as completed: that debt is paid.', () =>
    people.close('ana', 'api#1', 'completed'),
  );
  agree('How api#1 ended', (await eyes.issue('api#1')).state, 'completed');
  const next = await given(play, { 'web#3': 'ana' });
  await unspoken(play, 'api#3', 'web#7');
  tell.paydown(`The room goes to what has waited longest: ${next}. The rest still waits.`);
}

async function firstHeartbeat(play: Play): Promise<void> {
  await enter(play, '2026-02-23T09:30');
  const { body } = await heartbeat(play, 1);
  agreeThatItSays('The first heartbeat', body, 'Debt is creeping');
  play.tell.paydown(
    'The first heartbeat, a comment on the dashboard, here with its details unfolded. The weeks before Paydown came',
    'are counted from the history of the issues, so it can tell at once which way the debt goes:',
  );
  play.tell.quote(body.replace(/(?:\| 2025-W.*\n)+/, '…\n'), 'unfolded');
}

async function takeOver(play: Play): Promise<void> {
  const { people, tell } = play;
  await enter(play, '2026-02-25T14:00');
  const before = await onlyComment(play, 'web#2');
  await act(play, 'dee knows date pickers: on web#2 she assigns herself and unassigns bo.', async () => {
    await people.assign('dee', 'web#2', 'dee');
    await people.unassign('dee', 'web#2', 'bo');
  });
  await given(play, { 'web#2': 'dee' });
  const after = await onlyComment(play, 'web#2');
  agree('Which comment it is', after.id, before.id);
  tell.paydown('Paydown lets her, and edits its comment on web#2 instead of posting another:');
  tell.quote(after.body);
  tell.paydown(`bo has room again, so Paydown gives ${await given(play, { 'api#3': 'bo' })}.`);
}

async function headsUp(play: Play): Promise<void> {
  await enter(play, '2026-02-27T09:00');
  const { body } = await newest(play, 'notice');
  agreeThatItSays('The notice', body, '@cy and @dee are on duty');
  play.tell.paydown(
    'Three days before the handoff (notice: 3 days) those who come hear of it, on the dashboard:',
  );
  play.tell.quote(body);
}

async function swap(play: Play): Promise<void> {
  const { tell } = play;
  await enter(play, '2026-02-27T10:30');
  tell.says('It does not suit dee. She comments on the dashboard: /rotation swap @bo');
  await command(play, 'dee', '/rotation swap @bo');
  const asked = await newest(play, 'reply');
  agreeThatItSays('The reply', asked.body, '@bo');
  tell.paydown('Her comment gets a 👍, and bo is asked:');
  tell.quote(asked.body);

  await enter(play, '2026-02-27T11:00');
  tell.says('bo comments: /rotation accept');
  await command(play, 'bo', '/rotation accept');
  const agreed = await newest(play, 'reply');
  agreeThatItSays('The reply', agreed.body, '@dee');
  const { body } = await newest(play, 'notice');
  agreeThatItSays('The notice', body, '@dee need not come');
  tell.paydown(
    'Both shifts change hands at once; dee hears of it, and so does whoever was told of the shift before:',
  );
  tell.quote(digest(body));
}

async function startWork(play: Play): Promise<void> {
  await enter(play, '2026-02-27T16:00');
  const before = await livingComment(play, 'web#3');
  await act(
    play,
    'ana comments on web#3: "Half of the fonts are gone, the rest is harder." bo completes api#3.',
    async () => {
      await play.people.comment('ana', 'web#3', 'Half of the fonts are gone, the rest is harder.');
      await play.people.close('bo', 'api#3', 'completed');
    },
  );
  const started = before.replace(/ until [^\n]+(?=\.)/, '');
  agree('The comment on web#3', await livingComment(play, 'web#3'), started);
  await given(play, { 'web#4': 'bo' });
  play.tell.paydown(
    'Paydown does not answer. But the work has begun, so its comment no longer says until when ana owns web#3.',
  );
}

/** The last four weeks: the clocks change, a quarter ends, and the debt is nearly paid. */
import { agree, agreeThatItSays } from './eyes.ts';
import { act, digest, enter, given, handoff, heartbeat, type Play, unspoken } from './play.ts';

export async function april(play: Play): Promise<void> {
  await handoffInSummerTime(play);
  await fillUp(play);
  await renewDashboard(play);
  await payAndMakeRoom(play);
  await keepStarted(play);
  await payTheRest(play);
  await lastHandoff(play);
}

async function handoffInSummerTime(play: Play): Promise<void> {
  const { stage, tell } = play;
  await enter(play, '2026-03-30T09:00');
  const utc = stage.now().toISOString().slice(11, 16);
  const body = await handoff(play, 3, ['ana', 'dee']);
  tell.paydown(`The third handoff. Since Sunday's change to summer time, 09:00 in Berlin is ${utc} UTC:`);
  tell.quote(digest(body));
  const owners = await given(play, { 'api#3': 'ana', 'web#5': 'dee', 'api#4': 'ana' });
  tell.paydown(`${owners}. api#4, left alone until now, has an owner again.`);

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
  const full = await given(play, { 'api#3': 'ana', 'api#4': 'ana', 'web#2': 'dee', 'web#5': 'dee' });
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
  const { people, eyes, tell } = play;
  await enter(play, '2026-04-02T16:00');
  await act(play, 'One date picker is left: dee completes web#2.', () =>
    people.close('dee', 'web#2', 'completed'),
  );
  tell.paydown(`dee has room, so Paydown gives ${await given(play, { 'infra#3': 'dee' })}.`);

  await enter(play, '2026-04-06T09:30');
  tell.paydown(`Heartbeat: ${(await heartbeat(play, 7)).verdict}`);

  await enter(play, '2026-04-08T17:00');
  await act(
    play,
    'ana completes api#3. dee completes web#5, and creates a branch for infra#3 on its page.',
    async () => {
      await people.close('ana', 'api#3', 'completed');
      await people.close('dee', 'web#5', 'completed');
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
  tell.quote(digest(body, 'Stays', '1 untouched', 'In the last'));
  const owners = await given(play, { 'infra#3': 'dee', 'api#4': 'bo' });
  tell.paydown(`A linked branch counts as begun work: ${owners}.`);

  await enter(play, '2026-04-13T09:30');
  tell.paydown(`Heartbeat: ${(await heartbeat(play, 8)).verdict}`);
}

async function payTheRest(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-04-17T14:00');
  await act(play, 'dee has restored a backup and completes infra#3.', () =>
    people.close('dee', 'infra#3', 'completed'),
  );
  agree('How infra#3 ended', (await eyes.issue('infra#3')).state, 'completed');
  agree('How many debt issues are open', await eyes.openDebt(), 1);
  tell.paydown(`One debt issue is left: ${await given(play, { 'api#4': 'bo' })}.`);

  await enter(play, '2026-04-20T09:30');
  tell.paydown(`Heartbeat: ${(await heartbeat(play, 9)).verdict}`);

  await enter(play, '2026-04-22T15:00');
  await act(
    play,
    'bo completes api#4. pat opens web#6 "Images are resized in the browser", labelled tech-debt.',
    async () => {
      await people.close('bo', 'api#4', 'completed');
      await people.open('pat', 'web', 'Images are resized in the browser');
    },
  );
  tell.paydown(`Paydown gives ${await given(play, { 'web#6': 'cy' })}.`);
}

async function lastHandoff(play: Play): Promise<void> {
  const { tell } = play;
  await enter(play, '2026-04-27T09:00');
  const body = await handoff(play, 5, ['ana', 'dee']);
  tell.paydown('The fifth handoff:');
  tell.quote(digest(body));

  await enter(play, '2026-04-27T09:30');
  tell.paydown('The tenth heartbeat:');
  tell.quote((await heartbeat(play, 10)).body);
}

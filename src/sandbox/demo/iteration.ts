/** An iteration that is given to infrastructure, beside the rotation: proposed, changed, begun and ended. */
import { newest, onDashboard } from './commands.ts';
import { WITH_ITERATIONS } from './config-file.ts';
import { agree, agreeThatItSays, parts, type Ref } from './eyes.ts';
import { act, enter, type Play } from './play.ts';

const NAME = 'Infra iteration 2026-04-20';

export async function proposeIteration(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-04-17T10:00');
  tell.says(
    'Every fourth week is to be given to infrastructure. lee pushes the config file with one more line:',
  );
  tell.verbatim(WITH_ITERATIONS.trimEnd().split('\n').at(-1) ?? '');
  await people.pushConfig('lee', WITH_ITERATIONS);
  await play.stage.quiet();
  const { body } = await eyes.issue(await proposal(play));
  agreeThatItSays('The proposal', body, `**${NAME}** begins on Mon 20 Apr 2026, 09:00`);
  tell.paydown(
    'The next of them begins on Monday, so Paydown proposes it to the leads, on an issue in infra:',
  );
  tell.quote(body);
}

export async function changeIteration(play: Play): Promise<void> {
  await enter(play, '2026-04-17T15:00');
  const ref = await proposal(play);
  const { body } = await play.eyes.issue(ref);
  await act(play, 'pat adds web#9 to the list, by a line in the issue: - [x] acme/web#9', async () => {
    const change = {
      ...parts(ref),
      body: body.replace('\n\nTo **strike**', '\n- [x] acme/web#9\n\nTo **strike**'),
    };
    await play.stage.github.as('pat').rest.issues.update(change);
  });
}

export async function beginIteration(play: Play): Promise<void> {
  const { eyes, tell } = play;
  await enter(play, '2026-04-20T09:00');
  const { body } = await newest(play, 'iteration');
  agreeThatItSays('The announcement', body, '@ana, @bo, @cy, @dee and @eve');
  agreeThatItSays('The announcement', body, '1 added and 1 closed or decided otherwise meanwhile');
  agree('How the proposal ended', (await eyes.issue(await proposal(play))).state, 'completed');
  agree('The milestones', await milestones(play), { api: 'open', web: 'open', infra: 'none' });
  tell.paydown('The iteration begins. Paydown has read the list, and made a milestone in api and in web:');
  tell.quote(body);
}

export async function endIteration(play: Play): Promise<void> {
  const { body } = await newest(play, 'iteration');
  agreeThatItSays('The announcement', body, '1 of 2 debt issues was paid. Thanks to **cy**.');
  agree('The milestones', await milestones(play), { api: 'closed', web: 'closed', infra: 'none' });
  agree('What the dashboard says of it', await onDashboard(play, NAME), '');
  play.tell.paydown('The iteration is over, and its milestones are closed:');
  play.tell.quote(body);
}

async function proposal({ stage }: Play): Promise<Ref> {
  const all = { owner: 'acme', repo: 'infra', state: 'all', per_page: 100 } as const;
  const { data } = await stage.github.as('pat').rest.issues.listForRepo(all);
  const found = data.filter(({ body }) => body?.startsWith('<!-- paydown:iteration:'));
  agree('How many iterations were proposed', found.length, 1);
  return `infra#${found[0]?.number}`;
}

async function milestones({ stage }: Play): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const repo of ['api', 'web', 'infra']) {
    const all = { owner: 'acme', repo, state: 'all' } as const;
    const { data } = await stage.github.as('pat').rest.issues.listMilestones(all);
    found[repo] = data.find(({ title }) => title === NAME)?.state ?? 'none';
  }
  return found;
}

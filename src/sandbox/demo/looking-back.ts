/** The last day: after five handoffs the team looks back. */
import { agree, agreeThatItSays, LABEL, Mismatch, parts, type Ref } from './eyes.ts';
import { act, enter, given, livingComment, type Play } from './play.ts';
import { rendered } from './rendered.ts';

export async function lookBack(play: Play): Promise<void> {
  const retro = await openedRetro(play);
  await writeActions(play, retro);
}

async function openedRetro(play: Play): Promise<Ref> {
  const { eyes, tell } = play;
  await enter(play, '2026-04-27T11:00');
  const ref = await newestOfBot(play);
  const { title, body } = await eyes.issue(ref);
  agreeThatItSays('The title', title, 'Retro: infra');
  agreeThatItSays('The retro', body, '@lee, @pat and @max: a look back on **infra**');
  tell.paydown(
    `With the fifth handoff the config's "every 5 handoffs" are full: Paydown opened ${ref} "${title}". From it:`,
  );
  const lines = rendered(body, 'folded');
  tell.quote(
    lines
      .slice(
        0,
        lines.findIndex((line) => line.startsWith('## Actions')),
      )
      .join('\n'),
  );
  return ref;
}

async function writeActions(play: Play, ref: Ref): Promise<void> {
  const { stage, eyes, tell } = play;
  const { body } = await eyes.issue(ref);
  const lines = [
    '- [ ] @cy writes the runbook by 2026-05-08',
    '- [ ] debt: Nobody is told when a backup fails',
  ];
  await act(play, `They meet, and lee writes below "Actions": ${lines.join('; ')}`, async () => {
    await stage.github.as('lee').rest.issues.update({ ...parts(ref), body: [body, '', ...lines].join('\n') });
  });
  const debt = await newestOfBot(play);
  const { title, labels } = await eyes.issue(debt);
  agree(
    'What came of it',
    { title, labels },
    { title: 'Nobody is told when a backup fails', labels: [LABEL] },
  );
  agreeThatItSays(
    'The comment on the retro',
    await livingComment(play, ref, 'retro'),
    'cy, by Fri 8 May 2026',
  );
  tell.paydown(
    `The second line is a debt issue now, and has an owner: ${await given(play, { [debt]: 'bo' })}. The first one stays with cy; the next retro begins with whether it was done.`,
  );
}

async function newestOfBot({ stage }: Play): Promise<Ref> {
  const { rest } = stage.github.as('pat');
  const creator = `${stage.github.credentials.slug}[bot]`;
  const { data } = await rest.issues.listForRepo({ owner: 'acme', repo: 'infra', state: 'all', creator });
  const [newest] = data.toSorted((a, b) => b.number - a.number);
  if (!newest) throw new Mismatch('Paydown has opened no issue in acme/infra');
  return `infra#${newest.number}`;
}

/** Debt is accepted, challenged, appealed and ruled on, all of it on the issue. */
import { parseMarker } from '../../text.ts';
import { WITH_CEO } from './config-file.ts';
import { agree, agreeThatItSays, Mismatch } from './eyes.ts';
import { act, enter, given, livingComment, type Play } from './play.ts';

const REF = 'web#9';

export async function decideInTheOpen(play: Play): Promise<void> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-04-22T16:00');
  await act(play, 'lee names max as the CEO in the config file.', () => people.pushConfig('lee', WITH_CEO));
  await says(play, 'lee', '/debt accept until 2026-07-01 because a new image service comes in June');
  const { labels, assignees } = await eyes.issue(REF);
  agree(`What ${REF} is`, { labels, assignees }, { labels: ['tech-debt', 'debt-accepted'], assignees: [] });
  tell.paydown(`bo is unassigned, and ${REF} is in no queue. Its comment says who decided that, and why:`);
  tell.quote(await livingComment(play, REF));

  await enter(play, '2026-04-22T16:30');
  await says(play, 'bo', '/debt challenge because phones take ten seconds to show a page');
  tell.paydown('lee has five working days to answer:');
  tell.quote(await newestWord(play));
  await says(play, 'lee', '/debt accept until 2026-07-01 because resizing here would be thrown away in June');

  await enter(play, '2026-04-23T09:30');
  await says(play, 'pat', '/appeal because one visitor in five leaves before June');
  const appeal = await newestWord(play);
  agreeThatItSays('The appeal', appeal, '@max');
  tell.paydown('pat leads product, and takes it to the CEO. All that max needs is in one comment:');
  tell.quote(appeal);

  await enter(play, '2026-04-23T11:00');
  await says(play, 'max', '/ruling overturn because a week of work is less than those visitors');
  tell.paydown('It takes effect at once:');
  tell.quote(await newestWord(play));
  tell.paydown(`Paydown gives ${await given(play, { [REF]: 'eve' })}.`);
}

/** Somebody writes a command on the issue, and Paydown answers with a thumb up. */
async function says(play: Play, by: string, line: string): Promise<void> {
  const id = await act(play, `${by} comments on ${REF}: ${line}`, () => play.people.comment(by, REF, line));
  agree(`The reactions to ${line}`, await play.eyes.reactions(REF, id), ['+1']);
}

/** What Paydown said last on the issue, beside the comment that it keeps. */
async function newestWord({ eyes }: Play): Promise<string> {
  const said = (await eyes.issue(REF)).said.filter(({ body }) => parseMarker(body)?.kind !== 'debt');
  const last = said.at(-1);
  if (!last) throw new Mismatch(`Paydown said nothing on ${REF}`);
  return last.body;
}

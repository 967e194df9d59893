/** What people write on the dashboard, and what Paydown says there. */
import { type Announced, agree, Mismatch, type Said } from './eyes.ts';
import { type Play, peopleIn } from './play.ts';
import { rendered } from './rendered.ts';

/** Somebody writes a command on the dashboard. Checks that Paydown answers with a thumb up. */
export async function command(play: Play, by: string, line: string): Promise<void> {
  const { stage, people, eyes } = play;
  const { ref } = await eyes.dashboard();
  const id = await people.comment(by, ref, line);
  await stage.quiet();
  agree(`The reactions to ${line}`, await eyes.reactions(ref, id), ['+1']);
}

/** The newest comment of a kind, which must have been posted now. */
export async function newest({ stage, eyes }: Play, kind: Announced): Promise<Said> {
  const last = (await eyes.announced(kind)).at(-1);
  const age = stage.now().getTime() - (last?.createdAt.getTime() ?? 0);
  if (last && age < NOW) return last;
  throw new Mismatch(`No ${kind} was posted now; the newest: ${last?.body ?? 'none'}`);
}

/** In milliseconds; entries of the story are further apart. */
const NOW = 5 * 60_000;

/** The time of a heads-up that is not told, for the story had one; it must have been posted. */
export async function goBy(play: Play, local: string): Promise<void> {
  await play.stage.travelTo(local);
  await newest(play, 'notice');
}

/** What stands on the dashboard about who serves: its lines that begin with one of these. */
export async function onDashboard({ eyes }: Play, ...beginnings: readonly string[]): Promise<string> {
  const lines = rendered((await eyes.dashboard()).body, 'folded');
  return lines.filter((line) => beginnings.some((one) => line.startsWith(one))).join('\n');
}

/** Checks who is on duty by the dashboard. */
export async function onDuty(play: Play, ...people: readonly string[]): Promise<void> {
  const line = await onDashboard(play, 'On duty in infra');
  const found = peopleIn(/: (.+) until/.exec(line)?.[1]);
  agree('Who is on duty by the dashboard', found, people.toSorted());
}

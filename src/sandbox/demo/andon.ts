/** A pulled cord stops the line, and lets it go on again. */
import { lineOf, WITH_CORD } from './config-file.ts';
import { agree, agreeThatItSays, Mismatch } from './eyes.ts';
import { act, enter, onlyComment, type Play } from './play.ts';
import { rendered } from './rendered.ts';

const API = { owner: 'acme', repo: 'api' } as const;

const GREEN = 'success, "No alarm is open"';
const STOPPED = 'failure, "The line is stopped: an alarm is open"';

/** Thursday, 9 April. */
export async function pullTheCord(play: Play): Promise<void> {
  const { stage, tell } = play;
  await enter(play, '2026-04-09T10:00');
  await act(play, 'lee hangs up a cord: everybody may stop what is merged.', () =>
    play.people.pushConfig('lee', WITH_CORD),
  );
  tell.verbatim(lineOf(WITH_CORD, 'andon'));
  const uploads = await act(
    play,
    'cy opens a pull request "Faster uploads" in api, and dee one "A new logo".',
    () => stage.github.openPullRequest('cy', 'api', branch('Faster uploads', 'uploads')),
  );
  const logo = await stage.github.openPullRequest('dee', 'api', branch('A new logo', 'logo'));
  await stage.quiet();
  agree('The checks', [await checkOn(play, uploads), await checkOn(play, logo)], [GREEN, GREEN]);
  tell.paydown(`The check paydown/andon on both: ${GREEN}.`);

  const alarm = await pull(play, uploads);
  agree('The check on the logo', await checkOn(play, logo), STOPPED);
  tell.paydown(`The line is stopped, on the pull request of dee as well: ${STOPPED}.`);
  await resolve(play, alarm, logo);
}

/** eve, who is not on the roster yet, may pull it as well. @returns the alarm issue */
async function pull(play: Play, uploads: number): Promise<string> {
  const { people, eyes, tell } = play;
  await enter(play, '2026-04-09T11:20');
  await act(
    play,
    'eve tries it out, and comments there: /andon uploads of more than 1 GB lose their end',
    () => people.comment('eve', `api#${uploads}`, '/andon uploads of more than 1 GB lose their end'),
  );
  const { data } = await play.stage.github
    .as('pat')
    .rest.issues.listForRepo({ ...API, labels: 'andon', state: 'open' });
  const [issue, ...more] = data;
  if (!issue || more.length > 0) throw new Mismatch(`${data.length} alarm issues are open in api`);
  const alarm = `api#${issue.number}`;
  const { body } = await onlyComment(play, alarm, 'andon');
  agreeThatItSays('The alarm', body, '@cy and @dee: you are told, for you are on duty.');
  tell.paydown(`${alarm} opens, "${issue.title}". The comment on it begins:`);
  tell.quote(rendered(body, 'folded').slice(0, 4).join('\n'));
  const top = rendered((await eyes.dashboard()).body, 'folded')
    .slice(0, 3)
    .join('\n');
  agreeThatItSays('The dashboard', top, 'An alarm is open');
  tell.paydown('And the dashboard shows it before everything else.');
  return alarm;
}

async function resolve(play: Play, alarm: string, logo: number): Promise<void> {
  const { stage, people, tell } = play;
  await enter(play, '2026-04-09T11:35');
  const number = alarm.split('#')[1];
  await act(play, `cy acknowledges it, and opens a pull request that says "Fixes #${number}".`, () =>
    people.comment('cy', alarm, '/andon ack'),
  );
  const fix = { ...branch('Upload in parts', 'parts'), body: `Fixes #${number}` };
  const mended = await stage.github.openPullRequest('cy', 'api', fix);
  await stage.quiet();
  agree(
    'The check on the fix',
    await checkOn(play, mended),
    'success, "An alarm is open, and this fixes it"',
  );
  tell.paydown('What fixes the alarm goes on: its check is green.');

  await enter(play, '2026-04-09T13:10');
  await act(play, 'The fix holds. cy comments: /andon resolve large files go in parts', () =>
    people.comment('cy', alarm, '/andon resolve large files go in parts'),
  );
  agree('The check on the logo', await checkOn(play, logo), GREEN);
  const { body } = await onlyComment(play, alarm, 'andon');
  agreeThatItSays('The alarm', body, '**This alarm is resolved.**');
  tell.paydown('The line goes on, by itself. The comment now begins:');
  tell.quote(rendered(body, 'folded').slice(0, 3).join('\n'));
}

function branch(title: string, name: string) {
  return { title, branch: name, path: `${name}.txt`, content: `${title}\n` };
}

async function checkOn({ stage }: Play, pull_number: number): Promise<string> {
  const { rest } = stage.github.as('pat');
  const { data } = await rest.pulls.get({ ...API, pull_number });
  const which = { ...API, ref: data.head.sha, check_name: 'paydown/andon' };
  const { check_runs: runs } = (await rest.checks.listForRef(which)).data;
  const newest = runs.toSorted((a, b) => b.id - a.id)[0];
  return `${newest?.conclusion ?? 'none'}, "${newest?.output.title ?? ''}"`;
}

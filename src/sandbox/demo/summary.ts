/** What came of the ten weeks, counted on the simulated GitHub. */
import { plural } from '../../text.ts';
import { type Announced, agree, LABEL } from './eyes.ts';
import { onlyComment, type Play, unspoken } from './play.ts';

export async function sumUp(play: Play): Promise<void> {
  const { eyes, stage, tell } = play;
  const debts = await debtIssues(play);
  for (const { ref, end } of debts) {
    if (end === 'before') await unspoken(play, ref);
    else await onlyComment(play, ref);
  }
  const count = (end: End) => debts.filter((debt) => debt.end === end).length;
  const announced = async (kind: Announced) => (await eyes.announced(kind)).length;
  const [handoffs, notices] = [await announced('handoff'), await announced('notice')];
  const gaps = await announced('gap');
  const heartbeats = await eyes.announced('heartbeat');
  const said = (verdict: string) => heartbeats.filter(({ body }) => body.includes(verdict)).length;
  const delivered = stage.github.deliveries.filter(({ status }) => status >= 200 && status < 300);
  const asked = stage.github.requests.filter(({ by }) => by?.startsWith(stage.github.credentials.slug));
  agree('Whether issues ended as told', count('open'), await eyes.openDebt());

  tell.heading('In all');
  const ended = `${count('paid')} paid, ${count('refused')} refused, ${count('relabelled')} relabelled, ${count('open')} open`;
  tell.aside(
    `${plural(debts.length - count('before'), 'debt issue')}: ${ended}. Each has exactly one comment that Paydown keeps; what`,
    `ended before it came (${count('before')}) has none. ${plural(handoffs, 'handoff')} and ${plural(heartbeats.length, 'heartbeat')} were announced,`,
    `${plural(notices, 'heads-up', 'heads-ups')} given, and ${plural(gaps, 'gap')} told of ahead.`,
    `The heartbeats said that debt creeps (${said('Debt is creeping')}), that there is no clear trend`,
    `(${said('No clear trend')}), and that debt shrinks (${said('Debt is shrinking')}).`,
    `The App was sent ${plural(delivered.length, 'webhook')}, made ${plural(asked.length, 'API request')},`,
    'and was killed once.',
  );
}

/** The day on which Paydown was installed. */
const INSTALLED = '2026-02-16';

/** `before` Paydown came. */
type End = 'before' | 'paid' | 'refused' | 'relabelled' | 'open';

async function debtIssues({ stage, eyes }: Play): Promise<{ ref: string; end: End }[]> {
  const { rest } = stage.github.as('pat');
  const found: { ref: string; end: End }[] = [];
  for (const repo of ['api', 'web', 'infra']) {
    const { data } = await rest.issues.listForRepo({ owner: 'acme', repo, state: 'all', per_page: 100 });
    for (const { number, user, closed_at } of data) {
      const ref = `${repo}#${number}`;
      const issue = await eyes.issue(ref);
      const isDebt = issue.labels.includes(LABEL);
      // What came out of the retro is debt as all other; dashboards and the retro itself are not.
      if (!isDebt && (user?.type === 'Bot' || issue.said.length === 0)) continue;
      const isPast = closed_at !== null && closed_at < INSTALLED;
      found.push({ ref, end: isPast ? 'before' : isDebt ? ENDS[issue.state] : 'relabelled' });
    }
  }
  return found;
}

const ENDS = { open: 'open', completed: 'paid', not_planned: 'refused' } as const;

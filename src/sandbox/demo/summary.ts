/** What came of the ten weeks, counted on the simulated GitHub. */
import { plural } from '../../text.ts';
import { agree, LABEL } from './eyes.ts';
import { onlyComment, type Play } from './play.ts';

export async function sumUp(play: Play): Promise<void> {
  const { eyes, stage, tell } = play;
  const debts = await debtIssues(play);
  for (const { ref } of debts) await onlyComment(play, ref);
  const count = (end: End) => debts.filter((debt) => debt.end === end).length;
  const handoffs = (await eyes.announced('handoff')).length;
  const heartbeats = (await eyes.announced('heartbeat')).length;
  const delivered = stage.github.deliveries.filter(({ status }) => status >= 200 && status < 300);
  const asked = stage.github.requests.filter(({ by }) => by?.startsWith(stage.github.credentials.slug));
  agree('Whether issues ended as told', count('open'), await eyes.openDebt());

  tell.heading('In all');
  const ended = `${count('paid')} paid, ${count('refused')} refused, ${count('relabelled')} relabelled, ${count('open')} open`;
  tell.aside(
    `${plural(debts.length, 'debt issue')}: ${ended}. Each has exactly one comment by Paydown.`,
    `${plural(handoffs, 'handoff')} and ${plural(heartbeats, 'heartbeat')} were announced.`,
    `The App was sent ${plural(delivered.length, 'webhook')}, made ${plural(asked.length, 'API request')},`,
    'and was killed once.',
  );
}

type End = 'paid' | 'refused' | 'relabelled' | 'open';

async function debtIssues({ stage, eyes }: Play): Promise<{ ref: string; end: End }[]> {
  const { rest } = stage.github.as('pat');
  const found: { ref: string; end: End }[] = [];
  for (const repo of ['api', 'web', 'infra']) {
    const { data } = await rest.issues.listForRepo({ owner: 'acme', repo, state: 'all', per_page: 100 });
    for (const { number, user } of data) {
      const ref = `${repo}#${number}`;
      const issue = await eyes.issue(ref);
      const isDebt = issue.labels.includes(LABEL);
      if (user?.type === 'Bot' || (!isDebt && issue.said.length === 0)) continue;
      found.push({ ref, end: isDebt ? ENDS[issue.state] : 'relabelled' });
    }
  }
  return found;
}

const ENDS = { open: 'open', completed: 'paid', not_planned: 'refused' } as const;

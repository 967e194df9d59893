/** A year of debt on the simulated GitHub, by a seeded script that takes down what it did. */
import type { IssueAt, Story } from './story.ts';

/** What happened to debt. `issue` tells issues of the script apart, wherever they are. */
export type Deed = {
  readonly issue: number;
  readonly what: 'began' | 'paid' | 'declined' | 'relabelled' | 'removed';
  readonly at: Date;
};

type Life = 'debt' | 'closed' | 'unlabelled' | 'gone';
type ScriptIssue = { readonly id: number; at: IssueAt; life: Life; touched: number };

const PEOPLE = ['ana', 'bo', 'cy', 'dee'] as const;
/** `tools` has a scope of its own, so what moves there is gone from this one. */
const HOMES = ['api', 'web', 'vault'] as const;
const ELSEWHERE = 'tools';

/** Numbers from 0 to below 1 that are the same in every run. Source: Tommy Ettinger, "mulberry32" (2017). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Script = {
  readonly deeds: readonly Deed[];
  /** Some people open issues and end others; nobody touches the same one twice. */
  act(opened: number, ended: number): Promise<void>;
  random(below: number): number;
};

export function createScript(acme: Story, seed: number): Script {
  const next = seeded(seed);
  const random = (below: number) => Math.floor(next() * below);
  const deeds: Deed[] = [];
  const issues: ScriptIssue[] = [];
  let turn = 0;

  const somebody = () => acme.as(PEOPLE[random(PEOPLE.length)] ?? 'ana');
  const note = (issue: ScriptIssue, what: Deed['what'], life: Life) => {
    deeds.push({ issue: issue.id, what, at: acme.now() });
    issue.life = life;
  };
  const pick = (life: Life, also: (issue: ScriptIssue) => boolean = () => true) => {
    const free = issues.filter((issue) => issue.life === life && issue.touched !== turn && also(issue));
    const picked = free[random(free.length)];
    if (picked) picked.touched = turn;
    return picked;
  };

  async function begins(): Promise<void> {
    const chance = random(10);
    const old = chance < 2 ? pick('closed') : chance < 4 ? pick('unlabelled') : undefined;
    if (old?.life === 'closed') {
      await somebody().reopens(old.at);
      return note(old, 'began', 'debt');
    }
    if (old) {
      await somebody().labels(old.at, 'refactor');
      return note(old, 'began', 'debt');
    }
    const repo = HOMES[random(HOMES.length)] ?? 'api';
    const title = `Debt ${issues.length + 1}`;
    const labels = chance === 4 ? ['bug'] : chance === 5 ? ['Refactor', 'bug'] : ['tech-debt'];
    const at = await somebody().opens(repo, title, { labels });
    const issue: ScriptIssue = { id: issues.length + 1, at, life: 'unlabelled', touched: turn };
    issues.push(issue);
    if (chance === 4) await somebody().labels(at, 'Tech-Debt');
    note(issue, 'began', 'debt');
  }

  async function ends(): Promise<void> {
    const issue = pick('debt');
    if (!issue) return;
    const chance = random(20);
    if (chance < 11) {
      await somebody().closes(issue.at);
      return note(issue, 'paid', 'closed');
    }
    if (chance < 14) {
      await somebody().closes(issue.at, 'not_planned');
      return note(issue, 'declined', 'closed');
    }
    if (chance < 16) {
      await loses(issue.at);
      return note(issue, 'relabelled', 'unlabelled');
    }
    // GitHub moves nothing from a private repository to a public one.
    if (chance < 18 || issue.at.repo === 'vault') await somebody().deletes(issue.at);
    else issue.at = await somebody().transfers(issue.at, ELSEWHERE);
    note(issue, 'removed', 'gone');
  }

  async function loses(at: IssueAt): Promise<void> {
    const person = acme.as('pat');
    for (const label of await debtLabelsOf(acme, at)) await person.unlabels(at, label);
  }

  /** What changes an issue and leaves it debt: another debt label, another repository of the scope, words. */
  async function lives(): Promise<void> {
    const chance = random(4);
    const issue = pick('debt', ({ at }) => chance !== 0 || at.repo === 'api');
    if (!issue) return;
    if (chance === 0) {
      issue.at = await somebody().transfers(issue.at, 'web');
    } else if (chance === 1) {
      const before = await debtLabelsOf(acme, issue.at);
      const other = before.includes('refactor') ? 'tech-debt' : 'refactor';
      await somebody().labels(issue.at, other);
      for (const label of before) if (label !== other) await somebody().unlabels(issue.at, label);
    } else if (chance === 2) {
      await somebody().retitles(issue.at, `Debt ${issue.id}, put better`);
    } else {
      await somebody().comments(issue.at, 'Seen this today.');
    }
  }

  return {
    deeds,
    random,
    async act(opened, ended) {
      turn += 1;
      for (let n = 0; n < opened; n += 1) await begins();
      for (let n = 0; n < ended; n += 1) await ends();
      if (random(3) === 0) await lives();
      await acme.quiet();
    },
  };
}

async function debtLabelsOf(acme: Story, { repo, number }: IssueAt): Promise<string[]> {
  const at = { owner: 'acme', repo, issue_number: number };
  const { data } = await acme.github.as('pat').rest.issues.listLabelsOnIssue(at);
  return data
    .map(({ name }) => name)
    .filter((name) => ['tech-debt', 'refactor'].includes(name.toLowerCase()));
}

import { expect, test } from 'vitest';
import { replies, say, thumbs, withParser } from './replies.ts';
import { begin, configFile, type Story } from './story.ts';

const COSTLY = [
  '### Effort to fix\n\n2 days',
  '### Cost of leaving it, per week\n\n1 day',
  '### Area\n\nparser',
  "### Business outcome it hurts\n\nSpeed of delivery, Users' experience",
].join('\n\n');

async function asked(acme: Story, repo: string, number: number): Promise<string> {
  const issue = { repo, number };
  await say(acme, 'ana', issue, '/debt why');
  return (await replies(acme, issue)).at(-1) ?? '';
}

test('why tells rank, cost, votes, age, area and outcome, and why the owner has it', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.as('pat').opens('api', 'Older');
  const parser = await acme.as('pat').opens('api', 'Old parser', { body: COSTLY });
  const { reactions } = acme.github.as('bo').rest;
  await reactions.createForIssue({ owner: 'acme', repo: 'api', issue_number: parser.number, content: '+1' });
  await acme.travelTo('2026-01-10T10:05:00Z');
  expect(await asked(acme, 'api', parser.number)).toBe(
    [
      '**1st of 2**: pays back in 2 weeks (2 days to fix, 1 day a week to leave), 1 vote, open for 5 days.',
      '**ana** owns it: on duty in infra, with the fewest open debt issues.',
      'Area: parser.',
      "It hurts: Speed of delivery and Users' experience.",
    ].join('\n\n'),
  );
  expect(await thumbs(acme, parser)).toBe(0);
});

test('a label names the area, before the form does', async () => {
  const acme = await begin({ configs: { api: configFile({ debt: { area_prefix: 'AREA:' } }) } });
  await acme.github.as('pat').rest.issues.createLabel({ owner: 'acme', repo: 'api', name: 'area: db' });
  const labels = ['tech-debt', 'area: db'];
  const parser = await acme.as('pat').opens('api', 'Old parser', { body: COSTLY, labels });
  expect(await asked(acme, 'api', parser.number)).toContain('Area: db.');
});

test('why tells what goes before an issue that waits, and how to say what it costs', async () => {
  const { acme, parser } = await withParser({ rotation: { cap: 1 } });
  await acme.as('pat').opens('api', 'Costly', { body: COSTLY });
  await acme.quiet();
  const late = await acme.as('pat').opens('api', 'Late');
  const told = await asked(acme, 'api', late.number);
  expect(told).toContain('**3rd of 3**: its cost is not known, no votes, open for less than a day.');
  expect(told).toContain(
    'nobody on duty in infra has room for it (at most 1 open debt issue each, and nothing new for whoever is busy); 1 issue goes before it.',
  );
  expect(told).toContain('To say what it costs, edit the issue: `### Effort to fix`');
  await acme.as('pat').assigns(late, 'cy');
  expect(await asked(acme, 'api', late.number)).toContain('**cy** owns it, as a person decided.');
  await acme.as('ana').unassigns(parser, 'ana');
  expect(await asked(acme, 'api', parser.number)).toContain(
    'a person unassigned its owner, so it is left alone until Mon 12 Jan 2026, 09:00 (Europe/Berlin).',
  );
});

test('why names what was not understood, and there is nothing to explain where there is no debt', async () => {
  const { acme, parser } = await withParser({ rotation: { roster: [{ login: 'ana', from: '2027-01-01' }] } });
  const update = { owner: 'acme', repo: 'api', issue_number: parser.number };
  await acme.github.as('pat').rest.issues.update({ ...update, body: 'Effort: 5 points\nInterest: 1 h' });
  const told = await asked(acme, 'api', parser.number);
  expect(told).toContain('1 hour a week to leave, and what it takes to fix is not known');
  expect(told).toContain('nobody is on duty in infra.');
  expect(told).toContain('What this issue says under "Effort to fix" was not understood');
  await acme.as('pat').unlabels(parser, 'tech-debt');
  expect(await asked(acme, 'api', parser.number)).toContain('this is not an open debt issue');
});

test('how much debt there is in all is for those who may read the dashboard', async () => {
  const config = configFile({ home: 'acme/secret' });
  const acme = await begin({ configs: { '.github': config } });
  const [shown, hidden] = [
    await acme.as('pat').opens('api', 'Shown'),
    await acme.as('pat').opens('secret', 'Hidden'),
  ];
  expect(await asked(acme, 'secret', hidden.number)).toContain('**2nd of 2**');
  expect(await asked(acme, 'api', shown.number)).toContain('**In the rank**: its cost is not known');
});

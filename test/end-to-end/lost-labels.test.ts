/** Debt that ends because somebody takes its label away. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

const HEARTBEAT = '2026-01-12T08:00:05Z';
const LINE = /\d+ issues? lost (?:its|their) debt label while open, by someone other than a lead\./;

async function report(acme: Story, home = 'api'): Promise<string> {
  await acme.travelTo(HEARTBEAT);
  return (await acme.announcements(home, 'heartbeat')).at(-1) ?? '';
}

test('what somebody other than a lead unlabelled is told, with a link and without a name', async () => {
  const agreement = { engineering: ['Dee'] };
  const acme = await begin({ configs: { api: configFile({ agreement }) } });
  const pat = acme.as('pat');
  const [first, second] = [await pat.opens('api', 'First'), await pat.opens('api', 'Second')];
  const [byLead, again] = [await pat.opens('api', 'By a lead'), await pat.opens('api', 'Debt again')];
  const paid = await pat.opens('api', 'Paid');
  await acme.quiet();
  await pat.unlabels(first, 'tech-debt');
  await acme.as('bo').unlabels(second, 'tech-debt');
  await acme.as('dee').unlabels(byLead, 'tech-debt');
  await pat.unlabels(again, 'tech-debt');
  await acme.as('ana').closes(paid);
  await acme.quiet();
  await acme.travelTo('2026-01-06T10:00:00Z');
  await pat.labels(again, 'tech-debt');
  await pat.unlabels(paid, 'tech-debt');
  await acme.quiet();
  const text = await report(acme);
  expect(text.match(LINE)?.[0]).toBe(
    '2 issues lost their debt label while open, by someone other than a lead.',
  );
  const details = text.slice(text.indexOf('<details>'));
  expect(details).toMatch(/Lost the debt label while open:\n\n- .*First\n- .*Second\n/);
  // Whoever was given something is named for that.
  const beside = text.replace(/Given since .*(?:\n\n?- .*)+/, '');
  for (const login of ['pat', 'bo', 'dee']) expect(beside).not.toContain(login);

  await acme.travelTo('2026-01-19T08:00:05Z');
  expect((await acme.announcements('api', 'heartbeat')).at(-1)).not.toMatch(LINE);
});

test('without an agreement whoever maintains the repository decides', async () => {
  const seed = {
    organisation: 'acme',
    people: ['ana', 'bo', 'cy', 'pat'],
    owners: ['ana'],
    repositories: [{ name: 'api', labels: ['tech-debt'] }],
  };
  const acme = await begin({ seed, configs: { api: configFile() } });
  const pat = acme.as('pat');
  const [decided, lost] = [await pat.opens('api', 'Decided'), await pat.opens('api', 'Lost')];
  await acme.quiet();
  await acme.as('ana').unlabels(decided, 'tech-debt');
  await acme.as('bo').unlabels(lost, 'tech-debt');
  await acme.quiet();
  const text = await report(acme);
  expect(text).toContain('1 issue lost its debt label while open');
  expect(text).toMatch(/- .*Lost\n/);
});

test('who did it is seen afterwards where the webhook was lost', async () => {
  const acme = await begin({ configs: { api: configFile({ agreement: { ceo: 'dee' } }) } });
  const pat = acme.as('pat');
  const [lost, byLead] = [await pat.opens('api', 'Lost'), await pat.opens('api', 'By a lead')];
  await acme.quiet();
  acme.losesWebhooks();
  await pat.unlabels(lost, 'tech-debt');
  await acme.as('dee').unlabels(byLead, 'tech-debt');
  await acme.github.settled();
  acme.hearsWebhooks();
  await acme.travelTo('2026-01-06T02:00:05Z');
  expect(await report(acme)).toContain('1 issue lost its debt label while open');
});

test('what not everybody may see is a number', async () => {
  const file = configFile({ home: 'acme/infra', agreement: { ceo: 'dee' } });
  const acme = await begin({ configs: { '.github': file } });
  const pat = acme.as('pat');
  const [vault, parser] = [await pat.opens('secret', 'Vault door'), await pat.opens('api', 'Old parser')];
  await acme.quiet();
  await pat.unlabels(vault, 'tech-debt');
  await pat.unlabels(parser, 'tech-debt');
  await acme.quiet();
  const text = await report(acme, 'infra');
  expect(text).toContain('2 issues lost their debt label while open');
  expect(text).toContain('Old parser');
  expect(text).toContain('- and 1 more issue');
  expect(text).not.toContain('Vault');
});

test('where GitHub will not say what somebody may, nobody is blamed, and the report comes', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const lost = await acme.as('pat').opens('api', 'Lost');
  await acme.quiet();
  await acme.as('bo').unlabels(lost, 'tech-debt');
  await acme.quiet();
  acme.github.intercept(({ path }) =>
    path.endsWith('/collaborators/bo/permission') ? { kind: 'answer', status: 403 } : undefined,
  );
  const text = await report(acme);
  expect(text).toContain('1 otherwise ended');
  expect(text).not.toMatch(LINE);
});

test('an issue that lost its label and was moved afterwards is told of as well', async () => {
  const file = configFile({ home: 'acme/infra', agreement: { ceo: 'dee' } });
  const acme = await begin({ configs: { '.github': file } });
  const lost = await acme.as('pat').opens('api', 'Lost');
  await acme.quiet();
  await acme.as('bo').unlabels(lost, 'tech-debt');
  await acme.quiet();
  await acme.travelTo('2026-01-06T10:00:00Z');
  await acme.as('pat').transfers(lost, 'web');
  await acme.quiet();
  expect(await report(acme, 'infra')).toContain('1 issue lost its debt label while open');
});

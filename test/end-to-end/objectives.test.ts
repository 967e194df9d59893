/** What a team agreed on, and the one decision that a report asks for. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

const agreement = { product: ['pat'], engineering: ['dee'] };
const growth = { name: 'Stop the growth', measure: 'net', target: '<= 0', over: '1 week' };
const [W02, W03, W04] = ['2026-01-12T08:00:05Z', '2026-01-19T08:00:05Z', '2026-01-26T08:00:05Z'];

async function report(acme: Story, at: string): Promise<string> {
  await acme.travelTo(at);
  return (await acme.announcements('api', 'heartbeat')).at(-1) ?? '';
}

/** The line that asks for a decision, or repeats that it is open. */
function decision(text: string): string | undefined {
  return text.slice(0, text.indexOf('<details>')).match(/^\*\*(?:To decide|Still open).*$/m)?.[0];
}

test('objectives are told with their verdicts, and a missed one asks whoever decides, once', async () => {
  const objectives = [
    growth,
    { name: 'Pay early', measure: 'days to pay p50', target: '< 30', over: '4 weeks', owner: 'ana' },
  ];
  const acme = await begin({
    configs: { api: configFile({ objectives, agreement, heartbeat: { notify: ['pat', 'bo'] } }) },
  });
  const pat = acme.as('pat');
  const [first] = [await pat.opens('api', 'First'), await pat.opens('api', 'Second')];
  const asked = await report(acme, W02);
  expect(decision(asked)).toBe(
    '**To decide:** “Stop the growth” is missed (net is +2 in 1 week; the target is `<= 0`): change what is done, or the objective. @pat decides, as lead of product.',
  );
  expect(asked.match(/@pat/g)).toHaveLength(1);
  expect(asked).toContain('@bo: you are told because');
  expect(asked).toContain('\n- **Stop the growth** (`<= 0` over 1 week): missed, net is +2 in 1 week.\n');
  expect(asked).toContain(
    '\n- **Pay early** (`< 30` over 4 weeks): too early to say, as it takes 5 cases, and there are none on record.\n',
  );

  await pat.opens('api', 'Third');
  const again = await report(acme, W03);
  expect(decision(again)).toBe(
    '**Still open, since 2026-W02:** “Stop the growth” is missed (net is +1 in 1 week; the target is `<= 0`). **pat** decides, as lead of product.',
  );

  await pat.closes(first);
  const kept = await report(acme, W04);
  expect(decision(kept)).toBeUndefined();
  expect(kept).toContain('\n- **Stop the growth** (`<= 0` over 1 week): on track, net is −1 in 1 week.\n');

  await pat.opens('api', 'Fourth');
  expect(decision(await report(acme, '2026-02-02T08:00:05Z'))).toMatch(/^\*\*To decide:\*\*.* @pat decides/);
});

test('a missed capacity is a decision like others, and comes after what stands in the file', async () => {
  const acme = await begin({ configs: { api: configFile({ heartbeat: { capacity: '50%' }, agreement }) } });
  for (let n = 1; n <= 6; n += 1)
    await acme.as('bo').closes(await acme.as('pat').opens('api', `Feature ${n}`, { labels: [] }));
  expect(decision(await report(acme, W02))).toContain(
    '“Capacity for debt” is missed (0% of 6 closed issues were debt in 4 weeks; the target is `>= 50%`)',
  );
  await acme
    .as('pat')
    .configures('api', configFile({ heartbeat: { capacity: '50%' }, objectives: [growth] }));
  await acme.as('pat').opens('api', 'Old parser');
  const text = await report(acme, W03);
  expect(decision(text)).toMatch(
    /^\*\*To decide:\*\* “Stop the growth” .* Whoever maintains this repository decides\.$/,
  );
});

test('debt that waits for room for longer than a shift is a decision, with how long it has waited', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { cap: 1 }, agreement }) } });
  const pat = acme.as('pat');
  await pat.assigns(await pat.opens('api', 'Held by ana', { assignees: ['ana'] }), 'ana');
  for (const login of ['bo', 'cy']) await pat.opens('api', `Held by ${login}`, { assignees: [login] });
  await acme.quiet();
  const waits = await pat.opens('api', 'Old parser');
  await acme.quiet();
  acme.leapTo('2026-01-06T10:00:00Z');
  await pat.opens('api', 'Later');
  await acme.travelTo('2026-01-06T10:00:05Z');
  expect(decision(await report(acme, W02))).toBeUndefined();
  const text = await report(acme, W03);
  expect(decision(text)).toMatch(
    /^\*\*To decide:\*\* \[acme\/api#5\]\(\S+\) Old parser has waited 12 days for room, longer than a shift: make room for it, or decline it\. @pat decides, as lead of product\.$/,
  );
  expect(decision(await report(acme, W04))).toMatch(
    /^\*\*Still open, since 2026-W03:\*\* .* Old parser has waited 19 days .* \*\*pat\*\* decides/,
  );
  await pat.closes(waits, 'not_planned');
  expect(decision(await report(acme, '2026-02-02T08:00:05Z'))).toMatch(
    /^\*\*To decide:\*\* .* Later has waited/,
  );
});

test('an App that slept for weeks asks for one decision, in the newest report', async () => {
  const acme = await begin({ configs: { api: configFile({ objectives: [growth], agreement }) } });
  await acme.as('pat').opens('api', 'First');
  await acme.quiet();
  await acme.travelTo(W02);
  acme.leapTo('2026-01-20T10:00:00Z');
  await acme.as('pat').opens('api', 'Second');
  await acme.travelTo('2026-02-02T08:00:05Z');
  const reports = await acme.announcements('api', 'heartbeat');
  expect(reports.map((text) => decision(text)?.slice(0, 30))).toEqual(
    [undefined, '**To decide:** “Stop the growth”'.slice(0, 30), undefined, undefined, undefined].slice(1),
  );
});

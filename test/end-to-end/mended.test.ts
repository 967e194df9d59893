/** Stories of what went wrong once: each was a way to lose debt, or to override a person. */
import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

const HANDOFF = '2026-01-12T08:00:05Z';

test('a handoff that GitHub spoils at first is not lost when other work goes on', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const end = acme.github.intercept(({ method, path, query }) =>
    method === 'GET' && path.endsWith('/comments') && query.has('since')
      ? { kind: 'answer', status: 502 }
      : undefined,
  );
  acme.leapTo(HANDOFF);
  await acme.app.tick();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const lexer = await acme.as('pat').opens('api', 'Old lexer');
  await new Promise((resolve) => setTimeout(resolve, 500));
  end();
  await acme.travelTo('2026-01-12T08:10:00Z');
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['bo'], ['bo']]);
  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
});

test('a write that GitHub refused for want of a permission is made once it is granted', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const end = acme.github.intercept(({ method, path }) =>
    method === 'POST' && /issues\/\d+\/(comments|assignees)$/.test(path)
      ? { kind: 'answer', status: 403, body: { message: 'Resource not accessible by integration' } }
      : undefined,
  );
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual([]);
  end();
  await acme.travelTo('2026-01-06T03:00:00Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('a dashboard that somebody deleted is opened anew, and nothing that was to be told on it is lost', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.as('pat').opens('api', 'Old parser');
  const { number } = await acme.dashboard('api');
  await acme.as('pat').deletes({ repo: 'api', number });
  await acme.travelTo(HANDOFF);
  await acme.travelTo('2026-01-12T08:10:00Z');
  expect((await acme.dashboard('api')).number).not.toBe(number);
  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(1);
});

test('a person who unassigns while the answer to the assignment is lost is not overridden', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  let tries = 0;
  acme.github.intercept(({ method, path }) => {
    if (method !== 'POST' || !path.endsWith('/assignees')) return undefined;
    tries += 1;
    return tries === 1 ? { kind: 'answer-after', status: 502 } : undefined;
  });
  acme.github.intercept(({ method, path }) =>
    method === 'POST' && path.endsWith('/assignees') && tries > 0
      ? { kind: 'answer', status: 429, headers: { 'retry-after': '600' } }
      : undefined,
  );
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await expect.poll(() => tries).toBeGreaterThan(0);
  await acme.quiet();
  await acme.as('pat').unassigns(parser, 'ana');
  await acme.travelTo('2026-01-05T10:30:00Z');
  expect(await acme.owners(parser)).toEqual([]);
  // Should GitHub have been asked just then, the pause that it asked for holds up the comment as well.
  await acme.travelTo('2026-01-05T11:00:00Z');
  expect(await acme.livingComment(parser)).toContain('a person unassigned its owner');
});

test('the handoff of a rotation that serves no debt moves none', async () => {
  const rotations = [
    { name: 'infra', starts: '2026-01-05T09:00', every: '4 weeks', roster: ['ana', 'bo'] },
    { name: 'ops', starts: '2026-01-05T09:00', every: '1 day', roster: ['ana', 'dee'] },
  ];
  const acme = await begin({ configs: { api: configFile({ rotations }) } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo('2026-01-06T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('what was given before Paydown only observed moves at the next handoff after', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await pat.configures('api', configFile({ mode: 'observe' }));
  await acme.travelTo(HANDOFF);
  expect(await acme.owners(parser)).toEqual(['ana']);
  await pat.configures('api', configFile());
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['cy']);
});

test('a file that makes way for the organisation`s takes its dashboard and its reports with it', async () => {
  const own = configFile();
  const acme = await begin({ configs: { '.github': configFile({ home: 'acme/infra' }), api: own } });
  const pat = acme.as('pat');
  await pat.opens('api', 'Old parser');
  await acme.dashboard('api');
  const file = { owner: 'acme', repo: 'api', path: '.github/paydown.yml' };
  const { data } = await acme.github.as('pat').rest.repos.getContent(file);
  const sha = 'sha' in data ? data.sha : '';
  await acme.github.as('pat').rest.repos.deleteFile({ ...file, message: 'Go with the others', sha });
  await acme.travelTo('2026-01-05T10:15:00Z');
  await pat.opens('api', 'Old lexer');
  await acme.travelTo(HANDOFF);
  expect(await acme.announcements('api', 'handoff')).toEqual([]);
  expect(await acme.announcements('infra', 'handoff')).toHaveLength(1);
});

test('two scopes with one home tell their own stories', async () => {
  const acme = await begin({
    configs: { '.github': configFile({ home: 'acme/infra' }), infra: configFile() },
  });
  await acme.travelTo(HANDOFF);
  const dashboards = await acme.dashboards('infra');
  expect(dashboards).toHaveLength(2);
  for (const { number } of dashboards) {
    const bodies = (await acme.comments({ repo: 'infra', number })).map(({ body }) => body);
    expect(bodies.filter((body) => body.startsWith('<!-- paydown:handoff:'))).toHaveLength(1);
    expect(bodies.filter((body) => body.startsWith('<!-- paydown:heartbeat:'))).toHaveLength(1);
  }
});

test('an old payload does not make a private repository public again', async () => {
  const organisation = configFile({ home: 'acme/infra', rotation: { cap: 0 } });
  const acme = await begin({ configs: { '.github': organisation } });
  await acme.stopApp();
  const from = acme.github.deliveries.length;
  await acme.as('pat').opens('api', 'Embarrassing');
  await acme.github.settled();
  const old = new Set(acme.github.deliveries.slice(from).map(({ guid }) => guid));
  await acme.github.as('pat').rest.repos.update({ owner: 'acme', repo: 'api', private: true });
  await acme.startApp();
  await acme.quiet();
  for (const guid of old) await acme.github.redeliver(guid);
  expect(await acme.everything('infra')).not.toContain('Embarrassing');
});

test('a label that was renamed and named back is debt again by the next night', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const rename = (name: string, new_name: string) =>
    acme.github.as('pat').rest.issues.updateLabel({ owner: 'acme', repo: 'api', name, new_name });
  await rename('tech-debt', 'debt');
  await acme.travelTo('2026-01-06T03:00:00Z');
  await rename('debt', 'tech-debt');
  await acme.travelTo('2026-01-07T03:00:00Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

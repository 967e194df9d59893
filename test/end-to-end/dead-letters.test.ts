/** Stories of what was given up: what becomes of it later, and that it does no harm then. */
import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

const forbidden = { status: 403, body: { message: 'Resource not accessible by integration' } } as const;

test('an assignment that GitHub refused does not come back once a person unassigned', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  let tries = 0;
  const granted = acme.github.intercept(({ method, path }) => {
    if (method !== 'POST' || !path.endsWith('/assignees')) return undefined;
    tries += 1;
    return tries === 1 ? { kind: 'answer-after', status: 502 } : { kind: 'answer', ...forbidden };
  });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo('2026-01-05T10:10:00Z');
  expect([tries, await acme.owners(parser)]).toEqual([2, ['ana']]);
  await acme.as('pat').unassigns(parser, 'ana');
  expect(await acme.owners(parser)).toEqual([]);
  granted();
  await acme.travelTo('2026-01-06T03:00:00Z');
  expect(await acme.owners(parser)).toEqual([]);
});

test('a comment that GitHub refused does not replace the newer one that it took', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt');
  const granted = acme.github.intercept(({ method, path }) =>
    method === 'PATCH' && path.includes('/issues/comments/') ? { kind: 'answer', ...forbidden } : undefined,
  );
  await acme.as('pat').assigns(parser, 'dee');
  await acme.as('pat').unassigns(parser, 'ana');
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt');
  granted();
  await acme.as('pat').closes(parser);
  const told = await acme.livingComment(parser);
  await acme.travelTo('2026-01-06T03:00:00Z');
  expect(await acme.livingComment(parser)).toBe(told);
});

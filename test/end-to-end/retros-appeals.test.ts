import { expect, test } from 'vitest';
import { withAgreement } from './decisions-story.ts';
import { say } from './replies.ts';
import { retros } from './retro-story.ts';

test('where appeals are many the retro begins with them, and names none that not everybody there can see any more', async () => {
  const agreement = { engineering: ['bo'], product: ['pat'], ceo: 'eve', many_appeals: '1 in 8 weeks' };
  const file = { home: 'acme/infra', retro: 'every handoff', agreement };
  const { acme, parser } = await withAgreement({ holder: '.github', file });
  await say(acme, 'bo', parser, '/debt accept until 2026-03-02 because it is replaced in spring');
  await say(acme, 'pat', parser, '/appeal because customers leave');
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [{ body = '' } = {}] = await retros(acme, 'infra');
  const [, , , first = '', , link = '', , next = ''] = body.split('\n');
  expect(first).toContain('**1 appeal in 8 weeks.** So many say that the working agreement leaves open');
  expect(link).toMatch(/^- \[acme\/api#\d+\]\(\S+#issuecomment-\d+\) Old parser$/);
  expect(next).toBe('Begin with that.');
  await acme.as('pat').makes('api', 'private');
  const [after] = await retros(acme, 'infra');
  expect(after?.body).toBe(body.replace(link, '- an issue in a repository that not everybody here can see'));
});

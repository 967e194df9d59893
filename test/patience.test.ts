import { expect, test } from 'vitest';
import { impatient } from '../src/patience.ts';

test('a question that is never answered does not keep later ones from being asked', async () => {
  const questions = [new Promise<string>(() => {}), Promise.resolve('here')];
  const look = impatient(() => questions.shift() ?? Promise.reject(new Error('asked too often')), 5);
  expect(await look()).toBeUndefined();
  await expect.poll(look, { timeout: 10_000 }).toBe('here');
});

test('whoever asks while an answer is awaited waits for that one', async () => {
  let asked = 0;
  const { promise, resolve } = Promise.withResolvers<string>();
  const look = impatient(() => {
    asked += 1;
    return promise;
  }, 60_000);
  const answers = [look(), look()];
  resolve('here');
  expect(await Promise.all(answers)).toEqual(['here', 'here']);
  expect(asked).toBe(1);
});

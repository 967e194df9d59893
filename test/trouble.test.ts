import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tellTrouble } from '../src/trouble.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openTrouble() {
  const said: [string, object][] = [];
  const log = {
    error: (about: object, text: string) => void said.push([text, about]),
    info: (text: string) => void said.push([text, {}]),
  };
  let database: 'up' | 'down' = 'down';
  const works = async () => database === 'up';
  const trouble = tellTrouble(log as Parameters<typeof tellTrouble>[0], works, 60_000);
  const comesBack = () => {
    database = 'up';
  };
  return { said, trouble, comesBack };
}

test('while the database is down the log says so at once, once a minute with a count, and when it is back', async () => {
  const { said, trouble, comesBack } = openTrouble();
  for (let second = 0; second < 125; second += 1) {
    trouble.tell(new Error('connect ECONNREFUSED'));
    await vi.advanceTimersByTimeAsync(1000);
  }
  const reason = 'connect ECONNREFUSED';
  expect(said[0]).toEqual(['queue error', { reason }]);
  expect(said).toHaveLength(3);
  expect(said[1]).toEqual(['queue error', { reason, count: expect.any(Number) }]);
  comesBack();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(said.at(-1)).toEqual(['the queue works again', {}]);
  expect(said.length).toBeLessThanOrEqual(5);

  trouble.tell(new Error('down again'));
  expect(said.at(-1)).toEqual(['queue error', { reason: 'down again' }]);
  trouble.stop();
});

test('a single error that passes is told once, and that it passed', async () => {
  const { said, trouble, comesBack } = openTrouble();
  trouble.tell(new Error('terminating connection'));
  comesBack();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(said.map(([text]) => text)).toEqual(['queue error', 'the queue works again']);
});

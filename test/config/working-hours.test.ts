import { expect, test } from 'vitest';
import { problemsOf } from './problems-of.ts';

test.each([
  [
    'that end before they begin',
    '{from: "17:00", to: "09:00"}',
    'error `working_hours.to` is `09:00`; it must be a time after `from` (17:00)',
  ],
  [
    'of no day at all',
    '{days: []}',
    'error `working_hours.days` is an empty list; it must be a list of at least one day',
  ],
  [
    'on a day that there is not',
    '{days: [mon]}',
    'error `working_hours.days[0]` is `mon`; it must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday',
  ],
  [
    'past midnight',
    '{to: "24:00"}',
    'error `working_hours.to` is `24:00`; it must be a time of day as HH:MM',
  ],
])('working hours %s are an error', (_, hours, message) => {
  expect(problemsOf(`version: 1\nworking_hours: ${hours}\n`)).toEqual([expect.stringContaining(message)]);
});

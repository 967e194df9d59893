/** The file in which the slips were made, how they are made, and what is said of many of them. */

/** What the slips were made in. */
export const GOOD = `version: 1
timezone: Europe/Berlin
rotations:
  - name: infra
    starts: 2026-01-05T09:00
    every: 2 weeks
    roster: [ana, bo]
`;

/** The good file with one thing in place of another. */
export const instead = (of: string, by: string) => {
  if (!GOOD.includes(of)) throw new Error(`the file has no ${of}`);
  return GOOD.replace(of, by);
};
export const and = (line: string) => `${GOOD}${line}\n`;

export const LENGTH = 'it must be a number of hours, days, weeks or months (1 to 9999), such as `2 weeks`';
export const LOGIN =
  'it must be a GitHub login without the @: letters, digits and single hyphens, at most 39, such as `ana`';
export const ZONE = 'it must be a time zone of the IANA database, such as `Europe/Berlin`';
export const CITY = 'an offset or an abbreviation does not know when clocks change, so name a city';
export const DAY = 'it must be a day of the calendar as YYYY-MM-DD, such as `2026-03-01`';
export const LOCAL_TIME =
  'it must be a local time as YYYY-MM-DDTHH:MM, without a zone (`timezone` says which), such as `2026-01-05T09:00`';
export const TIME = 'it must be a time of day as HH:MM, such as `09:30`';
export const WEEKDAY =
  'it must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday; did you mean `monday`?';
export const ENTRY = 'rotations[0]';
export const WEEK = 'monday, tuesday, wednesday, thursday, friday';
export const NOBODY =
  "`rotations[0].roster[0]` has no `members`; add `members:` with a list of logins, such as `[ana, bo]`, or `team:` with the slug of a GitHub team in an organisation's file";

import { distance } from 'fastest-levenshtein';

/** Whether a name is a time zone of the IANA database, as this Node knows it. Fixed offsets are none. */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The time zone that somebody may have meant: a city without its continent, or a slip of the keyboard. */
export function nearestTimezone(name: string): string | undefined {
  const wanted = name.slice(0, 64).trim().toLowerCase().replaceAll(' ', '_');
  if (wanted === '') return undefined;
  const names = Intl.supportedValuesOf('timeZone');
  const city = names.find((known) => known.toLowerCase().endsWith(`/${wanted}`));
  if (city !== undefined) return city;
  let nearest: { name: string; far: number } | undefined;
  for (const known of names) {
    const far = distance(wanted, known.toLowerCase());
    if (far <= 3 && far < (nearest?.far ?? Number.POSITIVE_INFINITY)) nearest = { name: known, far };
  }
  return nearest?.name;
}

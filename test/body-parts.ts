export const from = new Date('2026-01-05T08:00:00Z');
export const until = new Date('2026-01-12T08:00:00Z');
export const timezone = 'Europe/Berlin';

export type Places = 'github.com' | 'elsewhere';

export function issue(title: string, place: Places) {
  const host = place === 'github.com' ? 'https://github.com' : 'http://127.0.0.1';
  return {
    repositoryId: 1,
    repository: 'acme/web',
    number: 12,
    htmlUrl: `${host}/acme/web/issues/12`,
    title,
  };
}

/** Every body that the bot writes, with one text wherever a person or a config file may have put it. */
export function thanked(login: string) {
  return { login, repositoryIds: [1] };
}

import type { Credentials } from './credentials.ts';
import { isObject, type JsonObject } from './types.ts';

/** What the layer knows better than the emulator about an issue or a comment; it changes the object given. */
export type Amend = {
  issue(issue: JsonObject): void;
  comment(comment: JsonObject): void;
};

/**
 * Makes the emulator's JSON look like GitHub's, in place: web addresses on github.com, instants to the second,
 * the App's account as a bot, and what the App made marked as made by it. Sources: GitHub Docs, "Getting
 * started with the REST API", "REST API endpoints for issue comments".
 */
export function createDresser(url: string, app: Credentials, amend: Amend): (json: unknown) => unknown {
  const bot = `${app.slug}[bot]`;
  const appBrief = briefOf(app, url);

  function dress(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(dress);
    if (!isObject(value)) return value;
    for (const [key, inner] of Object.entries(value)) {
      value[key] = typeof inner === 'string' ? dressText(key, inner, value) : dress(inner);
    }
    dressAccount(value);
    dressAuthorship(value);
    if ('timeline_url' in value) amend.issue(value);
    if ('issue_url' in value && 'body' in value && !('head' in value)) amend.comment(value);
    return value;
  }

  function dressText(key: string, text: string, parent: JsonObject): string {
    if (/(_at|date|timestamp)$/.test(key)) return text.replace(/(:\d\d)\.\d{3}Z$/, '$1Z');
    if (key === 'avatar_url') return `https://avatars.githubusercontent.com/u/${String(parent.id)}?v=4`;
    if (key === 'documentation_url') return 'https://docs.github.com/rest';
    if (key === 'ssh_url') return `git@github.com:${String(parent.full_name)}.git`;
    if (key === 'git_url' && text.startsWith('git://'))
      return `git://github.com/${String(parent.full_name)}.git`;
    if (/^(html|clone|svn|diff|patch)_url$/.test(key)) return text.replace(url, 'https://github.com');
    return text;
  }

  function dressAccount(value: JsonObject): void {
    if (value.login === bot)
      Object.assign(value, { type: 'Bot', html_url: `https://github.com/apps/${app.slug}` });
    const links = value._links;
    if (isObject(links) && isObject(links.html) && typeof links.html.href === 'string') {
      links.html.href = links.html.href.replace(url, 'https://github.com');
    }
  }

  function dressAuthorship(value: JsonObject): void {
    const author = value.user;
    if ('performed_via_github_app' in value && isObject(author) && author.login === bot) {
      value.performed_via_github_app = appBrief;
    }
    if ('app' in value && 'head_sha' in value) value.app = appBrief;
  }

  return dress;
}

/** The App as it stands in what it made ("Get an app"). */
export function briefOf(app: Credentials, url: string) {
  return {
    id: app.appId,
    slug: app.slug,
    node_id: Buffer.from(`03:App${app.appId}`).toString('base64'),
    name: 'Paydown',
    html_url: `https://github.com/apps/${app.slug}`,
    external_url: url,
  };
}

import type { Octokit } from './octokit.ts';

/** One attempt of GitHub's to deliver a webhook ("REST API endpoints for GitHub App webhooks"). */
export type Attempt = {
  readonly id: number;
  readonly guid: string;
  readonly at: Date;
  readonly arrived: 'arrived' | 'failed';
};

/**
 * A bound for one look, in pages of a hundred attempts. GitHub lists the newest first, so what lies beyond is never
 * seen; four such looks an hour leave the App more than half of its 5,000 requests.
 */
const PAGES = 500;

/** The attempts of the App's webhook since an instant, or after the one with an id, newest first. */
export async function hookAttempts(
  octokit: Octokit,
  until: { since: Date; afterId: number },
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const pages = octokit.paginate.iterator(octokit.rest.apps.listWebhookDeliveries, { per_page: 100 });
  let page = 0;
  for await (const { data } of pages) {
    for (const one of data) {
      const at = new Date(one.delivered_at);
      if (one.id <= until.afterId || at < until.since) return attempts;
      const arrived = one.status_code >= 200 && one.status_code < 300 ? 'arrived' : 'failed';
      attempts.push({ id: one.id, guid: one.guid, at, arrived });
    }
    page += 1;
    if (page === PAGES) break;
  }
  return attempts;
}

import type { Probot } from 'probot';
import type { Clock } from '../time.ts';
import { asker, orNothing } from './ask.ts';
import { toGitHubError } from './errors.ts';
import { type InstallationFacts, installationFacts, type Place } from './facts.ts';
import { renewToken, tokenRenewal } from './fresh-tokens.ts';
import { type Attempt, hookAttempts } from './hook-deliveries.ts';
import { type Installation, openInstallation } from './installation.ts';
import type { Octokit } from './octokit.ts';

/** GitHub as the App may use it. */
export type GitHub = {
  /** The App's own login, such as `paydown[bot]`: only its bodies' markers are trusted. */
  botLogin(): Promise<string>;
  /** Every installation of the App, suspended ones left out. */
  installations(): Promise<number[]>;
  /** What GitHub knows of an installation now; nothing where the App is not installed (any more). */
  installationFacts(id: number): Promise<InstallationFacts | undefined>;
  /** The installation that sees a repository, by GitHub's word now; nothing where none does. */
  installationSeeing(place: Place): Promise<number | undefined>;
  /** How GitHub fared with delivering the App's webhooks, newest first. */
  hookAttempts(until: { since: Date; afterId: number }): Promise<Attempt[]>;
  /** Has GitHub send a delivery again, under its old GUID. */
  redeliver(attemptId: number): Promise<void>;
  /** Makes the token of an installation anew, for tokens keep the permissions of the time they were made. */
  renewToken(id: number): Promise<void>;
  /** The installation's own access: no request can reach what another installation sees. */
  installation(id: number): Promise<Installation>;
};

export function openGitHub(probot: Probot, clock: Clock): GitHub {
  let slug: Promise<string> | undefined;
  const renewing = tokenRenewal(clock);
  const asApp = () => probot.auth() as Promise<Octokit>;
  const readSlug = async () => {
    const octokit = await asApp();
    const { data } = await octokit.rest.apps.getAuthenticated();
    return data?.slug ?? '';
  };
  return {
    async botLogin() {
      slug ??= readSlug().catch((error) => {
        slug = undefined;
        throw toGitHubError(error, 'GET /app', clock());
      });
      return `${await slug}[bot]`;
    },
    async installations() {
      const octokit = await asApp();
      const all = await asker(octokit, clock)('GET /app/installations', () =>
        octokit.paginate(octokit.rest.apps.listInstallations, { per_page: 100 }),
      );
      return all.filter((one) => !one.suspended_at).map((one) => one.id);
    },
    async installationFacts(id) {
      const octokit = await asApp();
      return asker(octokit, clock)(`GET /app/installations/${id}`, () =>
        orNothing(async () => {
          const { data } = await octokit.rest.apps.getInstallation({ installation_id: id });
          return installationFacts(data);
        }),
      );
    },
    async installationSeeing({ owner, name: repo }) {
      const octokit = await asApp();
      return asker(octokit, clock)(`GET /repos/${owner}/${repo}/installation`, () =>
        orNothing(async () => (await octokit.rest.apps.getRepoInstallation({ owner, repo })).data.id),
      );
    },
    async hookAttempts(until) {
      const octokit = await asApp();
      return asker(octokit, clock)('GET /app/hook/deliveries', () => hookAttempts(octokit, until));
    },
    async redeliver(attemptId) {
      const ask = asker(await asApp(), clock);
      await ask('POST /app/hook/deliveries/attempts', (octokit) =>
        octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: attemptId }),
      );
    },
    async renewToken(id) {
      const ask = asker((await probot.auth(id)) as Octokit, clock);
      await ask(`POST token of installation ${id}`, renewToken);
    },
    async installation(id) {
      const octokit = renewing((await probot.auth(id)) as Octokit, id);
      return openInstallation(octokit, () => this.botLogin(), clock);
    },
  };
}

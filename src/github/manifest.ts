import { asker } from './ask.ts';
import { PlainOctokit } from './octokit.ts';

export type CreatedApp = {
  readonly id: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** The App's page on GitHub. */
  readonly htmlUrl: string;
};

/** Trades the code that GitHub gave for the App that it made ("Create a GitHub App from a manifest"). */
export async function createApp(code: string, apiUrl: string): Promise<CreatedApp> {
  const ask = asker(new PlainOctokit({ baseUrl: apiUrl }), () => new Date());
  return ask('POST /app-manifests/conversions', async ({ rest }) => {
    const { data } = await rest.apps.createFromManifest({ code });
    return {
      id: data.id,
      privateKey: data.pem,
      webhookSecret: data.webhook_secret ?? '',
      htmlUrl: data.html_url,
    };
  });
}

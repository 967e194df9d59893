/**
 * The baseline, as a process of its own: Probot as anybody would use it, which verifies each signature, hands the
 * delivery to a handler and stores nothing. One handler does nothing; the other assigns, to be compared in that, too.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createNodeMiddleware, Probot } from 'probot';
import { readEnvironment } from '../src/environment.ts';
import { LET_BY } from './payloads.ts';

const { credentials, apiUrl } = readEnvironment(process.env);
const probot = new Probot({
  appId: credentials.appId,
  privateKey: credentials.privateKey,
  secret: credentials.webhookSecret,
  log: pino({ level: 'warn' }),
  ...(apiUrl ? { baseUrl: apiUrl } : {}),
});
const middleware = await createNodeMiddleware(
  (app) => {
    app.on(LET_BY, () => {});
    app.on('issues.labeled', async (context) => {
      await context.octokit.rest.issues.addAssignees(context.issue({ assignees: ['ana'] }));
    });
  },
  { probot, webhooksPath: '/api/github/webhooks' },
);
const server = createServer((request, response) => void middleware(request, response));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stderr.write(`${JSON.stringify({ port, msg: 'bare Probot is ready' })}\n`);
});
process.once('SIGTERM', () => process.exit());

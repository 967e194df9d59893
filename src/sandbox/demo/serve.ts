/** What can be looked at, and done, once the story is told and everything is kept running. */
import type { Io } from '../../cli/output.ts';
import { tokenOf } from '../seed.ts';
import type { Play } from './play.ts';

/** Prints the addresses, and commands that work as they are printed. */
export async function inviteToLook({ stage, eyes }: Play, io: Io): Promise<void> {
  const api = stage.github.url;
  const dashboard = (await eyes.dashboard()).ref.replace('#', '/issues/');
  const curl = `curl -sS -H 'Authorization: Bearer ${tokenOf('pat')}'`;
  io.stdout(`
Everything keeps running. Simulated time goes on from here at its usual pace.

  simulated GitHub   ${api}
  Paydown            http://127.0.0.1:${stage.app.port}/healthz

You are pat. The dashboard, and what was announced on it:

  ${curl} ${api}/repos/acme/${dashboard}
  ${curl} ${api}/repos/acme/${dashboard}/comments

The issue that was relabelled becomes debt again; a moment later it has an owner:

  ${curl} ${api}/repos/acme/web/issues/4/labels -d '{"labels":["tech-debt"]}'
  sleep 3; ${curl} ${api}/repos/acme/web/issues/4 | grep -o '"assignees":\\[{"login":"[^"]*"'
  ${curl} ${api}/repos/acme/web/issues/4/comments

Ctrl-C ends it.
`);
}

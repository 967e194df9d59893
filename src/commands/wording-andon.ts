/** Every sentence in which commands of the andon cord are answered. */
import type { Changed, Pulled } from '../andon/index.ts';
import { named } from '../text.ts';

type Refused = Extract<Pulled, { kind: 'refused' }>['because'];

export function notPulled(because: Refused): string {
  switch (because) {
    case 'stranger':
      return 'Nothing was done: the andon cord is for members of this organisation, and for those who were given access to this repository. Ask one of them, or open an issue that says what is wrong.';
    case 'off':
      return 'There is no andon cord here yet. Whoever keeps the config file hangs it up with `andon: {}` in `.github/paydown.yml`.';
    case 'no reason':
      return 'Nothing was done, for a cord is pulled with a few words that say why: `/andon the build of main is red`. On an alarm that is open: `/andon ack`, `/andon resolve` with how it was resolved, `/andon withdraw`.';
    case 'open already':
      return 'An alarm is open here already. Thank you for looking: a comment with what you saw helps whoever sees to it. `/andon ack` and `/andon resolve` are for who is on duty and who leads, `/andon withdraw` for who pulled it.';
    case 'gone':
      return 'Nothing was done: GitHub does not show what you commented on any more.';
  }
}

export function noResolution(): string {
  return 'Say with it how the alarm was resolved, for who comes later: `/andon resolve the certificate is renewed`.';
}

/** Said where the alarm is elsewhere than the comment. */
export function pulledElsewhere(): string {
  return 'Thank you for pulling the cord. An issue labelled `andon` opens in this repository, and whoever is on duty is told there.';
}

export function pulledChange(): string {
  return 'pulled the andon cord';
}

export function alarmChange(deed: 'acknowledge' | 'resolve' | 'withdraw', puller: string): string {
  switch (deed) {
    case 'acknowledge':
      return `looks at the alarm of ${named(puller)}`;
    case 'resolve':
      return `resolved the alarm of ${named(puller)}`;
    case 'withdraw':
      return 'took their alarm back';
  }
}

export function noAlarm(): string {
  return 'No alarm is open here. Open alarms stand on top of the dashboard; such a command goes on the alarm issue, or where the cord was pulled.';
}

/** Why an alarm stays as it is, who may, and how to ask. */
export function notChanged({
  because,
  puller,
  acknowledgedBy,
}: Extract<Changed, { kind: 'refused' }>): string {
  switch (because) {
    case 'acknowledged':
      return `${named(acknowledgedBy ?? 'ghost')} has acknowledged this alarm already. Say to them what you know, or \`/andon resolve\` with how it was resolved.`;
    case 'not serving':
      return `This is for who is on duty now, and for the leads; \`/rotation who\` says who is on duty. Ask one of them in a comment here. ${named(puller)}, who pulled the cord, may \`/andon withdraw\`.`;
    case 'not theirs':
      return `Only ${named(puller)}, who pulled the cord, may take it back. Ask them; or whoever is on duty, or leads, says \`/andon resolve\` with how it was resolved.`;
    case 'over':
      return noAlarm();
  }
}

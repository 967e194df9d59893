import { aboutAgreement } from './agreement-advice.ts';
import { aboutIterations } from './iterations.ts';
import { type Path, printable } from './problem.ts';
import { memberKey, memberName, peopleOf, teamOf } from './roster.ts';
import type { Config, Rotation } from './schema.ts';

/** Something in a valid config that is unlikely to be meant. */
export type Advice = { readonly path: Path; readonly message: string };

/**
 * What is unwise in a config, though it can mean something.
 *
 * @param isWritten whether something is in the file, and no default
 */
export function advise(config: Config, isWritten: (path: Path) => boolean): Advice[] {
  return [
    ...aboutServing(config),
    ...aboutIterations(config),
    ...repeated(config.debt.labels, ['debt', 'labels']),
    ...repeated(config.heartbeat.notify, ['heartbeat', 'notify']),
    ...aboutAndon(config),
    ...aboutAgreement(config, isWritten),
    ...config.rotations.flatMap((rotation, index) => aboutRotation(rotation, ['rotations', index])),
  ];
}

/** An alarm that nobody hears, or a CEO whom nobody named. */
function aboutAndon({ andon, agreement, rotations }: Config): Advice[] {
  if (!andon) return [];
  const isHeard = rotations.length > 0 || agreement.engineering.length > 0;
  const unheard =
    'nobody would be told of an alarm: there is no rotation, and `agreement.engineering` names nobody';
  const noCeo = '`agreement` names no `ceo`, so this tells nobody; name one there';
  return [
    ...(isHeard ? [] : [{ path: ['andon'], message: unheard }]),
    ...(andon.escalate_to_ceo && agreement.ceo === undefined
      ? [{ path: ['andon', 'escalate_to_ceo'], message: noCeo }]
      : []),
  ];
}

function aboutServing({ rotations, iterations }: Config): Advice[] {
  const last = rotations.length - 1;
  // A team may be too early for a rotation.
  if (last < 0 && iterations) return [];
  if (last < 0) {
    const message =
      'there is no rotation, so debt is counted and nobody is assigned; add one under `rotations`';
    return [{ path: ['rotations'], message }];
  }
  const all = rotations.findIndex(servesAll);
  if (all === -1) {
    const message =
      'debt that no rotation wants is counted, and nobody is assigned; a last rotation without `repositories` and `labels` would serve it';
    return [{ path: ['rotations', last], message }];
  }
  return Array.from({ length: last - all }, (_, index) => {
    const message = `rotations[${all}] before it serves all the debt, so this one gets none; give that one \`repositories\` or \`labels\`, or move it to the end`;
    return { path: ['rotations', all + 1 + index], message };
  });
}

function servesAll({ repositories, labels }: Rotation): boolean {
  return labels.length === 0 && repositories.some((glob) => /^\*+(?:\/\*+)?$/.test(glob));
}

function aboutRotation(rotation: Rotation, path: Path): Advice[] {
  return [
    ...aboutNumbers(rotation, path),
    ...aboutStart(rotation, path),
    ...aboutPeople(rotation, path),
    ...repeated(rotation.shield_except, [...path, 'shield_except']),
  ];
}

function aboutNumbers({ roster, on_duty, cap }: Rotation, path: Path): Advice[] {
  const advice: Advice[] = [];
  const members = new Set(roster.map(memberKey)).size;
  if (on_duty > members) {
    const message = `${on_duty} are to be on duty, but the roster has ${members}; everybody would serve every shift`;
    advice.push({ path: [...path, 'on_duty'], message });
  }
  if (cap === 0) {
    const message = 'a cap of 0 assigns nothing to anybody; raise it, or use `mode: observe`';
    advice.push({ path: [...path, 'cap'], message });
  }
  return advice;
}

/** Without a clock, "far away" means another century: a year that is most likely a slip of the keyboard. */
function aboutStart({ starts }: Rotation, path: Path): Advice[] {
  const year = Number(starts.slice(0, 4));
  if (year >= 2000 && year < 2100) return [];
  return [{ path: [...path, 'starts'], message: `the rotation starts in the year ${year}; is that meant?` }];
}

function aboutPeople({ roster, away, starts, facilitator }: Rotation, path: Path): Advice[] {
  const logins = new Set(roster.flatMap(peopleOf).map((login) => login.toLowerCase()));
  // Who is in a team is not known of the file alone.
  const isOpen = roster.some((member) => teamOf(member) !== undefined);
  const strangers = away.flatMap(({ login }, index) => {
    if (isOpen || logins.has(login.toLowerCase())) return [];
    const message = `\`${login}\` is not on the roster, so this absence changes nothing; correct the login or remove it`;
    return [{ path: [...path, 'away', index, 'login'], message }];
  });
  const onBoth =
    facilitator !== undefined && logins.has(facilitator.toLowerCase())
      ? [
          {
            path: [...path, 'facilitator'],
            message: `\`${facilitator}\` is on the roster as well, and takes turns like everybody there`,
          },
        ]
      : [];
  const gone = roster.flatMap((member, index) => {
    const { to } = member;
    if (to === undefined || to >= starts.slice(0, 10)) return [];
    const message = `\`${printable(memberName(member))}\` leaves the roster before the rotation starts, and never serves`;
    return [{ path: [...path, 'roster', index, 'to'], message }];
  });
  return [...strangers, ...onBoth, ...gone];
}

function repeated(texts: readonly string[], path: Path): Advice[] {
  const plain = texts.map((text) => text.toLowerCase());
  return texts.flatMap((text, index) =>
    plain.indexOf(text.toLowerCase()) === index
      ? []
      : [
          {
            path: [...path, index],
            message: `\`${printable(text)}\` is listed twice; upper and lower case are the same`,
          },
        ],
  );
}

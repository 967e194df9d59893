/**
 * A body is worded when it is wanted, leaves later, and then stands on GitHub for long; who may read a repository can
 * change at any time in between. So what is told of one repository in another goes veiled: the body carries what is
 * told together with what stands in its place, and which of the two is shown is decided whenever the body leaves.
 *
 * The marks are noncharacters ("The Unicode Standard", 23.7): text of users holds none once it is defused.
 */
const OPEN = '\uFDD0';
const TELL = '\uFDD1';
const INSTEAD = '\uFDD2';
const CLOSE = '\uFDD3';

const VEIL = new RegExp(
  `${OPEN}([\\d,]*)${TELL}([^${OPEN}-${CLOSE}]*)${INSTEAD}([^${OPEN}-${CLOSE}]*)${CLOSE}`,
  'g',
);
/** What is left of a veil in a body that was cut. */
const TORN = new RegExp(`${OPEN}[^]*$`);

/** Text that comes from repositories (any of them is enough to see it), and what is shown to whoever may not see them. */
export function veil(repositoryIds: readonly number[], told: string, instead: string): string {
  return `${OPEN}${repositoryIds.join(',')}${TELL}${told}${INSTEAD}${instead}${CLOSE}`;
}

/** A body as it is shown. It is never longer than it was. */
export function unveil(body: string, mayTell: (repositoryId: number) => boolean): string {
  return body
    .replace(VEIL, (_, ids: string, told: string, instead: string) =>
      idsOf(ids).some(mayTell) ? told : instead,
    )
    .replace(TORN, '');
}

/**
 * What people made of a body that was posted, without what may not be told any more: each thing that was told and stands
 * there still, also where the rest of its line was reworded. All else is theirs, and left as it is.
 */
export function veilIn(written: string, body: string, mayTell: (repositoryId: number) => boolean): string {
  let left = written;
  for (const [, ids = '', told = '', instead = ''] of body.matchAll(VEIL)) {
    if (told === '' || idsOf(ids).some(mayTell)) continue;
    const [name = ''] = told.split(' ');
    for (const [what, rest] of [
      [told, ''],
      [name, '.*'],
    ] as const)
      left = left.replaceAll(new RegExp(`(?<!\\w)${literally(what)}(?!\\w)${rest}`, 'g'), () => instead);
  }
  return left;
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The repositories that a body tells of. */
export function toldOf(body: string): number[] {
  return [...new Set([...body.matchAll(VEIL)].flatMap(([, ids = '']) => idsOf(ids)))];
}

function idsOf(list: string): number[] {
  return list.split(',').map(Number);
}

/** What a veil over a repository begins with, as a POSIX regular expression, for a search among bodies. */
export function veilOver(repositoryId: number): string {
  return `${OPEN}([0-9]+,)*${repositoryId}[,${TELL}]`;
}

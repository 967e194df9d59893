import { joinOr } from '../text.ts';
import type { Advice } from './advice.ts';
import type { Path } from './problem.ts';
import type { Config } from './schema.ts';

type What = keyof Config['agreement']['decides'];

/** What one may do who decides it, as the end of "this lets nobody …". */
const DOES: Readonly<Record<What, string>> = {
  accept: 'accept debt',
  defer: 'defer debt',
  priority: 'say how urgent debt is',
  experience: "defer debt that hurts users' experience, or say how urgent it is",
};

/**
 * What is unwise in `agreement`. Whoever names no lead of a field, or no CEO, may mean it; whoever writes a line that
 * does nothing without them does not.
 *
 * @param isWritten whether something is in the file, and no default
 */
export function aboutAgreement({ agreement }: Config, isWritten: (path: Path) => boolean): Advice[] {
  const decided = (Object.keys(DOES) as What[]).flatMap((what) => {
    const path = ['agreement', 'decides', what];
    const fields = agreement.decides[what];
    if (!isWritten(path) || fields.some((field) => agreement[field].length > 0)) return [];
    const message = `nobody leads ${joinOr(fields)}, so this lets nobody ${DOES[what]}; name somebody under \`agreement.${fields[0]}\`, or another field here`;
    return [{ path, message }];
  });
  const appealed = (['ruling_within', 'many_appeals'] as const).flatMap((key) => {
    const path = ['agreement', key];
    if (!isWritten(path) || agreement.ceo !== undefined) return [];
    const message =
      '`agreement` names no `ceo`, so there are no appeals, and this does nothing; name one there';
    return [{ path, message }];
  });
  return [...decided, ...appealed];
}

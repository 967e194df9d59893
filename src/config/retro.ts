import { z } from 'zod';
import { hinting } from './hints.ts';

/** When the team looks back: at the end of a quarter of a year, or after so many handoffs of a rotation. */
type RetroRhythm = { readonly each: 'quarter' } | { readonly each: 'handoffs'; readonly handoffs: number };

const EXPECTATION =
  '`each quarter`, `every handoff` or a number of handoffs (2 to 999), such as `every 3 handoffs`';
const BY_HANDOFFS = /^every (?:handoff|(\d{1,3}) handoffs)$/;

/** Off where it is left out: nobody is called together who did not ask for it. */
export const Retro = z
  .string(EXPECTATION)
  .regex(/^(?:each quarter|every handoff|every (?!0|1 )\d{1,3} handoffs)$/, {
    error: hinting(EXPECTATION, retroHint),
  })
  .transform((text): RetroRhythm => {
    const [byHandoffs, amount = '1'] = BY_HANDOFFS.exec(text) ?? [];
    return byHandoffs === undefined
      ? { each: 'quarter' }
      : { each: 'handoffs', handoffs: Number.parseInt(amount, 10) };
  })
  .meta({ title: 'how often' });

/** What people write who mean one of the three. */
function retroHint(text: string): string | undefined {
  const plain = text.toLowerCase().replaceAll(/\s+/g, ' ');
  if (
    /^(?:quarterly|(?:each|every|once a|1|every 1|every 3 months?|3 months?) ?(?:quarters?)?)$/.test(plain)
  ) {
    return 'did you mean `each quarter`?';
  }
  const [byHandoffs, digits = ''] = /^(?:each |every )?(\d{0,3}) ?(?:handoffs?|shifts?)$/.exec(plain) ?? [];
  if (byHandoffs === undefined) return undefined;
  const amount = digits === '' ? 1 : Number(digits);
  if (amount === 0) return undefined;
  return amount === 1 ? 'did you mean `every handoff`?' : `did you mean \`every ${amount} handoffs\`?`;
}

import { z } from 'zod';

const SERIOUS = ['high', 'critical'];

/** The report of `npm audit --json`, version 2, as far as it is read; `via` names other packages by their name. */
const Report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.string(),
      via: z.array(z.union([z.string(), z.looseObject({ title: z.string(), url: z.string() })])),
    }),
  ),
});

export type Advisories =
  /** Each as one line, the serious ones apart. */
  | { readonly kind: 'known'; readonly serious: readonly string[]; readonly others: readonly string[] }
  | { readonly kind: 'unknown'; readonly why: string };

/** @param output of `npm audit --json`; a registry may not answer, and then nothing is known */
export function advisoriesOf(output: string): Advisories {
  const report = json(output);
  const known = Report.safeParse(report).data;
  if (!known)
    return {
      kind: 'unknown',
      why: z.object({ message: z.string() }).safeParse(report).data?.message || output.trim() || 'not a word',
    };
  const lines = (wanted: 'serious' | 'others') =>
    Object.entries(known.vulnerabilities)
      .filter(([, { severity }]) => SERIOUS.includes(severity) === (wanted === 'serious'))
      .map(([name, { severity, via }]) => `${severity}: ${name}: ${via.map(reason).join('; ')}`);
  return { kind: 'known', serious: lines('serious'), others: lines('others') };
}

function reason(via: string | { title: string; url: string }): string {
  return typeof via === 'string' ? `by way of ${via}` : `${via.title} (${via.url})`;
}

function json(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

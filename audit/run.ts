/** What is known against the packages that a production installation brings along: advisories and licences. */
import { spawnSync } from 'node:child_process';
import { type Advisories, advisoriesOf } from './advisories.ts';
import { exitCodeOf } from './exit-code.ts';
import { type Licences, licencesOf } from './licences.ts';

function npm(...args: string[]): string {
  const { stdout, error } = spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) throw error;
  return stdout;
}

function tellAdvisories(advisories: Advisories): string {
  if (advisories.kind === 'unknown') {
    const where = 'Ask where a registry answers: npm audit --omit=dev';
    return `Advisories: NOT KNOWN, the registry gave no answer (${advisories.why}).\n${where}`;
  }
  const all = [...advisories.serious, ...advisories.others];
  return all.length === 0 ? 'Advisories: none.' : ['Advisories:', ...all.map((one) => `  ${one}`)].join('\n');
}

function tellLicences({ counts, refused }: Licences): string {
  const byCount = [...counts].sort(([, a], [, b]) => b - a);
  const lines = byCount.map(([license, count]) => `${`${count}`.padStart(5)}  ${license}`);
  const verdict =
    refused.length === 0 ? ['All are permissive.'] : ['NOT PERMISSIVE:', ...refused.map((one) => `  ${one}`)];
  return ['Licences:', ...lines, ...verdict].join('\n');
}

const USAGE = `Usage: npm run audit

Lists what is known against the packages that a production installation brings along: advisories and licences.

Exit code: 0 nothing serious, 1 an advisory from high on or a licence that is not permissive, 2 wrong usage, 3 nothing
of that, but the advisories are not known.
`;

const [argument] = process.argv.slice(2);
if (argument !== undefined) {
  const asked = argument === '--help' || argument === '-h';
  process.stdout.write(asked ? USAGE : '');
  process.stderr.write(asked ? '' : `audit takes no arguments, but '${argument}' is given\n\n${USAGE}`);
  process.exit(asked ? 0 : 2);
}

const advisories = advisoriesOf(npm('audit', '--omit=dev', '--json'));
const licences = licencesOf(npm('query', ':not(.dev)'));
console.log(`Production dependencies\n\n${tellAdvisories(advisories)}\n\n${tellLicences(licences)}`);
process.exitCode = exitCodeOf(advisories, licences);

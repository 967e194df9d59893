import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { catalogue, namespaces } from '../../src/commands/catalogue.ts';
import { readLine } from '../../src/commands/grammar.ts';

test('each command has a page of its own, which begins with how it is written, and is found from the list', async () => {
  const list = await readFile('docs/commands/README.md', 'utf8');
  expect(await readFile('README.md', 'utf8')).toContain('(docs/commands/README.md)');
  for (const { usage } of catalogue) {
    const name = usage.slice(1).replace(' ', '-');
    const page = await readFile(`docs/commands/${name}.md`, 'utf8');
    expect(page).toMatch(new RegExp(`^# ${usage}\n\n\`\`\`\n${usage}`));
    expect(list).toContain(`[\`${usage}\`](${name}.md)`);
  }
});

test('each command is read as what it is, and none is written as another', () => {
  const words: Record<string, string[]> = {
    '/rotation away': ['2026-03-02..2026-03-06'],
    '/rotation cover': ['@bo', '2026-03-02'],
    '/rotation ask': ['@bo', '2026-03-02'],
    '/rotation swap': ['@bo'],
    '/debt accept': ['until', '2026-06-01', 'because', 'so'],
    '/debt defer': ['until', '2026-06-01', 'because', 'so'],
    '/debt priority': ['high'],
    '/debt challenge': ['because', 'so'],
    '/appeal': ['because', 'so'],
    '/ruling': ['overturn', 'because', 'so'],
    '/andon': ['red'],
    '/andon resolve': ['mended'],
  };
  for (const command of catalogue) {
    const line = [command.usage, ...(words[command.usage] ?? [])].join(' ');
    expect(readLine(line, catalogue)).toEqual({
      kind: 'command',
      form: command,
      words: words[command.usage] ?? [],
      text: (words[command.usage] ?? []).join(' '),
    });
  }
  expect(new Set(catalogue.map(({ usage }) => usage)).size).toBe(catalogue.length);
  expect(namespaces).toEqual(['rotation', 'debt', 'appeal', 'ruling', 'andon', 'paydown']);
});

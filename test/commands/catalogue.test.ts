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
  for (const command of catalogue)
    expect(readLine(command.usage, catalogue)).toEqual({ kind: 'command', form: command, words: [] });
  expect(new Set(catalogue.map(({ usage }) => usage)).size).toBe(catalogue.length);
  expect(namespaces).toEqual(['rotation', 'debt', 'paydown']);
});

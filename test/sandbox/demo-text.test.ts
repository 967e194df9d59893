import { expect, test } from 'vitest';
import { rendered } from '../../src/sandbox/demo/rendered.ts';
import { wrap } from '../../src/sandbox/demo/wrap.ts';

test('markers, blank lines and markup are left away, and what users wrote comes out as they wrote it', () => {
  const body = [
    '<!-- paydown:debt:1 -->',
    '**ana** owns [acme/web\\_app#1](https://redirect.github.com/acme/web_app/issues/1) snake\\_case &lt;b&gt;',
    '',
    'Costs <span>$</span>5, asks @\u200Bbo, `tech-debt`.',
  ].join('\n');
  expect(rendered(body, 'folded')).toEqual([
    'ana owns acme/web_app#1 snake_case <b>',
    'Costs $5, asks @bo, `tech-debt`.',
  ]);
});

test('details are folded to their summary, or unfolded with charts by their title', () => {
  const chart = '```mermaid\nxychart-beta\n  title "Open debt"\n  line [1, 2]\n```';
  const body = `Top\n\n<details>\n<summary>The weeks</summary>\n\n${chart}\n\n| A |\n| -: |\n| 1 |\n\n</details>`;
  expect(rendered(body, 'folded')).toEqual(['Top', '▸ The weeks']);
  expect(rendered(body, 'unfolded')).toEqual(['Top', '▾ The weeks', '[chart: Open debt]', '| A |', '| 1 |']);
});

test('an alert says what it is', () => {
  expect(rendered('> [!WARNING]\n> Broken.', 'folded')).toEqual(['Warning: Broken.']);
});

test('what follows a bullet hangs under its text, and a word too long for a line stays whole', () => {
  expect(wrap('- one two three', 8)).toEqual(['- one', '  two', '  three']);
  expect(wrap('12. one two', 8)).toEqual(['12. one', '    two']);
  expect(wrap('extraordinarily long', 5)).toEqual(['extraordinarily', 'long']);
});

test('a row of a table is never broken', () => {
  expect(wrap('| a | b | c |', 4)).toEqual(['| a | b | c |']);
});

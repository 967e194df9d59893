import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { problemsOf } from './problems-of.ts';
import { GOOD } from './slip-words.ts';
import { slipsInRotations } from './slips.ts';
import { slipsBesideRotations } from './slips-beside-rotations.ts';

const slips = [...slipsInRotations, ...slipsBesideRotations];

describe('a slip of the keyboard is told in one line, with where it is and how to mend it:', () => {
  it.each(slips)('%s', (_, file, says) => {
    expect(problemsOf(file)).toEqual([says]);
    expect(readConfig(file).config).toBeUndefined();
  });

  it('and the file that they were made in is good', () => {
    expect(problemsOf(GOOD)).toEqual([]);
  });
});

describe('a suggestion is one that works:', () => {
  const suggested = slips.flatMap(([what, file, says]) => {
    const [, found, meant] = / is `([^`]+)`; .*did you mean `([^`]+)`\?$/.exec(says) ?? [];
    return found && meant ? [[what, file, found, meant] as const] : [];
  });

  it.each(suggested)('%s', (_, file, found, meant) => {
    expect(problemsOf(file.replace(found, meant)).filter((line) => line.includes(' error '))).toEqual([]);
  });

  it('there are some', () => {
    expect(suggested.length).toBeGreaterThan(12);
  });
});

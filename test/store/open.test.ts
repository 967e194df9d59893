import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';

test.each(['/proc/paydown', '/proc/paydown/data', '/dev/null/data'])(
  'a folder that cannot be made, such as %s, is refused at once and in words',
  async (dataDir) => {
    await expect(openStore({ dataDir })).rejects.toThrow(
      `DATA_DIR: the folder ${dataDir} cannot be made or used: there is no such file or folder.`,
    );
  },
);

/** `npm run pictures`: the pictures of the README, of what the App posts on the simulated GitHub. */
import { mkdir, writeFile } from 'node:fs/promises';
import { LOOKS, openBrowser, openPage } from './browser.ts';
import { show } from './page.ts';
import { withFewColours } from './png.ts';
import { SOURCE, shownOf } from './source.ts';
import { tellHalfAYear } from './story.ts';

const FOLDER = 'docs/pictures';

console.error('Half a year passes on the simulated GitHub; that takes some minutes …');
const body = await tellHalfAYear();
const browser = await openBrowser();
await mkdir(FOLDER, { recursive: true });
try {
  for (const look of LOOKS) {
    const page = await openPage(browser, look, 'Mermaid 12');
    await show(page, { by: 'paydown', body, look });
    const file = `${FOLDER}/heartbeat-${look}.png`;
    await writeFile(file, withFewColours(await page.screenshot({ fullPage: true })));
    console.log(file);
  }
  await writeFile(SOURCE, shownOf(body));
} finally {
  await browser.close();
}

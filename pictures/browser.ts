/** A browser from npm, without a network. */
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';

const require = createRequire(import.meta.url);

/** Version 12 names the lines of a chart beside it, and 11 did not yet. */
const SCRIPTS = {
  'Mermaid 12': require.resolve('@mermaid-js/tiny/dist/mermaid.tiny.js'),
  'Mermaid 11': require.resolve('mermaid-11/dist/mermaid.tiny.js'),
} as const;
export type Mermaid = keyof typeof SCRIPTS;

export const LOOKS = ['light', 'dark'] as const;
export type Look = (typeof LOOKS)[number];

export const FONT = '"Noto Sans", sans-serif';

/** Whoever opens it closes it. It shows our own pages alone, and needs no sandbox to keep them in. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  return playwright.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] });
}

/** An empty page, as wide as a comment on GitHub, two pixels of the screen to one of CSS; it reaches no network. */
export async function openPage(browser: Browser, look: Look, mermaid: Mermaid): Promise<Page> {
  const context = await browser.newContext({
    ...{ offline: true, colorScheme: look, deviceScaleFactor: 2 },
    viewport: { width: 860, height: 600 },
  });
  const page = await context.newPage();
  await page.addScriptTag({ path: SCRIPTS[mermaid] });
  const theme = look === 'dark' ? 'dark' : 'default';
  const settings = { startOnLoad: false, securityLevel: 'strict', theme, fontFamily: FONT };
  await page.evaluate(`mermaid.initialize(${JSON.stringify(settings)})`);
  return page;
}

/** @returns the chart as SVG. Rejects with what Mermaid says where it does not accept the source. */
export async function drawn(page: Page, source: string): Promise<string> {
  return page.evaluate<string>(`mermaid.render('chart', ${JSON.stringify(source)}).then(({ svg }) => svg)`);
}

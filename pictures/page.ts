/** A comment of the bot as a page: GitHub-flavoured Markdown as HTML, in GitHub's own style. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import type { Page } from 'playwright-core';
import { drawn, FONT, type Look } from './browser.ts';

const CHART = /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g;

/**
 * @param body Markdown of the bot, whose HTML is let through. As in every comment on GitHub, the end of a line is one
 */
function htmlOf(body: string): string {
  const html = micromark(body, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return html.replace(/<p>[\s\S]*?<\/p>/g, (paragraph) => paragraph.replaceAll('\n', '<br>\n'));
}

/** The sources of the Mermaid charts in a body, as a reader of Markdown finds them. */
export function chartsIn(body: string): string[] {
  return [...htmlOf(body).matchAll(CHART)].map(([, escaped = '']) => unescaped(escaped));
}

/** Shows a comment with its details unfolded and its charts drawn, down to its first table. */
export async function show(page: Page, { by, body, look }: Shown): Promise<void> {
  const html = htmlOf(body)
    .replaceAll('<details>', '<details open>')
    .replace(CHART, '<div class="chart"></div>')
    .replace(/@[\w-]+/g, '<b>$&</b>');
  await page.evaluate(`document.documentElement.innerHTML = ${JSON.stringify(documentOf(html, by, look))}`);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  for (const [place, source] of chartsIn(body).entries()) {
    const svg = await drawn(page, source);
    await page.evaluate(`document.querySelectorAll('.chart')[${place}].innerHTML = ${JSON.stringify(svg)}`);
  }
  await page.evaluate(FADE);
}

type Shown = { readonly by: string; readonly body: string; readonly look: Look };

function documentOf(html: string, by: string, look: Look): string {
  return `<head><style>${fonts()}${readFileSync(STYLES[look], 'utf8')}${FRAME}</style></head>
<body class="${look}"><div id="comment"><header><b>${by}</b> <i>bot</i> commented</header>
<article class="markdown-body">${html}</article></div></body>`;
}

const require = createRequire(import.meta.url);

const STYLES: Readonly<Record<Look, string>> = {
  light: require.resolve('github-markdown-css/github-markdown-light.css'),
  dark: require.resolve('github-markdown-css/github-markdown-dark.css'),
};

/** Of the fonts that GitHub asks for, one that is free; in the place of the other, one that goes with it. */
const FONTS = {
  'Noto Sans': require.resolve('@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2'),
  'ui-monospace': require.resolve(
    '@fontsource-variable/noto-sans-mono/files/noto-sans-mono-latin-wght-normal.woff2',
  ),
};

function fonts(): string {
  return Object.entries(FONTS)
    .map(([family, file]) => {
      const data = readFileSync(file, 'base64');
      return `@font-face{font-family:"${family}";font-weight:100 900;src:url(data:font/woff2;base64,${data})}`;
    })
    .join('');
}

/** Below that, rows of numbers follow, more than a picture should be high. */
const FADE = `{
  const comment = document.querySelector('#comment');
  const table = document.querySelector('table');
  const height = table.getBoundingClientRect().top - comment.getBoundingClientRect().top;
  comment.style.height = height + 'px';
  comment.style.maskImage = 'linear-gradient(#000 calc(100% - 60px), transparent)';
}`;

const FRAME = `
body{margin:0;padding:8px;font-family:${FONT}}
body.light{background:#fff;--line:#d1d9e0;--head:#f6f8fa;--text:#59636e}
body.dark{background:#0d1117;--line:#3d444d;--head:#151b23;--text:#9198a1}
#comment{border:1px solid var(--line);border-radius:6px;overflow:hidden}
header{padding:8px 16px;font-size:14px;color:var(--text);background:var(--head);border-bottom:1px solid var(--line)}
header i{font-style:normal;font-size:12px;border:1px solid var(--line);border-radius:2em;padding:0 7px;margin:0 2px}
.light header b{color:#1f2328}.dark header b{color:#f0f6fc}
.markdown-body{padding:16px;font-size:14px}
.chart{margin:0 0 16px;text-align:center}
`;

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

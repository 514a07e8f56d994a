// One Chromium for all tests, and what is asked of it again and again.

import { execFileSync } from 'node:child_process';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { once } from './site.mjs';

const executable = () => execFileSync(
  'sh', ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome'], { encoding: 'utf8' },
).trim();

const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const browser = once(() => chromium.launch({ executablePath: executable(), args }));
after(async () => (await browser()).close());

export const wide = { viewport: { width: 1280, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce' };
export const narrow = { viewport: { width: 390, height: 844 }, colorScheme: 'dark', reducedMotion: 'reduce' };

/** A context of its own (no memory of others) on a site, and a page in it; closed when `work` is done. */
export async function visit(site, options, work) {
  const context = await (await browser()).newContext({ ...wide, baseURL: site.origin, ...options });
  try {
    return await work(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** Hands every item to `work`, a few at a time, each time with a page that is used again. */
export async function share(site, options, items, work, atOnce = 3) {
  const rest = [...items];
  const worker = () => visit(site, options, async (page) => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(page, item);
  });
  await Promise.all(Array.from({ length: Math.min(atOnce, rest.length) }, worker));
}

/** How far the page can be scrolled sideways, in pixels. */
export const sideways = (page) => page.evaluate(
  () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
);

/** How light the page's background is (0 black, 1 white), and its text. */
export const lightness = (page) => page.evaluate(() => {
  const light = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).reduce((sum, part) => sum + part, 0) / 765;
  };
  return {
    paper: light(getComputedStyle(document.documentElement).backgroundColor),
    ink: light(getComputedStyle(document.body).color),
  };
});

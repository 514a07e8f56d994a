// On paper: dark words on white, whatever was chosen for the screen.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lightness, share, visit } from './support/browser.mjs';
import { ugly } from './support/journals.mjs';
import { address, sample } from './support/site.mjs';

const kinds = ['/', '/resources/doctest/', '/introductions/three-people-and-a-bookcase/', '/lessons/half-the-thanks/',
  '/archive/', '/tags/', '/subscribe/', '/search/', '/about/', '/404.html'];

describe('printed', () => {
  test('every kind of page is dark on white, even where dark was chosen', async () => {
    await visit(await sample(), { colorScheme: 'dark' }, async (page) => {
      await page.addInitScript(() => { localStorage.theme = 'dark'; });
      for (const path of kinds) {
        await page.emulateMedia({ media: 'screen' });
        await page.goto(path);
        assert.ok((await lightness(page)).paper < 0.2, path);
        await page.emulateMedia({ media: 'print' });
        const { paper, ink } = await lightness(page);
        assert.equal(paper, 1, `${path}: the paper is not white`);
        assert.ok(ink < 0.3, `${path}: the words are not dark`);
        const pale = await page.evaluate(colours);
        assert.deepEqual(pale, [], `${path}: pale words`);
        assert.equal(await page.locator('button.theme:visible, .skip:visible, header nav:visible').count(), 0, path);
      }
    });
  });

  test('every page of an ugly journal becomes a PDF', async () => {
    const site = await ugly();
    const files = ['index.html', ...site.entries];
    await share(site, {}, files, async (page, file) => {
      await page.goto(address(file));
      const pdf = await page.pdf({ format: 'A4' });
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-', file);
      assert.ok(pdf.length > 5000, file);
    });
  });

  test('the address of a link stands beside it', async () => {
    await visit(await sample(), {}, async (page) => {
      await page.goto('/resources/doctest/');
      await page.emulateMedia({ media: 'print' });
      const after = await page.locator('.u-bookmark-of').evaluate((link) => getComputedStyle(link, '::after').content);
      assert.match(after, /docs\.python\.org\/3\/library\/doctest\.html/);
    });
  });
});

/** In the page: visible words whose colour is lighter than the middle. */
function colours() {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  const light = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).reduce((sum, part) => sum + part, 0) / 765;
  };
  const own = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  return [...document.querySelectorAll('body *')]
    .filter((node) => own(node) && node.checkVisibility() && light(getComputedStyle(node).color) > 0.5)
    .map((node) => node.outerHTML.slice(0, 100));
}

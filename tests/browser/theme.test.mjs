// The choice between light and dark: three steps, remembered, and there before anything is painted.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lightness, visit } from './support/browser.mjs';
import { sample } from './support/site.mjs';

const chosen = (page) => page.evaluate(() => document.documentElement.dataset.theme);

describe('the theme button', () => {
  test('goes from automatic to light to dark and back, and each looks it', async () => {
    await visit(await sample(), { colorScheme: 'dark' }, async (page) => {
      await page.goto('/');
      const button = page.locator('button.theme');
      const steps = [];
      for (let step = 0; step < 4; step++) {
        const { paper, ink } = await lightness(page);
        const looks = paper > 0.8 && ink < 0.3 ? 'light' : paper < 0.2 && ink > 0.7 ? 'dark' : 'neither';
        steps.push(`${await button.textContent()}: ${looks}`);
        await button.click();
      }
      const auto = 'Colour theme: Auto: dark';
      assert.deepEqual(steps, [auto, 'Colour theme: Light: light', 'Colour theme: Dark: dark', auto]);
    });
  });

  test('is remembered on other pages, and each time there before the body is', async () => {
    await visit(await sample(), { colorScheme: 'light' }, async (page) => {
      await page.addInitScript(() => {
        window.seen = [];
        const observer = new MutationObserver(() => {
          if (!document.body) return;
          window.seen.push(document.documentElement.dataset.theme);
          observer.disconnect();
        });
        observer.observe(document, { childList: true, subtree: true });
        addEventListener('DOMContentLoaded', () => window.seen.push(document.documentElement.dataset.theme));
      });
      await page.goto('/');
      await page.locator('button.theme').click();
      await page.locator('button.theme').click();
      assert.equal(await chosen(page), 'dark');
      for (const path of ['/archive/', '/resources/doctest/', '/subscribe/', '/404.html', '/search/']) {
        await page.goto(path);
        assert.deepEqual(await page.evaluate(() => window.seen), ['dark', 'dark'], path);
        assert.ok((await lightness(page)).paper < 0.2, path);
        assert.match(await page.locator('button.theme').textContent(), /Dark$/);
      }
    });
  });

  test('is restored without waiting for the script file', async () => {
    await visit(await sample(), { colorScheme: 'light' }, async (page) => {
      await page.goto('/');
      await page.evaluate(() => { localStorage.theme = 'dark'; });
      await page.route('**/*.js', (route) => route.abort());
      await page.goto('/archive/');
      assert.equal(await chosen(page), 'dark');
      assert.ok((await lightness(page)).paper < 0.2);
    });
  });

  test('takes no notice of a remembered word that is no theme', async () => {
    await visit(await sample(), { colorScheme: 'light' }, async (page) => {
      await page.goto('/');
      await page.evaluate(() => { localStorage.theme = 'purple'; });
      await page.reload();
      assert.equal(await chosen(page), undefined);
      assert.match(await page.locator('button.theme').textContent(), /Auto$/);
    });
  });

  test('tells the browser which colour its frame should have', async () => {
    await visit(await sample(), { colorScheme: 'light' }, async (page) => {
      await page.goto('/');
      const colour = () => page.evaluate(() => [...document.querySelectorAll('meta[name=theme-color]')]
        .filter((meta) => matchMedia(meta.media).matches).map((meta) => meta.content));
      assert.deepEqual(await colour(), ['#faf6ee']);
      await page.locator('button.theme').click();
      await page.locator('button.theme').click();
      assert.deepEqual(await colour(), ['#1b1815']);
    });
  });
});

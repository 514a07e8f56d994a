// Without a mouse: Tab goes everywhere, in the order in which the page is read, and one always sees where one is.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { visit, wide } from './support/browser.mjs';
import { sample } from './support/site.mjs';

const places = {
  'the home page': '/',
  'an entry': '/resources/doctest/',
  'the subscribe page': '/subscribe/',
  'the search page': '/search/?q=thanks',
};

describe('by keyboard', () => {
  for (const [name, path] of Object.entries(places)) {
    test(`${name} is walked through in reading order, with a visible focus`, async () => {
      await visit(await sample(), wide, async (page) => {
        await page.goto(path);
        if (path.includes('?q=')) await page.locator('#results a').first().waitFor();
        const expected = await page.evaluate(stops);
        assert.match(expected[0].name, /Skip to content/);
        const walked = [];
        for (const stop of expected) {
          await page.keyboard.press('Tab');
          const here = await page.evaluate(focused);
          walked.push(here.name);
          assert.equal(here.name, stop.name);
          assert.ok(here.seen, `${here.name} is outside the window`);
          assert.ok(here.outline || here.background !== stop.background, `${here.name} looks the same with the focus`);
        }
        await page.keyboard.press('Tab');
        const beyond = await page.evaluate(() => document.activeElement.className || document.activeElement.tagName);
        assert.ok(['BODY', 'skip'].includes(beyond), `something follows the last stop: ${beyond}`);
      });
    });

    test(`the skip link of ${name} leads past the menu`, async () => {
      await visit(await sample(), wide, async (page) => {
        await page.goto(path);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.waitForURL((url) => url.hash === '#main');
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.querySelector('#main').contains(document.activeElement)));
      });
    });
  }
});

/** In the page: everything that can have the focus and is visible, as it stands in the source. */
function stops() {
  const can = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const visible = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
  return [...document.querySelectorAll(can)].filter(visible).map((node, index) => {
    node.dataset.stop = `${index}: ${(node.textContent || node.id).trim().slice(0, 60)}`;
    return { name: node.dataset.stop, background: getComputedStyle(node).backgroundColor };
  });
}

/** In the page: what has the focus, and whether it shows. */
function focused() {
  const node = document.activeElement;
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  return {
    name: node.dataset.stop ?? node.outerHTML.slice(0, 80),
    outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    background: style.backgroundColor,
    seen: Math.min(box.width, box.height) > 1
      && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}

// Without a mouse: Tab goes everywhere, in the order in which the page is read, and one always sees where one is.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { visit, wide } from './support/browser.mjs';
import { focused, stops } from './support/keyboard.mjs';
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

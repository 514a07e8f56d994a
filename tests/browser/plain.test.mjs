// Without JavaScript: everything can be read, and what would not work does not pretend to.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { share, visit } from './support/browser.mjs';
import { empty, ugly } from './support/journals.mjs';
import { address, leadsOn, none, sample } from './support/site.mjs';

const off = { javaScriptEnabled: false };
const parts = 'main :is(h1,h2,h3,h4,p,li,a,b,dt,dd,td,ul,section,aside,nav,output,summary,time):visible';

describe('without JavaScript', () => {
  for (const [name, make] of [['the sample', sample], ['an empty journal', empty], ['an ugly journal', ugly]]) {
    test(`every page of ${name} can be read, and no button is left over`, async () => {
      const site = await make();
      const files = site.pages.filter((file) => !leadsOn(site, file));
      await share(site, off, files, async (page, file) => {
        await page.goto(address(file));
        assert.ok(await page.locator('h1').isVisible(), `${file}: no heading`);
        assert.ok((await page.locator('main').innerText()).length > 20, `${file}: nothing to read`);
        assert.equal(await page.locator('button:visible, form:visible').count(), 0, `${file}: a dead button`);
        none((await page.locator(parts).evaluateAll(hollow)).map((html) => `${file}: empty: ${html}`));
      });
    });
  }

  test('the search page says what to do instead', async () => {
    await visit(await sample(), off, async (page) => {
      await page.goto('/search/');
      assert.match(await page.locator('main').innerText(), /needs a little JavaScript/);
      assert.ok(!(await page.locator('main').innerText()).includes('The / key'));
      await page.locator('main').getByRole('link', { name: 'archive', exact: true }).click();
      await page.waitForURL('**/archive/');
    });
  });

  test('the address of the feed can be read, and looked into', async () => {
    const site = await sample();
    await visit(site, off, async (page) => {
      await page.goto('/subscribe/');
      assert.match(await page.locator('#feed').inputValue(), /^https:\/\/.*\/feed\.xml$/);
      assert.ok(await page.getByRole('link', { name: 'Look inside' }).isVisible());
    });
  });

  test('an old address leads on', async () => {
    const site = await sample();
    const old = site.pages.filter((file) => leadsOn(site, file));
    assert.ok(old.length > 0);
    await share(site, off, old, async (page, file) => {
      await page.goto(address(file));
      await page.waitForURL((url) => url.pathname !== address(file), { timeout: 5000 });
      assert.ok(await page.locator('h1').isVisible());
    });
  });
});

/** In the page: those parts that show nothing. */
function hollow(nodes) {
  const shows = (node) => node.textContent.trim() || node.ariaLabel || node.querySelector('img, svg, input');
  return nodes.filter((node) => !shows(node)).map((node) => node.outerHTML);
}

// The search page, by keyboard alone.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { visit } from './support/browser.mjs';
import { findable, tenThousand } from './support/journals.mjs';
import { none, sample } from './support/site.mjs';

/** A rare word, one letter, and a word that nobody used. */
const manyEntries = ['first', 'gan', 'fi', 'ra', 'w', 'zzz'];

const found = (page) => page.locator('#found').textContent();
const titles = (page) => page.locator('#results a').allTextContents();
const says = (page, text) => page.waitForFunction(
  (wanted) => document.querySelector('#found').textContent.includes(wanted), text, { timeout: 5000 },
);

/** What the search page finds under these words. */
async function find(page, words, announced) {
  await page.locator('#q').fill('');
  await page.waitForFunction(() => !document.querySelector('#found').textContent);
  await page.locator('#q').pressSequentially(words);
  await says(page, announced);
  return titles(page);
}

const searching = (site, work) => visit(site, {}, async (page, context) => {
  await page.goto('/search/');
  await work(page, context);
});

describe('searching', () => {
  test('begins with the / key, from any page', async () => {
    await visit(await sample(), {}, async (page) => {
      await page.goto('/');
      await page.keyboard.press('/');
      await page.waitForURL('**/search/');
      await page.locator('#results').waitFor({ state: 'attached' });
      await page.keyboard.press('/');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
      await page.keyboard.type('thanks');
      await page.locator('#results a').first().waitFor();
      assert.match(await found(page), /^\d+ entr(y|ies)/);
      assert.equal(await page.locator('#q').inputValue(), 'thanks');
    });
  });

  test('the / key is only a letter inside a field', async () => {
    await searching(await sample(), async (page) => {
      await page.locator('#q').focus();
      await page.keyboard.type('and/or');
      assert.equal(await page.locator('#q').inputValue(), 'and/or');
    });
  });

  test('does not mind accents, capitals, or half a word', async () => {
    await searching(await findable(), async (page) => {
      for (const words of ['cafe', 'CAFÉ', 'angstrom', 'Ång', 'FUR', 'ærø']) {
        assert.deepEqual(await find(page, words, '1 entry'), ['Café für Ångström'], words);
      }
      assert.deepEqual(await find(page, 'book', '2 entries'), ['Bookkeeping', 'Bookbinding for beginners']);
    });
  });

  test('wants all words, in any order', async () => {
    await searching(await findable(), async (page) => {
      assert.equal((await find(page, 'thread', '2 entries')).length, 2);
      assert.deepEqual(await find(page, 'thread bookk', '1 entry'), ['Bookkeeping']);
      assert.deepEqual(await find(page, 'ledgers  glue', 'Nothing'), []);
    });
  });

  test('finds a word of one letter, and a character where words have no spaces', async () => {
    await searching(await findable(), async (page) => {
      assert.deepEqual(await find(page, 'c', '1 entry'), ['C is a language']);
      assert.deepEqual(await find(page, '提问', '1 entry'), ['如何提问']);
    });
  });

  test('says so when there is nothing', async () => {
    await searching(await findable(), async (page) => {
      assert.deepEqual(await find(page, 'zzzz', 'Nothing under that word yet.'), []);
      assert.ok(await page.locator('#results').isHidden());
    });
  });

  test('announces its count politely', async () => {
    await searching(await findable(), async (page) => {
      const output = page.locator('output#found');
      assert.equal(await output.getAttribute('for'), 'q');
      await find(page, 'book', '2 entries');
      assert.equal(await page.getByRole('status').textContent(), '2 entries');
    });
  });

  test('is walked through with the arrows, opened with Enter, and ended with Escape', async () => {
    await searching(await findable(), async (page) => {
      const here = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
      await find(page, 'book', '2 entries');
      const walk = [];
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown']) {
        await page.keyboard.press(key);
        walk.push(await here());
      }
      const [first, second] = await titles(page);
      assert.deepEqual(walk, [first, second, second, first, 'q', 'q', first]);
      await page.keyboard.press('Escape');
      assert.equal(await here(), 'q');
      assert.equal(await page.locator('#q').inputValue(), '');
      await page.waitForFunction(() => document.querySelector('#results').hidden);
      await find(page, 'bookk', '1 entry');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/lessons/c/');
    });
  });

  test('keeps what is looked for in the address, and finds it again from there', async () => {
    await searching(await findable(), async (page) => {
      await find(page, 'café für', '1 entry');
      await page.waitForURL((url) => url.searchParams.get('q') === 'café für');
      await page.reload();
      await says(page, '1 entry');
      assert.equal(await page.locator('#q').inputValue(), 'café für');
      await page.goto('/search/?q=bookbinding');
      await says(page, '1 entry');
      await page.locator('#results a').click();
      await page.goBack();
      await says(page, '1 entry');
    });
  });

  test('shows words that look like HTML as what they are', async () => {
    await searching(await findable(), async (page) => {
      await page.goto(`/search/?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
      await says(page, 'Nothing');
      assert.equal(await page.locator('img').count(), 0);
    });
  });

  test('fetches under 100 KB among 10,000 entries, page and all', async (t) => {
    const site = await tenThousand();
    for (const words of manyEntries) {
      site.bytes = 0;
      site.requests = [];
      await searching(site, async (page) => {
        await page.locator('#q').focus();
        const began = Date.now();
        await page.keyboard.insertText(words);
        await page.waitForFunction(() => document.querySelector('#found').textContent);
        const took = Date.now() - began;
        const size = Math.round(site.bytes / 1024);
        const files = site.requests.length;
        t.diagnostic(`${words}: “${await found(page)}” after ${took} ms, ${size} KB in ${files} files`);
        none(site.bytes < 100 * 1024 ? [] : [`${words}: ${size} KB: ${site.requests.join(' ')}`]);
      });
    }
  });
});

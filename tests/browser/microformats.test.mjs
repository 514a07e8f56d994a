// What a program that reads microformats learns from the pages.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mf2 } from 'microformats-parser';
import { address, sample } from './support/site.mjs';

const base = 'https://wren.example';

/** The items of a type, however deep. */
const items = (list, type) => list.filter((item) => typeof item === 'object').flatMap((item) => [
  ...(item.type?.includes(type) ? [item] : []),
  ...items([...(item.children ?? []), ...Object.values(item.properties ?? {}).flat()], type),
]);
const read = (site, file) => mf2(site.read(file), { baseUrl: base + address(file) });

function assertAuthor(entry, where) {
  const [author] = entry.properties.author ?? [];
  assert.ok(author?.type?.includes('h-card'), `${where}: no author`);
  assert.deepEqual([author.properties.name, author.properties.url], [['Wren Adeyemi'], [`${base}/`]], where);
}

describe('microformats', () => {
  test('every entry page is one entry with all that a reader needs', async () => {
    const site = await sample();
    assert.ok(site.entries.length > 20);
    for (const file of site.entries) {
      const entries = items(read(site, file).items, 'h-entry');
      assert.equal(entries.length, 1, file);
      const { name, url, published, content, category, 'bookmark-of': bookmark } = entries[0].properties;
      assert.ok(name?.length === 1 && name[0], file);
      assert.deepEqual(url, [base + address(file)], file);
      assert.match(published?.[0] ?? '', /^\d{4}-\d\d-\d\d/, file);
      assert.ok(content?.[0].html, file);
      assertAuthor(entries[0], file);
      const filed = site.read(file).match(/Filed under<\/b><ul class="tags">.*?<\/ul>/s)?.[0] ?? '';
      const tags = filed.split('<li>').length - 1;
      assert.equal(category?.length ?? 0, tags, file);
      if (file.startsWith('resources/')) {
        assert.ok(bookmark?.length === 1 && !bookmark[0].startsWith(base), file);
      } else {
        assert.equal(bookmark, undefined, file);
      }
    }
  });

  test('the home page is a feed of entries', async () => {
    const site = await sample();
    const feeds = items(read(site, 'index.html').items, 'h-feed');
    assert.equal(feeds.length, 1);
    assert.ok(feeds[0].properties.name?.[0]);
    const entries = feeds[0].children;
    assert.ok(entries.length > 10);
    for (const entry of entries) {
      const { name, url, published } = entry.properties;
      assert.ok(name?.[0] && published?.[0]);
      assert.ok(site.pages.includes(`${new URL(url[0]).pathname.slice(1)}index.html`), url[0]);
      assertAuthor(entry, name[0]);
    }
  });

  test('every list of entries is a feed', async () => {
    const site = await sample();
    for (const list of ['resources', 'introductions', 'lessons', 'archive', 'tags/thanks', 'subscribe']) {
      const file = `${list}/index.html`;
      const entries = items(read(site, file).items, 'h-feed').flatMap((feed) => items([feed], 'h-entry'));
      assert.ok(entries.length > 0, file);
      for (const entry of entries) {
        assert.ok(entry.properties.name?.[0] && entry.properties.url?.[0] && entry.properties.published?.[0], file);
        assertAuthor(entry, file);
      }
    }
  });

  test('nobody but the author has a card', async () => {
    const site = await sample();
    for (const file of site.pages) {
      const cards = items(read(site, file).items, 'h-card');
      assert.ok(cards.every((card) => card.properties.name?.[0] === 'Wren Adeyemi'), file);
    }
  });
});

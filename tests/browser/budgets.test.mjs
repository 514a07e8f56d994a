// How heavy things may be. 1 KB is 1024 bytes.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { none, sample } from './support/site.mjs';

/** A lesson of 1,200 words may weigh more than an ordinary page. */
const long = 'lessons/ask-both/index.html';

const most = async (choose, kilobytes) => {
  const site = await sample();
  const files = site.files.filter(choose);
  assert.ok(files.length > 0);
  const heavy = files.filter((file) => site.size(file) > kilobytes * 1024);
  none(heavy.map((file) => `${file}: ${site.size(file)} bytes`));
};

describe('the weight', () => {
  test('of the stylesheet is at most 20 KB', () => most((file) => /^assets\/style\..*\.css$/.test(file), 20));
  test('of each script is at most 6 KB', () => most((file) => file.endsWith('.js'), 6));
  test('of the home page is at most 30 KB', () => most((file) => file === 'index.html', 30));
  test('of an ordinary page is at most 15 KB', () => (
    most((file) => file.endsWith('.html') && file !== 'index.html' && file !== long, 15)
  ));
});

// The preview in a browser: what changes on the disk changes on the screen, without a key press.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { visit } from './support/browser.mjs';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const program = join(resolve(repository, process.env.CARGO_TARGET_DIR || 'target'), 'debug', 'goodturn');
const settings = 'title = "Test"\nbase_url = "https://test.example/sub/"\nid = "tag:test.example,2026:t"\n';
const path = 'content/lessons/2026-01-02-first.md';
const long = 'A line of many.\n\n'.repeat(120);
const lesson = (words) => `+++\ntitle = "First"\n+++\n${words}\n\n${long}\n## The end\n\nDone.\n`;

/** A journal on a disk, its preview, and a page in it. */
async function previewed(work) {
  const folder = mkdtempSync(join(tmpdir(), 'goodturn-serve-'));
  const write = (name, text) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  write('site.toml', settings);
  write(path, lesson('One word.'));
  const child = spawn(program, ['serve', '--watch', '--port', '0', '--today', '2026-11-20'], { cwd: folder });
  try {
    const [address] = await new Promise((done) => {
      createInterface({ input: child.stdout }).once('line', (line) => done([line.trim()]));
    });
    await visit({ origin: address }, {}, async (page) => {
      const complaints = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${address}lessons/first/`);
      // Gone with a navigation, kept where nothing is loaded anew.
      await page.evaluate(() => { window.kept = true; });
      await work({ page, write, address, remove: (name) => rmSync(join(folder, name)) });
      assert.deepEqual(complaints.filter((text) => !text.includes('500')), []);
    });
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const shows = (page, words) => page.waitForFunction(
  (wanted) => document.body.textContent.includes(wanted), words, { timeout: 10000 },
);
const kept = (page) => page.evaluate(() => window.kept === true);

describe('a preview', () => {
  test('shows new words without a key press, and stays where it was scrolled to', () => previewed(async ({ page, write }) => {
    await page.evaluate(() => scrollTo(0, 900));
    await page.waitForFunction(() => scrollY === 900);
    write(path, lesson('Another word.'));
    await shows(page, 'Another word.');
    await page.waitForFunction(() => scrollY === 900, undefined, { timeout: 5000 });
  }));

  test('keeps the fragment', () => previewed(async ({ page, write }) => {
    await page.evaluate(() => { location.hash = '#the-end'; });
    write(path, lesson('Another word.'));
    await shows(page, 'Another word.');
    assert.equal(new URL(page.url()).hash, '#the-end');
  }));

  test('swaps a style in without loading the page', () => previewed(async ({ page, write, remove }) => {
    const colour = (wanted) => page.waitForFunction(
      (one) => getComputedStyle(document.querySelector('h1')).color === one, wanted, { timeout: 10000 },
    );
    const before = await page.evaluate(() => getComputedStyle(document.querySelector('h1')).color);
    write('themes/airmail/styles/9-own.css', 'h1{color:rgb(1,2,3)!important}');
    await colour('rgb(1, 2, 3)');
    remove('themes/airmail/styles/9-own.css');
    await colour(before);
    assert.ok(await kept(page));
    assert.equal(await page.locator('link[rel=stylesheet]').count(), 1);
  }));

  test('leaves a page alone that nothing changed on', () => previewed(async ({ page, write, address }) => {
    write('content/pages/other.md', '+++\ntitle = "Other"\n+++\nWords.\n');
    const deadline = Date.now() + 10000;
    while (!(await fetch(`${address}other/`)).ok) assert.ok(Date.now() < deadline);
    write('themes/airmail/styles/9-own.css', 'h1{color:rgb(1,2,3)!important}');
    await page.waitForFunction(
      () => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)', undefined, { timeout: 10000 },
    );
    assert.ok(await kept(page));
  }));

  test('shows what is wrong, and takes it away again', () => previewed(async ({ page, write }) => {
    write(path, '+++\ntitle = "First"\nnope = 1\n+++\nx\n');
    await page.locator('.goodturn-trouble').waitFor({ timeout: 10000 });
    assert.match(await page.locator('.goodturn-trouble').innerText(), /unknown key `nope`/);
    await shows(page, 'One word.');
    assert.equal(await page.locator('.goodturn-trouble').evaluate((it) => getComputedStyle(it).position), 'fixed');
    write(path, lesson('Mended.'));
    await shows(page, 'Mended.');
    await page.locator('.goodturn-trouble').waitFor({ state: 'detached', timeout: 10000 });
  }));
});

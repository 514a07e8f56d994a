// Every page, wide and light, then narrow and dark: accessible, quiet, on its own, and never wider than the window.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, describe, test } from 'node:test';
import { narrow, share, sideways, wide } from './support/browser.mjs';
import { empty, fiveHundred, rightToLeft, ugly } from './support/journals.mjs';
import { address, leadsOn, none, sample } from './support/site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const all = (site) => site.pages;
/** One page of each kind, and everything that a split list has. */
const samples = (site) => site.pages.filter((file) => !/^(lessons|tags)\/[^/]*[a-z][^/]*\/index/.test(file))
  .concat(site.entries.slice(0, 2), site.pages.filter((file) => /^tags\/[^/]+\/index/.test(file)).slice(0, 2));
const fewTags = (site) => site.pages.filter((file) => !/^tags\/subject-number-([2-9]|..)\//.test(file));

const journals = [
  ['the sample', sample, all],
  ['a journal without entries', empty, all],
  ['a journal with too much of everything', ugly, fewTags],
  ['a journal in Arabic', rightToLeft, all],
  ['a journal of 500 entries', fiveHundred, samples],
];

for (const [name, make, choose] of journals) {
  describe(`every page of ${name}`, () => {
    let faults;
    before(async () => {
      const site = await make();
      const files = choose(site).filter((file) => !leadsOn(site, file));
      faults = { axe: [], console: [], elsewhere: [], wide: [], large: [], narrow: [], tiny: [] };
      await share(site, wide, files, (page, file) => look(site, page, file, faults, 'light'));
      await share(site, narrow, files, (page, file) => look(site, page, file, faults, 'dark'));
    });

    test('has nothing that axe objects to', () => none(faults.axe));
    test('says nothing on the console', () => none(faults.console));
    test('asks no other host for anything', () => none(faults.elsewhere));
    test('does not scroll sideways at 1280 pixels', () => none(faults.wide));
    test('does not scroll sideways at 1280 pixels with text of twice the size', () => none(faults.large));
    test('does not scroll sideways at 390 pixels', () => none(faults.narrow));
    test('does not scroll sideways at 320 pixels', () => none(faults.tiny));
  });
}

async function look(site, page, file, faults, colours) {
  const at = `${address(file)} (${colours})`;
  const listeners = {
    console: (message) => {
      if (['error', 'warning'].includes(message.type())) faults.console.push(`${at}: ${message.text()}`);
    },
    pageerror: (error) => faults.console.push(`${at}: ${error}`),
    request: (request) => {
      if (!request.url().startsWith(`${site.origin}/`)) faults.elsewhere.push(`${at}: ${request.url()}`);
    },
  };
  for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
  await page.goto(address(file), { waitUntil: 'load' });
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (values) => window.axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), rules,
  );
  for (const { id, nodes } of violations) faults.axe.push(`${at}: ${id}: ${nodes.map((node) => node.html).join(' ')}`);

  const fits = async (fault) => {
    const pixels = await sideways(page);
    if (pixels > 0) faults[fault].push(`${at}: ${pixels} px`);
  };
  if (colours === 'light') {
    await fits('wide');
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await fits('large');
  } else {
    await fits('narrow');
    await page.setViewportSize({ width: 320, height: 640 });
    await fits('tiny');
    await page.setViewportSize(narrow.viewport);
  }
  for (const [event, listener] of Object.entries(listeners)) page.off(event, listener);
}

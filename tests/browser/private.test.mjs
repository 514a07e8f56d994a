// The pages for one reader: as accessible and quiet as the public ones, from a disk as from a server, and each of them
// says that it is private. Letters can be sent, copied and printed, and people found.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { lightness, narrow, share, sideways, visit, wide } from './support/browser.mjs';
import { htmlValidate, nu, relative } from './support/checkers.mjs';
import { focused, stops } from './support/keyboard.mjs';
import { clear, first, hard, onDisk, ownPages, rightToLeft, sample } from './support/private.mjs';
import { address, none } from './support/site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const notice = 'Private. Only on this computer.';

const due = 'index.html';
const people = 'people/index.html';
const log = 'log/index.html';
const matches = 'matches/index.html';
/** Of the many people of the sample: one who is due, one whose letter is thanks, one who is archived. */
const kinds = [due, people, log, matches, 'log/2025/index.html',
  ...['tobias-lindqvist', 'bernadette-aku', 'lionel-prewett'].map((handle) => `people/${handle}/index.html`)];

const journals = [
  ['the sample', sample, () => kinds],
  ['a journal without people', first, ownPages],
  ['a journal in which nobody is waiting', clear, ownPages],
  ['a journal that is hard on a page', hard, (site) => ownPages(site).filter((file) => !/guest-[2-9]/.test(file))],
  ['a journal in Arabic', rightToLeft, ownPages],
];

/** Both sizes in both colours; each size once from a server and once from the disk. */
const manners = [
  { ...wide, from: 'server' }, { ...wide, colorScheme: 'dark', from: 'disk' },
  { ...narrow, from: 'server' }, { ...narrow, colorScheme: 'light', from: 'disk' },
];

const where = (site, file, from) => (from === 'disk' ? onDisk(site, file) : site.origin + address(file));
const opened = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));

for (const [name, make, choose] of journals) {
  describe(`every private page of ${name}`, () => {
    const faults = { axe: [], console: [], elsewhere: [], missing: [], wide: [], small: [], notice: [] };
    before(async () => {
      const site = await make();
      for (const { from, ...options } of manners) {
        await share(site, options, choose(site), (page, file) => look(site, page, file, from, options, faults));
      }
    });

    test('has nothing that axe objects to', () => none(faults.axe));
    test('says nothing on the console', () => none(faults.console));
    test('asks nobody else for anything', () => none(faults.elsewhere));
    test('misses nothing that it asks for', () => none(faults.missing));
    test('does not scroll sideways at 1280, 390 and 320 pixels, nor with text of twice the size', () => (
      none(faults.wide)
    ));
    test('has no target smaller than 24 pixels', () => none(faults.small));
    test('says first that it is private, and wants no robots', () => none(faults.notice));

    test('is valid for the Nu checker, and so are the stylesheets', async () => {
      const site = await make();
      const styles = site.files.filter((file) => /^assets\/.*\.css$/.test(file));
      none(await nu(site, [...ownPages(site), ...styles], relative));
    });
    test('is valid for html-validate', async () => none(await htmlValidate(await make(), ownPages(await make()))));
  });
}

async function look(site, page, file, from, { viewport, colorScheme }, faults) {
  const at = `${address(file)} (${from}, ${viewport.width}, ${colorScheme})`;
  const root = from === 'disk' ? pathToFileURL(`${site.folder}/`).href : `${site.origin}/`;
  const listeners = {
    console: (message) => {
      if (['error', 'warning'].includes(message.type())) faults.console.push(`${at}: ${message.text()}`);
    },
    pageerror: (error) => faults.console.push(`${at}: ${error}`),
    request: (request) => {
      if (!request.url().startsWith(root)) faults.elsewhere.push(`${at}: ${request.url()}`);
    },
    requestfailed: (request) => faults.missing.push(`${at}: ${request.url()}`),
    response: (response) => {
      if (response.status() >= 400) faults.missing.push(`${at}: ${response.url()}`);
    },
  };
  for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
  await page.goto(where(site, file, from), { waitUntil: 'load' });
  const says = await page.evaluate(() => [
    document.querySelector('main > :first-child').innerText, document.querySelector('meta[name=robots]').content,
  ]);
  if (says.join() !== `${notice},noindex,nofollow`) faults.notice.push(`${at}: ${says}`);
  await opened(page);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (options) => window.axe.run(options),
    // From a disk, stylesheets cannot be read by a script.
    { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'], preload: from === 'server' },
  );
  for (const { id, nodes } of violations) faults.axe.push(`${at}: ${id}: ${nodes.map((node) => node.html).join(' ')}`);
  faults.small.push(...(await page.evaluate(small)).map((target) => `${at}: ${target}`));

  const fits = async (how) => {
    const pixels = await sideways(page);
    if (pixels > 0) faults.wide.push(`${at}, ${how}: ${pixels} px`);
  };
  await fits('as it is');
  if (viewport.width === narrow.viewport.width) {
    await page.setViewportSize({ width: 320, height: 640 });
    await fits('320 pixels');
    await page.setViewportSize(viewport);
  } else {
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await fits('twice the size');
  }
  for (const [event, listener] of Object.entries(listeners)) page.off(event, listener);
}

/** In the page: what is to be hit and too small for it. A link within a sentence is as high as its words. */
function small() {
  const within = (node) => node.localName === 'a' && getComputedStyle(node).display === 'inline'
    && node.closest('p, li, dd, td')?.textContent.trim().length > node.textContent.trim().length + 3;
  return [...document.querySelectorAll('a[href], button, input, summary')]
    .filter((node) => node.checkVisibility() && !node.matches('.skip') && !within(node))
    .map((node) => ({ node, box: node.getBoundingClientRect() }))
    .filter(({ box }) => Math.min(box.width, box.height) < 23.9)
    .map(({ node, box }) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${node.outerHTML.slice(0, 90)}`);
}

describe('the due page', () => {
  const read = async (make, selector) => visit(await make(), wide, async (page) => {
    await page.goto('/');
    return page.locator(selector).allInnerTexts();
  });

  test('of a journal without people asks for one', async () => {
    assert.deepEqual(await read(first, 'h1'), ['Start with one person.']);
    assert.match((await read(first, '.first code')).join(), /^goodturn new contact ".+"$/);
    assert.deepEqual(await read(first, 'main h2'), []);
  });

  test('of a journal in which nobody is waiting tells what was given lately', async () => {
    assert.deepEqual(await read(clear, 'h1'), ['Nobody is waiting on you.']);
    assert.deepEqual(await read(clear, 'section:has(#given) li a'), ['Ana Ruiz']);
    assert.deepEqual(await read(clear, '.card'), []);
  });

  test('shows all twelve who have a birthday', async () => {
    assert.deepEqual(await read(hard, 'h1'), ['Twelve people would be glad of a word.']);
    assert.equal((await read(hard, '.card')).length, 12);
    assert.deepEqual(await read(hard, '.jump a[href="#now"] .n'), ['12']);
  });

  test('says where there is no address, and where a letter is too long for a link', async () => {
    const card = (handle) => `.card:has(#to-${handle}) .act`;
    assert.match((await read(hard, card('ana-ruiz'))).join(), /^Copy.*No address noted for Ana Ruiz\.$/s);
    assert.match((await read(hard, card('wilhelmina'))).join(), /^Copy.*Too long for a link; copy it\.$/s);
    assert.match((await read(hard, card('guest-1'))).join(), /^Open in your mail.*Copy/s);
  });

  test('leads only to sections that it has', async () => {
    for (const make of [sample, hard, clear]) {
      await visit(await make(), wide, async (page) => {
        await page.goto('/');
        none(await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].map((link) => link.hash)
          .filter((hash) => !document.getElementById(hash.slice(1)))));
      });
    }
  });

  test('in Arabic has its marks and buttons on the other side', async () => {
    await visit(await rightToLeft(), wide, async (page) => {
      await page.goto('/');
      const left = async (selector) => (await page.locator(selector).first().boundingBox()).x;
      assert.ok(await left('.tell') > await left('.bring'));
      assert.ok(await left('.act .btn:not(.copy)') > await left('.act .copy'));
      assert.equal(await page.locator('.act').first().evaluate((node) => getComputedStyle(node).direction), 'rtl');
    });
  });
});

describe('a letter', () => {
  const letters = (page) => page.evaluate(() => [...document.querySelectorAll('.draft')].map((draft) => ({
    link: draft.querySelector('a[href^="mailto:"]')?.getAttribute('href'),
    subject: draft.querySelector('.letter > p').lastChild.data,
    body: draft.querySelector('.letter > div').textContent,
  })));

  test('is opened in the mail program word for word', async () => {
    for (const [make, least] of [[sample, 12], [hard, 9], [rightToLeft, 2]]) {
      await visit(await make(), wide, async (page) => {
        await page.goto('/');
        const linked = (await letters(page)).filter(({ link }) => link);
        assert.ok(linked.length >= least, `${linked.length} letters`);
        for (const { link, subject, body } of linked) {
          assert.ok(link.length <= 1800);
          const { to, headers } = link.match(/^mailto:(?<to>[^?]+)[?](?<headers>[!-~]+)$/).groups;
          assert.match(decodeURIComponent(to), /^[^@\s]+@[^@\s]+$/);
          const parts = headers.split('&').map((part) => part.split('=').map(decodeURIComponent));
          assert.deepEqual(parts, [['subject', subject], ['body', body.replaceAll('\n', '\r\n')]]);
        }
      });
    }
  });

  for (const from of ['server', 'disk']) {
    test(`is copied as it stands (${from})`, async () => {
      const site = await hard();
      await visit(site, wide, async (page, context) => {
        await context.grantPermissions(['clipboard-read', 'clipboard-write']);
        await page.goto(where(site, due, from));
        await page.locator('.copy').first().click();
        await page.getByRole('status').filter({ hasText: 'Copied the letter to' }).waitFor({ state: 'attached' });
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), (await letters(page))[0].body);
        await page.locator('.copy').first().filter({ hasText: 'Copy the letter to' }).waitFor();
      });
    });
  }

  test('is selected where it may not be copied', async () => {
    await visit(await sample(), wide, async (page) => {
      await page.addInitScript(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); });
      await page.goto('/');
      await page.locator('.copy:visible').nth(1).click();
      await page.locator('.copy').filter({ hasText: 'Selected: now copy it' }).waitFor();
      const selected = await page.evaluate(() => getSelection().toString());
      assert.equal(selected.trim(), (await letters(page))[1].body);
    });
  });
});

describe('the people', () => {
  const shown = (page) => page.locator('.people tbody tr:visible a').allInnerTexts();
  const typed = async (page, words) => {
    await page.locator('#q').fill(words);
    return [await shown(page), await page.locator('#found').innerText()];
  };

  for (const from of ['server', 'disk']) {
    test(`are found by all words that are typed, with and without accents (${from})`, async () => {
      const site = await sample();
      await visit(site, wide, async (page) => {
        await page.goto(where(site, people, from));
        await page.keyboard.press('/');
        assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
        assert.equal((await shown(page)).length, 24);
        const solene = [['Solène Kervadec'], '1 of 24 people'];
        for (const words of ['cheffe', 'SOLENE CHEFFE', 'nantes solè']) {
          assert.deepEqual(await typed(page, words), solene, words);
        }
        assert.deepEqual(await typed(page, 'beginner guide'), [['Tobias Lindqvist'], '1 of 24 people'], 'a need');
        assert.deepEqual(await typed(page, 'cheffe leith'), [[], 'Nobody by that word. Try a simpler one.']);
        assert.equal((await typed(page, ' ,. '))[0].length, 24);
        await typed(page, 'cheffe');
        await page.locator('#q').press('Enter');
        await page.waitForURL(/people\/solene-kervadec\//);
        assert.equal(await page.locator('h1').innerText(), 'Solène Kervadec');
        await page.goBack();
        assert.deepEqual(await typed(page, ''), [await shown(page), '24 people']);
      });
    });
  }

  test('stand in a table where there is no JavaScript, and no button is left over', async () => {
    const site = await sample();
    await share(site, { javaScriptEnabled: false }, kinds, async (page, file) => {
      await page.goto(onDisk(site, file));
      assert.ok(await page.getByText(notice, { exact: true }).isVisible());
      assert.equal(await page.locator('button:visible, input:visible, search:visible').count(), 0, file);
      if (file === people) assert.equal((await shown(page)).length, 24);
      if (file === due) assert.ok(await page.locator('.card a[href^="mailto:"]').first().isVisible());
    });
  });
});

describe('a private page', () => {
  for (const file of [due, people, 'people/tobias-lindqvist/index.html', log, matches]) {
    test(`${file} is walked through by keyboard in reading order, with a visible focus`, async () => {
      const site = await sample();
      await visit(site, wide, async (page) => {
        await page.goto(onDisk(site, file));
        await opened(page);
        const expected = await page.evaluate(stops);
        assert.match(expected[0].name, /Skip to content/);
        for (const stop of expected) {
          await page.keyboard.press('Tab');
          const here = await page.evaluate(focused);
          assert.equal(here.name, stop.name);
          assert.ok(here.seen, `${here.name} is outside the window`);
          assert.ok(here.outline || here.background !== stop.background, `${here.name} looks the same with the focus`);
        }
      });
    });
  }

  for (const from of ['server', 'disk']) {
    test(`remembers the theme that was chosen on another (${from})`, async () => {
      const site = await sample();
      await visit(site, wide, async (page) => {
        await page.goto(where(site, due, from));
        await page.locator('button.theme').click();
        await page.locator('button.theme').click();
        for (const file of kinds) {
          await page.goto(where(site, file, from));
          assert.ok((await lightness(page)).paper < 0.2, file);
          assert.match(await page.locator('button.theme').textContent(), /Dark$/);
        }
      });
    });
  }

  test('is printed dark on white, with its letters and without its buttons', async () => {
    const site = await sample();
    await visit(site, { colorScheme: 'dark' }, async (page) => {
      await page.addInitScript(() => { localStorage.theme = 'dark'; });
      for (const file of kinds) {
        await page.emulateMedia({ media: 'screen' });
        await page.goto(address(file));
        assert.ok((await lightness(page)).paper < 0.2, file);
        await page.emulateMedia({ media: 'print' });
        const { paper, ink } = await lightness(page);
        assert.equal(paper, 1, `${file}: the paper is not white`);
        assert.ok(ink < 0.3, `${file}: the words are not dark`);
        assert.equal(await page.locator('button:visible, .btn:visible, .jump:visible, input:visible').count(), 0, file);
        assert.equal((await page.pdf({ format: 'A4' })).subarray(0, 5).toString(), '%PDF-');
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
        assert.equal(await page.locator('.letter:visible').count(), await page.locator('.letter').count(), file);
      }
    });
  });

  test('has a stylesheet of at most 9,000 bytes, and a script of at most 4,000', async () => {
    const site = await sample();
    const size = (pattern) => site.size(site.files.find((file) => pattern.test(file)));
    assert.ok(size(/^assets\/private\..*\.css$/) <= 9000);
    assert.ok(size(/^assets\/private\..*\.js$/) <= 4000);
  });
});

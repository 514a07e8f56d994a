// What goes out is read by programs that are not ours: the calendar, cards of both versions, the list of feeds.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import ical from 'ical.js';
import { opmlToJSON } from 'opml-to-json';
import vcf from 'vcf';
import { journalFiles, once, out } from './support/site.mjs';

const note = 'Reads on trains, answers on Sundays, mostly. '.repeat(4).trim() + '\nAnd ü.';
const root = once(() => journalFiles({
  'site.toml': 'title = "A test & journal"\nbase_url = "https://test.example/"\nid = "tag:test.example,2026:journal"\n',
  'private/contacts/ana-ruiz.md': `+++
name = "Ana Ruiz, née Vale, \\"Anita\\""
aka = "Anita"
email = ["ana@test.example", "ruiz@test.example"]
phone = "+44 131 496 0000"
url = "https://ana.example/a,b;c"
feed = "https://ana.example/feed.xml?a=1&b=2"
org = "Baton, Ltd"
role = "editor"
city = "Leith"
circles = ["kitchen", "choir"]
cadence = "6w"
dates = { birthday = "03-14", leap = "02-29", "charity run" = "2027-04-18" }
uid = "urn:uuid:1"
+++

${note}
`,
  'private/contacts/bo-lee.md': '+++\nname = "Bo"\ndates = { birthday = "1990-11-21" }\n+++\n',
  'private/log/2026.md': '- 2026-10-01 got < @ana-ruiz: an hour, and; more\n',
}));

test('the calendar has every reason and every date', async () => {
  const calendar = new ical.Component(ical.parse(await out(root(), 'export', '--ics')));
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ical.Event(event));
  const summaries = events.map((event) => event.summary);
  assert.ok(summaries.includes('Ana Ruiz, née Vale, "Anita": Say thank you'), summaries.join('\n'));
  assert.ok(summaries.includes('Bo: birthday'));
  assert.equal(new Set(events.map((event) => event.uid)).size, events.length);
  assert.ok(events.every((event) => event.startDate.isDate));
  const leap = events.find((event) => event.summary.endsWith('leap')).iterator();
  assert.deepEqual([1, 2, 3].map(() => leap.next().toString()), ['2026-02-28', '2027-02-28', '2028-02-29']);
});

for (const [version, ...more] of [['4.0'], ['3.0', '--3']]) {
  test(`cards of version ${version} say what the file says`, async () => {
    const text = await out(root(), 'export', '--vcard', ...more);
    const [ana, bo] = ical.parse(text.trim()).map((card) => new ical.Component(card));
    const all = (card, name) => card.getAllProperties(name).map((property) => property.getFirstValue());
    assert.equal(all(ana, 'version')[0], version);
    assert.equal(all(ana, 'fn')[0], 'Ana Ruiz, née Vale, "Anita"');
    assert.deepEqual(all(ana, 'email'), ['ana@test.example', 'ruiz@test.example']);
    assert.deepEqual(all(ana, 'url'), ['https://ana.example/a,b;c']);
    assert.deepEqual(all(ana, 'categories'), ['kitchen', 'choir']);
    assert.equal([all(ana, 'org')[0]].flat()[0], 'Baton, Ltd');
    assert.equal(all(ana, 'note')[0], note);
    assert.equal(all(bo, 'bday')[0].toString(), '1990-11-21');
    const [other] = vcf.parse(text);
    assert.equal(other.get('fn').valueOf(), 'Ana Ruiz\\, née Vale\\, "Anita"');
    assert.equal(other.get('tel').valueOf(), '+44 131 496 0000');
  });
}

test('the list of feeds is OPML', async () => {
  const text = await out(root(), 'export', '--opml');
  const list = await opmlToJSON(text);
  assert.equal(list.title, 'What the people of A test & journal write');
  assert.deepEqual(list.children.map(({ text: name, xmlurl }) => [name, xmlurl]), [
    ['Ana Ruiz, née Vale, "Anita"', 'https://ana.example/feed.xml?a=1&b=2'],
  ]);
});

// Journals with people in them, built as the private site for one reader.

import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { journalFiles, once, publishPrivate, repository, scratch } from './site.mjs';

const settings = (more = '') => `title = "A test journal"
base_url = "https://test.example/"
id = "tag:test.example,2026:journal"
${more}
[author]
name = "Tess Ter"
`;
const front = (keys, body = '') => `+++\n${keys}\n+++\n\n${body}\n`;
const about = { 'content/pages/about.md': front('title = "About"\nnav = 1', 'A page.') };
const person = (handle, keys, notes) => ({ [`private/contacts/${handle}.md`]: front(keys, notes) });
const log = (...lines) => ({ 'private/log/2026.md': `# 2026\n\n${lines.join('\n')}\n` });

const privateJournal = async (...files) => publishPrivate(journalFiles(Object.assign({}, ...files)));

/** The journal of this repository, in a folder of its own. */
export const sample = once(() => {
  const root = mkdtempSync(join(scratch, 'people-'));
  for (const part of ['site.toml', 'content', 'private', 'static', 'themes']) {
    if (existsSync(join(repository, part))) cpSync(join(repository, part), join(root, part), { recursive: true });
  }
  return publishPrivate(root);
});

/** Nobody is noted yet. */
export const first = once(() => privateJournal({ 'site.toml': settings('motto = "Bring something."') }, about));

/** Two people, both inside their rhythm. */
export const clear = once(() => privateJournal(
  { 'site.toml': settings('motto = "Bring something."') }, about,
  person('ana-ruiz', 'name = "Ana Ruiz"\ncadence = "3m"'),
  person('bo-lee', 'name = "Bo Lee"\ncadence = "6m"'),
  log('- 2026-11-02 gave > @ana-ruiz: the salary survey', '- 2026-11-10 met = @bo-lee: coffee'),
));

const longName = `Wilhelmina ${'van der Meulenbroek-Oosterhuis '.repeat(4)}the Younger`.trim();
const longText = 'the third part of a long story, with everything that was said and by whom, '.repeat(8).trim();

/** Twelve birthdays, and people who are hard on a page. */
export const hard = once(() => privateJournal(
  { 'site.toml': settings() }, about,
  ...Array.from({ length: 9 }, (_, n) => person(
    `guest-${n + 1}`,
    `name = "Guest Number ${n + 1}"\nemail = "guest${n + 1}@test.example"\ndates = { birthday = "11-2${n % 7}" }`,
  )),
  person('ana-ruiz', `name = "Ana Ruiz"
dates = { birthday = "11-21" }
close = true
needs = ["a printer of posters"]
values = ["maps"]`, `A note with <b>brackets</b>, "quotes" & an ampersand.\n\n${'unbreakable'.repeat(20)}`),
  person('ana-costa', `name = "Ana Costa"
email = "ana@test.example"
offers = ["an evening with a printer of posters"]
dates = { birthday = "11-22" }
values = ["${longText}"]`),
  person('wilhelmina', `name = "${longName}"
aka = ["<b>Mina</b>"]
email = "${'mina.'.repeat(9)}@${'sub.'.repeat(9)}test.example"
phone = "+31 20 555 0123"
url = "https://${'sub.'.repeat(20)}example.org/${'path/'.repeat(20)}"
org = "Café Ångström"
circles = ["printers", "neighbours"]
close = true
cadence = "2w"
dates = { birthday = "11-20", "charity run" = "2026-11-23" }
values = ["${'Donau'.repeat(16)}"]`, 'She said “yes”.'),
  log(
    `- 2026-05-01 mail < @ana-costa: news; up to: ${longText}`,
    `- 2026-06-02 got! < @wilhelmina #house: ${longText}`,
    '- 2026-06-20 outcome #house: we have the key',
    '- 2026-07-03 call > @wilhelmina: twice, and no answer; promise: the recipe by 2026-11-19',
    '- 2026-08-01 met = @ana-ruiz @ana-costa @guest-1: بعد شهرين "أو" <ثلاثة>; up to: moving house',
  ),
));

/** The same in the other direction. */
export const rightToLeft = once(() => privateJournal(
  { 'site.toml': settings('lang = "ar"\nmotto = "ثقافة"') }, about,
  person('layla', `name = "ليلى الخطيب"
email = "layla@test.example"
role = "خبازة"
close = true
cadence = "4w"
values = ["الخبز", "الصبر"]
needs = ["مصباح"]`, 'ملاحظة قصيرة.'),
  person('yusuf', 'name = "يوسف"\nemail = "yusuf@test.example"\noffers = ["مصباح"]\ndates = { birthday = "11-22" }'),
  person('ana-ruiz', 'name = "Ana Ruiz"\ncadence = "1w"\nclose = true'),
  log('- 2026-09-01 met < @layla: قهوة; up to: فرن جديد', '- 2026-09-02 mail > @yusuf @ana-ruiz: a letter (English)'),
));

/** The pages that are its own, not those of the public site within it. */
export const ownPages = (site) => site.pages.filter((file) => !file.startsWith('site/'));

/** A page opened from the disk. */
export const onDisk = (site, file) => pathToFileURL(join(site.folder, file)).href;

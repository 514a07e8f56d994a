// The journals that are hard on a theme: nothing in it, too much of everything, another direction, very many entries.

import { journal, once } from './site.mjs';

const settings = (more = '') => `title = "A test journal"
base_url = "https://test.example/"
id = "tag:test.example,2026:journal"
${more}
[author]
name = "Tess Ter"
email = "tess@test.example"
links = ["https://social.example/@tess"]
`;

const entry = (front, body) => `+++\n${front}\n+++\n\n${body}\n`;
const about = { 'content/pages/about.md': entry('title = "About"\nnav = 1', 'A page.\n\n## Why\n\nBecause.') };
const words = 'I have used it for a year now, with people of every age, and each time somebody said that they wished '
  + 'they had known of it when they began.';

const longWord = 'Donau'.repeat(16);
const manyTags = Array.from({ length: 40 }, (_, n) => `"subject number ${n + 1}"`).join(', ');
const longTitle = 'A title that goes on and on '.repeat(8).slice(0, 200).trim();
const row = (cell) => `| ${Array.from({ length: 14 }, (_, n) => `${cell} ${n + 1}`).join(' | ')} |`;
const table = [row('A heading'), `|${' --- |'.repeat(14)}`, ...Array(12).fill(row('unbreakable.value'))].join('\n');

const arabic = {
  title: 'الشكر الأول أدب، والشكر الثاني خبر',
  text: 'أشكر من ساعدني في اليوم نفسه، وأذكر ما فعله بكلمات واضحة.'
    + ' ثم أكتب إليه مرة ثانية بعد شهرين أو ثلاثة، وأخبره بما حدث بعد ذلك.'
    + ' كثير من الناس يشكرون، وقليل منهم يعودون بالخبر، وفي الرسالتين لا أطلب شيئًا.',
};

const everything = `${words}

## A section with \`code\` and a [link](https://other.example/)

> Somebody said so.

- one
- two
  1. deep
  2. deeper

- [x] done
- [ ] not yet

Term
: What it means.

~~No~~ yes.[^1] And https://a-very-long-host-name-that-does-not-end.example/with/a/path/that/does/not/end/either/index.html

> [!WARNING]
> Mind the step.

> [!TIP]
> Take the lift.

### A smaller section

#### Smaller still

***

${table}

\`\`\`rust
fn main() { println!("${'a long line of code '.repeat(20)}"); } // and a remark
\`\`\`

[^1]: A note.
`;

export const empty = once(() => journal({ 'site.toml': settings(), ...about }));

export const ugly = once(() => journal({
  'site.toml': settings(`motto = "${longTitle}"`),
  ...about,
  'content/pages/now.md': entry('title = "Now"\nnav = 2', everything),
  'content/lessons/2026-11-01-long.md': entry(`title = "${longTitle}"
tags = [${manyTags}]
try_when = "${longTitle}"`, everything),
  'content/lessons/2026-10-20-word.md': entry(`title = "${longWord}"\ntags = ["${longWord}"]`, `${longWord} ${words}`),
  'content/lessons/2026-10-10-bare.md': entry('title = "x"', ''),
  'content/lessons/2026-10-01-arabic.md': entry(`title = "${arabic.title}"\nlang = "ar"\ntags = ["thanks"]`, arabic.text),
  'content/lessons/2026-09-25-draft.md': entry('title = "Not finished"\ndraft = true', words),
  'content/resources/2026-09-10-wordy.md': entry(`title = "${longTitle}"
url = "https://${'sub.'.repeat(20)}example.org/${'path/'.repeat(40)}"
author = "${longWord}"
good_for = "${longTitle}"
less_good_for = "${longWord}"
via = { name = "${longWord}", url = "https://via.example/" }`, words),
  'content/resources/2026-08-10-gone.md': entry(`title = "Gone"
url = "https://e.example/"
expires = 2026-09-01`, words),
  'content/introductions/2026-07-10-three.md': entry(`title = "Three people"
both_said_yes = true
in_common = "${longWord}"
sides = [{ who = "a baker", brings = "${longWord}" }, { who = "${longTitle}" }, { who = "a third", brings = "time" }]
steps = [{ date = "2026-06", text = "${longTitle}" }, { date = 2026-07-01, text = "Done." }]
outcome = "${longTitle}"`, words),
  'content/introductions/2026-06-10-two.md': entry('title = "Two people"\nsides = ["a nurse", "a printer"]', words),
}, '--drafts'));

export const rightToLeft = once(() => journal({
  'site.toml': settings('lang = "ar"\nmotto = "ثقافة"'),
  'content/pages/about.md': entry(`title = "عني"\nnav = 1`, arabic.text),
  'content/lessons/2026-10-01-thanks.md': entry(`title = "${arabic.title}"
tags = ["شكر", "thanks"]
try_when = "${arabic.title}"`, everything),
  'content/resources/2026-09-10-link.md': entry(`title = "${arabic.title}"
url = "https://example.org/"
good_for = "${arabic.title}"`, `${arabic.text} ${arabic.text}`),
  'content/introductions/2026-06-10-two.md': entry(`title = "${arabic.title}"
both_said_yes = true
in_common = "شكر"
sides = [{ who = "خباز", brings = "خبز" }, { who = "طابعة" }]
steps = [{ date = 2026-06-01, text = "شكر" }]`, arabic.text),
  'content/lessons/2026-05-10-english.md': entry('title = "An English lesson"\nlang = "en"', words),
}));

/** A journal of `count` short entries, one a day, whose words are about as unevenly spread as those of a language. */
export const many = (count) => {
  const onsets = ['b', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'w', 'z', 'qu', 'ch', 'st'];
  const syllables = onsets.flatMap((onset) => ['a', 'e', 'i', 'o', 'u'].map((vowel) => onset + vowel));
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const spell = (number) => syllables[number % 100] + (number < 100 ? 'n' : spell(Math.floor(number / 100)));
  const word = () => spell((Math.floor(8000 ** random()) * 7919) % 10007);
  const text = (length) => Array.from({ length }, word).join(' ');
  const files = { 'site.toml': settings(), ...about };
  for (let n = 0; n < count; n++) {
    const day = new Date(Date.UTC(2026, 10, 19) - n * 864e5).toISOString().slice(0, 10);
    const title = n === count - 1 ? 'The very first entry' : `${text(5)} ${n}`;
    const front = `title = "${title}"\ntags = ["${word()}"]`;
    files[`content/lessons/${day}-l${n}.md`] = entry(front, `${words}\n\n${text(60)}`);
  }
  return files;
};

export const fiveHundred = once(() => journal(many(500)));
export const tenThousand = once(() => journal(many(10_000)));

/** A few words to look for. */
export const findable = once(() => journal({
  'site.toml': settings(),
  'content/lessons/2026-01-01-a.md': entry('title = "Café für Ångström"\ntags = ["Ærø"]', 'Nothing else.'),
  'content/lessons/2026-01-02-b.md': entry('title = "Bookbinding for beginners"', 'Glue and thread.'),
  'content/lessons/2026-01-03-c.md': entry('title = "Bookkeeping"', 'Ledgers and thread.'),
  'content/lessons/2026-01-04-d.md': entry('title = "C is a language"', 'Pointers.'),
  'content/lessons/2026-01-05-e.md': entry('title = "如何提问"', '好问题。'),
}));

/* The search page: finds words in files that were made with the site; there is no server. */
(() => {
  'use strict';
  const q = document.getElementById('q');
  const list = document.getElementById('results');
  const found = document.getElementById('found');
  const { base, words: shards, size, entries } = q.form.dataset;
  const most = 20;

  /* Small letters, no accents; in scripts without spaces each character is a word. */
  const unspaced = /[\u3005-\u30ff\u3400-\u9fff\u0e00-\u0e7f\u{20000}-\u{3ffff}]/gu;
  const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(unspaced, ' $& ').split(/[^\p{L}\p{N}+]+/u).filter(Boolean);

  /* Each file is fetched once. */
  const files = {};
  const read = (name) => files[name] ||= fetch(base + name + '.json').then((answer) => {
    if (!answer.ok) throw answer.status;
    return answer.json();
  }).catch((error) => { delete files[name]; throw error; });

  /* The file that a word is in: the sum over its first two characters. */
  const shardOf = (word) =>
    [...word].slice(0, 2).reduce((sum, c) => sum * 31 + c.codePointAt(0), 0) % shards;

  const decode = (steps) => {
    let id = 0;
    return steps ? steps.split('.').map((step) => id += parseInt(step, 36)) : [];
  };

  /* The entries that have a word beginning like this one; `every` where it is too common to tell. */
  const hits = async (word) => {
    const shard = await read('words-' + shardOf(word));
    const whole = [...word].length < 2;
    const all = new Set();
    const titles = new Set();
    let every = false;
    for (const key in shard) {
      if (whole ? key !== word : !key.startsWith(word)) continue;
      const [anywhere, inTitle] = shard[key].split('|');
      if (anywhere === '*') every = true;
      else decode(anywhere).forEach((id) => all.add(id));
      decode(inTitle).forEach((id) => titles.add(id));
    }
    return { all, titles, every };
  };

  const search = async (words) => {
    const each = await Promise.all(words.map(hits));
    const telling = each.filter((hit) => !hit.every);
    const ids = telling.length ? [...telling[0].all] : [...Array(+entries).keys()];
    const kept = ids.filter((id) => telling.every((hit) => hit.all.has(id)));
    const inTitle = (id) => each.every((hit) => hit.titles.has(id));
    return kept.sort((a, b) => inTitle(b) - inTitle(a) || b - a);
  };

  const row = async (id) => (await read('entries-' + Math.floor(id / size)))[id % size];

  const make = (tag, set, ...inside) => {
    const node = Object.assign(document.createElement(tag), set);
    node.append(...inside);
    return node;
  };
  const line = ([url, title, mark, one, day, iso]) => {
    const icon = make('i', { className: 'm ' + mark });
    return make('li', {}, make('time', { dateTime: iso }, day), icon, make('span', {},
      make('a', { href: url, dir: 'auto' }, title),
      make('span', { className: 'vh' }, ', ' + one.toLowerCase())));
  };

  const tell = (words, count) => {
    if (!words.length) return '';
    if (!count) return words.some((word) => word.length < 2)
      ? 'Nothing yet. One more letter may find it.' : 'Nothing under that word yet. A shorter one may find it.';
    if (count > most) return `${count} entries; here are the first ${most}.`;
    return count === 1 ? '1 entry' : `${count} entries`;
  };

  const remember = () => {
    const address = new URL(location);
    const words = q.value.trim();
    if (words) address.searchParams.set('q', words);
    else address.searchParams.delete('q');
    if (address.href === location.href) return;
    try { history.replaceState(null, '', address); } catch { /* too often */ }
  };

  /* What is shown is what was asked for last, whichever answer comes first. */
  let turn = 0;
  const run = async () => {
    const mine = ++turn;
    const words = fold(q.value);
    try {
      const ids = words.length ? await search(words) : [];
      const rows = await Promise.all(ids.slice(0, most).map(row));
      if (mine !== turn) return;
      list.replaceChildren(...rows.map(line));
      list.hidden = !rows.length;
      found.textContent = tell(words, ids.length);
      remember();
    } catch {
      found.textContent = 'The index could not be fetched. The archive has every title.';
    }
  };

  let wait;
  q.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(run, 120); });
  q.form.addEventListener('submit', (event) => { event.preventDefault(); run(); });
  document.getElementById('main').addEventListener('keydown', (event) => {
    const stops = [q, ...list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key === 'Escape') {
      q.value = '';
      q.focus();
      run();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      stops[Math.min(Math.max(at + (event.key === 'ArrowDown' ? 1 : -1), 0), stops.length - 1)].focus();
    }
  });
  q.value = new URLSearchParams(location.search).get('q') || '';
  run();
})();

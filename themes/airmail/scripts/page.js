/* Theme button, copying, the / key, and search. Every page works without it. */
(() => {
  'use strict';
  const $ = (selector) => document.querySelector(selector);
  const root = document.documentElement;
  const q = $('#q');

  /* Theme: Auto, Light, Dark. */
  const modes = ['auto', 'light', 'dark'];
  const button = $('.theme');
  const metas = [...document.querySelectorAll('meta[name=theme-color]')];
  const media = metas.map((meta) => meta.media);
  let mode = root.dataset.theme || 'auto';
  const show = () => {
    if (mode === 'auto') delete root.dataset.theme;
    else root.dataset.theme = mode;
    metas.forEach((meta, i) => {
      meta.media = mode === 'auto' ? media[i] : mode === modes[i + 1] ? 'all' : 'not all';
    });
    if (button) button.lastElementChild.textContent = mode[0].toUpperCase() + mode.slice(1);
  };
  show();
  button?.addEventListener('click', () => {
    mode = modes[(modes.indexOf(mode) + 1) % 3];
    try { localStorage.theme = mode; } catch { /* not remembered, then */ }
    show();
  });

  /* Copy what is in the field named by data-copy. */
  document.addEventListener('click', async (event) => {
    const copy = event.target.closest('[data-copy]');
    if (!copy) return;
    const field = document.getElementById(copy.dataset.copy);
    const label = copy.dataset.label ||= copy.textContent;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      copy.textContent = 'Copied';
    } catch {
      copy.textContent = 'Selected: now copy it';
    }
    setTimeout(() => { copy.textContent = label; }, 2000);
  });

  /* The / key leads to the search. */
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches('input:not([type=checkbox]),textarea,select,[contenteditable]')) return;
    event.preventDefault();
    if (q) q.focus();
    else $('[aria-keyshortcuts="/"]')?.click();
  });

  /* Search: only on the page whose form names an index. */
  const form = q?.form;
  if (!form?.dataset.index) return;
  const list = $('#results');
  const found = $('#found');
  const most = 100;
  let entries;
  let newest;

  /* Small letters, no accents, nothing but words with a space before each. */
  const fold = (text) => ' ' + text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/[^\p{L}\p{N}+]+/gu, ' ').trim();
  /* Scripts that put no spaces between words are matched anywhere. */
  const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]/u;

  const make = (tag, set, ...inside) => {
    const node = Object.assign(document.createElement(tag), set);
    node.append(...inside);
    return node;
  };
  const line = ([url, title, mark, one, short, iso]) => {
    const icon = make('i', { className: 'm ' + mark });
    icon.ariaHidden = 'true';
    return make('li', {}, make('time', { dateTime: iso }, short), icon,
      make('span', {}, make('a', { href: url, dir: 'auto' }, title)),
      make('span', { className: 'vh' }, ', ' + one.toLowerCase()),
      make('span', { className: 's' }, iso.slice(0, 4) === newest ? '' : iso.slice(0, 4)));
  };

  const run = () => {
    const words = fold(q.value).split(' ').filter(Boolean)
      .map((word) => (unspaced.test(word) ? word : ' ' + word));
    const hits = words.length
      ? entries.filter((entry) => words.every((word) => entry.all.includes(word)))
      : [];
    const inTitle = (entry) => words.every((word) => entry.head.includes(word));
    const best = [...hits.filter(inTitle), ...hits.filter((entry) => !inTitle(entry))].slice(0, most);
    list.replaceChildren(...best.map((entry) => line(entry.row)));
    list.hidden = !best.length;
    found.textContent = !words.length ? ''
      : !hits.length ? 'Nothing under that word yet. A shorter one may find it.'
      : hits.length > most ? `${hits.length} entries; here are the first ${most}.`
      : hits.length === 1 ? '1 entry' : `${hits.length} entries`;
    const address = new URL(location);
    if (q.value.trim()) address.searchParams.set('q', q.value.trim());
    else address.searchParams.delete('q');
    try { history.replaceState(null, '', address); } catch { /* too often */ }
  };

  let reading;
  const search = async () => {
    try {
      reading ||= fetch(form.dataset.index).then((answer) => answer.json());
      entries ||= (await reading).entries.map((row) => {
        const head = fold(row[1]);
        return { row, head, all: fold(row[3]) + head + fold(row[6]) };
      });
      newest = entries[0]?.row[5].slice(0, 4);
      run();
    } catch {
      reading = null;
      found.textContent = 'The index could not be fetched. The archive has every title.';
    }
  };

  let wait;
  q.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(search, 120); });
  form.addEventListener('submit', (event) => { event.preventDefault(); search(); });
  $('main').addEventListener('keydown', (event) => {
    const stops = [q, ...list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key === 'Escape') {
      q.value = '';
      q.focus();
      if (entries) run();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      stops[Math.min(Math.max(at + (event.key === 'ArrowDown' ? 1 : -1), 0), stops.length - 1)].focus();
    }
  });
  q.value = new URLSearchParams(location.search).get('q') || '';
  search();
})();

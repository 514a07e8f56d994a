/* Theme button, copying and the / key. Every page works without it. */
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
})();

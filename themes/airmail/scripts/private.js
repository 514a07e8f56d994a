/* Copying a letter, printing what is folded, and finding somebody among the people. Every page works without it. */
(() => {
  'use strict';

  /* What has been done is also told to those who listen. */
  const told = document.createElement('p');
  told.className = 'vh';
  told.setAttribute('role', 'status');
  document.getElementById('main').append(told);

  /* Copy takes the letter that stands above it, as it is on the page. */
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('.copy');
    if (!button) return;
    const letter = button.closest('.draft').querySelector('.letter>div');
    const label = button.dataset.label ||= button.firstChild.data;
    try {
      await navigator.clipboard.writeText(letter.textContent);
      button.firstChild.data = 'Copied';
    } catch {
      getSelection().selectAllChildren(letter);
      button.firstChild.data = 'Selected: now copy it';
    }
    told.textContent = button.textContent;
    setTimeout(() => { button.firstChild.data = label; told.textContent = ''; }, 2000);
  });

  /* What is folded is printed too. */
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    folded.forEach((one) => { one.open = true; });
  });
  addEventListener('afterprint', () => folded.forEach((one) => { one.open = false; }));

  /* The field above the table: every word typed must begin a word that is known of the person;
     in scripts without spaces each character is a word. */
  const q = document.getElementById('q');
  const found = document.getElementById('found');
  if (!q || !found) return;
  const unspaced = /[\u3005-\u30ff\u3400-\u9fff\u0e00-\u0e7f\u{20000}-\u{3ffff}]/gu;
  const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(unspaced, ' $& ').split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const rows = [...document.querySelectorAll('.people tbody tr')];
  const index = window.goodturnPeople || rows.map((row) => row.textContent);
  const known = rows.map((row, i) => ' ' + fold(String(index[i])).join(' '));
  const all = found.textContent;
  const filter = () => {
    const words = fold(q.value);
    let left = 0;
    rows.forEach((row, i) => {
      row.hidden = !words.every((word) => known[i].includes(' ' + word));
      if (!row.hidden) left += 1;
    });
    found.textContent = !words.length ? all
      : left ? `${left} of ${all}` : 'Nobody by that word. Try a simpler one.';
  };
  q.addEventListener('input', filter);

  /* Enter opens the page of the only one left. */
  q.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const left = rows.filter((row) => !row.hidden);
    if (left.length === 1) left[0].querySelector('a').click();
  });

  /* What was typed is kept when coming back. */
  if (q.value) filter();
})();

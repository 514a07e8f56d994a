/* Looks again when something changed. Every page works without it, and no built site has it. */
(() => {
  'use strict';
  const { digest } = document.currentScript.dataset;
  let last = Promise.resolve();
  let events;

  /* A style is swapped in: the new one is there before the old one goes. */
  const swap = (hrefs) => {
    const links = document.querySelectorAll('link[rel=stylesheet]:not([data-old])');
    hrefs.forEach((href, i) => {
      const old = links[i];
      if (!old || old.getAttribute('href') === href) return;
      const link = old.cloneNode();
      link.href = href;
      link.onload = () => old.remove();
      old.dataset.old = '';
      old.after(link);
    });
  };

  const look = async () => {
    const answer = await fetch(location.pathname, { headers: { 'Goodturn-Ask': 'digest' }, cache: 'no-store' });
    const [now, ...hrefs] = (await answer.text()).trim().split('\n');
    if (answer.status === 200 && now === digest) swap(hrefs);
    else location.reload();
  };

  /* A browser has few connections to a server: a page that nobody sees gives its own back. */
  const listen = () => {
    events?.close();
    events = undefined;
    if (document.hidden) return;
    events = new EventSource('/_goodturn/events');
    events.onmessage = () => { last = last.then(look).catch(() => {}); };
  };
  document.addEventListener('visibilitychange', listen);
  addEventListener('pagehide', () => events?.close());
  addEventListener('pageshow', (event) => { if (event.persisted) listen(); });
  listen();
})();

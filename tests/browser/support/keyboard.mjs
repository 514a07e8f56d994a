// What Tab should come to, and what it has come to. Both run in the page.

/** Everything that can have the focus and is visible, as it stands in the source. */
export function stops() {
  const can = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const visible = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
  return [...document.querySelectorAll(can)].filter(visible).map((node, index) => {
    node.dataset.stop = `${index}: ${(node.textContent || node.id).trim().slice(0, 60)}`;
    return { name: node.dataset.stop, background: getComputedStyle(node).backgroundColor };
  });
}

/** What has the focus, and whether it shows. */
export function focused() {
  const node = document.activeElement;
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  return {
    name: node.dataset.stop ?? node.outerHTML.slice(0, 80),
    outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    background: style.backgroundColor,
    seen: Math.min(box.width, box.height) > 1
      && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}

// Returns what a browser can see wrong on a page: wider than its window, cut words, words outside, targets too small.
smallest => {
  const found = new Set(), root = document.documentElement;
  const said = one => (one.innerText || one.value || one.name || one.tagName).trim().replace(/\s+/g, " ").slice(0, 50);
  const shown = one => {
    const box = one.getBoundingClientRect();
    const seen = box.width > 1 && box.height > 1 && getComputedStyle(one).visibility !== "hidden";
    return seen && !one.closest(".vh, .skip, svg, [aria-hidden=true]");
  };
  const hides = value => value === "hidden" || value === "clip";
  const wide = root.scrollWidth - root.clientWidth;
  if (wide > 0) found.add(`wider than its window by ${wide}`);

  for (const one of document.querySelectorAll("body *")) {
    const holds = [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!holds || !shown(one)) continue;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const cut = (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
      || (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
    if (cut) found.add(`cut: ${said(one)}`);
    const out = box.left < -1 || box.right > root.clientWidth + 1;
    if (out && wide <= 0 && !one.closest("[tabindex]")) found.add(`outside: ${said(one)}`);
  }

  for (const one of document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")) {
    if (!shown(one)) continue;
    const label = one.closest("label") || (one.id && document.querySelector(`label[for="${one.id}"]`));
    const target = (one.matches("[type=radio], [type=checkbox]") && label) || one;
    // Links in sentences are excepted; a link stretched over its row is as large as the row.
    if (one.matches("a")) {
      const alone = one.parentElement.innerText.trim() === one.innerText.trim();
      if (getComputedStyle(one, "::after").position === "absolute") continue;
      if (!alone && getComputedStyle(one).display === "inline") continue;
    }
    const { width, height } = target.getBoundingClientRect();
    const narrow = !one.matches("a") && width < smallest - 0.5;
    if (height < smallest - 0.5 || narrow) found.add(`small, ${Math.round(width)} by ${Math.round(height)}: ${said(one)}`);
  }
  return [...found];
}

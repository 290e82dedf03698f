// Printing, and keeping a code on this phone only: nothing here is ever sent.
const place = document.querySelector("[data-receipt]");
// On a shared phone it goes with the sign-in (js/forget.js).
const shared = "shared" in document.documentElement.dataset ? "shared:" : "";
const name = place ? `${shared}receipt-${place.dataset.receipt}` : "";
const find = (mark) => document.querySelector(`[data-${mark}]`);

const print = find("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => globalThis.print());
}

const keep = find("keep");
if (keep) {
  const code = find("code").dataset;
  const said = () => (keep.lastElementChild.textContent = keep.dataset.kept);
  keep.hidden = false;
  keep.addEventListener("click", () => {
    localStorage.setItem(name, [code.code, code.word].filter(Boolean).join(" · "));
    said();
  });
  if (localStorage.getItem(name)?.startsWith(code.code)) said();
}

const shown = find("kept-code");
const forget = find("forget");
if (shown && localStorage.getItem(name)) {
  shown.textContent = localStorage.getItem(name);
  shown.hidden = forget.hidden = false;
  forget.addEventListener("click", () => {
    localStorage.removeItem(name);
    shown.hidden = forget.hidden = true;
  });
}

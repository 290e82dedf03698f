// A form that is being sent says so, and a second tap sends nothing; after 15 s it can be sent again.
// Without signal nothing leaves: the page stays with what was typed, instead of the browser's error page. A form may have
// its own words for that (data-offline): what to do in the hall instead.
const SAY = [
  [200, "sending"],
  [4000, "slow"],
  [15000, "unsent"],
];
const words = document.documentElement.dataset;
const status = document.getElementById("status");

function sayOffline(form) {
  status.querySelector("[data-line=offline]")?.remove();
  const line = document.createElement("p");
  line.dataset.line = "offline";
  line.textContent = form.dataset.offline || words.offline;
  status.append(line);
}

addEventListener("online", () => status.querySelector("[data-line=offline]")?.remove());

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (!navigator.onLine) sayOffline(form);
  if (!navigator.onLine || form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  const label = [...button.childNodes].reverse().find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  for (const [after, word] of SAY) {
    setTimeout(() => {
      if (label) label.data = words[word];
      if (word !== "unsent") return;
      delete form.dataset.sent;
      button.removeAttribute("aria-busy");
    }, after);
  }
});

// Coming back with the browser's own button finds the form ready again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

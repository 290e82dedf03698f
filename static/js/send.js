// A form that was sent says so, and a second tap sends nothing.
const SLOW = 4000;
const LOST = 15000;

function word(button, name) {
  return button.dataset[name] || document.documentElement.dataset[name] || "";
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  button.dataset.was = button.textContent;
  const say = (name) => word(button, name) && button.isConnected && (button.lastChild.textContent = word(button, name));
  setTimeout(() => say("sending"), 200);
  setTimeout(() => say("slow"), SLOW);
  setTimeout(() => {
    delete form.dataset.sent;
    button.removeAttribute("aria-busy");
    say("unsent");
  }, LOST);
});

// Coming back with the browser's own button finds the form ready again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

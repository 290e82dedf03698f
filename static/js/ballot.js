// The button repeats the choice: “Cast my vote: Yes”. Before a choice it reads “Choose first”; pressed, it says what is missing.
const form = document.querySelector("form[data-ballot]");
const button = form.querySelector("button[type=submit]");
const missing = document.getElementById("missing");
const groups = [...form.querySelectorAll("fieldset.choices")];
const chosen = () => groups.map((group) => group.querySelector("input:checked"));

function repeat() {
  const all = chosen();
  const words = all.filter(Boolean).map((input) => input.dataset.word);
  button.textContent = words.length < all.length ? form.dataset.choose : form.dataset.cast.replace("{words}", words.join(", "));
  if (words.length === all.length) missing.hidden = true;
}

function stop(event, sentence) {
  event.preventDefault();
  missing.hidden = true;
  missing.querySelector("[data-sentence]").textContent = sentence;
  missing.hidden = false;
}

form.addEventListener("change", repeat);
form.addEventListener("submit", (event) => {
  const open = chosen().indexOf(null);
  if (open >= 0) {
    stop(event, form.dataset.missing);
    groups[open].querySelector("input").focus();
  } else if (!navigator.onLine) {
    stop(event, form.dataset.offline);
  }
});
form.querySelectorAll("input[type=radio]").forEach((input) => input.removeAttribute("required"));
repeat();

// The phone's own voice reads the question and the answers.
const listen = document.querySelector("[data-listen]");
if (listen && "speechSynthesis" in globalThis) {
  listen.hidden = false;
  listen.addEventListener("click", () => {
    const parts = [...document.querySelectorAll("h1, .ballot-main .adopted:not(details *), .choices legend, .choice .word, .choice .hint")];
    const words = new SpeechSynthesisUtterance(parts.map((part) => part.textContent.trim()).join(". "));
    words.lang = document.documentElement.lang;
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
  });
}

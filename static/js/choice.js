// The button repeats the choice: “Vote No for Marbrook”. Before a choice it can be pressed, and says what is missing.
for (const form of document.querySelectorAll("form[data-choose]")) {
  const button = form.querySelector("button[type=submit]");
  const repeat = () => {
    const chosen = form.querySelector("input[type=radio]:checked");
    if (chosen) button.textContent = chosen.dataset.say;
  };
  form.addEventListener("change", repeat);
  repeat();
}

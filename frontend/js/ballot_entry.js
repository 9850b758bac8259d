// Typing a pile of slips with the keyboard alone: Enter after the number goes to the ticks; Enter after the ticks
// keeps the ballot, as in any form, and the next page begins at the number. Without this file it is a plain form.
const form = document.querySelector("[data-ballot-entry]");

function ballotEntry() {
  const number = form.elements.source_id;
  const ticks = form.elements.typed;

  number.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && number.value.trim()) {
      event.preventDefault();
      ticks.focus();
      ticks.select();
    }
  });

  for (const hidden of document.querySelectorAll("[data-keys]")) {
    hidden.hidden = false;
  }
  // After a refusal what was typed stays: the ticks are what is wrong, unless the number is.
  const start = form.querySelector("[aria-invalid=true]") ?? (number.value ? ticks : number);
  start.focus();
  start.select();
}

if (form) {
  ballotEntry();
}

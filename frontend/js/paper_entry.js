// Typing in a pile with the keyboard alone: Enter goes on, a digit picks the answer that begins with it and goes on.
// Without this file the page is a plain form.
const form = document.querySelector("[data-paper-entry]");

function paperEntry() {
  const places = [...form.querySelectorAll("input:not([type=hidden]), select")];

  function after(place) {
    const next = places[places.indexOf(place) + 1];
    if (next) {
      next.focus();
      next.select?.();
    } else {
      form.requestSubmit();
    }
  }

  form.addEventListener("keydown", (event) => {
    const place = event.target;
    if (!places.includes(place) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    const isDigit = place.matches("select") && /^\d$/.test(event.key);
    const answer = isDigit && [...place.options].find((one) => one.text.startsWith(`${event.key} `));
    if (answer) {
      place.value = answer.value;
    }
    if (answer || event.key === "Enter") {
      event.preventDefault();
      after(place);
    }
  });

  for (const hidden of document.querySelectorAll("[data-keys]")) {
    hidden.hidden = false;
  }
  const start = form.querySelector("[aria-invalid=true]") ?? form.querySelector("[autofocus]");
  start?.focus();
  start?.select?.();
}

if (form) {
  paperEntry();
}

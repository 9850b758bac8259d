// Typing sheets in with the keyboard alone: Enter goes on, a letter ticks, a number that came in before is said at
// once. Without this file the page is a plain form.
const form = document.querySelector("[data-back-entry]");

function backEntry() {
  const number = form.elements.number;
  const state = form.querySelector("[data-state]");
  const numbers = (list) => new Set(list.split(",").filter(Boolean));
  const waiting = numbers(form.dataset.waiting);
  const gone = numbers(form.dataset.gone);
  const notes = [...form.querySelectorAll(".app-entry__note")].map((box) => ({
    text: box.querySelector("textarea"),
    ticks: [...box.querySelectorAll("[data-key]")],
    slip: box.querySelector("input[name$=slip]"),
  }));
  const heldOn = form.elements.held_on;
  const start = [number, heldOn, form.elements.people_heard];

  // What is wrong with the number, beside a link to what is there already.
  function isFree() {
    const typed = String(Number(number.value));
    state.replaceChildren();
    if (waiting.has(typed)) {
      return true;
    }
    state.append(gone.has(typed) ? form.dataset.saysGone : form.dataset.saysNone);
    if (gone.has(typed)) {
      const link = document.createElement("a");
      link.href = form.dataset.see.replace("/0/", `/${typed}/`);
      link.textContent = form.dataset.saysSee;
      state.append(" ", link);
    }
    return false;
  }

  // Where Enter leads: an empty note has no ticks to make, and what stays from the sheet before is passed over.
  function after(place) {
    const at = notes.findIndex((note) => note.text === place || note.ticks.includes(place) || note.slip === place);
    if (at >= 0) {
      const isText = notes[at].text === place;
      return isText && place.value.trim() ? notes[at].ticks[0] : notes[at + 1]?.text;
    }
    return (start.includes(place) && start[start.indexOf(place) + 1]) || notes[0].text;
  }

  // The day before or after, as it is typed: 17/11/2026.
  function step(days) {
    const [day, month, year] = heldOn.value.split("/").map(Number);
    const date = new Date(Date.UTC(year, month - 1, day + days));
    if (!Number.isNaN(date.valueOf())) {
      heldOn.value = `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`;
      heldOn.select();
    }
  }

  function go(place) {
    place.focus();
    place.select?.();
  }

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !event.target.matches("input, select, textarea")) {
      return;
    }
    const ticks = notes.find((note) => note.ticks.includes(event.target))?.ticks;
    const tick = ticks?.find((one) => one.dataset.key === event.key.toLowerCase());
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (event.target === number && !isFree()) {
        number.select();
        return;
      }
      const next = after(event.target);
      if (next) {
        go(next);
      } else if (isFree()) {
        form.requestSubmit();
      } else {
        go(number);
      }
    } else if (event.target === heldOn && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      step(event.key === "ArrowUp" ? 1 : -1);
    } else if (tick) {
      event.preventDefault();
      tick.checked = !tick.checked;
    }
  });

  number.addEventListener("change", isFree);
  for (const hidden of document.querySelectorAll("[data-keys]")) {
    hidden.hidden = false;
  }
  const wrong = document.querySelector(".nhsuk-error-summary") && form.querySelector("[aria-invalid=true]");
  go(wrong || form.querySelector("[autofocus]") || number);
}

if (form) {
  backEntry();
}

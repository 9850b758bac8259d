// What is asked depends on how somebody listened: one to one, at a table, or person after person on a walk, at the
// school gate or at an event (listening/modes.py, which does it where there is no script).
export const TABLE = "table-talk";
export const WALK = "walk";

const modeOf = (channel) => (["one-to-one", TABLE].includes(channel) ? channel : WALK);
export const modeNow = (form) => modeOf(form.elements.channel.value);

export function showMode(form) {
  const mode = modeNow(form);
  const words = JSON.parse(form.dataset.modes)[mode];
  for (const part of form.querySelectorAll("[data-mode]")) part.hidden = part.dataset.mode !== mode;
  form.elements.mode.value = mode;
  form.elements.people_heard.labels[0].textContent = words.heard;
  document.getElementById("id_people_heard_helptext").textContent = words.hint;
  for (const tick of quotes(form)) tick.labels[0].textContent = words.quote;
}

const quotes = (form) => form.querySelectorAll('[name$="-may_quote"]');

// Calls `told` after each change. From and to a table, who was heard and what may be shown is asked anew.
export function onMode(form, told) {
  form.addEventListener("change", ({ target }) => {
    if (target.name !== "channel") return;
    const [was, mode] = [form.elements.mode.value, modeNow(form)];
    if ((mode === TABLE) !== (was === TABLE)) {
      for (const tick of quotes(form)) tick.checked = false;
      const heard = form.elements.people_heard;
      if (mode === TABLE && heard.value === "1") heard.value = "";
      if (mode !== TABLE && !heard.value) heard.value = "1";
    }
    told();
  });
}

// One thing on a screen: the sections of a long form are shown one after another. Without this file it is one page.
const MOST = 7; // screens of a conversation: where a round asks more, questions share a screen

function grouped(form) {
  const sections = [...form.querySelectorAll("[data-screen]")];
  const asked = sections.filter((one) => one.dataset.section);
  const facts = sections.filter((one) => !one.dataset.section).map((one) => [one]);
  const together = Math.ceil(asked.length / (MOST - facts.length));
  return [...asked.flatMap((_, at) => (at % together ? [] : [asked.slice(at, at + together)])), ...facts];
}

export function screens(form, words) {
  const all = grouped(form);
  const last = form.querySelector("[data-last]");
  const bar = document.createElement("div");
  bar.className = "app-actions app-screens";
  const place = document.createElement("p");
  place.className = "app-note";
  place.setAttribute("aria-live", "polite");
  const button = (text, secondary) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `nhsuk-button${secondary ? " nhsuk-button--secondary" : ""}`;
    made.textContent = text;
    return made;
  };
  const [on, back] = [button(words.next, false), button(words.back, true)];
  bar.append(on, back);
  last.after(bar, place);
  let now = 0;

  function show(index, focus = true) {
    now = Math.max(0, Math.min(all.length - 1, index));
    all.forEach((screen, at) => screen.forEach((one) => (one.hidden = at !== now)));
    for (const one of document.querySelectorAll("[data-first]")) one.hidden = now > 0; // more room for what is typed
    back.hidden = now === 0;
    on.hidden = now === all.length - 1;
    last.hidden = !on.hidden;
    place.textContent = words.place.replace("%(n)s", now + 1).replace("%(of)s", all.length);
    if (!focus) return;
    const heading = all[now][0].querySelector("h2");
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView({ block: "start" });
  }

  on.addEventListener("click", () => show(now + 1));
  back.addEventListener("click", () => show(now - 1));
  show(0, false);
  return { show, showOf: (field) => show(all.findIndex((screen) => screen.some((one) => one.contains(field)))) };
}

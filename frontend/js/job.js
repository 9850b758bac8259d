// A page that waits for long work asks for itself again: often at first, then less. When the work is over it is loaded
// anew. Without this file the page has a link that does the same.
const FIRST = 400;
const LONGEST = 5000;

async function newest() {
  const answer = await fetch(window.location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) {
    return null;
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-job]");
}

async function look(box, wait) {
  let found;
  try {
    found = await newest();
  } catch {
    window.setTimeout(look, LONGEST, box, LONGEST); // no signal: the work goes on without us
    return;
  }
  if (!found) {
    window.location.reload();
    return;
  }
  box.querySelector("progress").value = found.querySelector("progress").value;
  for (const part of [".app-note", "[role=status]"]) {
    const [here, there] = [box.querySelector(part), found.querySelector(part)];
    if (here.innerHTML !== there.innerHTML) {
      here.replaceChildren(...there.childNodes); // only what is new is read out
    }
  }
  window.setTimeout(look, wait, box, Math.min(LONGEST, wait * 1.5));
}

const box = document.querySelector("[data-job]");
if (box) {
  window.setTimeout(look, FIRST, box, FIRST);
}

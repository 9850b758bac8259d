// The hall's screen and the page it is run from: every three seconds the page asks for itself and takes over what is
// new. Without this file there is a link that looks again.
import { Countdown, inWords } from "./vote/countdown.js";
import { keepLooking } from "./vote/looking.js";

const EVERY = 3_000;
const screen = document.querySelector("[data-screen]");
const lost = document.querySelector("[data-lost]");
const face = () => document.querySelector("[data-left]");
const clock = new Countdown((left) => {
  const shown = face();
  if (shown) shown.textContent = inWords(left);
});
const wind = () => clock.set(face() ? Number(face().dataset.seconds) : null);
let last = new Date();

async function ask() {
  const answer = await fetch(window.location.href, { cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(10_000) });
  if (answer.redirected) return window.location.reload(); // signed out
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const there = page.querySelector("[data-screen]");
  if (there?.dataset.state !== screen.dataset.state) {
    window.location.reload();
    return EVERY;
  }
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
  }
  wind();
  last = new Date();
  return EVERY;
}

if (screen) {
  wind();
  const look = keepLooking(ask, {
    onLost() {
      lost.querySelector("[data-since]").textContent = last.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      lost.hidden = false;
    },
    onBack() {
      lost.hidden = true;
    },
  });
  window.setTimeout(look, EVERY);
}

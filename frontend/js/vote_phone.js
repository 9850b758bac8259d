// A phone in the hall: how long the vote is open, that it moved, that it closed, and where the result is. What was ticked
// is not touched. Without this file the page says when the vote closes and has a link that looks again.
import { Countdown, inWords } from "./vote/countdown.js";
import { keepLooking } from "./vote/looking.js";

const TOLD = [600, 300, 120, 60]; // seconds at which the time that is left is read out

function follow(box) {
  const part = (name) => box.querySelector(`[data-${name}]`);
  const say = (words) => { part("said").textContent = words; };
  let { state } = box.dataset;
  let etag = "";
  let told = Infinity;
  const timed = part("timed");

  const clock = new Countdown((left) => {
    part("left").textContent = inWords(left);
    const due = TOLD.find((mark) => left <= mark && mark < told && left > mark - 10);
    if (due) {
      told = due;
      say(due > 60 ? `${box.dataset.wordMinutes} ${due / 60}` : box.dataset.wordSeconds);
    }
    if (left === 0) look();
  });

  function show(now) {
    const before = clock.left;
    const isTimed = now.state === "open" && now.seconds_left !== null;
    clock.set(isTimed ? now.seconds_left : null);
    timed.hidden = !isTimed;
    if (isTimed) {
      part("left").textContent = inWords(now.seconds_left);
      part("plain")?.remove();
      if (before === null || Math.abs(before - now.seconds_left) > 10) told = Infinity;
    }
    if (now.state !== state) {
      state = now.state;
      part("words").textContent = box.dataset[`word${state[0].toUpperCase()}${state.slice(1)}`] ?? "";
      say(part("words").textContent);
      const isOver = state === "closed" || state === "counted";
      for (const one of document.querySelectorAll("[data-while-open]")) one.hidden = isOver;
    } else if (isTimed && before !== null && Math.abs(before - now.seconds_left) > 10) {
      say(`${box.dataset.wordMoved} ${box.dataset.wordMinutes} ${Math.ceil(now.seconds_left / 60)}`);
    }
    box.dataset.state = state;
    if (now.result) {
      part("result-link").href = now.result;
      part("counted").hidden = false;
    }
  }

  async function ask() {
    if (document.hidden) return 2_000; // a phone in a pocket asks nothing
    const headers = etag ? { "If-None-Match": etag } : {};
    const answer = await fetch(box.dataset.vote, { headers, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(10_000) });
    if (answer.status === 304) return clock.left === 0 ? 1_000 : 5_000;
    if (!answer.ok) throw new Error(answer.status);
    etag = answer.headers.get("ETag") ?? "";
    const now = await answer.json();
    show(now);
    return now.again * 1000;
  }

  const lost = part("lost");
  const look = keepLooking(ask, { onLost: () => { lost.hidden = false; }, onBack: () => { lost.hidden = true; } });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    etag = ""; // it may have slept: the seconds are asked anew
    look();
  });
  look();
}

for (const box of document.querySelectorAll("[data-vote][data-word-open]")) follow(box);

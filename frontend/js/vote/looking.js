// Asks again and again: a thousand phones each at a moment of their own, and less often while nothing answers.
const LONGEST = 30_000;

// `ask` answers with the milliseconds until it wants to ask again (0: never), or throws when there is no connection.
export function keepLooking(ask, { onLost = () => {}, onBack = () => {} } = {}) {
  let waits = 0;
  let timer = 0;
  let isAsking = false;
  let isOver = false;

  async function look() {
    if (isAsking || isOver) return;
    isAsking = true;
    window.clearTimeout(timer);
    let wait;
    try {
      wait = await ask();
      if (waits) onBack();
      waits = 0;
    } catch {
      waits += 1;
      if (waits > 1) onLost(); // one that is lost may be chance
      wait = Math.min(LONGEST, 1500 * 2 ** waits);
    }
    isAsking = false;
    isOver = !wait;
    if (!isOver) timer = window.setTimeout(look, wait * (0.8 + 0.4 * Math.random()));
  }

  window.addEventListener("online", look);
  return look;
}

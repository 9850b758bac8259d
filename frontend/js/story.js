// The story of a count one step at a time, by buttons, keyboard or a clicker. Without this file it is a list of all steps.
//
// On the hall's screen (`data-story="screen"`) it begins at once and every key is for it; on any other page a button
// starts it, and only keys pressed inside it count.
const INTERACTIVE = "a, button, summary, input, select, textarea";

function tell(story) {
  const isScreen = story.dataset.story === "screen";
  const part = (name) => story.querySelector(`[data-${name}]`);
  const frames = [...story.querySelectorAll("[data-frame]")].flatMap((frame) =>
    "two" in frame.dataset ? [[frame, "fill"], [frame, "chosen"]] : [[frame, ""]],
  );
  const isMirrored = getComputedStyle(story).direction === "rtl";
  let at = 0;

  function show(place, isAsked = true) {
    at = Math.max(0, Math.min(frames.length - 1, place));
    const [now, phase] = frames[at];
    for (const [frame] of frames) {
      frame.hidden = frame !== now;
      frame.dataset.phase = frame === now ? phase : "";
    }
    part("first").disabled = part("back").disabled = at === 0;
    part("next").disabled = part("last").disabled = at === frames.length - 1;
    part("place-words").textContent = story.dataset.place.replace("{n}", at + 1).replace("{all}", frames.length);
    if (isAsked) {
      const heading = [...now.querySelectorAll("[data-say]")].filter((one) => one.offsetParent !== null || one.getClientRects().length);
      part("said").textContent = heading.map((one) => one.textContent.trim()).join(" ");
      if (document.activeElement?.disabled || document.activeElement === document.body) part(at < frames.length - 1 ? "next" : "back").focus({ preventScroll: true });
      if (isScreen) window.scrollTo(0, 0);
    }
  }

  const keys = {
    [isMirrored ? "ArrowLeft" : "ArrowRight"]: () => show(at + 1),
    [isMirrored ? "ArrowRight" : "ArrowLeft"]: () => show(at - 1),
    PageDown: () => show(at + 1), // what clickers send
    PageUp: () => show(at - 1),
    Home: () => show(0),
    End: () => show(frames.length - 1),
  };

  function pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !story.hasAttribute("data-playing")) return;
    if (event.target.matches?.("input, select, textarea")) return;
    const isSpace = event.key === " " && !event.target.closest?.(INTERACTIVE);
    const act = isSpace ? () => show(at + (event.shiftKey ? -1 : 1)) : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function play() {
    story.dataset.playing = "";
    part("controls").hidden = false;
    part("start").hidden = true;
    show(0, !isScreen);
    if (isScreen) return;
    part("next").focus();
  }

  function stop() {
    delete story.dataset.playing;
    part("controls").hidden = true;
    part("start").hidden = false;
    for (const [frame] of frames) {
      frame.hidden = false;
      frame.dataset.phase = "";
    }
    part("play").focus();
  }

  part("first").addEventListener("click", () => show(0));
  part("back").addEventListener("click", () => show(at - 1));
  part("next").addEventListener("click", () => show(at + 1));
  part("last").addEventListener("click", () => show(frames.length - 1));
  part("play").addEventListener("click", play);
  part("stop").addEventListener("click", stop);
  (isScreen ? document : story).addEventListener("keydown", pressed);
  if (isScreen) play();
  else part("start").hidden = false;
}

for (const story of document.querySelectorAll("[data-story]")) tell(story);

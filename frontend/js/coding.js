// The coding page with a keyboard: every theme has a key, saving happens in the background, the next notes are here
// already. Without this file the page is a plain form. A decision that could not be sent stays and is tried again.
import { marking } from "./coding/marking.js";

const form = document.querySelector("[data-coding]");
const quoted = document.querySelector("[data-quote-from]");
const AHEAD = 3;
const TRY_AGAIN = 3000;

function coding() {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const says = (name) => form.dataset[`says${name}`];
  const ticks = [...form.querySelectorAll("input[name=themes]")];
  const byKey = new Map(ticks.filter((tick) => tick.dataset.key).map((tick) => [tick.dataset.key, tick]));
  const search = part("search");
  const useKeys = part("use-keys");
  const token = form.elements.csrfmiddlewaretoken.value;

  let current = {
    id: form.elements.note.value,
    prompt: part("prompt").textContent,
    lang: part("text").lang,
    dir: part("text").dir,
    voice: part("voice").textContent,
    may_quote: !part("may-quote").hidden,
    translations: [...part("translations").children].map(({ firstElementChild: words, lastElementChild: text }) => ({
      words: words.textContent,
      text: text.textContent,
      lang: text.lang,
      dir: text.dir,
    })),
    is_unaided: !part("unaided").hidden,
    suggestions: [...part("suggestions").children].map((line) => ({
      code: line.dataset.code,
      name: line.querySelector("[data-theme]").textContent,
      reason: line.querySelector("[data-reason]")?.textContent ?? "",
    })),
  };
  const choiceOf = (code) => ticks.find((tick) => tick.value === code)?.closest("[data-choice]");
  const words = marking(form, {
    tell,
    nameOf: (code) => choiceOf(code)?.querySelector("[data-name]").textContent ?? code,
    signOf: (code) => choiceOf(code)?.querySelector(".app-sign")?.textContent ?? "",
  });
  current.pieces = words.pieces();
  current.parts = [...form.querySelectorAll("input[name=parts]")].map((tick) => ({
    at: tick.value,
    words: tick.labels[0].textContent,
  }));
  const firstId = current.id;
  let queue = [];
  let lastId = current.id;
  let isFetching = false;
  let sending = Promise.resolve();
  let unsent = 0;
  const decided = [];
  const settled = new Set();

  function wait(by) {
    unsent += by;
    form.setAttribute("aria-busy", String(unsent > 0));
  }

  function tell(words, isProblem = false) {
    const word = part("word");
    word.textContent = words;
    word.classList.toggle("app-coding__word--problem", isProblem);
  }

  function count(by) {
    const bar = form.ownerDocument.getElementById("coded");
    bar.value += by;
    document.querySelector("[data-done]").textContent = bar.value;
  }

  // What stands beside a note: the words that say it is a translation, then the translation in its own direction.
  function beside({ words, text, lang, dir }) {
    const paragraph = (more) => Object.assign(document.createElement("p"), more);
    const box = document.createElement("div");
    box.append(
      paragraph({ className: "app-note", textContent: words }),
      paragraph({ className: "app-translated", textContent: text, lang, dir }),
    );
    return box;
  }

  // What the computer suggests: a button for each, which ticks the theme. Nothing is ticked by itself.
  function suggest(note) {
    const box = part("suggested");
    const make = (name, more) => Object.assign(document.createElement(name), more);
    const lines = (note?.suggestions ?? []).filter(({ code }) => ticks.some((tick) => tick.value === code));
    box.hidden = lines.length === 0;
    part("suggestions").replaceChildren(
      ...lines.map(({ code, name, reason }, at) => {
        const line = make("li", {});
        const button = make("button", { type: "button", className: "app-suggested__tick", textContent: name });
        button.setAttribute("aria-label", `${box.dataset.saysTick}: ${name}`);
        button.addEventListener("click", () => tickOn(code));
        line.append(button);
        if (at === 0) {
          const key = make("kbd", { className: "app-key", textContent: box.dataset.first });
          key.setAttribute("aria-hidden", "true");
          button.append(key);
        }
        if (reason) {
          const why = make("span", { className: "app-note", textContent: ` ${box.dataset.saysBecause} ` });
          why.append(make("q", { textContent: reason, lang: note.lang, dir: note.dir }));
          line.append(why);
        }
        return line;
      }),
    );
  }

  function tickOn(code) {
    const tick = ticks.find((one) => one.value === code);
    if (words.isMarking() ? !words.has(code) : !tick.checked) {
      toggle(tick);
    }
  }

  function show(note, themes = [], marks = []) {
    current = note;
    form.elements.note.value = note ? note.id : "";
    part("prompt").textContent = note ? note.prompt : "";
    part("voice").textContent = note ? note.voice : "";
    part("translations").replaceChildren(...(note ? note.translations.map(beside) : []));
    part("may-quote").hidden = !(note && note.may_quote);
    if (note) {
      part("text").lang = note.lang;
      part("text").dir = note.dir;
      const link = form.querySelector("[data-do=flag]");
      link.href = form.dataset.flag.replace(firstId, note.id);
      part("translate-link").href = form.dataset.translate.replace(firstId, note.id);
      part("quote-link").href = form.dataset.quote.replace(firstId, note.id);
    }
    words.show(note, marks);
    for (const tick of ticks) {
      tick.checked = themes.includes(tick.value);
    }
    suggest(note);
    part("unaided").hidden = !note?.is_unaided;
    filter("");
    part("note").focus({ preventScroll: true });
    part("note").scrollIntoView({ block: "nearest" });
  }

  // The next notes, fetched before they are needed. Never a note this page holds or has decided on.
  async function fetchMore() {
    if (isFetching || queue.length >= AHEAD) {
      return;
    }
    isFetching = true;
    try {
      const address = new URL(form.dataset.next, location.href);
      address.searchParams.set("after", lastId);
      const answer = await fetch(address, {
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      const body = await answer.json();
      if (!answer.ok) {
        tell(body.detail, true);
        return;
      }
      const held = new Set([...queue.map((note) => note.id), current?.id, ...settled]);
      const fresh = body.notes.filter((note) => !held.has(note.id));
      queue.push(...fresh);
      if (fresh.length) {
        lastId = fresh[fresh.length - 1].id;
      }
      if (!current) {
        if (queue.length) {
          next();
        } else if (!unsent) {
          tell(says("Finished"));
        }
      }
    } catch {
      if (!queue.length) {
        tell(says("Offline"), true);
      }
      setTimeout(fetchMore, TRY_AGAIN);
    } finally {
      isFetching = false;
    }
  }

  function next() {
    const note = queue.shift() ?? null;
    show(note);
    if (!note) {
      tell(says("Waiting"));
    }
    fetchMore();
  }

  const pause = () => new Promise((done) => setTimeout(done, TRY_AGAIN));

  // One after the other, in the order of the keys pressed; a request that fails on the way is sent again.
  async function post(fields) {
    const body = new URLSearchParams([["csrfmiddlewaretoken", token], ...fields]);
    for (;;) {
      try {
        const answer = await fetch(location.pathname, {
          method: "POST",
          body,
          headers: { Accept: "application/json" },
          redirect: "error",
          keepalive: true,
        });
        const type = answer.headers.get("Content-Type") ?? "";
        const content = type.includes("json") ? await answer.json() : {};
        if (answer.status < 500 && answer.status !== 401) {
          return { isKept: answer.ok, content };
        }
        tell(content.detail ?? says("Unsaved"), true);
      } catch {
        tell(says("Unsaved"), true);
      }
      await pause();
    }
  }

  function save(themes, marks = []) {
    const note = current;
    settled.add(note.id);
    const decision = { note, themes, marks };
    decided.push(decision);
    wait(1);
    count(1);
    next();
    const chosen = [...themes.map((code) => ["themes", code]), ...marks.map((mark) => ["marks", mark])];
    const fields = [["note", note.id], ["do", chosen.length ? "save" : "none"], ...chosen];
    sending = sending.then(async () => {
      const { isKept, content } = await post(fields);
      wait(-1);
      if (isKept) {
        tell(says("Saved"));
      } else {
        const place = decided.lastIndexOf(decision);
        if (place >= 0) {
          decided.splice(place, 1);
        }
        count(-1);
        tell(content.detail ?? says("Unsaved"), true);
      }
      if (!current) {
        fetchMore();
      }
    });
  }

  function showAgain({ note, themes, marks }) {
    settled.delete(note.id);
    queue = queue.filter((one) => one.id !== note.id);
    if (current && current.id !== note.id) {
      queue.unshift(current);
    }
    count(-1);
    show(note, themes, marks);
    tell(says("Undone"));
  }

  // What was decided on this page is shown again at once; what was before it comes from the server.
  function undo() {
    const last = decided.pop();
    const fields = [["do", "undo"], ...(last ? [["undo", last.note.id]] : [])];
    if (last) {
      showAgain(last);
    }
    wait(1);
    sending = sending.then(async () => {
      const { isKept, content } = await post(fields);
      wait(-1);
      if (isKept && !last) {
        showAgain(content);
      } else if (!isKept) {
        if (last && !settled.has(last.note.id)) {
          settled.add(last.note.id);
          count(1);
          if (current?.id === last.note.id) {
            next();
          }
        }
        tell(content.detail ?? says("Nothing"), true);
      }
    });
  }

  function act(what) {
    if (what === "undo") {
      undo();
    } else if (!current) {
      tell(says("Waiting"));
    } else if (what === "skip") {
      next();
    } else if (what === "none") {
      save([]);
    } else if (what === "save") {
      const themes = ticks.filter((tick) => tick.checked).map((tick) => tick.value);
      const marks = words.typed();
      if (themes.length || marks.length) {
        save(themes, marks);
      } else {
        tell(says("Choose"), true);
      }
    } else if (what === "mark") {
      words.step();
    } else if (what === "flag") {
      const address = form.querySelector("[data-do=flag]").href;
      sending = sending.then(() => location.assign(address));
    }
  }

  function toggle(tick) {
    if (words.isMarking()) {
      words.give(tick.value);
      return;
    }
    tick.checked = !tick.checked;
    const name = tick.parentElement.querySelector("[data-name]").textContent;
    tell(`${name}: ${tick.checked ? says("On") : says("Off")}`);
  }

  // A theme is shown when its words have every word typed; a part also when its theme of the first level has.
  function filter(typed) {
    const wanted = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const fits = (choice) => wanted.every((word) => choice.dataset.words.toLocaleLowerCase().includes(word));
    const found = [];
    for (const group of form.querySelectorAll("[data-group]")) {
      const [whole, ...parts] = group.querySelectorAll("[data-choice]");
      const fitting = fits(whole) ? [whole, ...parts] : parts.filter(fits);
      for (const choice of [whole, ...parts]) {
        choice.hidden = !fitting.includes(choice);
      }
      found.push(...fitting);
    }
    part("none-found").hidden = found.length > 0;
    search.value = typed;
    return found;
  }

  const ACTS = { 0: "none", s: "skip", u: "undo", "!": "flag", ",": "mark", Enter: "save" };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    if (event.target === search) {
      if (event.key === "Enter" || event.key === "Escape") {
        event.preventDefault();
        const [first] = filter(search.value);
        if (event.key === "Enter" && search.value.trim() && first) {
          toggle(first.querySelector("input"));
        }
        filter("");
        part("note").focus({ preventScroll: true });
      }
      return;
    }
    if (words.press(event)) {
      event.preventDefault();
      return;
    }
    const isPressable = event.target.closest("a, button, summary, select, textarea");
    if (!useKeys.checked || (event.key === "Enter" && isPressable)) {
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "/") {
      search.focus();
    } else if (key === part("suggested").dataset.first && !event.repeat) {
      if (current?.suggestions.length) {
        tickOn(current.suggestions[0].code);
      }
    } else if (ACTS[key] && !event.repeat) {
      act(ACTS[key]);
    } else if (byKey.has(key) && current && !event.repeat) {
      toggle(byKey.get(key));
    } else {
      return;
    }
    event.preventDefault();
  });

  search.addEventListener("input", () => filter(search.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act(event.submitter?.dataset.do ?? "save");
  });
  part("do=mark").addEventListener("click", () => act("mark"));
  // While words are marked, a theme that is ticked is theirs, and not the whole note's.
  for (const tick of ticks) {
    tick.addEventListener("change", () => {
      if (words.isMarking()) {
        tick.checked = !tick.checked;
        words.give(tick.value);
      }
    });
  }
  form.querySelector("[data-do=flag]").addEventListener("click", (event) => {
    event.preventDefault();
    act("flag");
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsent) {
      event.preventDefault();
    }
  });
  try {
    useKeys.checked = localStorage.getItem("coding-keys") !== "off";
    useKeys.addEventListener("change", () => localStorage.setItem("coding-keys", useKeys.checked ? "on" : "off"));
  } catch {
    // A browser without storage starts with keys on each time.
  }
  for (const hidden of form.querySelectorAll("[data-needs-script]")) {
    hidden.hidden = false;
  }
  for (const shown of form.querySelectorAll("[data-without-script]")) {
    shown.hidden = true;
  }
  words.begin();
  suggest(current);
  part("note").focus({ preventScroll: true });
  fetchMore();
}

// Proposing a quote: words marked in the note go into the field.
function quoting() {
  const field = document.querySelector("textarea[name=words]");
  document.addEventListener("selectionchange", () => {
    const marked = document.getSelection();
    const isOfNote = marked.rangeCount && quoted.querySelector(".app-own-words__text").contains(marked.anchorNode);
    if (isOfNote && marked.toString().trim()) {
      field.value = marked.toString().trim();
    }
  });
}

if (form && form.querySelector("[data-note]")) {
  coding();
} else if (quoted) {
  quoting();
}

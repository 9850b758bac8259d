// The secret of a listener's link stands behind the "#": take it into the box, and out of the address.
import { configOf } from "./phone/outbox.js";
import { isAble } from "./phone/start.js";

const box = document.querySelector('input[name="code"]');
const secret = decodeURIComponent(location.hash.slice(1));
if (box && /^[0-9A-Za-z-]{8,40}$/.test(secret)) {
  box.value = secret;
  history.replaceState(null, "", location.pathname);
}

// A link that ran out is known to no server here: the phone itself says whose it was, whom to see and whom to ring.
const place = document.getElementById("waits");

async function sayWhomToSee() {
  const known = (await configOf(place.dataset.area))?.over;
  if (!known) return;
  const part = (name) => place.querySelector(`[data-of="${name}"]`);
  const sentences = [place.dataset.words.replace("%(organisation)s", known.organisation)];
  if (known.host) sentences.push(place.dataset.host.replace("%(host)s", known.host));
  part("see").textContent = sentences.join(" ");
  for (const [name, telephone, call] of known.ring) {
    const one = place.querySelector("template").content.firstElementChild.cloneNode(true);
    one.querySelector("a").href = `tel:${call}`;
    one.querySelector(".app-ringing__name").textContent = name;
    one.querySelector(".app-ringing__number").textContent = telephone;
    part("ring").querySelector("ul").append(one);
  }
  part("ring").hidden = known.ring.length === 0;
  place.hidden = false;
}

if (place && isAble()) sayWhomToSee().catch(() => {});

// Voting with a slip. The code stands behind the "#": take it into the box, out of the address, and go on at once.
// On the ballot, say how many are ticked. Everything works without this file.
const place = document.querySelector("[data-ballot-code]");
const code = decodeURIComponent(location.hash.slice(1));
if (place && /^[0-9A-Za-z-]{8,12}$/.test(code)) {
  const form = place.querySelector("form");
  form.elements.code.value = code;
  history.replaceState(null, "", location.pathname);
  form.requestSubmit();
}

const ballot = document.querySelector("[data-ballot]");
if (ballot) {
  const say = () => {
    const num = ballot.querySelectorAll('input[name="choice"]:checked').length;
    const words = num > Number(ballot.dataset.most) ? ballot.dataset.tooMany : ballot.dataset.ticked;
    ballot.querySelector("[data-count]").textContent = words.replace("%(num)s", num);
  };
  ballot.addEventListener("change", say);
  say();
}

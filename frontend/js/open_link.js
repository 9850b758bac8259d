// The secret of a listener's link stands behind the "#": take it into the box, and out of the address.
const box = document.querySelector('input[name="code"]');
const secret = decodeURIComponent(location.hash.slice(1));
if (box && /^[0-9A-Za-z-]{8,40}$/.test(secret)) {
  box.value = secret;
  history.replaceState(null, "", location.pathname);
}

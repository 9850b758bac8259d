// What in a note may point at somebody: the same rules as listens/methods/marks.py, held to the same cases
// (tests/methods/marks_cases.json). Nothing is rewritten: a mark is a question to the listener.
const EMAIL = /[^\s@<>,;]+@[^\s@<>,;]+\.[A-Za-z]{2,}/gu;
const DIGITS = /(?<![\p{L}\p{N}_+])\+?\d(?:[ .()-]?\d){8,14}(?![\p{L}\p{N}_])/gu;
const POSTCODE = /(?<![\p{L}\p{N}_])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![\p{L}\p{N}_])/giu;
const WORD = /\p{L}+(?:['’-]\p{L}+)*/gu;
const ENDS = /[.!?:\n"“”(]\s*$/u;
const TITLES = new Set("mr mrs ms miss dr doctor sister brother father pastor imam auntie uncle".split(" "));
const PLAIN = new Set(
  ("i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march april may june " +
    "july august september october november december christmas easter ramadan eid diwali english british london britain " +
    "uk england scotland wales europe african caribbean asian arabic somali polish portuguese spanish french ukrainian " +
    "tamil turkish bengali urdu nhs gp camhs a&e covid universal credit home office jobcentre job centre council god " +
    "jesus allah bible quran facebook whatsapp google youtube zoom tv pip esa sen send ehcp dwp hmo housing").split(" "),
);

// Ten digits whose last is the check digit, modulus 11.
function isNhsNumber(digits) {
  if (digits.length !== 10 || new Set(digits).size === 1) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = 11 - (sum % 11);
  return check !== 10 && Number(digits[9]) === check % 11;
}

function names(text, known) {
  const words = [...text.matchAll(WORD)].map((match) => ({ word: match[0], start: match.index, end: match.index + match[0].length }));
  const found = [];
  words.forEach(({ word, start, end }, place) => {
    const plain = word.toLowerCase();
    const isUpper = (letters) => letters !== letters.toLowerCase() && letters === letters.toUpperCase();
    const first = [...word][0];
    const isCapital = isUpper(first) && ([...word].length === 1 || !isUpper(word));
    if (!isCapital || PLAIN.has(plain) || known.has(plain) || TITLES.has(plain)) return;
    const before = words[place - 1];
    const gap = before ? text.slice(before.end, start) : "";
    const afterTitle = before && TITLES.has(before.word.toLowerCase()) && [" ", ". "].includes(gap);
    const starts = !text.slice(0, start).trim() || ENDS.test(text.slice(0, start));
    const last = found.at(-1);
    if (last && before && last.end === before.end && gap === " ") last.end = end;
    else if (afterTitle || !starts) found.push({ kind: "name", start, end });
  });
  return found;
}

// [{kind, start, end}] in order, none over another. `known`: a set of words of places here, in lower case.
export function find(text, known = new Set()) {
  const spans = (kind, pattern) => [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length }));
  const found = spans("email", EMAIL);
  for (const mark of spans("phone", DIGITS)) {
    const words = text.slice(mark.start, mark.end);
    const digits = words.replace(/\D/g, "");
    if (isNhsNumber(digits)) found.push({ ...mark, kind: "nhs_number" });
    else if (/^[+0]/.test(words) && digits.length >= 9 && digits.length <= 15) found.push(mark);
  }
  found.push(...spans("postcode", POSTCODE));
  const taken = [...found];
  const isFree = (mark) => !taken.some((one) => one.start < mark.end && mark.start < one.end);
  return [...found, ...names(text, known).filter(isFree)].sort((a, b) => a.start - b.start);
}

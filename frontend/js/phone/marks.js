// What in a note may point at somebody: the same rules as listens/methods/marks.py, held to the same cases
// (tests/methods/marks_cases.json). Nothing is rewritten: a mark is a question to the listener.
import { COMMON, FORMAL, GROUPS, PLAIN, SPEAKING, TITLES } from "./marks_words.js";

// Each from the beginning of its run of letters: a long run costs one look, not one for each letter.
const EMAILS = [
  /(?<![^\s@<>,;])[^\s@<>,;]+@[^\s@<>,;]+\.[A-Za-z]{2,}/gu,
  /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]+ ?[([]at[)\]] ?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.[A-Za-z]{2,}/giu,
  /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]+ at [\p{L}\p{N}_-]+(?: dot [\p{L}\p{N}_-]+)+/giu,
];
const DIGITS = /(?<![\p{L}\p{N}_+])\+?\d(?:[ .()-]{0,3}\d){8,14}(?![\p{L}\p{N}_])/gu;
const POSTCODE = /(?<![\p{L}\p{N}_])[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}(?![\p{L}\p{N}_])/giu;
const WORD = /\p{L}+(?:['’-]\p{L}+)*/gu;
const ENDS = /[.!?:\n"“”(]\s*$/u;
const NAMED = /(?<![\p{L}\p{N}_])(?:name is|name['’]s|named|(?:man|woman|lady|girl|boy|lad|someone|somebody|friend|neighbour) called)\s$/iu;
const LONGEST_CUE = 20;

const isUpper = (letters) => letters !== letters.toLowerCase() && letters === letters.toUpperCase();
const isCapital = (word) => isUpper([...word][0]) && ([...word].length === 1 || !isUpper(word));
const wordsOf = (text) => [...text.matchAll(WORD)].map((match) => ({ word: match[0], plain: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length }));

// Ten digits whose last is the check digit, modulus 11.
function isNhsNumber(digits) {
  if (digits.length !== 10 || new Set(digits).size === 1) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = 11 - (sum % 11);
  return check !== 10 && Number(digits[9]) === check % 11;
}

// Whether a sentence begins with it. A word alone in brackets is no sentence.
function startsSentence(text, { start, end }) {
  const before = text.slice(0, start);
  if (before.endsWith("(") && text[end] === ")") return false;
  return !before.trim() || ENDS.test(before);
}

// Where a name begins whose first word begins its sentence.
function beginning(text, before, here, known) {
  if (!before || text.slice(before.end, here) !== " " || !isCapital(before.word)) return here;
  return [COMMON, PLAIN, TITLES, known].some((some) => some.has(before.plain)) ? here : before.start;
}

function names(text, known) {
  const words = wordsOf(text);
  const found = [];
  let isNamed = false; // the newest mark follows "my name is" in small letters, where a surname may follow
  const mark = (start, end, named = false) => {
    found.push({ kind: "name", start, end });
    isNamed = named;
  };
  words.forEach((one, place) => {
    const { word, plain, start, end } = one;
    if (PLAIN.has(plain) || known.has(plain) || TITLES.has(plain)) return;
    const before = words[place - 1];
    const gap = before ? text.slice(before.end, start) : "";
    const last = found.at(-1);
    const joins = last && before && last.end === before.end;
    const title = before && TITLES.has(before.plain) && [" ", ". "].includes(gap) ? before.plain : "";
    if (!isCapital(word)) {
      const followsCue = NAMED.test(text.slice(Math.max(0, start - LONGEST_CUE), start));
      if (COMMON.has(plain) || isUpper(word)) return;
      if (joins && isNamed && gap === " ") [last.end, isNamed] = [end, false];
      else if (followsCue || FORMAL.has(title)) mark(start, end, followsCue);
    } else if (joins && [" ", "' ", "’ "].includes(gap)) last.end = end;
    else if (title || !startsSentence(text, one)) mark(title ? start : beginning(text, before, start, known), end);
    else if (!COMMON.has(plain) && words[place + 1] && SPEAKING.has(words[place + 1].word)) mark(start, end);
  });
  return found;
}

// Whether what looks like a name is a known word, a place or a group: "in Lewisham", "Peckham Library".
function namesNobody(text, mark, known) {
  const words = wordsOf(text.slice(mark.start, mark.end));
  if (words.every(({ word, plain }) => PLAIN.has(plain) || known.has(plain) || ([...word].length > 1 && isUpper(word)))) return true;
  const before = wordsOf(text.slice(0, mark.start)).at(-1)?.plain ?? "";
  if (TITLES.has(before)) return false;
  const last = words.at(-1);
  return GROUPS.has(last.plain) || (before === "in" && text[mark.start - 1] === " " && !/['’]s$/u.test(last.word));
}

// [{kind, start, end}] in order, none over another. `known`: a set of words of places here, in lower case.
export function find(text, known = new Set()) {
  const spans = (kind, pattern) => [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length }));
  const found = [];
  const keep = (marks) => found.push(...marks.filter((mark) => !found.some((one) => one.start < mark.end && mark.start < one.end)));
  for (const pattern of EMAILS) keep(spans("email", pattern));
  keep(
    spans("phone", DIGITS).flatMap((mark) => {
      const words = text.slice(mark.start, mark.end);
      const digits = words.replace(/\D/g, "");
      if (isNhsNumber(digits)) return [{ ...mark, kind: "nhs_number" }];
      return /^[+0]/.test(words) || (digits.startsWith("7") && digits.length === 10) ? [mark] : [];
    }),
  );
  keep(spans("postcode", POSTCODE));
  keep(names(text, known).filter((mark) => !namesNobody(text, mark, known)));
  return found.sort((a, b) => a.start - b.start);
}

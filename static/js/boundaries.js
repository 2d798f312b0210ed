// Where the words, clauses and sentences of a paragraph begin and end, as [start, end) in code points of the
// article. Clauses and sentences are what the reading of the text has found, where the page has them
// (data-clauses, data-sentences: where each begins, counted from the paragraph's start); simple rules of
// punctuation otherwise. Words are the browser's, with hyphenated compounds as one.

import { toUtf16 } from "./offsets.js";

const HYPHEN = /^[-\u2010\u2011]$/u;
const IS_TEXT = /[\p{L}\p{N}]/u;
const SIGN = "\\p{S}%‰§&@#"; // a word may have these instead of letters
const IS_SIGN = new RegExp(`[${SIGN}]`, "u");
const IS_WORD = new RegExp(`[\\p{L}\\p{M}\\p{N}${SIGN}]`, "u");
const ABBREVIATED = /^(?:\p{L}|(?:\p{L}+\.)+\p{L}+)$/u; // of J. and z.B. and U.S. the last full stop is a part
const MARK = /[\s\p{P}]/u;
const CLOSERS = "\"'”’»›)\\]」』）";
const STOP = new RegExp(`([.!?…؟।۔።]+)[${CLOSERS}]*(?=\\s)|[。！？]+[${CLOSERS}]*`, "gu");
const PAUSE = new RegExp(`(?:[,;:،؛][${CLOSERS}]*|\\s[–—-])(?=\\s)|[，；：、]`, "gu");
const HALF = /["„“”»«'‚‘’›‹()[\]]/gu; // of a pair of marks
const BEFORE_CLOSER = /[\p{L}\p{N}]|[^\P{Po}"']/u;
const BEHIND_OPENER = /[\p{L}\p{N}\p{Ps}\p{Pi}\p{S}"'…»›]/u;
const LOOKED_AT = 20; // code points behind a stop

/** The code points on both sides of a UTF-16 index; a blank at the ends of the text. */
const before = (text, index) => [...text.slice(Math.max(0, index - 2), index)].at(-1) ?? " ";
const behind = (text, index) => [...text.slice(index, index + 2)][0] ?? " ";

// --- Words --------------------------------------------------------------------------------------------

/** The words of a text as [start, end) UTF-16 indices. Signs and emoji are words of their own. */
export function wordsIn(text, language) {
  const words = [];
  for (const [start, end] of piecesOf(text, language)) {
    const piece = text.slice(start, end);
    const last = words.at(-1);
    if (last?.[1] === start && belongsTo(text.slice(...last), piece)) last[1] = end;
    else if (IS_WORD.test(piece) || isPrefix(text, start, end)) words.push([start, end]);
  }
  return words;
}

/** Whether a piece goes on with the word it touches: the parts of a compound, the stop of an abbreviation. */
function belongsTo(word, piece) {
  if (HYPHEN.test(piece)) return IS_TEXT.test(word);
  if (piece === ".") return ABBREVIATED.test(word);
  return /[-.\u2010\u2011]$/u.test(word) && IS_TEXT.test(piece);
}

/** Whether a hyphen begins a word: »Ein- und -ausfuhr«. */
function isPrefix(text, start, end) {
  return HYPHEN.test(text.slice(start, end)) && /\s/u.test(before(text, start)) && IS_TEXT.test(behind(text, end));
}

/** The browser's pieces of a text; where it cannot tell, runs of letters and single other characters. */
function piecesOf(text, language) {
  const segments = Intl.Segmenter
    ? new Intl.Segmenter(language || undefined, { granularity: "word" }).segment(text)
    : Array.from(text.matchAll(/[\p{L}\p{M}\p{N}\u00ad]+|./gsu), ({ index, 0: segment }) => ({ index, segment }));
  return Array.from(segments, ({ index, segment }) => [index, index + segment.length]);
}

// --- Sentences and clauses -------------------------------------------------------------------------------

/** Where sentences begin by their punctuation, as UTF-16 indices: the rules of nlp/sentences.py. */
export function sentenceCuts(text) {
  const cuts = [0];
  for (const { index, 0: marks, 1: stop } of text.matchAll(STOP)) {
    if (!stop || endsSentence(text, index, index + marks.length)) cuts.push(index + marks.length);
  }
  return cuts;
}

/** No stop is one before a small letter, or behind a single capital, which is an initial. */
function endsSentence(text, stop, end) {
  const last = before(text, stop);
  const isInitial = /\p{Uppercase}/u.test(last) && !IS_TEXT.test(before(text, stop - last.length));
  const next = [...text.slice(end, end + 2 * LOOKED_AT)].slice(0, LOOKED_AT).join("").trimStart();
  return !isInitial && !/^\p{Lowercase}/u.test(next);
}

/** Where clauses begin by their punctuation, as UTF-16 indices: a rough guess. */
function clauseCuts(text) {
  const pauses = Array.from(text.matchAll(PAUSE), (match) => match.index + match[0].length);
  return [...sentenceCuts(text), ...pauses].sort((one, other) => one - other);
}

/** Where things begin by an attribute of a paragraph, as UTF-16 indices, or null where it has none. */
function givenCuts(paragraph, name, text) {
  const given = paragraph.dataset[name];
  if (!given) return null;
  const cuts = given.split(" ").map((offset) => toUtf16(text, Number(offset)));
  return cuts[0] === 0 ? cuts : [0, ...cuts];
}

/** The stretches between cuts, without the blanks at their ends; what is all blank is left out. */
function between(text, cuts) {
  const ends = [...cuts.slice(1), text.length];
  const isBlank = (index) => /\s/u.test(text[index]);
  return cuts.map((start, number) => trimmed([start, ends[number]], isBlank)).filter(([start, end]) => start < end);
}

function trimmed([start, end], isLeftOut) {
  while (start < end && isLeftOut(start)) start += 1;
  while (start < end && isLeftOut(end - 1)) end -= 1;
  return [start, end];
}

// --- Quotation marks and brackets --------------------------------------------------------------------------

/** Each pair of marks with what stands between them, as [start, end) UTF-16 indices, whichever way they point. */
function pairsIn(text) {
  const open = [];
  const pairs = [];
  for (const { index, 0: mark } of text.matchAll(HALF)) {
    const kind = kindOf(mark);
    const at = open.findLastIndex((each) => each.kind === kind);
    if (opens(text, index)) open.push({ kind, index });
    else if (at >= 0 && !isApostrophe(text, index)) pairs.push([open.splice(at)[0].index, index + 1]);
  }
  return pairs;
}

function kindOf(mark) {
  if (/[()[\]]/u.test(mark)) return "bracket";
  return /["„“”»«]/u.test(mark) ? "double" : "single";
}

function opens(text, index) {
  if (kindOf(text[index]) === "bracket") return /[([]/u.test(text[index]);
  return !BEFORE_CLOSER.test(before(text, index)) && BEHIND_OPENER.test(behind(text, index + 1));
}

const isApostrophe = (text, index) =>
  kindOf(text[index]) === "single" && IS_TEXT.test(before(text, index)) && IS_TEXT.test(behind(text, index + 1));

/** A clause as a role has it: without marks at its ends, but for those whose other half is in it too. */
function withoutMarks(text, clause, pairs) {
  const inside = pairs.filter(([start, end]) => start >= clause[0] && end <= clause[1]);
  const paired = new Set(inside.flatMap(([start, end]) => [start, end - 1]));
  const isLeftOut = (index) => MARK.test(text[index]) && !IS_SIGN.test(text[index]) && !paired.has(index);
  const [start, end] = trimmed(clause, isLeftOut);
  return start < end ? [start, end] : clause;
}

// --- All of it ----------------------------------------------------------------------------------------------

const known = new WeakMap();

/** The boundaries in a paragraph: words, clauses, quotations and sentences, each a list of { start, end, first }.
 *
 * `first` is where the first word in it begins, so that marks before it do not count for who walks by words.
 */
export function boundariesOf(paragraph) {
  const text = paragraph.textContent;
  if (known.get(paragraph)?.text !== text) known.set(paragraph, { text, ...find(paragraph, text) });
  return known.get(paragraph);
}

function find(paragraph, text) {
  const offsets = offsetsIn(text, Number(paragraph.dataset.start));
  const words = wordsIn(text, paragraph.closest("[lang]")?.lang);
  const firstIn = ([start, end]) => {
    const word = words[firstAt(words, start)];
    return word && word[0] < end ? word[0] : start;
  };
  const placed = (stretches) =>
    stretches.map((each) => ({ start: offsets[each[0]], end: offsets[each[1]], first: offsets[firstIn(each)] }));
  const pairs = pairsIn(text);
  const clauses = between(text, givenCuts(paragraph, "clauses", text) ?? clauseCuts(text));
  const sentences = between(text, givenCuts(paragraph, "sentences", text) ?? sentenceCuts(text));
  return {
    words: placed(words),
    clauses: placed(clauses.map((clause) => withoutMarks(text, clause, pairs))),
    quotations: placed(pairs.filter(([start]) => kindOf(text[start]) !== "bracket")),
    sentences: placed(sentences),
  };
}

/** The index of the first word that begins at a UTF-16 index or behind it; the number of words if none does. */
function firstAt(words, index) {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle][0] < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where each UTF-16 index of a text lies in the article, whose offset `first` is the text's start. */
function offsetsIn(text, first) {
  const offsets = new Uint32Array(text.length + 1);
  let offset = first;
  for (let index = 0; index < text.length; offset += 1) {
    const length = text.codePointAt(index) > 0xffff ? 2 : 1;
    offsets.fill(offset, index, index + length);
    index += length;
  }
  offsets[text.length] = offset;
  return offsets;
}

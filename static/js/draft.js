// A claim while it is being written: its roles and attributes, and what can be guessed of them. Nothing here
// knows the page. Offsets are code points of the article, half-open; a span is [start, end].

export const ROLES = ["quote", "speaker", "cue", "frame", "addressee", "evidence", "hedge"];
export const ATTRIBUTES = ["speaker_entity", "speaker_kind", "certainty", "type", "polarity", "tense", "medium", "parent"];
const DEFAULTS = {
  type: "Indirect",
  medium: "Speech",
  certainty: "certain",
  polarity: "affirmed",
  tense: "present",
  speaker_kind: "none",
  speaker_entity: null,
  parent: null,
};
const NAMED = ["PER", "ORG", "NORP", "LOC"];
const PRONOUN = /^(er|sie|ihn|ihm|ihr|ihnen|dieser|diese|jener|jene|letzterer|letztere)$/iu;
const QUOTATION = /^[„"»“«‚‘›]|["“«”»‘’‹]$/u;

const copy = (value) => structuredClone(value);
const isEqual = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** A claim without anything yet. `chosen` names the attributes that a person has set: no guess changes those. */
export function newDraft() {
  return { target: null, value: { roles: {}, ...DEFAULTS }, before: null, chosen: new Set() };
}

/** A claim that is there already, as the page shows it. */
export function draftOf(claim) {
  const value = { ...DEFAULTS, ...copy(claim.value) };
  return { target: claim, value, before: copy(value), chosen: new Set(ATTRIBUTES) };
}

export const spansOf = (draft, role) => draft.value.roles[role] ?? [];

/** Whether leaving it would lose something. */
export function isChanged({ value, before }) {
  if (!before) return ROLES.some((role) => value.roles[role]);
  return ATTRIBUTES.some((name) => value[name] !== before[name]) || ROLES.some((role) => !isEqual(value.roles[role], before.roles[role]));
}

/** Sorted, disjoint and not touching, as stored spans are. */
export function joined(spans) {
  const result = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** Gives a role these stretches; none takes it away. */
export function setRole(draft, role, spans) {
  if (spans.length) draft.value.roles[role] = joined(spans);
  else delete draft.value.roles[role];
  if (role === "speaker") for (const name of ["speaker_entity", "speaker_kind"]) draft.chosen.delete(name);
}

export const addStretch = (draft, role, span) => setRole(draft, role, [...spansOf(draft, role), span]);

export function choose(draft, name, value) {
  draft.value[name] = value || null;
  draft.chosen.add(name);
}

const isWithin = (inner, outer) => inner.every(([start, end]) => outer.some(([lo, hi]) => lo <= start && end <= hi));
const sizeOf = (spans) => spans.reduce((sum, [start, end]) => sum + end - start, 0);

/** The claims that this one may stand inside, the innermost first: their quotes hold its quote. */
export function parentsOf(draft, claims) {
  const quote = spansOf(draft, "quote");
  if (!quote.length) return [];
  const parents = new Map(claims.map((claim) => [claim.id, claim.value.parent]));
  const isBelow = (id) => {
    const seen = new Set();
    for (let at = id; at && !seen.has(at); at = parents.get(at)) {
      if (at === draft.target?.id) return true;
      seen.add(at);
    }
    return false;
  };
  return claims
    .filter((claim) => claim.status !== "rejected" && !isBelow(claim.id) && isWithin(quote, claim.value.roles.quote ?? []))
    .filter((claim) => draft.target || !isEqual(claim.value.roles.quote, quote))
    .sort((a, b) => sizeOf(a.value.roles.quote) - sizeOf(b.value.roles.quote));
}

/** The mention that names the speaker, if the words of the speaker hold one: people first, then the longest. */
export function speakerIn(spans, mentions) {
  const rank = (each) => NAMED.indexOf(each.label);
  const inside = mentions.filter(
    (each) => rank(each) >= 0 && each.status !== "rejected" && spans.some(([lo, hi]) => lo <= each.start && each.end <= hi),
  );
  return inside.sort((a, b) => rank(a) - rank(b) || b.end - b.start - (a.end - a.start))[0] ?? null;
}

/** Whether the words begin or end with quotation marks, or stand between two. */
export function isInQuotationMarks(words, before, after) {
  const trimmed = words.trim();
  if (QUOTATION.test(trimmed)) return true;
  return /[„"»“«‚‘›]/u.test(before) && /["“«”»‘’‹]/u.test(after);
}

/** Fills in what nobody has chosen: who speaks, by the words of the speaker, and the type from quotation marks. */
export function guess(draft, { mentions, claims, isDirect, speakerWords = "" }) {
  const { value, chosen } = draft;
  const speaker = speakerOf(draft, { mentions, claims, words: speakerWords });
  for (const name of ["speaker_entity", "speaker_kind"]) if (!chosen.has(name)) value[name] = speaker[name];
  if (!chosen.has("type")) value.type = isDirect ? "Direct" : "Indirect";
  const parents = parentsOf(draft, claims).map((claim) => claim.id);
  const isElsewhere = !claims.some((claim) => claim.id === value.parent);
  if (!chosen.has("parent")) value.parent = parents[0] ?? null;
  else if (value.parent && !isElsewhere && !parents.includes(value.parent)) value.parent = null;
}

/**
 * Who speaks, and as what: as before where the words are, else as in another claim with the same words, else whom
 * they name. A pronoun stands for a name; other words speak for an office until a person says otherwise.
 */
function speakerOf(draft, { mentions, claims, words }) {
  const spans = spansOf(draft, "speaker");
  const isThere = (value) => isEqual(value.roles.speaker ?? [], spans);
  if (draft.before && isThere(draft.before)) return draft.before;
  if (!spans.length) return { speaker_entity: null, speaker_kind: "none" };
  const same = claims.find((claim) => claim.status !== "rejected" && isThere(claim.value));
  if (same) return same.value;
  const named = speakerIn(spans, mentions);
  if (named) return { speaker_entity: named.canonical || named.exact, speaker_kind: named.label === "NORP" ? "group" : "named" };
  return { speaker_entity: null, speaker_kind: PRONOUN.test(words) ? "named" : "office" };
}

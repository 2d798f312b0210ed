"""Whether a claim was spoken, written or thought."""

from __future__ import annotations

from newsdesk.nlp.languages.de.cases import head_of
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.speakers.entities import Speaker
from newsdesk.nlp.languages.de.claims.speakers.kinds import is_generic_institution
from newsdesk.nlp.languages.de.clauses.kinds import PERSONAL
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.words import Range

_LONGEST_SCAN = 80
_BY = word_set("in im auf per via mit über")
_PAPERS = ("zeitung", "blatt", "anzeiger", "rundschau", "kurier", "magazin", "zeitschrift")
_UNDECIDED = ("SW", "ST")
_MEN_AND_WOMEN = word_set("er sie ihm ihr ich")


def read_medium(passage: Passage, draft: Draft, speaker: Speaker, spans: list[Range], inherited: str) -> str:
    """Speech, Writing or Thought, or two of them where nothing decides.

    The cue decides (schrieb, glaubt); then the frame (in einem Brief, am Telefon); then who it is: texts and
    papers write, people speak. What goes on behind a claim has the medium that it has (`inherited`).
    """
    if draft.inherits is not None and not draft.cue:
        return inherited
    if draft.medium not in _UNDECIDED or (draft.medium == "ST" and not _is_uttered(draft)):
        return draft.medium
    return _channel(passage, draft) or _by_speaker(passage, speaker, spans)


def _is_uttered(draft: Draft) -> bool:
    """befürchtet is a thought as well, but not in quotation marks, and not before others."""
    return draft.type == "Direct" or bool(draft.addressee)


def _channel(passage: Passage, draft: Draft) -> str | None:
    """In einem Brief, per Kurznachricht; am Telefon, vor Gericht."""
    lower = passage.words.lower
    for first, end in draft.frame:
        for index in range(first, min(end, first + _LONGEST_SCAN)):
            if lower[index] in load_set("channels", "writing_adverbs"):
                return "Writing"
            if lower[index] in load_set("channels", "speech"):
                return "Speech"
            is_by = not _BY.isdisjoint(lower[max(first, index - 4) : index])
            if is_by and lower[index] in load_set("channels", "writing"):
                return "Writing"
    return None


def _by_speaker(passage: Passage, speaker: Speaker, spans: list[Range]) -> str:
    if speaker.kind == "document" or any(_is_paper(passage, *span) for span in spans):
        return "Writing"
    return "Speech" if any(_is_person(passage, *span) for span in spans) else "SW"


def _is_paper(passage: Passage, first: int, end: int) -> bool:
    """Die Neue Zeitung, das Magazin „Ufer“; but not ein Sprecher der Zeitung, and no broadcaster."""
    lower = passage.words.lower[first:end]
    is_spokesman = is_office(passage.words.lower[head_of(passage.words, first, end)])
    if is_spokesman or not load_set("channels", "broadcasters").isdisjoint(lower):
        return False
    has_name = any(mention.subtype == "MEDIA" for mention in passage.mentions_in(first, end))
    return has_name or any(word.endswith(_PAPERS) or word in load_set("channels", "papers") for word in lower)


def _is_person(passage: Passage, first: int, end: int) -> bool:
    """A name of a person, er and sie, the holder of an office."""
    words = passage.words
    if end - first == 1 and words.kinds[first] == PERSONAL:
        return words.lower[first] in _MEN_AND_WOMEN
    if any(mention.label == "PER" for mention in passage.mentions_in(first, end)):
        return True
    noun = words.lower[head_of(words, first, end)]
    return is_office(noun) and not is_generic_institution(noun)

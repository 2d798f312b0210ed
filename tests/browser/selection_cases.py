"""Random texts and random ways to select in them, each the same for the same number."""

from __future__ import annotations

import random
from dataclasses import dataclass

from newsdesk.nlp.records import Mention
from newsdesk.nlp.spans import paragraphs

WORDS = (
    "Der", "Deich", "hält", "sagte", "die", "Ministerin", "US-Präsident", "z.B.", "1.000,50", "€", "Macron’s",
    "„Wir",
    "warten“,", "»ja«", "(nein)", "…", "–", "<b>fett</b>", "&amp;", '"so"', "O'Neill", "Ein-", "38\u00a0%",
)  # fmt: skip
COMBINING = (
    "Bu\u0308rger", "u\u0308ber",
    "x\u0303y", "e\u0301", "Z\u0351\u036b\u0343algo", "A\u030a", "\u1100\u1161\u11a8",
)  # fmt: skip
EMOJI = (
    "😀",
    "👩\u200d🚒", "👍🏽", "🇩🇪🇫🇷", "👨\u200d👩\u200d👧\u200d👦", "❤\ufe0f", "1\ufe0f\u20e3", "𝔘𝔫𝔦", "𐍈a𐍈",
)  # fmt: skip
RIGHT_TO_LEFT = ("שלום", "עולם,", "مرحبا", "العالم.", "\u202eabc\u202c", "\u2067שלום\u2069")
BLANKS = (" ", "  ", "\u00a0", " \u00a0 ", "\t", "\u2009", " ", " ", " ", " ")
LINE_ENDS = ("\r\n", "\r\n\r\n", "\n", "\n\n\n", "\r", "\u2028")
INVISIBLE = ("So\u00adft", "Bundes\u00adregierung", "zer\u200blegt", "wort\u2060fest", "\ufeffanders")
MARKED = ("DATE", "QUANTITY", "MONEY")  # what nobody in these tests labels a selection
KINDS = (
    "drag",
    "drag back",
    "double click",
    "triple click",
    "keys",
    "extent",
    "extent back",
    "over paragraphs",
    "drag over paragraphs",
)
KEYS = (
    "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", ".", ",", "+", "+", "-",
    "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft", "Shift+ArrowDown", "Shift+ArrowUp",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One way to select: paragraphs and places in them, as shares of all there are, and keys to press."""

    number: int
    kind: str
    shares: tuple[float, float, float, float]
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return f"case {self.number} ({self.kind})"


def raw_text(chance: random.Random) -> bytes:
    """A file as people send them: of everything that offsets have stumbled over."""
    lines = [" ".join(chance.choices(WORDS[:8], k=4))]
    for _ in range(chance.randint(2, 5)):
        sources = chance.choices(
            (WORDS, WORDS, COMBINING, EMOJI, RIGHT_TO_LEFT, INVISIBLE), k=chance.randint(3, 24)
        )
        if chance.random() < 0.2:
            sources = [RIGHT_TO_LEFT, RIGHT_TO_LEFT, *sources]
        lines.append("".join(chance.choice(source) + chance.choice(BLANKS) for source in sources))
    return "".join(line + chance.choice(LINE_ENDS) for line in lines).encode("utf-8")


def marks_in(text: str, chance: random.Random) -> list[Mention]:
    """Mentions anywhere, that cut the paragraphs into segments."""
    found = []
    for start, end in paragraphs(text):
        for _ in range(chance.randint(0, 4)):
            first = chance.randrange(start, end)
            last = chance.randint(first + 1, min(end, first + 12))
            found.append(Mention(first, last, chance.choice(MARKED)))
    return sorted(found, key=lambda mention: (mention.start_char, -mention.end_char))


def case(number: int) -> Case:
    chance = random.Random(number)
    one, two, three, four = (chance.random() for _ in range(4))
    keys = chance.choices(KEYS, k=chance.randint(1, 6))
    return Case(number, KINDS[number % len(KINDS)], (one, two, three, four), tuple(keys))

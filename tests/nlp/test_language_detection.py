"""Which language a text is in: German is nothing else, nothing else is German, and any text has an answer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from newsdesk.nlp import configure, detection
from newsdesk.nlp.configuration import DEFAULT_LANGUAGES, configuration
from newsdesk.nlp.detection import UNDETERMINED, Detection, detect_language, foreign_paragraphs
from newsdesk.nlp.spans import paragraphs
from tests.nlp.multilingual import LANGUAGES, article_in, paragraphs_in
from tests.texts import demo_texts

GERMAN = demo_texts()[0]
ENGLISH = article_in("en")
SHORT_GERMAN = "Die Brücke bleibe bis zum Frühjahr gesperrt, teilte die Behörde am Dienstag mit."
SHORT_ENGLISH = "The bridge would stay closed until spring, the authority said on Tuesday."


def language_of(text: str) -> str | None:
    return detect_language(text).language


def spelled_with(letters: str, text: str) -> str:
    """The text with its umlauts spelled as `letters` says, in the order of äöüß."""
    plain = dict(zip("äöüß", letters.split(), strict=True))
    table: dict[str, str | int | None] = {
        **plain,
        **{letter.upper(): plain[letter].title() for letter in "äöü"},
    }
    return text.translate(str.maketrans(table))


class TestGerman:
    @pytest.mark.parametrize("text", demo_texts(), ids=lambda text: text[:20])
    @pytest.mark.parametrize(
        "spelled",
        [
            pytest.param(str, id="as it is"),
            pytest.param(str.upper, id="in capitals"),
            pytest.param(lambda text: spelled_with("ae oe ue ss", text), id="fuer"),
            pytest.param(lambda text: spelled_with("a o u s", text), id="fur"),
            pytest.param(lambda text: text.replace(" ", ""), id="without blanks"),
        ],
    )
    def test_an_article_is_german_however_it_is_spelled(self, text: str, spelled: Any) -> None:
        assert language_of(spelled(text)) == "de"
        assert foreign_paragraphs(spelled(text), "de") == []

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(
                "Der Bundesrat hat am Dienstag mitgeteilt, dass die Strasse bis im Frühling geschlossen "
                "bleibt. Gemäss den Behörden dürfen nur Velofahrer passieren; der Entscheid stösst auf Wut.",
                id="of Switzerland",
            ),
            pytest.param(
                "Die Landeshauptfrau hat im Jänner erklärt, heuer werde es keine Erhöhung geben. Die Matura "
                "sei davon nicht betroffen, so der Obmann, und auch das Spital bleibe offen.",
                id="of Austria",
            ),
            pytest.param(
                "D Regierig het am Zyschtig mitteilt, dass d Brugg im Norde bis zum Früelig zue blybt. "
                "D Inschenör hei i elf vo de vierzg Pfyler Riss gfunde.",
                id="dialect of Bern",
            ),
            pytest.param(
                "De Stadtrat hät am Ziischtig gseit, dass d Brugg bis im Früehlig zue bliibt. Mer händ i elf "
                "vo de vierzg Pfiiler Riss gfunde, und drum dörf det niemert durelaufe.",
                id="dialect of Zürich",
            ),
            pytest.param(
                "De Regierung hod am Deansdog gsogt, dass de Bruckn bis zum Fruajahr zua bleibt. „Do soi "
                "koana nausgeh“, hod de Direktorin gsogt.",
                id="dialect of Bavaria",
            ),
            pytest.param(
                "Na, i hob eam g’sogt, des geht si ned aus, und er hot g’mant, er kummt trotzdem. Heast, "
                "des is jo a Wahnsinn, wos si de do leisten.",
                id="dialect of Vienna",
            ),
            pytest.param(
                "De Regeren hett an’n Dingsdag seggt, dat de Brüch in’n Noorden bet to’t Fröhjohr to blifft. "
                "De Inschenöörs hebbt in ölven vun de veertig Pielers Reten funnen.",
                id="Low German, which is not Dutch",
            ),
            pytest.param(
                "Das Management will beim Meeting im Headquarter das Feedback der Stakeholder zum Rollout "
                "der App diskutieren, heißt es im Update.",
                id="with English words",
            ),
            pytest.param(
                "Es ward aber der Graf mit großem Gefolge gen Speyer gezogen, allwo er das Volck versammlet "
                "fand und ihm seyn Begehr kund that.",
                id="old",
            ),
        ],
    )
    def test_german_is_german_wherever_it_is_spoken(self, text: str) -> None:
        assert language_of(text) == "de"
        assert foreign_paragraphs(text, "de") == []

    @pytest.mark.parametrize(
        "text",
        [
            "Marlow United, Arsenal Welford, Tottenham Brindle, Leicester Rovers, Newcastle Ashcombe",
            "1. Platz: Eva Holm (NOR) 12:33,4 2. Platz: Ana Silva (POR) 12:34,1 3. Platz: Mary Brown (GBR)",
            "https://www.example.org/the-bridge-would-stay-closed-until-spring Die Brücke ist zu",
            "x" * 400,
        ],
    )
    def test_what_says_nothing_of_a_language_rules_german_out_for_nobody(self, text: str) -> None:
        assert foreign_paragraphs(text, "de") == []

    def test_names_in_their_own_script_do_not_make_it_another_language(self) -> None:
        text = (
            "Auf dem Schild stand «Добро пожаловать в Морлинск, город на северном берегу моря», wie die "
            "Reporterin berichtete. Der Bürgermeister lud die Gäste ein, bis zum Sonntag zu bleiben, und "
            "zeigte ihnen den Hafen."
        )
        assert language_of(text) == "de"
        assert foreign_paragraphs(text, "de") == []

    @pytest.mark.parametrize(
        "text", ["", " ", "\n\t\n", "a", "Ja.", "17", "😀" * 500, "2024 11 20 " * 50, "\x00\x1b" * 99]
    )
    def test_too_few_letters_tell_nothing(self, text: str) -> None:
        assert detect_language(text) == Detection(None, 0.0)
        assert foreign_paragraphs(text, "de") == []


class TestOtherLanguages:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_an_article_and_each_of_its_paragraphs_is_in_its_language(self, language: str) -> None:
        assert language_of(article_in(language)) == language
        for paragraph in paragraphs_in(language):
            assert language_of(paragraph) == language
            assert language_of(paragraph.upper()) == language

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_paragraph_of_it_belongs_to_a_german_text(self, language: str) -> None:
        text = article_in(language)
        assert foreign_paragraphs(text, "de") == paragraphs(text)

    def test_foreign_names_do_not_make_it_german(self) -> None:
        paragraph = paragraphs_in("ru")[0]
        assert language_of(f"{paragraph} Bundesministerium für Wirtschaft und Klimaschutz, Die Zeit") == "ru"

    def test_a_language_that_is_not_among_the_configured_is_none_of_them(self) -> None:
        amharic = "መንግሥት ማክሰኞ ዕለት እንዳስታወቀው የሰሜኑ ወደብ እስከ ጸደይ ድረስ ይዘጋል።"
        assert language_of(amharic) == UNDETERMINED

    @pytest.mark.parametrize("text", [SHORT_ENGLISH, "It rains in the north, she said."])
    def test_one_sentence_is_enough(self, text: str) -> None:
        assert language_of(text) == "en"


class TestBothInOneText:
    def test_a_german_text_with_a_quotation_is_german_but_for_the_quotation(self) -> None:
        text = f"{GERMAN}\n\n{SHORT_ENGLISH}\n\n{SHORT_GERMAN}"
        assert language_of(text) == "de"
        assert [text[start:end] for start, end in foreign_paragraphs(text, "de")] == [SHORT_ENGLISH]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_half_of_a_bilingual_text_is_read(self, language: str) -> None:
        foreign = article_in(language)
        text = f"{GERMAN[: len(foreign)]}\n\n{foreign}"
        assert language_of(text) == "de"
        found = "\n\n".join(text[start:end] for start, end in foreign_paragraphs(text, "de"))
        assert found == foreign

    def test_a_german_sentence_makes_no_german_article(self) -> None:
        assert language_of(f"{ENGLISH}\n\n{SHORT_GERMAN}") == "en"

    def test_a_short_line_between_foreign_paragraphs_is_foreign(self) -> None:
        text = f"{SHORT_GERMAN}\nTitel\n{SHORT_ENGLISH}\nHelen Ashcombe\n\n17\n{SHORT_ENGLISH}\nEnde"
        found = [text[start:end] for start, end in foreign_paragraphs(text, "de")]
        assert found == [SHORT_ENGLISH, "Helen Ashcombe", "17", SHORT_ENGLISH]


class TestTheConfiguredLanguages:
    @pytest.fixture(autouse=True)
    def configured_as_before(self) -> Iterator[None]:
        before = configuration()
        yield
        configure(pipeline=before.pipeline, languages=before.languages)

    def test_the_model_knows_all_that_it_is_asked_for_by_default(self) -> None:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        assert set(DEFAULT_LANGUAGES) <= set(LanguageIdentifier.from_model_file(MODEL_FILE).labels)

    def test_only_they_are_chosen_from(self) -> None:
        assert language_of(paragraphs_in("pt")[0]) == "pt"
        configure(languages=("de", "en"))
        assert language_of(paragraphs_in("pt")[0]) == UNDETERMINED
        assert detect_language(paragraphs_in("pt")[0], ["de", "pt"]).language == "pt"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_text_in_none_of_them_is_not_german(self, language: str) -> None:
        languages = ["de", "en"] if language != "en" else ["de", "fr"]
        for paragraph in paragraphs_in(language):
            assert detect_language(paragraph, languages).language == UNDETERMINED

    def test_a_process_that_knows_german_only_has_nothing_to_detect(self) -> None:
        program = (
            "import sys\nfrom newsdesk import nlp\nfrom newsdesk.nlp import detection\n"
            "nlp.configure(languages=('de',))\ndetection.load_detection()\n"
            f"print(detection.detect_language({SHORT_ENGLISH!r}).language)\n"
            f"print(detection.foreign_paragraphs({SHORT_ENGLISH!r}, 'de'), 'py3langid' in sys.modules)"
        )
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert ran.stdout.split() == ["de", "[]", "False"]


def test_the_web_process_does_not_import_the_model() -> None:
    program = "import sys, newsdesk.wsgi\nimport newsdesk.analysis.tasks\nprint('py3langid' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False"]


PIECES = st.sampled_from(
    [
        SHORT_GERMAN,
        SHORT_ENGLISH,
        paragraphs_in("ru")[0],
        "Ja.",
        "17",
        " ",
        "\n",
        "\n\n",
        "\t",
        "שלום",
        "😀",
        "\x00",
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=200)))
@hypothesis_settings(max_examples=300)
def test_any_text_has_an_answer(text: str) -> None:
    found = detect_language(text)
    assert found.language in {None, UNDETERMINED, *configuration().languages}
    assert 0 <= found.confidence <= 1
    assert set(foreign_paragraphs(text, "de")) <= set(paragraphs(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 1_000_000, id="without a blank"),
        pytest.param("é" * 1_000_000, id="without an ASCII letter"),
        pytest.param("a@" * 500_000, id="of addresses"),
        pytest.param("www." * 250_000, id="of beginnings of addresses"),
        pytest.param(f"{SHORT_ENGLISH} " * 13_000, id="in one paragraph"),
    ],
)
def test_of_a_long_stretch_the_model_is_shown_a_sample(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Spy:
        def rank(self, sample: str) -> list[tuple[str, float]]:
            seen.append(len(sample))
            return [("en", 1.0), ("de", 0.0)]

        def classify(self, sample: str) -> tuple[str, float]:
            return self.rank(sample)[0]

    monkeypatch.setattr(detection, "_model", Spy)
    detect_language(text)
    foreign_paragraphs(text, "de")
    assert max(seen, default=0) <= 2_100


def test_a_worker_has_the_model_before_its_pool_forks_and_no_thread_left() -> None:
    program = (
        "import sys, threading\nfrom newsdesk import nlp\nnlp.warm_up()\n"
        "print('py3langid' in sys.modules, threading.active_count())"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "1"]

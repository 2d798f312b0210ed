from __future__ import annotations

import pytest

from tests.nlp.reading import Read, claims_of


def partial(text: str) -> list[Read]:
    return [read for read in claims_of(text) if read.claim.explanation == "quotation inside a report"]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("Der Deich sei „so morsch wie ein alter Zahn“, sagte Landrätin Ada Muster.", None),
        ("Landrätin Ada Muster sagte, der Deich sei „so morsch wie ein alter Zahn“.", None),
        ("Nach Angaben von Landrätin Ada Muster war die Nacht „die schlimmste seit Jahren“.", None),
        ("Landrätin Ada Muster kündigte an, den Deich „binnen Tagen“ zu erhöhen.", "„binnen Tagen“"),
        ('Landrätin Ada Muster sagte, dass der Deich "eine Ruine" sei.', '"eine Ruine"'),
    ],
)
def test_a_quotation_inside_a_report_has_its_roles(text: str, quotation: str | None) -> None:
    outer, inner = claims_of(text)
    assert (outer.claim.type, inner.claim.type) == ("Indirect", "Direct")
    assert inner.claim.parent is None
    assert inner.quote == (quotation or text[text.index("„") : text.index("“") + 1])
    assert inner.frame == outer.frame
    assert inner.cue == outer.cue
    assert inner.speaker == outer.speaker
    assert inner.claim.speaker_entity == outer.claim.speaker_entity


def test_a_quotation_in_a_report_that_goes_on_has_its_speaker_and_no_frame() -> None:
    *_, inner = claims_of("Ada Muster sagte, das Wehr sei alt. Der Deich sei „so morsch wie ein Zahn“.")
    assert inner.quote == "„so morsch wie ein Zahn“"
    assert (inner.speaker, inner.frame, inner.cue) == ("Ada Muster", "", "")


@pytest.mark.parametrize(
    "report",
    [
        "das Schiff „Seestern“ liege noch im Hafen",
        "der Film „Der lange Damm“ sei gut",
        "die sogenannte „Deichwacht“ sei zu klein",
        "die „Jamaika“-Koalition sei am Ende",
        "das als „Teufelsloch“ bekannte Wehr halte",
        "die „Große Welle“ sei vorbei",
        "das Bündnis unter dem Motto „Rettet den Deich“ wachse",
        "das Dorf bekomme den Rang eines „Siegels“",
        "der Hof (im Amt oft „alte Klause“) bleibe offen",
    ],
)
def test_a_name_inside_a_report_is_no_quotation(report: str) -> None:
    assert partial(f"Ada Muster sagte, {report}.") == []


def test_words_of_saying_may_stand_before_a_quotation() -> None:
    (inner,) = partial("Ada Muster sagte, der Satz „Das Wehr ist sicher“ sei ein Fehler gewesen.")
    assert inner.quote == "„Das Wehr ist sicher“"


@pytest.mark.parametrize(
    ("text", "frame", "cue", "speaker"),
    [
        (
            "Landrätin Ada Muster nannte den Plan „völlig unausgereift“.",
            "Landrätin Ada Muster nannte den Plan",
            "nannte",
            "Landrätin Ada Muster",
        ),
        (
            "Landrätin Ada Muster sprach von einem „schwarzen Tag für die Küste“.",
            "Landrätin Ada Muster sprach von einem",
            "sprach",
            "Landrätin Ada Muster",
        ),
        (
            "Landrätin Ada Muster wies die Kritik als „blanken Unsinn“ zurück.",
            "Landrätin Ada Muster wies die Kritik als | zurück",
            "wies | zurück",
            "Landrätin Ada Muster",
        ),
        (
            "Von einer „Posse ohne Ende“ sprach der Deichgraf Jan Beispiel.",
            "Von einer | sprach der Deichgraf Jan Beispiel",
            "sprach",
            "der Deichgraf Jan Beispiel",
        ),
        (
            "Der Plan wurde von der Opposition als „reine Schau“ bezeichnet.",
            "Der Plan wurde von der Opposition als | bezeichnet",
            "wurde | bezeichnet",
            "der Opposition",
        ),
        (
            "Das Amt sprach von einer „kleinen Panne“.",
            "Das Amt sprach von einer",
            "sprach",
            "Das Amt",
        ),
        (
            "Der Verband warf dem Kreis am Montag „grobe Fehler“ vor.",
            "Der Verband warf dem Kreis am Montag | vor",
            "warf | vor",
            "Der Verband",
        ),
        (
            "Für Landrätin Ada Muster ist das „ein fatales Zeichen“.",
            "Für Landrätin Ada Muster ist das",
            "ist",
            "Landrätin Ada Muster",
        ),
        (
            "In dem Gutachten ist von einer „Kette von Fehlern“ die Rede.",
            "In dem Gutachten ist von einer | die Rede",
            "ist | die Rede",
            "dem Gutachten",
        ),
        (
            "Ada Muster sprach von einem Entwurf „noch vor dem Winter“.",
            "Ada Muster sprach von einem Entwurf",
            "sprach",
            "Ada Muster",
        ),
        (
            "Ada Muster nannte das am Montagabend „Unfug“.",
            "Ada Muster nannte das am Montagabend",
            "nannte",
            "Ada Muster",
        ),
        (
            "Ada Muster will den Deich „noch vor dem Winter erhöhen“.",
            "Ada Muster will den Deich",
            "will",
            "Ada Muster",
        ),
        (
            "Der Verband zeigte sich „tief enttäuscht“ und drohte mit einer Klage.",
            "Der Verband zeigte sich",
            "zeigte sich",
            "Der Verband",
        ),
    ],
)
def test_verbs_that_quote(text: str, frame: str, cue: str, speaker: str) -> None:
    read = claims_of(text)[0]
    assert read.claim.type == "Direct"
    assert read.quote == text[text.index("„") : text.index("“") + 1]
    assert (read.frame, read.cue, read.speaker) == (frame, cue, speaker)


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("Ada Muster nannte den Plan „unreif“ und „viel zu teuer“.", ["„unreif“", "„viel zu teuer“"]),
        (
            "Ada Muster sprach von einer „Posse im Amt“ und bat um „Einsicht“.",
            ["„Posse im Amt“", "„Einsicht“"],
        ),
        ("Ada Muster warf dem Kreis „Willkür“ und „Trägheit“ vor.", ["„Willkür“", "„Trägheit“"]),
    ],
)
def test_coordinated_quotations_have_one_verb(text: str, quotations: list[str]) -> None:
    assert [read.quote for read in claims_of(text) if read.claim.type == "Direct"] == quotations


@pytest.mark.parametrize(
    "text",
    [
        "Das Bündnis nennt sich „Rettet den Deich“.",
        "Man nennt ihn „den Langen“.",
        "Der Fluss wird „kleine Weser“ genannt.",
        "Das Museum zeigt das Gemälde „Die alte Schleuse“.",
        "Der Sender berichtet in der Reihe „Land und Leute“ über die Flut.",
        "Die Firma nannte als Beispiel das Modell „Deichkind“.",
        "Im Dorf nannten alle ihn den „Langen“.",
        "Am Zaun hing ein Zettel mit der Aufschrift „Wir kommen bald wieder“.",
        "Der Kreis lobte den Verein „Unser Deich“.",
        "Sie gewann den Preis „Junge Feder“.",
    ],
)
def test_names_behind_verbs_are_no_quotations(text: str) -> None:
    assert [read.quote for read in claims_of(text) if read.claim.type == "Direct"] == []


def test_a_time_before_a_quotation_is_not_what_it_names() -> None:
    (claim,) = claims_of("Die Behörde räumte am Nachmittag „Fehler beim Bau“ ein.")
    assert (claim.quote, claim.speaker) == ("„Fehler beim Bau“", "Die Behörde")

"""The readers of the training data, on small files of their formats."""

import gzip
import json
import lzma
from pathlib import Path

import pytest

from newsdesk.nlp.training.scripts.readers import (
    SentenceSplitter,
    more,
    read_articles,
    read_conllu,
    read_germeval,
    read_protocols,
    read_smartdata,
)

CONLLU = """# sent_id = 1
# text = Sie blieb im Hafen.
1\tSie\tsie\tPRON\tPPER\tCase=Nom\t2\tnsubj\t_\t_
2\tblieb\tbleiben\tVERB\tVVFIN\tMood=Ind\t0\troot\t_\t_
3-4\tim\t_\t_\t_\t_\t_\t_\t_\t_
3\tin\tin\tADP\tAPPR\t_\t5\tcase\t_\t_
4\tdem\tder\tDET\tART\t_\t5\tdet\t_\t_
5\tHafen\tHafen\tNOUN\tNN\t_\t2\tobl\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

"""


def test_a_contraction_of_a_treebank_is_one_word(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, "utf-8")

    [(text, words)] = read_conllu(path)

    assert text == "Sie blieb im Hafen."
    assert [word.form for word in words] == ["Sie", "blieb", "im", "Hafen", "."]
    assert [word.tag for word in words] == ["PPER", "VVFIN", "APPRART", "NN", "$."]
    assert [word.space_after for word in words] == [True, True, True, False, True]


def test_a_variable_can_name_one_corpus_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NEWSDESK_GSD_TRAIN", raising=False)
    assert more("NEWSDESK_GSD_TRAIN") == []

    monkeypatch.setenv("NEWSDESK_GSD_TRAIN", str(tmp_path / "train.conllu"))
    assert more("NEWSDESK_GSD_TRAIN") == [tmp_path / "train.conllu"]


def test_germeval_gives_words_with_their_outer_labels(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("#\tsource\n1\tHanna\tB-PER\tO\n2\tFalk\tI-PER\tO\n\n#\tnext\n1\tRegen\tO\tO\n", "utf-8")

    assert list(read_germeval(path)) == [[("Hanna", "B-PER"), ("Falk", "I-PER")], [("Regen", "O")]]


def test_smartdata_keeps_offsets_through_nodes_and_entities(tmp_path: Path) -> None:
    raw = (
        '<Document><TEXT><NODE id="0" />Hafen &amp; Kai<NODE id="11" /> wuchs</TEXT>'
        '<feature featureName="source" featureValue="news" />'
        '<Entity id="0" startPos="0" endPos="11" type="organization" surface="Hafen &amp; Kai" /></Document>'
    )
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(f"{json.dumps({'raw': raw})}\n{json.dumps({'raw': raw})}".encode()))

    first, second = read_smartdata(path)

    assert first == second
    assert first.source == "news"
    assert [(first.text[start:end], kind) for start, end, kind in first.entities] == [
        ("Hafen & Kai", "organization")
    ]


def test_articles_and_protocols_are_plain_text(tmp_path: Path) -> None:
    articles, protocols = tmp_path / "a.jsonl", tmp_path / "p.xz"
    articles.write_text('{"originalText": "Eins."}\n{"text": "Zwei."}\n', "utf-8")
    paragraphs = [f"{number} " + "Rede " * 30 for number in range(20)]
    protocols.write_bytes(lzma.compress("\n".join([*paragraphs, "kurz"]).encode()))

    assert list(read_articles(articles)) == ["Eins.", "Zwei."]
    sample = read_protocols(protocols, 5, seed=1)
    assert len(set(sample)) == 5
    assert sample == read_protocols(protocols, 5, seed=1)


def test_sentences_are_cut_line_by_line() -> None:
    split = SentenceSplitter()

    assert list(split("Der Hafen bleibt zu. Er öffnet morgen.\nZu kurz\nDas war es schon")) == [
        ["Der", "Hafen", "bleibt", "zu", "."],
        ["Er", "öffnet", "morgen", "."],
        ["Das", "war", "es", "schon"],
    ]

"""tools/words.py: translations survive an update and a merge, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

from babel.messages import Catalog

from tools.words import entries, extract, main, merge, read, updated, write


def _po(path: Path, *pairs: tuple[object, object]) -> Path:
    catalog = Catalog(locale="nn")
    for msgid, words in pairs:
        catalog.add(msgid, string=words)
    write(catalog, "nn", path)
    return path


def _said(path: Path) -> dict[object, object]:
    return {message.id: message.string for message in entries(read(path, "nn"))}


def test_extraction_finds_tr_ntr_and_the_marker_in_tables(tmp_path: Path) -> None:
    code = tmp_path / "a.py"
    code.write_text(
        'tr("one")\nntr("{n} child", "{n} children", n)\nT = {"x": N_("three")}\ntr("f" "our")\ntrue("no")\n',
        encoding="utf-8",
    )
    assert {m.id for m in entries(extract(tmp_path))} == {"one", ("{n} child", "{n} children"), "three", "four"}


def test_extraction_looks_inside_f_strings(tmp_path: Path) -> None:
    code = tmp_path / "a.py"
    code.write_text(
        "f\"{tr('one')} {x} {ntr('{n} child', '{n} children', n)}\"\nf\"{tr(x)} {tr(T[1])} {name('no')}\"\n",
        encoding="utf-8",
    )
    assert {m.id for m in entries(extract(tmp_path))} == {"one", ("{n} child", "{n} children")}


def test_an_update_keeps_words_drops_what_is_gone_and_guesses_nothing(tmp_path: Path) -> None:
    old = read(_po(tmp_path / "nn.po", ("kept", "behalden"), ("gone", "borte")), "nn")
    template = Catalog()
    template.add("kept")
    template.add("kept it")
    new = {m.id: (m.string or "", m.fuzzy) for m in entries(updated(template, old, "nn"))}
    assert new == {"kept": ("behalden", False), "kept it": ("", False)}


def test_a_sentence_that_becomes_plural_asks_for_new_words(tmp_path: Path) -> None:
    old = read(_po(tmp_path / "nn.po", ("{n} child", "{n} barn")), "nn")
    template = Catalog()
    template.add(("{n} child", "{n} children"))
    (message,) = entries(updated(template, old, "nn"))
    assert tuple(message.string) == ("", "")


def test_a_merge_takes_new_words_and_passes_over_empty_ones(tmp_path: Path) -> None:
    target = _po(tmp_path / "nn.po", ("a", "A"), ("b", ""))
    fragment = _po(tmp_path / "f.nn.po", ("a", ""), ("b", "B"), (("{n} c", "{n} cs"), ("ein c", "{n} c-ar")))
    assert merge(target, "nn", [fragment]) == []
    assert _said(target) == {"a": "A", "b": "B", ("{n} c", "{n} cs"): ("ein c", "{n} c-ar")}


def test_two_translations_of_one_sentence_are_told_and_the_first_stands(tmp_path: Path) -> None:
    target = _po(tmp_path / "nn.po", ("a", "fyrst"))
    fragment = _po(tmp_path / "f.po", ("a", "sist"))
    assert main(["merge", str(target), str(fragment)]) == 1
    assert _said(target) == {"a": "fyrst"}
    assert main(["merge", "--replace", str(target), str(fragment)]) == 0
    assert _said(target) == {"a": "sist"}


def test_the_file_is_the_same_whatever_order_the_words_came_in(tmp_path: Path) -> None:
    one = _po(tmp_path / "one.po", ("b", "B"), ("a", "A"))
    two = _po(tmp_path / "two.po", ("a", "A"), ("b", "B"))
    assert one.read_bytes() == two.read_bytes()
    assert b"POT-Creation-Date" not in one.read_bytes()

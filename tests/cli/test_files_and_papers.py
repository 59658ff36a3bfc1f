"""Contact files in and out, and what is printed: counts, reasons, and that a look changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smallcrm.cli.calendar_papers import KINDS as CALENDARS
from smallcrm.domain.letter_request import LETTER_KINDS
from smallcrm.domain.occasion_cards import KINDS as CARD_KINDS
from smallcrm.store.shop import Shop
from tests.cli.conftest import ROWS, Run, digest, refused
from tests.paper.letter_samples import page_text

# -- files -----------------------------------------------------------------------------------------------------------


def counts(answer: dict[str, Any]) -> tuple[int, ...]:
    found = tuple(int(answer[c]) for c in ("read", "created", "updated", "unchanged", "rejected"))
    assert found[0] == sum(found[1:])
    return found


def test_several_files_are_one_step_and_come_in_once(run: Run, cards: Path, rows: Path, shop_file: Path) -> None:
    answer = run("import", cards, rows, "--json")
    assert answer.status == 0
    assert counts(answer.json)[1] == 3
    assert [f["file"] for f in answer.json["files"]] == [str(cards), str(rows)]
    for file in answer.json["files"]:
        counts(file)
    for problem in answer.json["problems"]:
        assert {"file", "line", "reason"} <= set(problem)
        assert set(problem["reason"]) == {"code", "text"}
    assert len(run("history", "--json").json) == 1
    again = run("import", cards, rows, "--json").json
    assert again["created"] == again["updated"] == 0
    assert run("undo").status == 0
    assert run("find", "virtanen", "--json").json == []
    assert not shop_file.with_name("shop.smallcrm.importing").exists()


def test_a_dry_run_writes_nothing(run: Run, cards: Path, rows: Path, shop_file: Path, tmp_path: Path) -> None:
    dry = run("import", cards, "--dry-run", "--json")
    assert counts(dry.json) == (2, 2, 0, 0, 0)
    assert not shop_file.exists()
    run("import", cards)
    before = digest(shop_file), sorted(p.name for p in tmp_path.iterdir())
    assert counts(run("import", cards, rows, "--dry-run", "--json").json)[3] == 2
    assert (digest(shop_file), sorted(p.name for p in tmp_path.iterdir())) == before


def test_one_unreadable_file_among_good_ones(run: Run, cards: Path, tmp_path: Path) -> None:
    picture = tmp_path / "x.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    answer = run("import", picture, cards, tmp_path / "missing.vcf", "--json")
    assert (answer.status, counts(answer.json)) == (0, (2, 2, 0, 0, 0))
    assert {p["file"] for p in answer.json["problems"]} == {str(picture), str(tmp_path / "missing.vcf")}
    assert {p["reason"]["code"] for p in answer.json["problems"]} == {"unreadable_file"}
    assert "x.png" in run("import", picture, cards).out


@pytest.mark.parametrize("as_json", [True, False])
def test_no_readable_file_makes_no_shop(run: Run, tmp_path: Path, shop_file: Path, as_json: bool) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    answer = run("import", empty, tmp_path / "missing.vcf", *(["--json"] if as_json else []))
    assert answer.status == 1
    assert not shop_file.exists()
    if as_json:
        assert counts(answer.json) == (0, 0, 0, 0, 0)
        assert len(answer.json["problems"]) == 2
    else:
        assert (answer.out, answer.err.count("\n")) == ("", 1)


def test_rejects_come_in_again_once_they_are_mended(run: Run, rows: Path, tmp_path: Path) -> None:
    assert refused(run("import", rows, "--rejects", tmp_path / "no" / "r.csv"))
    assert refused(run("import", rows, "--rejects", tmp_path))
    assert not (tmp_path / "shop.smallcrm").exists()  # an import that did not happen makes no shop
    rejects = tmp_path / "rejects.csv"
    answer = run("import", rows, "--rejects", rejects, "--json").json
    assert answer["rejected"] == 1
    assert rejects.read_text("utf-8-sig").splitlines() == ["First name;Last name;Phone;E-mail;City", ";;;;Oulu"]
    rejects.write_text(rejects.read_text("utf-8-sig").replace(";;;;Oulu", "Pekka;;;;Oulu"), encoding="utf-8")
    assert counts(run("import", rejects, "--json").json) == (1, 1, 0, 0, 0)


def test_no_identity_code_stands_in_what_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    file.write_text("Name;Birthday\n;131052-308T\nAnna;99135212345\nEero;010199-1239\n", encoding="utf-8")
    for answer in (run("import", file, "--dry-run"), run("import", file, "--json")):
        for code in ("308T", "12345", "1239"):
            assert code not in str(answer)


def test_rejects_of_several_files_of_one_name_are_a_folder(run: Run, rows: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    twin = other / "rows.csv"
    twin.write_text(ROWS.replace("Oulu", "Espoo").replace("Liisa", "Maija"), encoding="utf-8")
    answer = run("import", rows, twin, "--rejects", tmp_path / "rejected", "--json").json
    assert [f["file"] for f in answer["files"]] == [str(rows), str(twin)]
    assert [counts(f)[-1] for f in answer["files"]] == [1, 1]
    left = sorted((tmp_path / "rejected").iterdir())
    assert len(left) == 2
    assert sorted("Espoo" in f.read_text("utf-8-sig") for f in left) == [False, True]


def test_who_is_in_the_bin_is_rejected(run: Run, cards: Path, shop_file: Path, tmp_path: Path) -> None:
    run("import", cards)
    opened = Shop.open(shop_file)
    opened.customers.bin(opened.customers.all_ids()[0])
    opened.close()
    answer = run("import", cards, "--rejects", tmp_path / "r.vcf", "--json").json
    assert counts(answer) == (2, 0, 0, 1, 1)
    assert [p["reason"]["code"] for p in answer["problems"] if p["rejected"]] == ["in_bin"]
    assert (tmp_path / "r.vcf").read_text("utf-8").count("BEGIN:VCARD") == 1


@pytest.mark.parametrize(("matches", "company"), [("fill", "Old"), ("overwrite", "New"), ("skip", "Old")])
def test_matches(run: Run, tmp_path: Path, matches: str, company: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Name;Phone;Company\nAino Virtanen;040 123 4567;Old\n")
    run("import", file)
    file.write_text("Name;Phone;Company;Nickname\nAino Virtanen;040 123 4567;New;Aikku\n")
    answer = run("import", file, "--matches", matches, "--json").json
    assert counts(answer) == ((1, 0, 0, 1, 0) if matches == "skip" else (1, 0, 1, 0, 0))
    codes = [p["reason"]["code"] for p in answer["problems"]]
    assert codes == (["differing"] if matches == "fill" else [])
    shown = run("show", 1, "--json").json
    assert shown["company"] == company


def test_a_mapping_says_which_column_is_which(run: Run, tmp_path: Path, rows: Path) -> None:
    mapping = tmp_path / "m.json"
    mapping.write_text("{broken")
    assert refused(run("import", rows, "--mapping", mapping))
    mapping.write_text('{"columns": {"x": "y"}}')
    assert run("import", rows, "--mapping", mapping).status == 1
    assert refused(run("import", rows, "--mapping", tmp_path / "no.json"))


@pytest.mark.parametrize("suffix", [".vcf", ".csv", ".json"])
def test_our_own_export_changes_nothing(run: Run, cards: Path, tmp_path: Path, suffix: str) -> None:
    run("import", cards)
    file = tmp_path / f"out{suffix}"
    assert run("export", file, "--json").json == {"file": str(file), "written": 2}
    again = run("import", file, "--json").json
    assert counts(again) == (2, 0, 0, 2, 0)
    assert run("export", file, "--find", "aino", "--json").json["written"] == 1
    assert run("export", file, "--find", "nobody", "--json").json["written"] == 0


def test_export_of_an_unknown_kind(run: Run, aino: int, tmp_path: Path) -> None:
    assert refused(run("export", tmp_path / "x.docx"))
    assert refused(run("export", tmp_path / "no" / "folder" / "x.csv"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["shop.smallcrm"]


# -- paper -----------------------------------------------------------------------------------------------------------


def test_print_writes_a_pdf_and_nothing_to_the_shop(run: Run, cards: Path, shop_file: Path, tmp_path: Path) -> None:
    run("import", cards, language="fi")
    before = digest(shop_file)
    out = tmp_path / "cards.pdf"
    answer = run("print", "birthday", "--out", out, "--json")
    assert answer.status == 0
    assert set(answer.json) == {"file", "pages", "printed", "left_out"}
    assert (answer.json["pages"], len(answer.json["printed"]), answer.json["left_out"]) == (2, 2, [])
    assert out.read_bytes().startswith(b"%PDF")
    assert digest(shop_file) == before
    assert run("print", "birthday", "--out", out, "--json").json["printed"] == answer.json["printed"]


def test_mark_printed_leaves_them_out_the_second_time_and_undo_takes_it_back(
    run: Run, cards: Path, tmp_path: Path
) -> None:
    run("import", cards, language="fi")
    out = tmp_path / "cards.pdf"
    first = run("print", "birthday", "--out", out, "--mark-printed", "--json").json
    out.unlink()
    second = run("print", "birthday", "--out", out, "--mark-printed", "--json").json
    assert (second["file"], second["pages"], second["printed"]) == (None, 0, [])
    assert sorted(o["id"] for o in second["left_out"]) == sorted(first["printed"])
    assert {o["reason"]["code"] for o in second["left_out"]} == {"already_printed"}
    assert not out.exists()
    assert "There is nobody to print for." in run("print", "birthday", "--out", out).out
    run("undo")
    assert run("print", "birthday", "--out", out, "--json").json["printed"] == first["printed"]


def test_print_by_selection(run: Run, cards: Path, tmp_path: Path) -> None:
    run("import", cards, language="fi")
    out = tmp_path / "x.pdf"

    def printed(*more: object) -> list[int]:
        return list(run("print", "birthday", "--out", out, "--json", *more).json["printed"])

    assert len(printed("--from", "2027-05-18", "--to", "2027-05-18")) == 2
    assert printed("--from", "2027-06-01", "--to", "2027-06-30") == []
    assert printed("--customer", 2) == [2]
    assert len(printed("--customer", 2, 1)) == 2
    assert printed("--find", "eero") == [2]
    assert len(printed("--due-by", "2027-12-31")) == 2
    for layout in ("a6-quarter", "letter-fi", "label:L7160", "envelope:C6"):
        assert len(printed("--layout", layout, "--start", 3 if layout.startswith("label") else 1)) == 2
    assert refused(run("print", "birthday", "--out", out, "--layout", "none"))
    assert refused(run("print", "birthday", "--out", out, "--design", "none"))
    assert refused(run("print", "birthday", "--out", out, "--layout", "label:L7160", "--start", 99))
    assert refused(run("print", "birthday", "--out", out, "--customer", 99))
    assert refused(run("print", "birthday", "--out", out, "--from", "2027-05-02", "--to", "2027-05-01"))
    assert refused(run("print", "birthday", "--out", tmp_path / "no" / "x.pdf"))


def test_print_list_names_the_kinds(run: Run) -> None:
    kinds = run("print", "--list", "--json").json
    *letters, cards = [kind for kind in kinds if kind["layouts"] != ["A4"]]
    assert (cards["kind"], cards["fields"], cards["optional"]) == ("membership", [], [])
    assert {"cards:C32011", "cards:5371", "card:single", "card-label:L7160"} <= set(cards["layouts"])
    for kind in letters:
        assert set(kind) == set(cards) == {"kind", "layouts", "fields", "optional"}
        assert not set(kind["layouts"]) & set(cards["layouts"])
        assert {"a6-quarter", "label:L7160", "letter-fi"} <= set(kind["layouts"])
    fields = {kind["kind"]: (kind["fields"], kind["optional"]) for kind in kinds}
    assert list(fields) == [*CARD_KINDS, *LETTER_KINDS, *CALENDARS, "membership"]
    assert fields["good_to_see_you_again"] == (["personal_note"], ["promise_text"])
    assert fields["satisfaction_follow_up"] == (["email", "phone"], [])
    assert run("print", "--list").out.startswith("birthday")


def test_a_letter_to_somebody_with_typed_words_is_kept_in_their_timeline(
    run: Run, cards: Path, shop_file: Path, tmp_path: Path
) -> None:
    run("import", cards)
    out, before = tmp_path / "note.pdf", digest(shop_file)
    to = ("print", "good_to_see_you_again", "--customer", 2, "--out", out, "--json")
    assert run(*to).json["left_out"][0]["reason"]["code"] == "missing_field"
    assert not out.exists()
    answer = run(*to, "--note", "It was great.", "--promise", "I will call.").json
    assert (answer["pages"], answer["printed"], answer["left_out"]) == (1, [2], [])
    assert digest(shop_file) == before
    run(*to, "--note", "It was great.", "--promise", "I will call.", "--mark-printed")
    (entry,) = [e for e in run("show", 2, "--json").json["timeline"] if e["kind"] == "letter"]
    assert entry["text"] == "It was great.\nI will call."
    run("undo")
    assert [e for e in run("show", 2, "--json").json["timeline"] if e["kind"] == "letter"] == []


def test_a_letter_needs_somebody_and_takes_every_layout(run: Run, cards: Path, tmp_path: Path) -> None:
    run("import", cards, language="fi")
    out = tmp_path / "x.pdf"
    assert run("print", "apology_after_complaint", "--note", "Mended.", "--out", out).status == 2
    assert refused(run("print", "apology_after_complaint", "--customer", 99, "--note", "Mended.", "--out", out))
    by_days = ("--customer", 2, "--due-by", "2027-05-01", "--out", out)
    assert run("print", "apology_after_complaint", "--note", "Mended.", *by_days).status == 2
    apology = ("print", "apology_after_complaint", "--find", "eero", "--note", "Mended.", "--out", out, "--json")
    for layout in ("letter-fi", "a6-quarter", "label:L7160", "envelope:C6"):
        assert run(*apology, "--layout", layout).json["printed"] == [2]


@pytest.mark.parametrize("kind", ["birthday", *LETTER_KINDS, "membership"])
def test_what_is_typed_is_printed_or_refused_by_name(
    run: Run, cards: Path, shop_file: Path, tmp_path: Path, kind: str
) -> None:
    run("import", cards)
    opened = Shop.open(shop_file)
    opened.settings.save(replace(opened.settings.read(), phone="01632 960417"))
    opened.close()
    out = tmp_path / "x.pdf"
    for option in ("--note", "--promise"):
        both = ("--note", "Great to see you.", "--promise", "Grapes await.")
        words = both if option == "--promise" and kind == "good_to_see_you_again" else (option, "Grapes await.")
        answer = run("print", kind, "--customer", 2, *words, "--out", out)
        if answer.status == 2:
            assert f"{kind} takes no {option}" in answer.err
            assert not out.exists()
        else:
            assert "Grapes await." in page_text(out)
            out.unlink()


def test_a_note_on_labels_bears_its_words(run: Run, cards: Path, tmp_path: Path) -> None:
    run("import", cards)
    out = tmp_path / "x.pdf"
    note = ("print", "personal_note", "--customer", 1, 2, "--note", "It was great.", "--out", out, "--json")
    for layout in ("label:L7160", "note:L7160"):  # the note is what a label of a note bears
        assert run(*note, "--layout", layout, "--start", 21).json["pages"] == 2
        assert "It was great." in page_text(out)
        assert "It was great." in page_text(out, 1)
    run(*note, "--layout", "label:L7160", "--mark-printed")
    run("print", "personal_note", "--customer", 1, "--note", "It was great.", "--out", out, "--mark-printed")
    thanks = ("print", "thank_you_first_purchase", "--customer", 1, "--out", out, "--mark-printed")
    run(*thanks, "--layout", "letter-fi")
    steps = [step["label"] for step in run("history", "--json").json[:3]]
    assert steps == ["1 letter printed", "1 card printed", "2 labels printed"]
    long = run(*note[:-5], "--note", "It was great. " * 90, *note[-3:], "--layout", "label:L7160").json
    assert [left["reason"]["code"] for left in long["left_out"]] == ["note_too_long"] * 2
    assert refused(run("print", "birthday", "--customer", 1, "--layout", "note:L7160", "--out", out))
    listed = {row["kind"]: row["layouts"] for row in run("print", "--list", "--json").json}
    assert "note:L7160" in listed["personal_note"]
    assert "note:L7160" not in listed["birthday"]


def test_nothing_written_takes_the_place_of_the_shop_or_of_what_is_read(
    run: Run, cards: Path, rows: Path, shop_file: Path, tmp_path: Path
) -> None:
    run("import", cards)
    before = {file: digest(file) for file in (shop_file, cards, rows)}
    other = tmp_path / "other.smallcrm"
    people = ("--from", "2027-01-01", "--to", "2027-12-31")
    for words in (
        ("print", "birthday", *people, "--out", shop_file),
        ("print", "birthday", *people, "--out", other),
        ("import", rows, "--rejects", rows),
        ("import", cards, rows, "--rejects", rows.parent),
    ):
        answer = run(*words)
        assert answer.status == 1
        assert "cannot be written" in answer.err
    assert {file: digest(file) for file in before} == before
    assert not other.exists()

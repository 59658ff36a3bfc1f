"""A personal note on a label: every word of it, inside the die, from any free label; refused where it has no room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.letter_request import LETTER_KINDS, PERSONAL_NOTE
from smallcrm.domain.model import LANGUAGES, Customer, ShopSettings
from smallcrm.domain.piece import Piece, Span
from smallcrm.paper.document import layout_for, pages_for, write
from smallcrm.paper.kinds import layout_for_words
from smallcrm.paper.note_labels import LARGEST, SMALLEST, note_for
from smallcrm.paper.printing import prepare_letters
from smallcrm.paper.sheets import GUARD, Sheet, sheet, sheets
from smallcrm.store.clock import FixedClock
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from tests.paper.letter_samples import SENDER, WORDING, ink_of, page_text, piece

SHORT = "Oli hauska nähdä pikkujouluissa! Soitan tammikuun alussa."
LONG = SHORT + " Laitoin pussiin pari näytettä uudesta langasta, kokeile rauhassa ja kerro, mitä pidit."


def note(text: str, *more: str, number: int = 1, salutation: str = "Hei Aino!") -> Piece:
    body = tuple((Span(words),) for words in (text, *more))
    return replace(piece(number), wording=replace(WORDING, salutation=salutation, body=body), kind=PERSONAL_NOTE)


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("grid", sheets().values(), ids=lambda grid: grid.code)
def test_each_note_is_whole_inside_its_label_and_off_the_edge(grid: Sheet, tmp_path: Path) -> None:
    people = [note("Kiitos!", number=n, salutation=f"Hei Nimi{n:03d}!") for n in range(grid.count)]
    out = tmp_path / "notes.pdf"
    assert write(people, SENDER, f"note:{grid.code}", "coffee", out) == 1
    for number in range(1, grid.count + 1):
        cell = grid.cell(number)
        for text, occurrence in ((f"Nimi{number - 1:03d}", 0), ("Kiitos", number - 1), ("Kerä", number - 1)):
            ink = ink_of(out, text, occurrence=occurrence)
            assert ink.inside(cell.x, cell.y, cell.right, cell.bottom), (number, text)
            assert ink.inside(GUARD, GUARD, grid.page[0] - GUARD, grid.page[1] - GUARD), (number, text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("aäłøåžW .,–{}<&", min_size=1, max_size=90).filter(str.strip), min_size=1, max_size=4),
    st.sampled_from(sorted(sheets())),
)
def test_a_note_fits_its_label_with_every_word_or_is_refused(lines: list[str], code: str) -> None:
    grid = sheet(code)
    found = note_for(note(*lines), grid)
    if found is None:
        assert grid.label[1] < 60, "a large label has room for a few lines"
        return
    set_words = "".join(row.line.text for row in found.rows)
    assert flat(set_words).startswith(flat("Hei Aino!" + "".join(lines)))
    assert flat(set_words).endswith(flat("Kerä"))
    assert all(row.pt >= SMALLEST for row in found.rows)
    assert all(row.pt <= LARGEST for row in found.rows if row.face == "reading")
    cell = grid.cell(1)
    assert found.height < cell.height
    assert all(row.line.width < cell.width for row in found.rows)


@pytest.mark.parametrize("code", ["L7160", "L7165", "3474", "5160"])
def test_what_fits_a_label_is_a_matter_of_length_alone(code: str) -> None:
    fits = [note_for(note(" ".join(["lanka"] * count)), sheet(code)) is not None for count in range(1, 400, 4)]
    assert fits[0]
    assert not fits[-1]
    assert fits == sorted(fits, reverse=True)


def test_a_large_label_has_room_for_a_pen_and_a_small_one_signs_on_one_line() -> None:
    large, small = note_for(note(SHORT), sheet("L7169")), note_for(note(LONG + LONG), sheet("L7160"))
    assert large is not None
    assert small is not None
    assert [row.line.text for row in large.rows[-3:]] == ["Lämpimin terveisin", "Päivi Hämäläinen", "Lankakauppa Kerä"]
    assert large.rows[-2].down > 9
    assert small.rows[-1].line.text == "Päivi Hämäläinen, Lankakauppa Kerä"


def test_long_names_are_broken_and_never_too_small_to_read() -> None:
    long = note("Kiitos!", salutation="Hyvät Anna-Kaarina ja Juha-Pekka Hietaniemi-Väätäinen")
    sender, shop_name = "Aino, Pekka ja koko Lankakaupan väki", "Lankakauppa Kerä ja Kahvila Puikko"
    wording = replace(long.wording, sender_name=sender, shop_name=shop_name)
    found = note_for(replace(long, wording=wording), sheet("L7654"))
    assert found is not None
    assert min(row.pt for row in found.rows) >= SMALLEST
    assert len(found.rows) > 4


LONG_NAME = st.lists(st.text("aeimnorstWł", min_size=3, max_size=16), min_size=1, max_size=4).map("-".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(LONG_NAME, min_size=1, max_size=3).map(" ".join), st.sampled_from(sorted(sheets())))
def test_a_name_is_parted_at_a_hyphen_only(name: str, code: str) -> None:
    long = note("Kiitos!", salutation=f"Dear {name},")
    found = note_for(replace(long, wording=replace(long.wording, sender_name=name)), sheet(code))
    if found is None:
        assert sheet(code).label[1] < 40
        return
    greeting = [row.line.text.replace("\xa0", " ") for row in found.rows if row.face == "second"]
    ends = {sum(map(len, f"Dear {name},".split()[:count])) for count in (1, 2, 3, 4)}
    for count, line in enumerate(greeting, 1):
        assert line.endswith("-") or len(flat("".join(greeting[:count]))) in ends
    assert "".join(greeting).replace(" ", "") == f"Dear{name.replace(' ', '')},"
    assert not any(row.line.cut for row in found.rows)


def test_a_long_name_is_set_smaller_before_a_word_of_it_is_cut() -> None:
    wide = "Featherstonehaugh-Cholmondeley"
    for code in ("L7160", "L7654", "L7159"):
        found = note_for(note("Thank you!", salutation=f"Dear Dr {wide},"), sheet(code))
        assert found is not None
        greeting = [row.line.text for row in found.rows if row.face == "second"]
        assert all(line.endswith(("Dr", "Featherstonehaugh-", "Cholmondeley,")) for line in greeting), greeting


def test_a_name_that_would_be_cut_is_refused_unless_no_label_could_hold_it() -> None:
    assert note_for(note("Kiitos!", salutation="Hei " + "W" * 20 + "!"), sheet("L7651")) is None
    assert note_for(note("Kiitos!", salutation="Hei " + "W" * 20 + "!"), sheet("L7165")) is not None
    endless = note_for(note("Kiitos!", salutation="Hei " + "W" * 60 + "!"), sheet("L7165"))
    assert endless is not None
    assert endless.name_cut


def test_a_word_of_the_note_is_cut_only_where_no_size_holds_it() -> None:
    held = note_for(note("kauppakeraverkossahelposti.example"), sheet("L7160"))
    assert held is not None
    assert not any(row.line.cut for row in held.rows)
    endless = note_for(note("a" * 70), sheet("L7160"))
    assert endless is not None
    assert any(row.line.cut for row in endless.rows)
    assert not endless.name_cut


def test_closing_signer_and_shop_stand_on_a_line_each_where_a_smaller_type_lets_them() -> None:
    long = note("Thank you!", salutation="Dear Ms Vale,")
    signer = "Eleanor, Josh and everyone at the Lantern"
    wording = replace(long.wording, closing="With warm wishes,", sender_name=signer, shop_name="The Lantern & Café")
    found = note_for(replace(long, wording=wording), sheet("L7160"))
    assert found is not None
    assert [row.line.text for row in found.rows[-3:]] == ["With warm wishes,", signer, "The Lantern & Café"]


@pytest.mark.parametrize(("start", "count", "wanted"), [(1, 21, 1), (21, 1, 1), (21, 2, 2), (5, 18, 2)])
def test_a_sheet_already_begun_is_used_on(start: int, count: int, wanted: int, tmp_path: Path) -> None:
    out = tmp_path / "notes.pdf"
    people = [note("Kiitos!", number=n, salutation=f"Hei Nimi{n:02d}!") for n in range(count)]
    assert pages_for(people, "note:j8160", start) == wanted
    assert write(people, SENDER, "note:j8160", "coffee", out, start=start, nudge=(1.0, 0.0)) == wanted
    cell = sheet("L7160").cell(start)
    assert ink_of(out, "Nimi00").inside(cell.x + 1, cell.y, cell.right + 1, cell.bottom)
    with pytest.raises(BadInput, match="no_such_label"):
        write(people, SENDER, "note:L7160", "coffee", out, start=22)


def test_a_note_too_long_is_never_printed_short(tmp_path: Path) -> None:
    with pytest.raises(ShopError, match="note_too_long"):
        write([note(LONG * 9)], SENDER, "note:L7160", "coffee", tmp_path / "x.pdf")
    assert not list(tmp_path.iterdir())


def test_whatever_a_person_typed_is_plain_text(tmp_path: Path) -> None:
    typed = "<b>5 & 6</b> {greeting_name} %s 100 % \\n"
    out = tmp_path / "x.pdf"
    write([note(typed, salutation="Hei <i>O'Brien</i>!")], SENDER, "note:L7165", "coffee", out)
    text = flat(page_text(out))
    assert flat(typed) in text
    assert flat("Hei <i>O'Brien</i>!") in text


# -- from the shop -----------------------------------------------------------------------------------------------------


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop.open(tmp_path / "a.smallcrm", clock=FixedClock(date(2027, 6, 7)), create=True, country="FI")
    made.settings.save(ShopSettings(name="Lankakauppa Kerä", sender_name="Päivi Hämäläinen", country="FI"))
    yield made
    made.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_for_somebody_without_an_address_is_printed_in_their_language(
    shop: Shop, language: str, tmp_path: Path
) -> None:
    customer = shop.customers.add(Customer(given="Anna", family="Nowak", language=language))
    found = prepare_letters(shop, PERSONAL_NOTE, [customer], {"personal_note": SHORT}, "note:L7160")
    assert not found.left_out
    out = tmp_path / "x.pdf"
    assert write(found.pieces, found.sender, "note:L7160", "wreath", out) == 1
    text = flat(page_text(out))
    assert flat(SHORT) in text
    greeting = {"en": "Anna,", "fi": "Anna", "nb": "Anna", "pl": "Anno"}[language]
    assert greeting in text
    refused = prepare_letters(shop, PERSONAL_NOTE, [customer], {"personal_note": SHORT}, "label:L7160")
    assert [out.reason.code for out in refused.left_out] == ["no_address"]


def test_a_note_that_has_no_room_is_left_out_with_the_reason(shop: Shop) -> None:
    customer = shop.customers.add(Customer(given="Anna"))
    found = prepare_letters(shop, PERSONAL_NOTE, [customer], {"personal_note": LONG * 9}, "note:L7160")
    assert [(out.customer_id, out.reason.code) for out in found.left_out] == [(customer, "note_too_long")]
    assert found.pieces == ()


@pytest.mark.parametrize("kind", [kind for kind in LETTER_KINDS if kind != PERSONAL_NOTE])
def test_other_letters_do_not_go_on_labels(shop: Shop, kind: str) -> None:
    customer = shop.customers.add(Customer(given="Anna"))
    with pytest.raises(BadInput, match="only_notes_on_labels"):
        prepare_letters(shop, kind, [customer], {}, "note:L7160")
    assert layout_for_words(kind, "label:L7160") == "label:L7160"


def test_a_label_asked_for_a_note_bears_the_note() -> None:
    assert layout_for_words(PERSONAL_NOTE, "label:L7160") == "note:L7160"
    assert layout_for_words(PERSONAL_NOTE, "envelope:C6") == "envelope:C6"
    assert layout_for("note:j8160").code == "note:L7160"
    with pytest.raises(BadInput, match="unknown_sheet"):
        layout_for("note:nothing")


def test_a_run_of_labels_is_called_so(shop: Shop) -> None:
    customer = shop.customers.add(Customer(given="Anna"))
    found = prepare_letters(shop, PERSONAL_NOTE, [customer], {"personal_note": SHORT}, "note:L7160")
    run = shop.letters.start_run("note:L7160", "wreath", found.pieces)
    assert [(open_run.kind, open_run.layout) for open_run in shop.letters.unfinished()] == [
        (PERSONAL_NOTE, "note:L7160")
    ]
    shop.letters.mark(run)
    assert shop.journal.steps()[0].label == "labels_printed"
    entry = shop.timeline.of(customer)[0]
    assert (entry.kind, entry.outcome, entry.text) == ("letter", "printed", SHORT)
    assert shop.letters.candidates(Selection()).chosen == ()

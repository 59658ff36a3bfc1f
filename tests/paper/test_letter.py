"""Letters: the address in the window, the marks at the folds, nothing lost however long the words are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.errors import ShopError
from smallcrm.domain.piece import Piece, Span
from smallcrm.paper import letter, setting
from smallcrm.paper.address import LABEL_STEPS, LEAST_SHRINK, SMALLEST, WINDOW_STEPS, Block, fit
from smallcrm.paper.document import fits, write
from smallcrm.paper.envelopes import STEPS
from smallcrm.paper.windows import Window, windows
from tests.paper.letter_samples import (
    ADDRESS,
    NAMES,
    SENDER,
    SENTENCE,
    WORDING,
    address,
    drawn_ink,
    ink_of,
    page_text,
    piece,
)

FORMS = pytest.mark.parametrize("form", windows().values(), ids=lambda form: form.code)
LONG = "Maria-Magdalena von Hohenzollern-Sigmaringen Wiśniewska-Grzegorzewska"


def write_one(one: Piece, form: Window, folder: Path, design: str = "candles") -> Path:
    out = folder / "letter.pdf"
    write([one], SENDER, form.code, design, out)
    return out


@FORMS
@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_every_address_line_is_in_the_safe_box(form: Window, count: int, tmp_path: Path) -> None:
    one = piece(1, *address(count))
    out = write_one(one, form, tmp_path)
    text = page_text(out)
    for line in one.address:
        assert line in text
        ink = ink_of(out, line)
        assert ink.inside(form.safe.x, form.safe.y, form.safe.right, form.safe.bottom), (line, ink)


@FORMS
@pytest.mark.parametrize("name", ["Åse Ødegård Ångström", LONG, "Jäääkärinkatu gjpqy", "ŚCIŚLE ŻÓŁĆ"])
def test_names_that_are_high_deep_or_long_stay_in_the_safe_box(form: Window, name: str, tmp_path: Path) -> None:
    one = piece(1, name, "Rautatienkatu 3", "33100 TAMPERE")
    out = write_one(one, form, tmp_path)
    for word in name.replace("-", " ").split():
        assert ink_of(out, word).inside(form.safe.x, form.safe.y, form.safe.right, form.safe.bottom)
    assert "".join(name.split()) in "".join(page_text(out).split())


@FORMS
def test_nothing_else_stands_in_the_window(form: Window, tmp_path: Path) -> None:
    rows = drawn_ink(write_one(piece(1, *address(3)), form, tmp_path))
    box = form.opening
    for y in range(round(box.y * 4) + 1, round(box.bottom * 4) - 1):
        for x in range(round(box.x * 4) + 1, round(min(box.right, form.page[0]) * 4) - 1):
            if rows[y][x]:
                assert form.safe.x - 0.3 <= x / 4 <= form.safe.right + 0.3
                assert form.safe.y - 0.3 <= y / 4 <= form.safe.bottom + 0.3


@FORMS
def test_marks_stand_at_the_folds_and_the_edge_is_free(form: Window, tmp_path: Path) -> None:
    rows = drawn_ink(write_one(piece(1), form, tmp_path), dots=10)
    marked = [y for y, row in enumerate(rows) if any(row[60:95])]
    wanted = [*form.folds, form.hole] if form.hole else list(form.folds)
    for y in wanted:
        assert any(abs(mark / 10 - y) <= 0.2 for mark in marked), y
    assert all(any(abs(mark / 10 - y) <= 0.2 for y in wanted) for mark in marked)
    edge = 80
    for number, row in enumerate(rows):
        assert not any(row[:54])
        assert not any(row[-edge:])
        assert edge < number < len(rows) - edge or not any(row)


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_name_contains_is_printed_as_it_is(name: str, tmp_path: Path) -> None:
    one = piece(1, name, "Katu 1", "00100 HELSINKI", title_name=f"{name}!", salutation=f"Hei {name}!")
    text = page_text(write_one(one, windows()["letter-pl"], tmp_path))
    assert f"\n{name}\n" in f"\n{text}"
    assert f"Hyvää syntymäpäivää, {name}!" in text.replace("\n", " ").replace("  ", " ")
    assert f"Hei {name}!" in text


def test_head_words_and_foot_are_all_there_in_reading_order(tmp_path: Path) -> None:
    text = " ".join(page_text(write_one(piece(1), windows()["letter-fi"], tmp_path)).split())
    for words in (
        "Lankakauppa Kerä", "Hämeenkatu 21, 33200 Tampere", "03 555 0142", "hei@kera.example", "24.11.2026",
        "Hyvää syntymäpäivää, Aino!", "Hei Aino!", "kerä villaa. Nähdään pian!", "Lämpimin terveisin",
        "Päivi Hämäläinen", WORDING.stop_line,
    ):  # fmt: skip
        assert words in text, words


@FORMS
@pytest.mark.parametrize("name", ["Magda, Kuba i cały zespół Kawiarni Pod Lipą w Krakowie", "Päivi Hämäläinen"])
def test_who_signs_stands_no_further_right_than_the_foot(form: Window, name: str, tmp_path: Path) -> None:
    one = replace(piece(1), wording=replace(WORDING, sender_name=name, shop_name=""))
    ink = ink_of(write_one(one, form, tmp_path), name)
    assert ink.right <= form.form.footer[1] + 0.2
    assert ink.left >= form.form.closing - 0.5


@FORMS
@pytest.mark.parametrize(
    ("name", "shop"),
    [
        ("Päivi Hämäläinen", "Kirjakauppa Tähti"),
        ("Magda, Kuba i cały zespół Kawiarni Pod Lipą", ""),
        ("Päivi Hämäläinen", "Osuuskunta Lankakauppa ja käsityötarvikeliike Kerä ja Kerttu"),
        ("", ""),
    ],
)
def test_the_line_that_is_signed_is_as_long_as_the_names_below_it(
    form: Window, name: str, shop: str, tmp_path: Path
) -> None:
    one = replace(piece(1), wording=replace(WORDING, sender_name=name, shop_name=shop))
    out = write_one(one, form, tmp_path)
    below = ink_of(out, WORDING.closing).bottom + letter.PEN_ROOM
    line = max(drawn_ink(out)[round((below - 3) * 4) : round((below + 1) * 4)], key=sum)
    start = round(form.form.closing * 4)
    length = line.rindex(1, 0, round(form.form.footer[1] * 4) + 2) - start
    assert length >= letter.SIGNATURE * 4 - 2
    assert all(line[start + 1 : start + length])
    assert all(ink_of(out, text).right * 4 <= start + length + 2 for text in (name, shop) if text)


def long_piece(sentences: int) -> Piece:
    words = replace(WORDING, body=tuple((Span(f"Kappale {n}. {SENTENCE}"),) for n in range(sentences)))
    return replace(piece(1), wording=words)


@FORMS
@pytest.mark.parametrize("sentences", [1, 8, 12, 16, 20, 24, 40, 90])
def test_a_long_letter_goes_over_pages_and_loses_no_line(form: Window, sentences: int, tmp_path: Path) -> None:
    one = long_piece(sentences)
    out = tmp_path / "letter.pdf"
    pages = write([one], SENDER, form.code, "wreath", out)
    assert pages == letter.page_count(one, form)
    texts = [page_text(out, number) for number in range(pages)]
    whole = " ".join(texts)
    assert all(f"Kappale {n}." in whole for n in range(sentences))
    for number, text in enumerate(texts[1:], 2):
        assert f"{number} ({pages})" in text
    assert WORDING.sender_name in texts[-1]
    if pages > 1:
        assert any(f"Kappale {n}." in texts[-1] or SENTENCE.split()[-1] in texts[-1] for n in range(sentences))
    for number in range(pages):
        rows = drawn_ink(out, number)
        low = ink_of(out, WORDING.sender_name, number).bottom if number == pages - 1 else 0
        assert low < form.form.footer[2] - 5
        assert not any(any(row) for row in rows[-32:])


def test_a_short_letter_has_a_frieze_and_a_full_page_has_none(tmp_path: Path) -> None:
    form = windows()["letter-fi"]
    ground = round(form.form.frieze[2] * 4)
    full = next(count for count in range(1, 30) if not letter._plan(long_piece(count), form).frieze)
    for sentences, wanted in ((1, True), (full, False)):
        out = tmp_path / "letter.pdf"
        assert write([long_piece(sentences)], SENDER, form.code, "candles", out) == 1
        row = drawn_ink(out)[ground]
        assert (sum(row[43 * 4 : 193 * 4]) > 500) is wanted


def test_one_page_is_filled_before_a_second_is_begun() -> None:
    form = windows()["letter-gb"]
    sizes = [letter._plan(long_piece(count), form) for count in range(1, 30)]
    assert [plan.body.pt for plan in sizes] == sorted((plan.body.pt for plan in sizes), reverse=True)
    assert {plan.body.pt for plan in sizes} == {11.5, 11.0, 10.5}
    assert all(plan.body.pt == 10.5 for plan in sizes if len(plan.pages) > 1)
    assert all(sum(plan.pages) == len(plan.body.lines) for plan in sizes)


@pytest.mark.parametrize("title_name", ["Aino!", "Maria Magdalena!", f"{LONG}!", "A" * 60 + "!"])
def test_a_headline_stays_in_its_measure(title_name: str) -> None:
    for form in windows().values():
        room = form.form.text[1] - form.form.headline[0]
        rows, pt = letter.headline(piece(1, title_name=title_name), room, 27)
        assert 19 <= pt <= 27
        for row in rows:
            assert sum(setting.width(text, face, pt) for text, face, _ink in row) <= room + 0.01


@pytest.mark.parametrize("shop", ["K", "Osuuskunta " * 6, "Lankakauppa-ja-käsityötarvikeliike " * 2])
def test_a_long_shop_name_never_runs_into_its_neighbours(shop: str, tmp_path: Path) -> None:
    for form in windows().values():
        out = tmp_path / "letter.pdf"
        write([piece(1)], replace(SENDER, name=shop.strip()), form.code, "candles", out)
        limit = form.form.date[0] if form.form.contact_joined else form.form.contact[0]
        assert ink_of(out, shop[:1]).right < limit
        assert ink_of(out, "24.11.2026").left >= form.form.date[0] - 0.1


def test_an_address_that_no_size_can_hold_is_refused_by_name(tmp_path: Path) -> None:
    one = piece(7, *(f"Rivi numero {n} jossa on paljon tekstiä ja vielä lisää tekstiä" for n in range(9)))
    assert not fits(one, "letter-fi", "FI")
    with pytest.raises(ShopError, match="address_too_long") as caught:
        write([one], SENDER, "letter-fi", "candles", tmp_path / "x.pdf")
    assert caught.value.values["name"] == one.name
    assert not list(tmp_path.iterdir())


def test_lines_are_made_smaller_then_broken_then_joined() -> None:
    short = fit(address(3), 74, 15)
    assert short is not None
    assert (short.lines, short.pt, short.leading) == (address(3), 11, 4.8)
    four = fit(address(4), 74, 15)
    assert four is not None
    assert four.lines == address(4)
    assert SMALLEST <= four.pt < 11
    six = fit(ADDRESS, 74, 15)
    assert six is not None
    assert six.lines == (f"{ADDRESS[0]}, {ADDRESS[1]}", f"{ADDRESS[2]}, {ADDRESS[3]}", *ADDRESS[4:])
    wide = fit((LONG, *address(3)[1:]), 74, 15)
    assert wide is not None
    assert len(wide.lines) == 4
    five = fit((ADDRESS[0], *ADDRESS[2:]), 74, 15)
    assert five is not None
    assert five.lines == (ADDRESS[0], f"{ADDRESS[2]}, {ADDRESS[3]}", *ADDRESS[4:])
    british = fit(("Jo March", "The Elms", "1 High Street", "LUDLOW", "SY8 1AA"), 65, 16)
    assert british is not None
    assert british.lines[-1] == "LUDLOW  SY8 1AA"


NAME_IN_TWO = "Persephone Featherstonehaugh-Cholmondeley"
STREET = "Świętego Wawrzyńca i Najświętszej Marii 12/5"


def test_a_long_name_is_broken_rather_than_made_small_print() -> None:
    town = ("14 Corve Street", "LUDLOW", "SY8 1DA")
    wide = setting.width(NAME_IN_TWO, "facts", 10)
    for steps, largest in ((STEPS, 12), (WINDOW_STEPS, 11)):
        whole = fit((NAME_IN_TWO, *town), 1.15 * wide, 40, steps)
        assert whole is not None
        assert (whole.lines[0], whole.pt >= 0.9 * largest) == (NAME_IN_TWO, True)
        broken = fit((NAME_IN_TWO, *town), 0.97 * wide, 40, steps)
        assert broken is not None
        assert (broken.lines, broken.pt) == ((*NAME_IN_TWO.split(" "), *town), largest)
    low = fit((NAME_IN_TWO, *town), 0.97 * wide, 15)
    assert low is not None
    assert (low.lines, low.pt) == ((NAME_IN_TWO, *town), SMALLEST)  # there is no room for another line


def test_a_name_is_broken_at_a_hyphen_rather_than_made_small_print() -> None:
    town = ("ul. Długa 5", "31-060 KRAKÓW")
    surname = "Brzęczyszczykiewicz-Konstantynopolitańscy"
    block = fit((f"Państwo {surname}", *town), setting.width(surname, "facts", 10.5), 40, STEPS)
    assert block is not None
    assert (block.lines, block.pt) == (("Państwo Brzęczyszczykiewicz-", "Konstantynopolitańscy", *town), 12)


def test_a_street_is_made_smaller_and_keeps_its_number() -> None:
    street = fit(("Anna Nowak", STREET, "31-060 KRAKÓW"), setting.width(STREET, "facts", 10), 40, STEPS)
    assert street is not None
    assert (street.lines[1], street.pt) == (STREET, 10)


@given(
    st.lists(st.text("abcdefghij ÅÖgy-", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=6),
    st.floats(30, 100),
    st.floats(10, 40),
)
def test_what_fits_whole_at_any_size_is_printed(lines: list[str], width: float, height: float) -> None:
    for steps in (STEPS, WINDOW_STEPS, LABEL_STEPS):
        whole = [block for step in steps if _inside(block := Block(tuple(lines), *step), width, height)]
        if whole:
            printed = fit(tuple(lines), width, height, steps)
            assert printed is not None
            assert printed.pt >= whole[0].pt
            assert len(printed.lines) == len(lines) or whole[0].pt < LEAST_SHRINK * steps[0][0]


def _inside(block: Block, width: float, height: float) -> bool:
    return block.width <= width and block.height <= height


@given(
    st.lists(st.text("abcdefghij ÅÖgy-", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=7),
    st.floats(30, 100),
    st.floats(10, 40),
)
def test_a_block_that_fits_has_every_letter_and_keeps_its_box(lines: list[str], width: float, height: float) -> None:
    block = fit(tuple(lines), width, height)
    if block is not None:
        assert block.width <= width
        assert block.height <= height
        assert block.pt >= SMALLEST
        printed = "".join("".join(block.lines).replace(",", "").split())
        assert printed == "".join("".join(lines).split())


def test_no_line_of_a_paragraph_stands_alone_on_a_page() -> None:
    form = windows()["letter-fi"]
    seen = 0
    for count in range(8, 60):
        for words in (1, 2, 3):
            one = replace(piece(1), wording=replace(WORDING, body=((Span(SENTENCE * words),),) * count))
            plan = letter._plan(one, form)
            ends = [sum(plan.pages[: n + 1]) for n in range(len(plan.pages) - 1)]
            opens = [gap > 0 for gap, _line in plan.body.lines] + [True]
            for end in ends:
                seen += 1
                if not opens[end]:
                    assert not opens[end - 1], "a first line is left behind"
                    assert not opens[end + 1], "a last line is carried over alone"
    assert seen > 50

"""The face of a membership card: its fields for every goal, long names, terms, and what is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.loyalty_terms import GOALS, Prize, Programme, Terms, grid
from smallcrm.domain.member_card import MemberCard
from smallcrm.domain.reason import reason
from smallcrm.paper.bars import bars_of
from smallcrm.paper.card_sheets import SINGLE, write
from smallcrm.paper.punch_card import FIELDS, RIGHT, fields_of, problem, terms_lines
from tests.paper.bar_readers import DPI, TERMS, member_card, rendered
from tests.paper.letter_samples import drawn_ink, ink_of, page_text


def terms(goal: int, interim: int = 0, words: str = "") -> Terms:
    early = Prize(interim, "en bolle") if interim else None
    return replace(TERMS, goal=goal, reward=Prize(goal, "gratis kaffe"), interim=early, words=words)


@pytest.mark.parametrize("goal", GOALS)
def test_the_fields_are_those_of_the_terms(goal: int) -> None:
    fields = fields_of(terms(goal, goal // 2))
    assert [field.number for field in fields] == list(range(1, goal + 1))
    assert [field.number for field in fields if field.reward] == [goal]
    assert [field.number for field in fields if field.interim] == [goal // 2]
    tops = sorted({round(field.box.y, 3) for field in fields})
    assert tuple(sum(round(field.box.y, 3) == top for field in fields) for top in tops) == grid(goal)


@pytest.mark.parametrize("goal", GOALS)
def test_no_field_lies_on_another_or_leaves_its_room(goal: int) -> None:
    boxes = [field.box for field in fields_of(terms(goal))]
    for place, box in enumerate(boxes):
        assert box.x >= FIELDS.x - 0.01
        assert box.right <= FIELDS.right + 0.01
        assert box.y >= FIELDS.y - 0.01
        assert box.bottom <= FIELDS.bottom + 0.01
        assert box.height > 6
        assert box.width > 8
        for other in boxes[place + 1 :]:
            assert other.x >= box.right + 1.9 or other.y >= box.bottom + 1.4


def test_ten_fields_are_as_designed() -> None:
    first, *_others, last = fields_of(TERMS)
    assert (first.box.x, first.box.y, first.box.width, first.box.height) == pytest.approx((5.0, 15.4, 13.4, 10.4))
    assert (last.box.right, last.box.bottom) == pytest.approx((80.0, 37.7))


@pytest.mark.parametrize("goal", GOALS)
def test_a_printed_card_has_a_digit_in_each_field_but_the_last(goal: int, tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    write([member_card(terms=terms(goal, words="."))], SINGLE, out)
    digits = [word for word in page_text(out).split() if word.isdigit() and len(word) < 3]
    assert set(map(str, range(1, goal))) <= set(digits)
    assert digits.count(str(goal)) == grouped(member_card().number).split("\xa0").count(str(goal))


def test_the_bars_keep_their_white_from_the_terms_and_from_the_edge() -> None:
    card = member_card()
    for symbology, starts in (("code128", 57.5), ("ean13", 54.92)):
        bars = bars_of(card.number, symbology)
        assert RIGHT - bars.width == pytest.approx(starts, abs=0.01)
        assert bars.quiet >= (10 if symbology == "code128" else 11) * bars.module - 1e-9
        assert bars.quiet * 7 / 11 <= 85 - RIGHT
    assert max(len(line) for line in terms_lines(card)) < 50


@pytest.mark.parametrize("symbology", ["code128", "ean13"])
def test_long_terms_end_before_the_white_of_the_bars(symbology: str, tmp_path: Path) -> None:
    words = "Ett stempel for hver eneste kopp du kjøper hos oss, og den tiende koppen er på huset. Spør oss gjerne!"
    card, out = member_card(terms=terms(10, words=words)), tmp_path / "card.pdf"
    assert len(terms_lines(card, symbology)) == 3
    write([card], SINGLE, out, symbology=symbology)
    bars = bars_of(card.number, symbology)
    for line in terms_lines(card, symbology):
        assert ink_of(out, line.split()[-1]).right <= RIGHT - bars.width - bars.quiet + 0.05


def test_polish_counts_stamps_as_polish_does() -> None:
    said = [" ".join(terms_lines(member_card(terms=terms(goal, 1), language="pl"))) for goal in (2, 4, 5, 12)]
    assert all("1\xa0pieczątka:" in text for text in said)
    nouns = [re.findall(r"\d\xa0(piecząt\w+):", text)[1] for text in said]
    assert nouns == ["pieczątki", "pieczątki", "pieczątek", "pieczątek"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Nora Bakke", 1),
        ("Linn Therese Gjerstad", 1),
        ("Aleksander Wergeland-Kristoffersen", 2),
        ("Osakeyhtiö Pohjois-Savon Rakennus ja Remontti Oy", 2),
        ("Stowarzyszenie Kawy i Herbaty w Krakowie im. Jana Kowalskiego", 3),
    ],
)
def test_a_long_name_takes_more_lines_and_the_year_gives_way(name: str, lines: int, tmp_path: Path) -> None:
    card, out = member_card(name=name), tmp_path / "card.pdf"
    assert problem(card) is None
    write([card], SINGLE, out)
    words = name.replace("-", " ").split()
    boxes = [ink_of(out, word) for word in words if len(word) > 3]
    assert len({round((box.top + box.bottom) / 2) // 3 for box in boxes}) >= min(lines, 2)
    for box in boxes:
        assert box.inside(RIGHT - 31, 3, RIGHT, FIELDS.y - 0.3, play=0.1)
    assert ("kunde siden 2027" in page_text(out)) == (lines == 1)


@pytest.mark.parametrize("name", ["", "Kaffekortet", "Karta stałego klienta", "Lauantain pitkä aamiaiskortti"])
def test_head_and_holder_never_meet(name: str, tmp_path: Path) -> None:
    card = member_card(name="Linn Therese Gjerstad", shop_name="Kahvila ja leipomo Hietaniemi-Väätäinen, Tampere")
    card, out = replace(card, programme=replace(card.programme, name=name or "K")), tmp_path / "card.pdf"
    write([card], SINGLE, out)
    holder = ink_of(out, "Linn")
    for word in (*card.programme.name.split(), "Hietaniemi", "Tampere"):
        assert ink_of(out, word).right < holder.left
        assert ink_of(out, word).bottom < FIELDS.y


def test_a_card_that_is_nobodys_yet_has_a_line_for_the_name(tmp_path: Path) -> None:
    for name, inked in (("", True), ("Ann", False)):
        out = tmp_path / "card.pdf"
        write([member_card(name=name)], SINGLE, out)
        row = drawn_ink(out, dots=8)[round(10.4 * 8)]
        assert all(row[round((RIGHT - 30) * 8) : round((RIGHT - 1) * 8)]) == inked
        assert ("kunde siden" in page_text(out)) != inked


def test_without_a_number_there_are_no_bars_and_room_for_the_terms(tmp_path: Path) -> None:
    card, out = member_card(number=1), tmp_path / "card.pdf"
    bare = replace(card, number="")
    write([bare], SINGLE, out)
    assert not any(any(row[60 * 4 : 80 * 4]) for row in drawn_ink(out)[round(39.5 * 4) : 46 * 4])
    assert terms_lines(bare)


@pytest.mark.parametrize(
    ("card", "wanted"),
    [
        (member_card(name="Ann 🙂"), reason("no_glyph", letters="🙂", field="name")),
        (member_card(shop_name="喫茶"), reason("no_glyph", letters="喫 茶", field="text")),
        (member_card(terms=terms(10, words="☕")), reason("no_glyph", letters="☕", field="text")),
        (member_card(name="Wolfeschlegelstein" * 3), reason("card_text_too_long", field="name")),
        (member_card(terms=terms(10, words="Ett stempel per kopp. " * 12)), reason("card_text_too_long", field="text")),
        (replace(member_card(), programme=Programme(" ", terms=TERMS)), reason("missing_field", field="programme")),
    ],
)  # fmt: skip
def test_a_card_that_cannot_be_printed_whole_says_why(card: MemberCard, wanted: object) -> None:
    assert problem(card) == wanted


@pytest.mark.parametrize("icon", ["coffee", "croissant", "book-open", "flower-2", "scissors", "gift", "something"])
@pytest.mark.parametrize("goal", [2, 10, 12, 20])
def test_the_last_field_bears_a_picture_inside_it(icon: str, goal: int, tmp_path: Path) -> None:
    card, out = member_card(terms=terms(goal)), tmp_path / "card.pdf"
    write([replace(card, programme=replace(card.programme, icon=icon), shop_kind="other")], SINGLE, out, mono=True)
    box = fields_of(terms(goal))[-1].box
    grey = rendered(out).convert("L")
    dot = DPI / 25.4
    tile = grey.crop((round(box.x * dot), round(box.y * dot), round(box.right * dot), round(box.bottom * dot)))
    dark = tile.point(lambda value: 255 if value < 120 else 0).getbbox()  # darker than the ochre of a field
    assert dark
    assert min(dark[0], dark[1], tile.width - dark[2], tile.height - dark[3]) >= 0.4 * dot
    assert (dark[2] - dark[0]) / dot > 3


@pytest.mark.parametrize("goal", [2, 5, 10, 20])
@pytest.mark.parametrize("mono", [False, True])
def test_stamps_that_are_on_it_already_are_printed_in_their_fields(goal: int, mono: bool, tmp_path: Path) -> None:
    filled = goal // 2
    card, out = member_card(terms=terms(goal, words=".")), tmp_path / "card.pdf"
    write([replace(card, filled=filled)], SINGLE, out, mono=mono)
    grey, dot = rendered(out), DPI / 25.4
    for field in fields_of(card.programme.terms)[:-1]:
        box = field.box
        middle = box.x + box.width / 2, box.y + box.height / 2
        inside = (middle[0] - 1.6, middle[1] - 1.6, middle[0] + 1.6, middle[1] + 1.6)
        crop = grey.crop(tuple(round(edge * dot) for edge in inside))  # type: ignore[arg-type]
        dark = sum(value < 160 for value in crop.convert("L").tobytes()) / (crop.width * crop.height)
        assert (dark > 0.3) == (field.number <= filled)
    digits = [word for word in page_text(out).split() if word.isdigit() and len(word) < 3]
    assert not {str(number) for number in range(1, filled + 1)} & set(digits) - set(grouped(card.number).split("\xa0"))

"""The punch card on the screen: its fields, its stamps, its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Round, fold
from smallcrm.domain.loyalty_terms import GOALS, Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, Terms, Unit, grid
from smallcrm.domain.member_card import MemberCard
from smallcrm.paper.punch_card import fields_of, terms_lines, valid_until
from smallcrm.ui import tokens, worn
from smallcrm.ui.widgets.card_face import Face, blank_face, standing_face
from smallcrm.ui.widgets.punch_card import HEIGHT, WIDTH, PunchCardWidget, dots_width, paint_card, paint_dots, places

COFFEE = Programme("Coffee card", terms=Terms(reward=Prize(10, "A cup of coffee")))
DAY = date(2026, 11, 2)
FACE = Face("Harbour Books", "10 stamps: Coffee", "coffee", "coffee", 10, (11, 12, 13), foot="7 more", count="3 of 10")


def stamped(terms: Terms, count: int, *, given: bool = False, today: date = DAY, remainder: int = 0) -> Face:
    """The face of a card with a stamp a day, ending on DAY."""
    entries = [
        LedgerEntry(n, f"k{n}", 1, EntryKind.STAMP, 1, DAY - timedelta(days=count - n), at=datetime.now(UTC))
        for n in range(1, count + 1)
    ]
    if given:
        entries.append(LedgerEntry(99, "k99", 1, EntryKind.REDEEM, -terms.goal, DAY, reward=terms.goal, used=1))
    card = Round(1, 1, 1, terms, DAY)
    return standing_face(COFFEE, fold(card, entries, today), "Harbour Books", remainder=remainder)


def painted(face: Face, newest: float = 1.0, width: int = 320) -> QImage:
    image = QImage(width, round(width * HEIGHT / WIDTH), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_card(painter, face, width, newest)
    painter.end()
    return image


@pytest.mark.parametrize("goal", GOALS)
def test_each_goal_has_its_fields_inside_the_frame_and_apart_from_each_other(goal: int) -> None:
    middles, radius = places(goal)
    assert len(middles) == goal
    assert len({round(middle.y(), 3) for middle in middles}) == len(grid(goal))
    for number, middle in enumerate(middles):
        assert middle.x() - radius >= 17.5
        assert middle.x() + radius <= WIDTH - 17.5
        assert middle.y() - radius > 45.5
        assert middle.y() + radius < HEIGHT - 27 - 11  # the words of the foot, in two lines
        for other in middles[number + 1 :]:
            apart = middle - other
            assert (apart.x() ** 2 + apart.y() ** 2) ** 0.5 >= 2 * radius + 3


def test_ten_fields_stand_where_they_were_drawn() -> None:
    middles, radius = places(10)
    assert radius == 20.5
    assert [middle.x() for middle in middles[:5]] == [38.5 + column * 60.75 for column in range(5)]
    assert {middle.y() for middle in middles} == {77.5, 127.5}


@pytest.mark.parametrize("theme", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_a_stamp_looks_the_same_every_time_and_like_no_other(theme: tokens.Theme) -> None:
    before = worn.current(), worn.scale()
    worn.wear(theme, 1.0, "")
    try:
        assert painted(FACE) == painted(FACE)
        assert painted(FACE) != painted(replace(FACE, filled=(11, 12, 14)))
        assert painted(FACE).pixelColor(160, 12) == theme["paper"]
    finally:
        worn.wear(*before, "")


def test_a_new_stamp_comes_down_alone() -> None:
    two = replace(FACE, filled=(11, 12))
    away, there = painted(FACE, 0.0), painted(FACE)
    middle = places(10)[0][2]
    x, y = round(middle.x()) + 12, round(middle.y())
    assert away.pixelColor(x, y) == worn.current()["paper"]
    assert there.pixelColor(x, y) != worn.current()["paper"]
    left = QRectF(0, 46, 60, 60).toRect()
    assert away.copy(left) == there.copy(left) == painted(replace(two, filled=(11, 12, 13))).copy(left)


@pytest.mark.parametrize("goal", GOALS)
def test_every_goal_can_be_painted_full_and_small(goal: int) -> None:
    face = replace(FACE, goal=goal, filled=tuple(range(1, goal + 1)), earned=frozenset({goal}), interim_at=goal // 2)
    full = painted(face)
    gold = worn.current()["gold"]
    middle = places(goal)[0][-1]
    assert full.pixelColor(round(middle.x()), round(middle.y() - 13 * places(goal)[1] / 20.5)) == gold
    small = QImage(176, 109, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(small)
    paint_card(painter, face, 176, brief=True)
    painter.end()
    assert small.pixelColor(88, 6).alpha() == 255


def test_what_a_card_says_while_it_fills() -> None:
    face = stamped(COFFEE.terms, 7)
    assert (face.foot, face.count, face.note) == ("3 more: A cup of coffee", "7 of 10", "")
    assert face.promise == "10 stamps: A cup of coffee"
    assert face.spoken == "7 of 10 stamps, 3 more: A cup of coffee"
    assert face.rewards == {10}


def test_a_card_says_how_long_it_is_good() -> None:
    month = Expiry(ExpiryBasis.LAST, 1, ExpiryUnit.MONTH)
    face = stamped(replace(COFFEE.terms, expiry=month), 2)
    assert face.note == "Valid through 2 December 2026"
    assert face.spoken.endswith(face.note)
    late = stamped(replace(COFFEE.terms, expiry=month), 2, today=date(2026, 12, 3))
    assert (late.foot, late.note, late.over) == ("Expired", "Was valid through 2 December 2026", True)


def test_a_full_card_says_what_was_earned_and_then_that_it_was_collected() -> None:
    full, over = stamped(COFFEE.terms, 10), stamped(COFFEE.terms, 10, given=True)
    assert (full.foot, full.earned, full.given) == ("Earned: A cup of coffee", frozenset({10}), frozenset())
    assert (over.foot, over.count, over.given) == ("Collected: A cup of coffee", "10 of 10", frozenset({10}))


def test_a_reward_on_the_way_is_marked() -> None:
    terms = replace(COFFEE.terms, interim=Prize(5, "A bun"))
    face = stamped(terms, 6)
    assert face.rewards == {5, 10}
    assert face.earned == {5}
    assert blank_face(replace(COFFEE, terms=terms), "Harbour Books", 6).earned == {5}


def test_money_on_the_way_to_a_stamp_is_said() -> None:
    face = stamped(replace(COFFEE.terms, unit=Unit.AMOUNT, per_cents=5000), 3, remainder=1250)
    assert face.note.endswith("towards the next stamp")
    assert "12.50" in face.note


def test_a_new_card_says_what_it_promises() -> None:
    terms = replace(COFFEE.terms, expiry=Expiry(ExpiryBasis.DATE, on=date(2027, 12, 31)))
    face = blank_face(replace(COFFEE, terms=terms), "Harbour Books")
    assert face.note == "Valid through 31 December 2027"
    assert face.spoken == "10 stamps: A cup of coffee, Valid through 31 December 2027"


def test_the_widget_shows_a_face_and_says_it(qtbot: QtBot) -> None:
    card = PunchCardWidget()
    qtbot.addWidget(card)
    card.show_face(stamped(COFFEE.terms, 7))
    card.fit(252)
    card.resize(card.sizeHint())
    assert (card.width(), card.height()) == (252, 156)
    assert card.accessibleName() == "7 of 10 stamps, 3 more: A cup of coffee"
    first, again = card.grab().toImage(), card.grab().toImage()
    assert first == again
    card.show_face(stamped(COFFEE.terms, 8))
    assert card.grab().toImage() != first


def test_a_stamp_comes_down_only_where_things_may_move(qtbot: QtBot) -> None:
    card = PunchCardWidget()
    qtbot.addWidget(card)
    face = stamped(COFFEE.terms, 3)
    worn.set_motion(motion=False)
    card.show_face(face, animate=True)
    assert not card.moving
    worn.set_motion(motion=True)
    try:
        card.show_face(face, animate=True)
        assert card.moving
        card.show_face(face)
        assert card.moving  # read again, it goes on
        card.grab()
        qtbot.waitUntil(lambda: not card.moving, timeout=1000)
        card.show_face(face)
        assert not card.moving
    finally:
        worn.set_motion(motion=False)


def test_dots_show_how_far_a_card_has_come() -> None:
    def row(filled: int) -> QImage:
        image = QImage(dots_width(10), 10, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint_dots(painter, QRectF(image.rect()), filled, 10, "coffee")
        painter.end()
        return image

    ink, theme = worn.current()["ink_coffee"], worn.current()
    assert [row(3).pixelColor(3 + 10 * n, 5) == ink for n in range(4)] == [True, True, True, False]
    assert row(9).pixelColor(93, 5).alpha() == 0
    assert row(10).pixelColor(93, 5) == theme["gold"]


@pytest.mark.parametrize("goal", GOALS)
def test_screen_and_paper_are_made_of_the_same_terms(goal: int) -> None:
    ends = Expiry(ExpiryBasis.DATE, on=date(2027, 12, 31))
    interim = Prize(goal // 2, "A bun") if goal > 3 else None
    terms = Terms(goal=goal, reward=Prize(goal, "A cup of coffee"), interim=interim, expiry=ends)
    programme = Programme("Coffee card", terms=terms)
    face = blank_face(programme, "Harbour Books")
    card = MemberCard("1000000005", "Anna", 2026, programme, "Harbour Books", "cafe", "en", 1, valid_until(terms))
    fields, middles = fields_of(terms), places(face.goal)[0]
    assert len(fields) == len(middles) == goal
    assert {one.number for one in fields if one.reward or one.interim} == face.rewards
    rows = [round(middle.y()) for middle in middles]
    printed = [round(one.box.y, 3) for one in fields]
    assert [rows.count(row) for row in dict.fromkeys(rows)] == [printed.count(row) for row in dict.fromkeys(printed)]
    assert f"{face.note}." in " ".join(" ".join(terms_lines(card)).split())

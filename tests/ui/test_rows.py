"""Rows of people: by keys, by mouse, each as high as its kind, fetched as they are seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui import worn
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.chips import Chip, initials
from smallcrm.ui.widgets.row_lines import STACKED, Lines, Standing, lines_of, stand
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import PagedRows, Row
from tests.ui.ground import ground, shown
from tests.ui.mouse import double_click

__all__ = ["ground"]


ROWS = [
    Row("Today", group=True, count="2"),
    Row("Anna", "turns 40", key=1, button="Greeted", menu=True, chip=Chip("Posted")),
    Row("Elo", "turns 50", key=2), Row("Cards", group=True, link="Print cards (2)"), Row("Ødegård", key=3, check=False),
]  # fmt: skip


@pytest.fixture
def people(qtbot: QtBot, ground: QWidget) -> RowList:
    view = RowList("list", "People")
    shown(qtbot, ground, view)
    ground.resize(700, 400)
    view.rows.set_rows(ROWS)
    view.setFocus()
    return view


def test_rows_by_keys(qtbot: QtBot, people: RowList) -> None:
    told: list[tuple[str, str]] = []
    people.acted.connect(lambda row, zone: told.append((row.title, zone)))
    for key in (
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Space,
        Qt.Key.Key_Down,
    ):
        QTest.keyClick(people, key)
    QTest.keyClick(people, Qt.Key.Key_Return)
    QTest.keyClick(people, Qt.Key.Key_Down)
    QTest.keyClick(people, Qt.Key.Key_Space)
    assert told == [
        ("Anna", "button"),
        ("Anna", "open"),
        ("Anna", "menu"),
        ("Elo", "open"),
        ("Cards", "group"),
        ("Ødegård", "check"),
    ]


MANY = [
    Row("Overdue", group=True, count="30"),
    *(Row(f"Late {n}", key=n) for n in range(30)),
    Row("Today", group=True, count="30"),
    *(Row(f"Due {n}", key=100 + n) for n in range(30)),
]


@pytest.mark.parametrize("narrow", [False, True])
def test_first_last_and_pages_by_keys_come_into_sight(people: RowList, narrow: bool) -> None:
    people.set_narrow(narrow=narrow)
    people.rows.set_rows(MANY)
    people.setCurrentIndex(people.rows.index(5, 0))

    def press(key: Qt.Key) -> int:
        QTest.keyClick(people, key)
        seen = people.viewport().rect()
        assert seen.contains(people.visualRect(people.currentIndex()))
        assert [i.row() for i in people.selectionModel().selectedRows()] == [people.currentIndex().row()]
        return people.currentIndex().row()

    last = len(MANY) - 1
    assert press(Qt.Key.Key_End) == last
    assert press(Qt.Key.Key_End) == last
    assert press(Qt.Key.Key_Home) == 1
    assert people.visualRect(people.rows.index(0, 0)).top() == 0
    down = [press(Qt.Key.Key_PageDown) for _ in range(30)]
    assert down[-1] == last
    assert down == sorted(down)
    assert down[0] > 3
    up = [press(Qt.Key.Key_PageUp) for _ in range(30)]
    assert up == sorted(up, reverse=True)
    assert (up[-1], people.visualRect(people.rows.index(0, 0)).top()) == (1, 0)


def test_a_page_that_ends_on_a_heading_goes_on_to_a_row(people: RowList) -> None:
    """Wherever one begins, a page down leaves the row, and never ends on a heading."""
    for heading in range(3, 12):
        rows = [Row(f"Late {n}", key=n) for n in range(40)]
        rows[heading] = Row("Today", group=True)
        people.rows.set_rows(rows)
        people.setCurrentIndex(people.rows.index(0, 0))
        QTest.keyClick(people, Qt.Key.Key_PageDown)
        assert people.currentIndex().row() not in {0, heading}
        QTest.keyClick(people, Qt.Key.Key_PageUp)
        assert people.currentIndex().row() == 0


def test_rows_by_mouse(qtbot: QtBot, people: RowList) -> None:
    told: list[tuple[str, str]] = []
    people.acted.connect(lambda row, zone: told.append((row.title, zone)))
    rect = people.visualRect(people.rows.index(1, 0))
    for place in people.people.zones(rect, ROWS[1]).values():
        QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place.center())
    QTest.mouseClick(
        people.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.topLeft() + rect.center() / 4
    )
    assert told[:2] == [("Anna", "menu"), ("Anna", "button")]
    assert told[2][1] == "row"


def test_a_row_says_everything_to_a_screen_reader(people: RowList) -> None:
    index = people.rows.index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Anna, turns 40, Posted"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Space: Greeted"
    assert people.rows.headerData(1, Qt.Orientation.Vertical) == "Anna"


def test_many_rows_are_fetched_only_as_they_are_seen(qtbot: QtBot, people: RowList) -> None:
    asked: list[tuple[int, int]] = []

    def fetch(offset: int, limit: int) -> list[Row]:
        asked.append((offset, limit))
        return [Row(f"Person {n}", key=n) for n in range(offset, offset + limit)]

    model = PagedRows(people)
    model.set_source(20_000, fetch)
    people.show_model(model)
    people.grab()
    assert model.rowCount() == 20_000
    assert asked == [(0, 100)]
    people.scrollToBottom()
    people.grab()
    assert max(offset for offset, _ in asked) == 19_900
    assert len(asked) <= 4


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Anna Kowalska", "AK"), ("Elo", "E"), ("Łukasz van der Łuczak", "ŁŁ"), ("", ""), ("B&B <x>", "BB")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


KINDS = st.sampled_from(
    [Row("Heading", group=True), Row("", group=True, link="All 40"), Row("Anna", "x"), Row("Elo", check=True)]
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KINDS, min_size=1, max_size=12), st.integers(1, 200), st.booleans(), st.booleans())
def test_every_row_has_the_height_of_its_kind(
    ground: QWidget, few: list[Row], times: int, narrow: bool, compact: bool
) -> None:
    worn.set_compact(compact=compact)
    try:
        view = RowList("list", "People", ground)
        rows = few * times
        view.rows.set_rows([Row("One before", "x")])
        view.rows.set_rows(rows)
        view.set_narrow(narrow=narrow)
        heights = [view.verticalHeader().sectionSize(n) for n in range(len(rows))]
        assert heights == [view.people.height(row) for row in rows]
        view.rows.replace(0, Row("Heading", group=True))
        assert view.verticalHeader().sectionSize(0) == view.people.height(Row("Heading", group=True))
    finally:
        worn.set_compact(compact=False)
        view.deleteLater()


def test_a_grown_list_is_as_high_as_its_rows(ground: QWidget) -> None:
    view = RowList("list", "People", ground, grow=True, dense=True)
    view.rows.set_rows([Row("A", "x"), Row("B", "y"), Row("Heading", group=True)])
    assert view.height() == 48 + 48 + 34


def test_the_buttons_of_a_list_are_as_wide_as_the_longest_word(people: RowList) -> None:
    people.fit_buttons()
    assert people.people.button_width == 96
    people.rows.set_rows([Row("Anna", button="Greeted"), Row("Elo", button="Lisää postiosoite tästä")])
    people.fit_buttons()
    rect = people.visualRect(people.rows.index(0, 0))
    widths = {people.people.zones(rect, people.rows.row(n))["button"].width() for n in (0, 1)}
    words = QFontMetrics(worn.font("strong")).horizontalAdvance("Lisää postiosoite tästä")
    assert len(widths) == 1
    assert words + 20 <= widths.pop() <= words + 40


def _stand(row: Row, width: int, *, stacked: bool = True, wraps: bool = True) -> Standing:
    return stand(QRect(0, 0, width, 80), row, stacked=stacked, wraps=wraps)


def test_a_chip_makes_way_for_the_name_when_the_row_is_narrow(qapp: QApplication) -> None:
    row = Row("Persephone Featherstonehaugh", "Tue 18 May", chip=Chip("Tomorrow", icon="mailbox", full="Post tomorrow"))
    below, above = _stand(row, 200), _stand(row, 600)
    assert below.chip is not None
    assert above.chip is not None
    assert (below.title.width(), below.chip.center().y() > below.title.bottom()) == (200, True)
    assert above.title.width() < above.chip.x()
    assert above.title.contains(QPoint(above.title.x(), above.chip.center().y()))
    assert "Post tomorrow" in row.spoken()


WORDS = st.text(st.sampled_from("abc dłöß·\U0001f382 ,.6"), min_size=1, max_size=90).map(
    lambda t: " ".join(t.split()) or "x"
)


@given(
    WORDS,
    WORDS,
    st.none() | st.builds(Chip, WORDS, icon=st.sampled_from(["", "mailbox"])),
    st.sampled_from(["", "16:00", "Sun 6 Dec"]),
    st.integers(120, 700),
    st.booleans(),
    st.booleans(),
)
def test_no_words_of_a_row_stand_over_others(
    name: str, words: str, chip: Chip | None, side: str, width: int, stacked: bool, wraps: bool
) -> None:
    """Whatever is written, every part has a place of its own, and nothing is lost but what is cut at the end."""
    full, mark = (f"{side} (public holiday)", "flag") if side else ("", "")
    row = Row(name, words, chip=chip, side=side, side_full=full, side_icon=mark)
    placed = _stand(row, width, stacked=stacked, wraps=wraps)
    boxes = [placed.title, *(box for box, _said in placed.lines)]
    boxes += [box for box in (placed.chip, placed.side, placed.mark) if box is not None]
    solid = [box for box in boxes if box.width() > 0]
    assert all(not (a.adjusted(0, 3, 0, -3).intersects(b)) for n, a in enumerate(solid) for b in solid[n + 1 :])
    assert all(box.left() >= 0 and box.right() < width for box in solid)
    assert len(placed.lines) == lines_of(row, width, stacked=stacked, wraps=wraps)
    assert (placed.said == full) == (placed.mark is None)
    caption, said = QFontMetrics(worn.font("caption")), "".join(part for _box, part in placed.lines)
    assert all(caption.horizontalAdvance(part) <= max(box.width(), 60) for box, part in placed.lines)
    if "…" not in said and placed.lines[0][1]:
        assert _letters(said) == _letters(words) or (
            len(placed.lines) == 1 and _letters(said) in _facts(words)  # last facts go whole where there is one line
        )


def _letters(words: str) -> str:
    return "".join(sign for sign in words if sign not in " ·")


def _facts(words: str) -> list[str]:
    """Give the first facts of words: one, two, and so on."""
    parts = words.split(" · ")
    return [_letters(" · ".join(parts[: n + 1])) for n in range(len(parts))]


def test_in_one_line_a_fact_stands_whole_or_not_at_all(qapp: QApplication) -> None:
    """A telephone number without its last digit is worse than none."""
    facts = ["Tampere", "045 123 4016", "lapset mukana"]
    row = Row("Aarne Mäkinen", " · ".join(facts))
    said = [_stand(row, width, wraps=False).lines[0][1] for width in range(60, 300)]
    assert {words for words in said if "…" not in words} == {" · ".join(facts[: n + 1]) for n in range(3)}
    assert all(" · " not in words for words in said if "…" in words)
    assert _stand(Row("Aaro", "044 123 4225 · parturi"), 60, wraps=False).lines[0][1] == ""


def test_a_chip_leaves_the_facts_a_third(qapp: QApplication) -> None:
    row = Row("Persephone Featherstonehaugh", "Tampere", chip=Chip("A very long word for what is coming up"))
    (box, _said) = _stand(row, 210, wraps=False).lines[0]
    assert box.width() >= 70


LONG = "Sprawdzić, czy przyszła dostawa kawy z Etiopii"


def test_rows_that_are_alike_have_two_lines_each(qtbot: QtBot, ground: QWidget) -> None:
    """None is measured: twenty thousand are as fast as ten, and a number makes way for what is to be done."""
    view = RowList("list", "People", wraps=True)
    view.people.lines = Lines(alike=True)
    shown(qtbot, ground, view)
    ground.resize(320, 400)
    heights = {view.people.height(row, width) for row in (Row("A"), Row("B", LONG * 3)) for width in (0, 230, 900)}
    assert len(heights) == 1
    most = Lines(alike=True)
    for chip, name in ((None, "Anna"), (Chip("Yesterday"), "Anna"), (Chip("Yesterday"), "Wioletta Kwiatkowska")):
        row = Row(name, f"{LONG} · 644 106 772", chip=chip)
        for width in range(230, 480, 7):
            placed = stand(QRect(0, 0, width, 62), row, stacked=width < STACKED, wraps=True, lines=most)
            said = [part for _box, part in placed.lines]
            assert len(said) <= 2
            assert "644" not in "".join(said) or "644 106 772" in " ".join(said)
            assert _letters(LONG) in _letters("".join(said)), (name, width, said)
            assert all(box.bottom() < 64 for box, _part in placed.lines)


def test_compact_rows_that_are_alike_cut_nothing(qapp: QApplication) -> None:
    worn.set_compact(compact=True)
    try:
        for width in (240, 420):
            placed = stand(
                QRect(0, 0, width, 60), Row("Anna", LONG), stacked=False, wraps=True, lines=Lines(alike=True)
            )
            assert _letters("".join(part for _box, part in placed.lines)) == _letters(LONG)
        row = Row("Anna", "Milk · bread · eggs · cheese")
        said = {stand(QRect(0, 0, n, 36), row, stacked=False, wraps=True).lines[0][1] for n in range(120, 260)}
        assert "Milk · bread …" in said  # somebody must know that there is more
    finally:
        worn.set_compact(compact=False)


SENTENCE = "Kysy, onko uusi kestoväri kestänyt pesut ja sopisiko latvojen tasaus"


def test_in_a_narrow_row_nothing_of_what_is_to_be_done_is_cut(qtbot: QtBot, ground: QWidget) -> None:
    """At 1024 a list of Today is 478 wide: 40 letters a line, and a second line before anything is cut."""
    view = RowList("list", "People", wraps=True)
    shown(qtbot, ground, view)
    chip = Chip("la 14.11.", icon="mailbox")
    row = Row("Anneli Tanskanen", SENTENCE, icon="bell", chip=chip, button="Hoidettu", menu=True)
    view.rows.set_rows([row, Row("Elo", "Short", icon="bell", button="Hoidettu", menu=True)])
    for width in (900, 478, 900):
        ground.resize(width, 300)
        QApplication.processEvents()
        room = view.viewport().width() - 233  # disc, button, overflow
        placed = _stand(row, room, stacked=room < STACKED)
        assert "".join(part for _box, part in placed.lines).replace(" ", "") == SENTENCE.replace(" ", "")
        assert len(placed.lines[0][1]) >= 30
        heights = [view.verticalHeader().sectionSize(n) for n in (0, 1)]
        assert heights[1] == 48
        assert (heights[0] > 48) == (len(placed.lines) == 2) == (width == 478)


def test_compact_rows_have_a_second_line_where_they_are_narrow(qtbot: QtBot, ground: QWidget) -> None:
    worn.set_compact(compact=True)
    try:
        view = RowList("list", "People", wraps=True)
        shown(qtbot, ground, view)
        view.rows.set_rows([Row("Anneli Tanskanen", SENTENCE, icon="bell", chip=Chip("la 14.11."), button="Hoidettu")])
        for width, high, lines in ((1000, 36, 1), (478, 57, 2)):
            ground.resize(width, 300)
            qtbot.waitUntil(lambda high=high: abs(view.verticalHeader().sectionSize(0) - high) <= 3)  # type: ignore[misc]
            room = view.viewport().width() - 180
            placed = _stand(view.rows.row(0), room, stacked=room < STACKED)
            assert len(placed.lines) == lines
            assert "".join(part for _box, part in placed.lines).replace(" ", "") == SENTENCE.replace(" ", "")
    finally:
        worn.set_compact(compact=False)


def test_a_number_is_not_torn_apart_where_its_line_can_hold_it(qapp: QApplication) -> None:
    row = Row("Anu", "Kysy, onko uusi kestoväri pitänyt · 044 123 4280")
    assert [part for _box, part in _stand(row, 245).lines] == ["Kysy, onko uusi kestoväri pitänyt", "044 123 4280"]


def test_longer_words_at_the_right_give_way_to_an_icon(qapp: QApplication) -> None:
    row = Row("Antero Uusitalo", "Soita", side="su 6.12.", side_full="su 6.12. (pyhäpäivä)", side_icon="flag")
    assert _stand(row, 400).said == "su 6.12. (pyhäpäivä)"
    assert _stand(row, 400).mark is None
    narrow = _stand(replace(row, chip=Chip("14 päivän päästä")), 210)
    assert narrow.side is not None
    assert narrow.side.width() >= QFontMetrics(worn.font("figures")).horizontalAdvance("su 6.12.")
    narrow = _stand(row, 200)
    assert narrow.said == "su 6.12."
    assert narrow.mark is not None
    assert "pyhäpäivä" in row.spoken()


def test_a_double_click_does_one_thing_once(qtbot: QtBot, people: RowList) -> None:
    """The second click would fall on the row, or the button, that the first has brought under the mouse."""
    told: list[str] = []
    people.acted.connect(lambda row, zone: told.append(zone))
    rect = people.visualRect(people.rows.index(1, 0))
    place = people.people.zones(rect, ROWS[1])["button"].center()
    left, bare = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(people.viewport(), left, bare, place)
    double_click(people.viewport(), place)
    assert told == ["button"]
    one = button("Solved", clicked=lambda: told.append("solved"))
    qtbot.addWidget(one)
    QTest.mouseClick(one, left, bare, one.rect().center())
    double_click(one, one.rect().center())
    assert told.count("solved") == 1

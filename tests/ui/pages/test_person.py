"""The page of a customer: what it shows in little room, and what becomes of work that the shop cannot take."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import Consent, Email, Entry, Occasion, OccasionKind, PostalAddress
from smallcrm.ui import worn
from smallcrm.ui.pages.customers import photo
from smallcrm.ui.pages.customers.fact_line import broken
from smallcrm.ui.pages.customers.header import ChipRow
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.customers.person import PersonPage
from smallcrm.ui.pages.customers.photo import read_photo
from smallcrm.ui.widgets.buttons import Toggle
from smallcrm.ui.widgets.chips import Chip, chip_size
from smallcrm.ui.widgets.strip import Strip
from tests.ui.pages.first_customer import page

__all__ = ["page"]


@pytest.fixture
def person(page: CustomersPage) -> PersonPage:
    return page.person


@contextmanager
def written_elsewhere(page: CustomersPage) -> Iterator[None]:
    """Hold the shop file as another program would."""
    page.shop.database.sql("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(page.shop.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def again(strip: Strip) -> None:
    """Press Try again."""
    assert strip.isVisible()
    found = [b for b in strip.findChildren(QPushButton) if b.isVisible() and b.text() == "Try again"]
    assert len(found) == 1
    found[0].click()


def picture(tmp_path: Path, colour: QColor | Qt.GlobalColor = Qt.GlobalColor.red, suffix: str = "png") -> Path:
    image = QImage(900, 300, QImage.Format.Format_ARGB32)
    image.fill(colour)
    file = tmp_path / f"photo.{suffix}"
    assert image.save(str(file))
    return file


def test_the_name_comes_before_the_chips(page: CustomersPage, qtbot: QtBot) -> None:
    name = "Maija-Liisa Koskela"
    tags = tuple(f"a long tag {n}" for n in range(5))
    page.shop.customers.save(replace(page.shop.customers.get(1), display_name=name, tags=tags))
    page.main.resize(880, 440)
    page.open(1)
    label = page.person.name
    qtbot.waitUntil(lambda: label.width() >= label.fontMetrics().horizontalAdvance(name))
    assert page.person.header.chips.accessibleName() == ", ".join(tags)


def test_chips_without_room_are_counted(qtbot: QtBot) -> None:
    row, chips = ChipRow(), [Chip("book club"), Chip("coffee"), Chip("poetry")]
    qtbot.addWidget(row)
    row.show_chips(chips)
    row.resize(600, 22)
    assert row.seen() == chips
    row.resize(chip_size(chips[0]).width() + 50, 22)
    assert row.seen() == [chips[0], Chip("+2")]
    row.resize(20, 22)
    assert row.seen() == []


def test_the_menu_of_a_low_window_has_the_actions(page: CustomersPage, qtbot: QtBot) -> None:
    page.main.resize(880, 440)
    qtbot.waitUntil(page.person.header.action_row.isHidden)
    page.person.header.more.click()
    menu = page.person.findChild(QMenu)
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    assert words[:5] == ["Visit\tF7", "Note\tF5", "Complaint\tF9", "Call", "Edit\tF2"]
    menu.actions()[1].trigger()
    menu.close()
    assert page.person.composer.text.hasFocus()


@pytest.mark.parametrize("what", ["note", "fact", "tick", "bin", "photo", "entry"])
def test_a_shop_that_is_written_elsewhere_is_tried_again(page: CustomersPage, tmp_path: Path, what: str) -> None:
    page.shop.timeline.add(1, "note", "old words")
    page.open(1)
    person, shop = page.person, page.shop
    begin: Callable[[], object]
    saved: Callable[[], bool]
    strip = person.trouble
    if what == "note":
        person.composer.text.setPlainText("half a")
        begin, strip = person.composer.save, person.composer.strip
        saved = lambda: shop.timeline.of(1)[0].text == "half a"  # noqa: E731
    elif what == "fact":
        begin, strip, saved = _fact(person)
    elif what == "tick":
        begin, saved = person.facts.checks["noMail"].click, lambda: shop.customers.get(1).no_mail
    elif what == "bin":
        begin, saved = person.bin, lambda: shop.customers.binned(1)
    elif what == "photo":
        file = picture(tmp_path)
        begin, saved = lambda: person.keep_photo(file), lambda: bool(shop.customers.get(1).photo)
    else:
        person.timeline.setCurrentIndex(person.timeline.lines.index(1))
        begin = lambda: QTest.keyClick(person.timeline, Qt.Key.Key_Delete)  # noqa: E731
        saved = lambda: not shop.timeline.of(1)  # noqa: E731
    with written_elsewhere(page):
        begin()
        again(strip)
    assert not saved()
    again(strip)
    assert saved()
    assert not strip.isVisible()


def _fact(person: PersonPage) -> tuple[Callable[[], object], Strip, Callable[[], bool]]:
    next(line for line in person.facts.lines() if line.fact.key == "phone0").click()
    editor = person.facts.editor
    assert editor is not None
    field = editor.fields["raw"].widget
    assert isinstance(field, QLineEdit)
    field.setText("050 1")
    return editor.commit, editor.strip, lambda: person.shop.customers.get(1).phones[0].raw == "050 1"


def test_what_was_typed_and_not_taken_waits_for_its_customer(page: CustomersPage) -> None:
    _commit, _strip, saved = _fact(page.person)
    with written_elsewhere(page):
        page.person.composer.begin()  # leaving the field saves, which fails
        assert page.person.facts.editing
    page.shop.database.sql("PRAGMA busy_timeout = 50")
    page.person.show_customer(page.shop.customers.get(2))
    assert not page.person.facts.editing
    page.person.show_customer(page.shop.customers.get(1))
    editor = page.person.facts.editor
    assert editor is not None
    assert editor.values()["raw"] == "050 1"
    editor.commit()
    assert saved()


def test_facts_stand_in_two_columns_where_the_page_is_narrow(page: CustomersPage, qtbot: QtBot) -> None:
    page.main.resize(1366, 768)
    facts = page.person.facts
    qtbot.waitUntil(lambda: len({line.x() for line in facts.lines()}) == 1)
    page.main.resize(1024, 680)
    qtbot.waitUntil(lambda: len({line.x() for line in facts.lines()}) == 2)
    assert facts.lines()[0].y() == facts.lines()[1].y()
    facts.lines()[1].click()
    assert facts.editor is not None
    editor = facts.editor
    qtbot.waitUntil(lambda: editor.width() == facts.width())


def test_a_long_fact_wraps_into_three_lines(page: CustomersPage, qtbot: QtBot) -> None:
    alert = "Allergic to nuts and to " + ", ".join(["sesame"] * 40)
    page.shop.customers.save(replace(page.shop.customers.get(1), alert=alert, tags=("colour", "hair dressing " * 2)))
    page.open(1)
    lines = {line.fact.key: line for line in page.person.facts.lines()}
    assert len(lines["alert"].rows(320)) == 3
    assert lines["alert"].rows(320)[-1].text.endswith("…")
    qtbot.waitUntil(lambda: lines["tags"].height() > lines["name"].height())
    email = "".join(row.text for row in lines["email0"].rows(160))
    assert email.replace("\u200b", "") == page.person.customer.emails[0].raw


def test_characters_beyond_the_first_plane_wrap_too(qtbot: QtBot) -> None:
    words = "🌷" * 40
    assert "".join(broken(words, worn.font(), 120, 99)) == words


@pytest.mark.parametrize("size", [(880, 440), (1366, 768)])
@pytest.mark.parametrize("key", ["address0", "name"])
def test_an_editor_comes_into_sight_with_its_button(
    page: CustomersPage, qtbot: QtBot, size: tuple[int, int], key: str
) -> None:
    page.main.resize(*size)
    page.person.facts.fill("address") if key == "address0" else page.person.facts.edit_current()
    editor = page.person.facts.editor
    assert editor is not None
    qtbot.waitUntil(lambda: seen(page.person, editor.save_button))


def seen(person: PersonPage, widget: QWidget) -> bool:
    """Whether all of a widget is in the part of the page that is seen."""
    view = person.area.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


def test_the_note_comes_into_sight_with_its_button(page: CustomersPage, qtbot: QtBot) -> None:
    page.main.resize(880, 440)
    bar = page.person.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.person.write("note")
    qtbot.waitUntil(lambda: seen(page.person, page.person.composer.save_button))


def test_older_entries_come_when_they_are_asked_for(page: CustomersPage) -> None:
    shop = page.shop
    with shop.change("note_added", name=""):
        for number in range(230):
            shop.timeline.write(1, Entry("note", shop.today - timedelta(days=number), f"note {number}"))
    page.open(1)
    person = page.person
    assert person.older.isVisible()
    shown = [line.entry for line in person.timeline.lines.lines if line.entry]
    assert len(shown) == 200
    person.older.click()
    assert len([line for line in person.timeline.lines.lines if line.entry]) == 230
    assert not person.older.isVisible()
    entry = person.timeline.entry()
    assert entry is not None
    assert entry.text == "note 200"
    page.open(2)
    page.open(1)
    assert person.older.isVisible()


def test_the_focus_stays_on_the_kind_that_was_chosen(page: CustomersPage) -> None:
    page.shop.timeline.add(1, "note", "words")
    page.shop.timeline.add(1, "letter", "spring")
    page.open(1)
    chip = next(c for c in page.person.kinds.findChildren(Toggle) if c.text() == "Notes")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.hasFocus()
    assert chip.isChecked()
    assert [line.entry.kind for line in page.person.timeline.lines.lines if line.entry] == ["note"]


def test_a_photo_is_kept_and_taken_back(page: CustomersPage, tmp_path: Path) -> None:
    page.person.keep_photo(picture(tmp_path))
    kept = QImage.fromData(page.shop.customers.get(1).photo)
    assert kept.width() == 512
    assert abs(kept.height() - 171) <= 1
    assert page.shop.customers.get(1).photo_type == "image/jpeg"
    page.main.toast.undo_button.click()
    assert page.shop.customers.get(1).photo == b""
    page.person.keep_photo(picture(tmp_path))
    assert page.shop.customers.get(1).photo
    page.person.keep_photo(None)
    assert page.shop.customers.get(1).photo == b""


def test_a_broken_picture_is_told_and_changes_nothing(page: CustomersPage, tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"no picture")
    page.person.keep_photo(file)
    assert "photo.jpg" in page.person.trouble.text()
    assert not [b for b in page.person.trouble.findChildren(QPushButton) if b.text() == "Try again"]
    assert page.shop.customers.get(1).photo == b""


def test_what_shines_through_becomes_white(tmp_path: Path, qapp: object) -> None:
    kept = QImage.fromData(read_photo(picture(tmp_path, QColor(0, 0, 0, 0))))
    assert kept.pixelColor(100, 100).lightness() > 250


def test_a_photo_stands_as_the_phone_was_held(tmp_path: Path, qapp: object) -> None:
    image = Image.new("RGB", (80, 40), (255, 255, 255))
    turned = image.getexif()
    turned[0x0112] = 6  # the phone was held upright: turn right by a quarter
    image.save(tmp_path / "held.jpg", exif=turned)
    kept = QImage.fromData(read_photo(tmp_path / "held.jpg"))
    assert (kept.width(), kept.height()) == (40, 80)


def test_a_picture_dropped_on_the_avatar_becomes_the_photo(page: CustomersPage, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path)))])
    place, none = QPoint(20, 20), Qt.KeyboardModifier.NoModifier
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    entered = QDragEnterEvent(place, copy, data, left, none)
    QApplication.sendEvent(page.person.avatar, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(page.person.avatar, QDropEvent(place.toPointF(), copy, data, left, none))
    assert page.shop.customers.get(1).photo


def test_a_list_dropped_on_the_avatar_leaves_the_photo(page: CustomersPage, tmp_path: Path) -> None:
    page.person.keep_photo(picture(tmp_path))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "list.csv"))])
    left, copy, none = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    page.person.avatar.dropEvent(QDropEvent(QPointF(20, 20), copy, data, left, none))
    assert page.shop.customers.get(1).photo


def test_the_page_fits_the_lowest_window_whatever_was_typed(page: CustomersPage) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3
    address = PostalAddress(street=long, postal_code="33100", city=long)
    page.shop.customers.save(
        replace(
            page.shop.customers.get(1),
            display_name=long,
            company=long,
            alert=long,
            tags=(long, "b"),
            addresses=(address,),
            emails=(Email(f"{long}@example.com"),),
        )
    )
    page.shop.timeline.add(1, "note", long)
    page.open(1)
    assert page.minimumSizeHint().width() <= 824


def test_consents_are_read_and_not_edited(page: CustomersPage) -> None:
    day = page.shop.today
    said = (
        Consent("marketing", "email", given=True, on=day - timedelta(days=9)),
        Consent("marketing", "email", given=False, on=day),
        Consent("marketing", "post", given=True, on=day),
    )
    page.shop.customers.save(replace(page.shop.customers.get(1), consents=said))
    page.open(1)
    line = page.person.facts.lines()[-1]
    assert line.fact.shown.split("\n") == ["E-mail: no", "Letters: yes"]
    line.click()
    assert not page.person.facts.editing


def test_whose_day_it_is_stands_under_the_date(page: CustomersPage) -> None:
    day = Occasion(OccasionKind.BIRTHDAY, 4, 2, 2015, whose="Elli")
    customer = page.shop.customers.get(1)
    page.shop.customers.save(replace(customer, occasions=(*customer.occasions, day)))
    page.open(1)
    fact = next(line.fact for line in page.person.facts.lines() if line.fact.key == "occasion1")
    assert fact.below == "Elli · turns 13"


def test_another_customer_is_shown_from_the_top(page: CustomersPage, qtbot: QtBot) -> None:
    page.main.resize(880, 440)
    bar = page.person.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.open(2)
    assert bar.value() == 0


def test_the_buttons_of_the_head_do_what_they_say(page: CustomersPage) -> None:
    head, composer = page.person.header, page.person.composer
    head.visit_button.click()
    assert [e.kind for e in page.shop.timeline.of(1)] == ["visit"]
    for made, kind in ((head.note_button, "note"), (head.complaint_button, "complaint"), (head.call_button, "call")):
        head.more.setFocus()
        made.click()
        assert composer.text.hasFocus()
        assert composer.tabs.kind == kind
    head.more.click()
    menu = page.person.findChild(QMenu)
    assert menu is not None
    next(one for one in menu.actions() if one.text() == "Print a card").trigger()
    menu.close()
    assert page.main.places.here == "letters"


def test_a_photo_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoJpeg(QImageWriter):
        def write(self, _image: QImage) -> bool:
            return False

    monkeypatch.setattr(photo, "QImageWriter", NoJpeg)
    with pytest.raises(BadInput):
        read_photo(picture(tmp_path, QColor(0, 0, 0, 0)))

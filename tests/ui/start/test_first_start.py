"""The first start: by keys alone, in four languages at once, and nothing on the disk before the last button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QProgressBar, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from smallcrm import i18n, paths
from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import Customer, ShopSettings
from smallcrm.domain.progress import Report
from smallcrm.safety.backup import backup
from smallcrm.store.clock import Clock, FixedClock
from smallcrm.store.shop import Shop
from smallcrm.ui.start import shops
from smallcrm.ui.start.shops import EMPTY, IMPORT, RESTORE, SAMPLE, Wish
from smallcrm.ui.start.steps import GREETINGS
from smallcrm.ui.start.window import LANGUAGE, SHOP, WAY, FirstStart
from tests.ui.plain_pages import TODAY

Begin = Callable[..., FirstStart]
Press = Callable[[Qt.Key], None]
Key = Qt.Key


def _files() -> list[str]:
    return sorted(p.name for p in paths.user_data().rglob("*"))


def _radio(window: FirstStart, name: str) -> QRadioButton:
    found = window.findChild(QRadioButton, name)
    assert isinstance(found, QRadioButton)
    return found


def _name(window: FirstStart) -> QLineEdit:
    found = window.findChild(QLineEdit, "shopName")
    assert isinstance(found, QLineEdit)
    return found


def _button(window: FirstStart, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_enter_a_name_enter_enter_and_the_sample_is_there(begun: Begin, press: Press, qtbot: QtBot) -> None:
    window = begun()
    press(Key.Key_Return)
    assert window.step == SHOP
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Harbour Books")
    press(Key.Key_Return)
    assert window.step == WAY
    assert _files() == []
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert window.wish == Wish("en", "Harbour Books", "other", SAMPLE)
    assert _files() == ["sample.smallcrm"]
    made = Shop.open(shops.sample_shop(), clock=FixedClock(TODAY))
    assert len(made.customers.all_ids()) == 400
    assert made.settings.read().sample
    assert [one.name for one in made.staff.all()] == ["Eleanor", "Josh"]
    made.close()


def test_an_empty_shop_by_arrow_keys_has_name_kind_language_and_nothing_to_undo(
    begun: Begin, press: Press, qtbot: QtBot
) -> None:
    window = begun()
    press(Key.Key_Down)
    qtbot.waitUntil(lambda: window.accessibleName() == "" and i18n.language() == "fi" and window.step == LANGUAGE)
    qtbot.waitUntil(lambda: _radio(window, "language_fi").hasFocus())
    press(Key.Key_Return)
    QTest.keyClicks(_name(window), " Kukka ")
    press(Key.Key_Tab)
    press(Key.Key_Up)
    press(Key.Key_Return)
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert window.draft.way == EMPTY
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not window.isVisible())
    made = Shop.open(shops.own_shop())
    settings = made.settings.read()
    assert (settings.name, settings.kind, settings.language, settings.country, settings.sample) == (
        "Kukka", "books", "fi", "FI", False,
    )  # fmt: skip
    assert not any(step.undoable for step in made.journal.steps())
    made.close()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_language_switches_at_once_and_each_greets_in_its_own(begun: Begin, language: str, qtbot: QtBot) -> None:
    window = begun("en" if language != "en" else "pl")
    _radio(window, f"language_{language}").click()
    qtbot.waitUntil(lambda: _radio(window, f"language_{language}").hasFocus())
    assert i18n.language() == language
    assert window.draft.language == language
    assert [_radio(window, f"language_{code}").accessibleName() for code in GREETINGS] == list(i18n.LANGUAGES.values())


def test_escape_goes_back_and_what_was_typed_is_still_there(begun: Begin, press: Press) -> None:
    window = begun()
    press(Key.Key_Return)
    QTest.keyClicks(_name(window), "Kino")
    press(Key.Key_Return)
    press(Key.Key_Escape)
    assert (window.step, _name(window).text()) == (SHOP, "Kino")
    _button(window, "startSkip").click()
    assert (window.step, window.draft.name) == (WAY, "")
    for _step in range(3):
        press(Key.Key_Escape)
    assert (window.step, window.isVisible()) == (LANGUAGE, True)


def test_closed_in_between_nothing_was_written(begun: Begin, press: Press) -> None:
    window = begun()
    press(Key.Key_Return)
    QTest.keyClicks(_name(window), "Kino")
    window.close()
    assert window.wish is None
    assert _files() == []


def test_the_sample_shows_how_far_it_is_and_can_be_stopped(
    begun: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = begun()
    seen = []

    def slow(part: Path, wish: Wish, clock: Clock, report: Report) -> None:
        part.touch()
        for n in range(10_000):
            report(n, 10_000)
            seen.append(n)

    monkeypatch.setattr(shops, "_sample", slow)
    for _step in range(3):
        window.go_on()
    bar = window.findChild(QProgressBar, "progress")
    assert isinstance(bar, QProgressBar)
    assert bar.accessibleName() == "Making the sample shop"
    window.go_on()  # a second Enter makes no second shop
    _button(window, "cancelButton").click()
    qtbot.waitUntil(lambda: window._job is None)
    qtbot.waitUntil(window.primary.hasFocus)
    assert window.wish is None
    assert _files() == []
    assert len(seen) <= 10_000


def test_a_disk_that_is_full_is_told_and_what_was_typed_stays(
    begun: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FileTrouble("disk_full", file="shop.smallcrm")

    monkeypatch.setattr(shops, "_own", full)
    window = begun()
    window.draft.name, window.draft.way = "Kino", EMPTY
    window.show_step(2)
    window.go_on()
    qtbot.waitUntil(window.strip.isVisible)
    assert "disk is full" in window.strip.text()
    assert (window.draft.name, window.primary.hasFocus(), _files()) == ("Kino", True, [])


def test_a_backup_comes_back_from_the_first_screen(
    begun: Begin, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Shop.open(tmp_path / "old.smallcrm", create=True)
    old.customers.add(Customer(given="Aino"))
    old.close()
    kept = backup(tmp_path / "old.smallcrm", old.now, folder=tmp_path / "stick")
    bad = tmp_path / "bad.smallcrm"
    bad.write_text("no shop")
    window = begun()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(bad), ""))
    _button(window, "startRestore").click()
    qtbot.waitUntil(window.strip.isVisible)
    assert not shops.own_shop().exists()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(kept), ""))
    _button(window, "startRestore").click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.wish is not None
    assert window.wish.way == RESTORE
    back = Shop.open(shops.own_shop())
    assert [c.name for c in back.customers.page(0, 9)] == ["Aino"]
    back.close()


def test_after_a_look_at_the_sample_two_screens_are_enough(begun: Begin) -> None:
    window = begun(own=True)
    assert window.step == SHOP
    window.go_on()
    assert window.step == WAY
    assert window.findChild(QRadioButton, "way_sample") is None
    assert window.draft.way == IMPORT
    window.back()
    window.back()
    assert not window.isVisible()
    assert window.wish is None


def test_the_name_typed_before_a_look_at_the_sample_is_still_there(begun: Begin, qtbot: QtBot) -> None:
    window = begun()
    window.go_on()
    QTest.keyClicks(_name(window), "Harbour Books")
    _radio(window, "kind_books").click()
    window.go_on()
    window.go_on()
    qtbot.waitUntil(lambda: window.wish is not None, timeout=60_000)
    later = begun(own=True)
    assert (later.draft.name, later.draft.kind, _name(later).text()) == ("Harbour Books", "books", "Harbour Books")


def test_the_card_on_the_left_bears_the_name_while_it_is_typed(begun: Begin, qtbot: QtBot) -> None:
    window = begun()
    qtbot.waitUntil(lambda: not window.panel._inside.isNull(), timeout=10_000)
    before = window.panel._inside.copy()
    window.go_on()
    QTest.keyClicks(_name(window), "Harbour Books")
    qtbot.waitUntil(lambda: window.panel._inside != before, timeout=10_000)
    _radio(window, "kind_hair").click()
    assert window.panel.kind == "hair"


def test_a_list_dropped_on_the_way_is_what_comes_in(begun: Begin, tmp_path: Path) -> None:
    window, mime = begun(), QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "people.csv"))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, left, none))
    window.show_step(2)
    assert _radio(window, "way_import").isChecked()
    assert list(window.draft.files) == [tmp_path / "people.csv"]


@pytest.mark.parametrize(
    ("size", "scale"), [((880, 440), 1.0), ((1024, 680), 1.0), ((1366, 768), 1.5), ((880, 440), 2.0)]
)
def test_each_screen_fits_and_its_button_is_seen(
    begun: Begin, size: tuple[int, int], scale: float, qtbot: QtBot
) -> None:
    from smallcrm.ui import theme
    from smallcrm.ui.application import application

    theme.apply(application(), "light", scale)
    window = begun("fi")
    window.resize(*size)
    qtbot.wait(20)
    for at in range(3):
        window.show_step(at)
        qtbot.wait(20)
        assert window.primary.width() >= window.primary.sizeHint().width()
        assert window.rect().contains(window.primary.mapTo(window, window.primary.rect().bottomRight()))
        inner = window.area.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() <= window.area.viewport().width()
    theme.apply(application(), "light", 1.0)


def test_the_shop_of_last_time_opens(tmp_path: Path) -> None:
    from PySide6.QtCore import QSettings

    settings = QSettings(str(tmp_path / "pc.ini"), QSettings.Format.IniFormat)
    assert shops.to_open(settings) is None
    shops.sample_shop().touch()
    assert shops.to_open(settings) == shops.sample_shop()
    shops.own_shop().touch()
    assert shops.to_open(settings) == shops.own_shop()
    shops.remember(settings, shops.sample_shop())
    assert shops.to_open(settings) == shops.sample_shop()
    shops.remember(settings, tmp_path / "another.smallcrm")
    assert shops.to_open(settings) == shops.sample_shop()
    shops.remember(settings, shops.own_shop())
    assert shops.to_open(settings) == shops.own_shop()


def test_the_sample_leaves_with_its_backups_and_nothing_of_ones_own(tmp_path: Path) -> None:
    clock = FixedClock(TODAY)
    for wish in (Wish("en"), Wish("en", "Kino", "cafe", EMPTY)):
        shops.make(wish, clock, lambda _done, _total: None)
        backup(wish.file, clock.now(), why="closing")
    assert len(_files()) == 5
    shops.drop_sample()
    assert [name for name in _files() if "sample" in name] == []
    assert len([name for name in _files() if name.startswith("shop")]) == 2
    again = Shop.open(shops.own_shop())
    assert again.settings.read() == ShopSettings(name="Kino", kind="cafe")
    again.close()


def test_a_shop_that_came_meanwhile_is_opened_and_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, own = FixedClock(TODAY), shops._own
    others = shops.own_shop().with_name("shop.1.making")

    def slow(part: Path, wish: Wish, clock: Clock) -> None:
        own(part, wish, clock)
        faster = Shop.open(shops.own_shop(), clock=clock, create=True)
        faster.customers.add(Customer(display_name="Aino Virta"))
        faster.close()

    shops.own_shop().parent.mkdir(parents=True, exist_ok=True)
    others.touch()
    monkeypatch.setattr(shops, "_own", slow)
    file = shops.make(Wish("en", "Kino", "cafe", EMPTY), clock, lambda _done, _total: None)
    there = Shop.open(file)
    assert there.customers.count() == 1
    there.close()
    assert _files() == sorted([file.name, others.name])


def test_customers_added_to_the_sample_are_kept_among_the_backups(tmp_path: Path) -> None:
    clock = FixedClock(TODAY)
    for wish in (Wish("en"), Wish("en", "Kino", "cafe", EMPTY)):
        shops.make(wish, clock, lambda _done, _total: None)
    sample = Shop.open(shops.sample_shop(), clock=clock)
    count = sample.customers.count()
    sample.customers.add(Customer(display_name="Aino Virta"))
    sample.close()
    backup(shops.sample_shop(), clock.now(), why="closing")
    shops.drop_sample()
    assert not shops.sample_shop().exists()
    kept = sorted((paths.user_data() / "backups").glob(f"{shops.KEPT}-*.smallcrm"))
    assert len(kept) == 2
    for file in kept:
        again = Shop.open(file)
        assert again.customers.count() == count + 1
        again.close()
    shops.make(Wish("en"), clock, lambda _done, _total: None)
    shops.drop_sample()  # the next sample goes, and those stay
    assert not shops.sample_shop().exists()
    assert sorted((paths.user_data() / "backups").glob("sample*")) == kept


def test_a_shop_of_ones_own_in_the_place_of_the_sample_stays(tmp_path: Path) -> None:
    clock = FixedClock(TODAY)
    mine = Shop.open(shops.sample_shop(), clock=clock, create=True)
    mine.customers.add(Customer(display_name="Aino Virta"))
    mine.close()
    backup(shops.sample_shop(), clock.now(), why="closing")
    before = _files()
    shops.drop_sample()
    assert set(before) <= set(_files())
    again = Shop.open(shops.sample_shop())
    assert again.customers.count() == 1
    again.close()

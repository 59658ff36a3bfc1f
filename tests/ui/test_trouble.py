"""A shop file that cannot be used has its page: it says what is safe, and each of its verbs leads on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smallcrm import app, i18n
from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import Customer
from smallcrm.safety.backup import backup
from smallcrm.safety.offers import newest_offer
from smallcrm.store.shop import Shop
from smallcrm.ui import theme, trouble_words
from smallcrm.ui.following import Next
from smallcrm.ui.trouble import TroubleWindow
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY

NOW = datetime(2027, 5, 11, 9, 30)
CODES = sorted(trouble_words._STORIES)


@pytest.fixture
def shop_file(tmp_path: Path) -> Path:
    """A shop with three customers, backed up at 8:02 and again, damaged, at 9."""
    file = tmp_path / "shop.smallcrm"
    shop = Shop.open(file, create=True)
    for name in ("Aino", "Eero", "Liisa"):
        shop.customers.add(Customer(given=name))
    shop.close()
    backup(file, datetime(2027, 5, 11, 8, 2), why="closing")
    backup(file, datetime(2027, 5, 11, 9, 0)).write_bytes(b"no shop any more")
    return file


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., TroubleWindow]:
    def show(code: str, file: Path) -> TroubleWindow:
        page = TroubleWindow(FileTrouble(code, file=str(file), found=9, known=1), file, NOW)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return show


Shown = Callable[[str, Path], TroubleWindow]


def words(page: TroubleWindow) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def test_the_newest_backup_that_opens_is_offered(shop_file: Path) -> None:
    offer = newest_offer(shop_file)
    assert offer is not None
    assert (offer.at, offer.customers) == (datetime(2027, 5, 11, 8, 2), 3)
    shutil.rmtree(shop_file.parent / "backups")
    assert newest_offer(shop_file) is None


@pytest.mark.parametrize("code", CODES)
def test_each_trouble_has_words_of_its_own_and_a_first_thing_to_do(code: str, shop_file: Path, shown: Shown) -> None:
    page = shown(code, shop_file)
    first, *_others = page.buttons
    assert first.hasFocus()
    assert first.property("look") == "primary"
    assert [b.property("look") for b in page.buttons].count("primary") == 1
    assert page.title in words(page)
    assert str(shop_file) in words(page)
    QTest.keyClick(page.buttons[-1], Qt.Key.Key_Return)
    assert not page.isVisible()
    assert page.next is None


def test_no_two_troubles_say_the_same() -> None:
    assert len({story.title() for story in trouble_words._STORIES.values()}) == len(CODES)
    assert len({story.what() for story in trouble_words._STORIES.values()}) == len(CODES)


def test_a_damaged_file_offers_its_backup_first_by_time_and_people(shop_file: Path, shown: Shown) -> None:
    page = shown("damaged", shop_file)
    assert page.buttons[0].text() == "Restore the backup of today 08:02"
    assert "Backup of today 08:02: 3 customers" in words(page)
    QTest.keyClick(page.buttons[0], Qt.Key.Key_Space)
    assert page.next is not None
    assert page.next.candidate is not None
    assert page.next.candidate.name == "shop-20270511-080200-closing.smallcrm"


def test_without_a_backup_nothing_is_promised(tmp_path: Path, shown: Shown) -> None:
    page = shown("damaged", tmp_path / "shop.smallcrm")
    assert "There is no backup beside the shop file" in words(page)
    assert page.buttons[0].text() == "Open another shop"


@pytest.mark.parametrize(
    ("code", "verb", "wanted"),
    [
        ("locked", "Try again", {}),
        ("missing", "Start a new one", {"fresh": True}),
        ("cannot_write", "Open to look only", {"look": True}),
    ],
)
def test_each_verb_leads_on(code: str, verb: str, wanted: dict[str, bool], shop_file: Path, shown: Shown) -> None:
    page = shown(code, shop_file)
    next(b for b in page.buttons if b.text() == verb).click()
    assert page.next == Next(shop_file, **wanted)  # type: ignore[arg-type]


def test_another_shop_and_another_backup_are_asked_for(
    shop_file: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = shop_file.with_name("other.smallcrm")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(other), ""))
    for verb, wanted in (("Open another shop", Next(other)), ("Choose a backup", Next(shop_file, candidate=other))):
        page = shown("damaged", shop_file)
        next(b for b in page.buttons if b.text() == verb).click()
        assert page.next == wanted


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("code", CODES)
def test_it_fits_a_small_screen(
    code: str, scale: float, look: str, shop_file: Path, shown: Shown, qapp: QApplication
) -> None:
    i18n.set_language("pseudo")
    theme.apply(qapp, look, scale)
    page = shown(code, shop_file)
    page.resize(880, 440)
    qapp.processEvents()
    for made in page.findChildren(QPushButton):
        assert made.width() >= made.sizeHint().width()
        assert made.mapTo(page, made.rect().topRight()).x() < page.width()
    theme.apply(qapp, "light", 1.0)


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand for the event loop: pages take their first verb, windows are closed; what was seen is told."""
    seen: list[str] = []

    def step(*_: object) -> int:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, TroubleWindow) and widget.isVisible():
                seen.append(widget._trouble.code)
                widget.buttons[0].click()
            elif isinstance(widget, MainWindow) and widget.isVisible():
                seen.append(f"{widget.shop.customers.count()} customers, {widget.banner.text()}")
                widget.close()
        return 0

    monkeypatch.setattr("PySide6.QtWidgets.QApplication.exec", step)
    monkeypatch.setattr("sys.excepthook", None)
    return seen


def test_from_a_damaged_file_to_yesterdays_customers_by_one_key(
    shop_file: Path, sessions: list[str], plain_pages: None, qapp: QApplication
) -> None:
    damaged = shop_file.read_bytes()[:3000] + b"\xff" * 9000
    shop_file.write_bytes(damaged)
    assert app.main(shop_file, language="en", now=TODAY) == 0
    assert sessions[0] in {"damaged", "not_a_shop"}
    assert sessions[1].startswith("3 customers")
    assert [p.read_bytes() for p in shop_file.parent.glob("*.damaged-*")] == [damaged]


def test_a_file_that_vanished_is_not_replaced_by_an_empty_shop(
    shop_file: Path, sessions: list[str], plain_pages: None, qapp: QApplication
) -> None:
    assert app.main(shop_file, language="en", now=TODAY) == 0
    stick = shop_file.with_name("elsewhere")
    shutil.move(shop_file, stick)
    tries: list[int] = []
    original = TroubleWindow._verbs

    def plugged_in(self: TroubleWindow, *values: object) -> list[QPushButton]:
        if tries:
            shutil.move(stick, shop_file)
        tries.append(1)
        return original(self, *values)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TroubleWindow, "_verbs", plugged_in)
        assert app.main(shop_file, language="en", now=TODAY) == 0
    assert [s.split(",")[0] for s in sessions] == ["3 customers", "missing", "missing", "3 customers"]


def test_a_shop_that_may_only_be_read_opens_and_says_so(
    shop_file: Path, sessions: list[str], plain_pages: None, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smallcrm.store.database.PRAGMAS", {"query_only": 1})  # root may write everywhere
    assert app.main(shop_file, language="en", now=TODAY) == 0
    assert "The shop file may only be read" in sessions[0]

"""Starting: no display, a second start, a file that cannot be used."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm import app
from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import Customer
from smallcrm.safety.backup import backups, folder_of
from smallcrm.safety.window_lock import take, window_lock
from smallcrm.store.clock import FixedClock
from smallcrm.ui import single
from smallcrm.ui.following import Next, seen_key
from smallcrm.ui.widgets.question import Question
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY


def test_a_missing_display_is_noticed_before_qt_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert app.display_missing()
    monkeypatch.setenv("DISPLAY", ":0")
    assert not app.display_missing()
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not app.display_missing()


def test_a_second_start_raises_the_first_window(
    qtbot: QtBot, plain_pages: None, opened: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = opened()
    raised: list[int] = []
    server = single.listen(window.shop.file, window, lambda: raised.append(1))
    assert single.raise_first(window.shop.file)
    qtbot.waitUntil(lambda: raised == [1])
    assert not single.raise_first(tmp_path / "other.smallcrm")
    server.close()


def test_the_fortieth_start_of_a_day_raises_the_window_too(
    qtbot: QtBot, plain_pages: None, opened: Callable[..., MainWindow]
) -> None:
    window = opened()
    raised: list[int] = []
    server = single.listen(window.shop.file, window, lambda: raised.append(1))
    for start in range(1, 41):
        assert single.raise_first(window.shop.file)
        qtbot.waitUntil(lambda start=start: len(raised) == start)  # type: ignore[misc]
    server.close()


def test_the_socket_belongs_to_one_person_and_one_file(tmp_path: Path) -> None:
    assert single.name_of(tmp_path / "a") == single.name_of(tmp_path / "b" / ".." / "a")
    assert single.name_of(tmp_path / "a") != single.name_of(tmp_path / "b")
    assert single.name_of(tmp_path / os.fsdecode(b"\xe4")) != single.name_of(tmp_path / os.fsdecode(b"\xe5"))


def seen_and_closed(*_: object) -> int:
    """Stand for the event loop: somebody sees the page of a trouble and closes it."""
    return sum(page.close() for page in QApplication.topLevelWidgets() if page.objectName() == "troublePage")


def test_a_folder_that_cannot_be_is_a_page_not_a_traceback(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("mine")
    monkeypatch.setattr("PySide6.QtWidgets.QApplication.exec", seen_and_closed)
    assert app.main(tmp_path / "file" / "shop.smallcrm", language="en", now=TODAY) == 1


def test_a_file_in_use_ends_the_second_start_without_touching_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtWidgets.QApplication.exec", seen_and_closed)
    shop_file = tmp_path / "shop.smallcrm"
    with FileLock(f"{shop_file}.lock"):
        assert app.main(shop_file) == 1
    assert not shop_file.exists()


@pytest.mark.parametrize("content", [b"", b"not a shop at all" * 100])
def test_a_file_that_is_no_shop_is_refused_and_kept(qapp: object, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "shop.smallcrm"
    file.write_bytes(content)
    with pytest.raises(FileTrouble):
        app.open_window(file, today=TODAY)
    assert file.read_bytes() == content


def test_the_server_is_gone_with_its_window(plain_pages: None, opened: Callable[..., MainWindow]) -> None:
    window = opened()
    server = single.listen(window.shop.file, window, window.come_forward)
    assert isinstance(server, QLocalServer)
    assert server.isListening()
    server.close()
    window.close()
    assert not single.raise_first(window.shop.file)


def test_closing_makes_a_backup_and_a_backup_can_be_gone_back_to(
    qtbot: QtBot, plain_pages: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Start, add, close; start, add, go back: the shop opens again as it was, and what was newer is kept beside it."""
    file, seen = tmp_path / "shop.smallcrm", []

    def session(window: MainWindow) -> None:
        seen.append(window.shop.customers.count())
        question: Question | None = None
        if len(seen) == 2:
            kept = backups(folder_of(file), file.stem)
            assert [b.why for b in kept] == ["closing"]
            window.keeping.ask_whether(kept[0].path)
            question = window.findChild(Question)
            assert question is not None
            assert question.keep.isDefault()
        if len(seen) < 3:
            window.shop.customers.add(Customer(display_name=f"Person {len(seen)}"))
        if question is not None:
            question.do.click()
        else:
            window.close()

    first = MainWindow.show_first

    def watched(window: MainWindow) -> None:
        first(window)
        QTimer.singleShot(0, window, lambda: session(window))

    monkeypatch.setattr(MainWindow, "show_first", watched)
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    assert app.main(file, language="en", now=TODAY) == 0
    assert app.main(file, language="en", now=TODAY) == 0
    assert seen == [0, 1, 1]
    assert [b.why for b in backups(folder_of(file), file.stem)].count("closing") == 2  # none just before the restore
    assert "restored" in {b.why for b in backups(folder_of(file), file.stem)}


def test_an_import_that_never_finished_is_told_once(frame: MainWindow) -> None:
    note = frame.shop.file.with_name(frame.shop.file.name + ".importing")
    note.write_text('{"files": ["people.vcf"], "at": "2027-05-11T08:00:00"}', encoding="utf-8")
    frame.keeping.tell_start()
    assert "people.vcf" in frame.banner.text()
    assert not note.exists()


def test_a_shop_is_known_from_its_first_opening_on(frame: MainWindow) -> None:
    frame.keeping.tell_start()
    assert frame.settings.contains(seen_key(frame.shop.file))


def test_a_backup_made_by_hand_is_told(qtbot: QtBot, frame: MainWindow) -> None:
    frame.actions_by_id["back_up"].trigger()
    qtbot.waitUntil(frame.toast.isVisible)
    assert frame.toast.words.text() == "Backup made and checked"
    assert len(backups(folder_of(frame.shop.file), frame.shop.file.stem)) == 1


def test_a_second_start_waits_for_a_window_that_is_closing(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first window no longer listens but still makes its backup: the second start has its turn afterwards."""
    shop_file = tmp_path / "shop.smallcrm"
    first = FileLock(f"{shop_file}.lock", timeout=0, thread_local=False)
    second = window_lock(shop_file)
    take(first, shop_file)
    threading.Timer(0.4, first.release).start()
    assert single.take_turn(second, shop_file)
    second.release()
    monkeypatch.setattr(single, "PATIENCE", 0.2)
    take(first, shop_file)
    with pytest.raises(FileTrouble) as caught:
        single.take_turn(second, shop_file)
    assert caught.value.code == "in_use"
    first.release()


def test_open_to_look_only_writes_nothing_and_takes_nothing_from_the_first_window(
    plain_pages: None, opened: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened()
    for name in ("Aino Virta", "Elo Mäkinen"):
        first.shop.customers.add(Customer(display_name=name))
    first.shop.database.sql("UPDATE journal SET at = '2001-05-11T09:00:00' WHERE id = 1")  # old enough to be trimmed
    file, raised, codes = first.shop.file, [0], []
    server = single.listen(file, first, lambda: raised.append(1))
    before, there = file.read_bytes(), sorted(file.parent.rglob("*"))
    shown = MainWindow.show_first

    def session(window: MainWindow) -> None:
        for change in (lambda: window.shop.customers.add(Customer(display_name="Eero")), window.shop.journal.trim):
            with pytest.raises(FileTrouble) as caught:
                change()
            codes.append(caught.value.code)

    def and_close(window: MainWindow) -> None:
        try:
            session(window)
        finally:
            window.close()
            QApplication.exit()  # the first window stays, and the loop would with it

    def watched(window: MainWindow) -> None:
        shown(window)
        QTimer.singleShot(0, window, lambda: and_close(window))

    monkeypatch.setattr(MainWindow, "show_first", watched)
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    app._session(app.application(), Next(file, look=True), "en", FixedClock(TODAY))
    assert codes == ["read_only", "read_only"]
    assert single.raise_first(file)
    server.close()
    assert file.read_bytes() == before
    assert sorted(file.parent.rglob("*")) == there


def test_a_second_start_does_not_wait_where_a_first_window_comes_forward(
    plain_pages: None, opened: Callable[..., MainWindow]
) -> None:
    window = opened()
    lock, file = window_lock(window.shop.file), window.shop.file
    take(lock, file)
    server = single.listen(file, window, window.come_forward)
    assert not single.take_turn(window_lock(file), file)
    server.close()
    lock.release()

"""Whatever a job does, the window stays awake: a timer of 10 ms in its thread is never late by more than a blink."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import Customer, Occasion, Phone, PostalAddress
from smallcrm.domain.progress import Report
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.importing.page import ImportPage
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY

BEAT = 0.010
PEOPLE, CARDS = 5_000, 200
CROWD = 20_000
"""Customers of the shop that is promised to answer at once."""
HEADINGS = "First name;Last name;Birthday;Street;Postcode;Town;E-mail"


def allowed() -> float:
    """Give the seconds a beat may be late: a busy computer, CI and measuring coverage have other work meanwhile."""
    load = (os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0) / (os.cpu_count() or 1)
    if load > 2:
        return max(1.5, load)
    return 0.600 if load > 0.5 or os.environ.get("CI") or sys.gettrace() else 0.100


class Heart(QTimer):
    """Beats in the window's thread and remembers how late its latest beat was, in seconds."""

    def __init__(self) -> None:
        super().__init__(interval=int(BEAT * 1000))
        self.late, self._last = 0.0, 0.0
        self.timeout.connect(self._beat)

    def begin(self) -> None:
        """Forget what was, and beat."""
        self.late, self._last = 0.0, time.perf_counter()
        self.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late, self._last = max(self.late, now - self._last - BEAT), now


@pytest.fixture
def heart() -> Iterator[Heart]:
    made = Heart()
    yield made
    made.stop()


Work = Callable[[int], object]


class Watch(Protocol):
    """Runs a work, and once more if the window slept; ``before`` is done unwatched."""

    def __call__(self, work: Work, before: Work = ...) -> None: ...


@pytest.fixture
def awake(opened: Callable[..., MainWindow], heart: Heart, qtbot: QtBot) -> tuple[MainWindow, Watch]:
    """The real window, and what runs a work until no job is left and fails if the window slept, twice in a row."""
    window = opened()

    def rest() -> None:
        """Wait until no job is left, nor one that a short timer starts."""
        while True:
            qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)
            qtbot.wait(150)
            if not window.jobs.busy:
                return

    def watch(work: Work, before: Work = lambda _attempt: None) -> None:
        late = []
        for attempt in range(2):
            before(attempt)
            rest()
            heart.begin()
            work(attempt)
            rest()
            heart.stop()
            late.append(heart.late)
            if heart.late <= allowed():
                return
        raise AssertionError(f"the window slept for {min(late):.3f} s, twice")

    return window, watch


def people(file: Path, start: int = 0) -> Path:
    """Write a list of people; the birthdays of some are next week."""
    rows = [HEADINGS]
    for n in range(start, start + PEOPLE):
        birthday = "18.5.1980" if n < CARDS else f"{1 + n % 28}.1.{1940 + n % 60}"
        rows.append(f"Given{n};Family{n % 977};{birthday};{n} Harbour Street;P17 {n:04d};Kinsale;person{n}@example.org")
    file.write_text("\r\n".join(rows), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop of twenty thousand."""
    file = tmp_path_factory.mktemp("crowd") / "crowd.smallcrm"
    shop = Shop.open(file, create=True, clock=FixedClock(TODAY))
    everybody = [
        Customer(
            given=f"Given{n}",
            family=f"Family{n % 977}",
            phones=(Phone(f"0401{n:06}"),),
            addresses=(PostalAddress(f"{n} Harbour Street", "P17 0001", "Kinsale"),),
            occasions=(Occasion("birthday", 1 + n % 12, 1 + n % 28, 1950 + n % 50),),
        )
        for n in range(CROWD)
    ]
    with shop.change("imported", bulk=True):
        for start in range(0, CROWD, PEOPLE):
            shop.customers.add_many(everybody[start : start + PEOPLE])
    shop.close()
    return file


def test_a_shop_of_twenty_thousand_answers_while_jobs_work(
    crowd: Path, opened: Callable[..., MainWindow], heart: Heart, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "shop.smallcrm"
    shutil.copy(crowd, file)
    window = opened(file)
    window.go("import")
    imports = cast("ImportPage", window.places.page("import"))
    found: dict[str, float] = {}

    def done() -> bool:
        return not window.jobs.busy

    def watch(name: str, work: Callable[[], object], done: Callable[[], bool] = done) -> None:
        qtbot.wait(600)
        heart.begin()
        work()
        qtbot.waitUntil(done, timeout=120_000)
        qtbot.wait(100)
        heart.stop()
        found[name] = heart.late

    looking = lambda: done() and imports.looked is not None  # noqa: E731 — the plan comes after the job
    watch("look", lambda: imports.take([people(tmp_path / "list.csv", CROWD)]), looking)
    watch("import", imports.bring_in)
    assert window.shop.customers.count() == CROWD + PEOPLE
    watch("undo", window.undo)
    watch("redo", window.undoing.redo)
    watch("backup", window.keeping.back_up)
    watch("export", lambda: window.exporting.save(tmp_path / "all.vcf"))
    watch("check", lambda: window.jobs.start("Checking", _checking(window.shop)))
    slept = {name: round(late, 3) for name, late in found.items() if late > allowed()}
    assert not slept, f"the window slept: {slept}"


def _checking(shop: Shop) -> Callable[[Report], object]:
    def work(report: Report) -> object:
        with shop.database.attached():
            return check(shop, report)

    return work


def test_the_counter_finds_and_saves_while_an_import_runs(
    crowd: Path, opened: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "shop.smallcrm"
    shutil.copy(crowd, file)
    window = opened(file)
    window.go("import")
    imports = cast("ImportPage", window.places.page("import"))
    imports.take([people(tmp_path / "list.csv", CROWD)])
    qtbot.waitUntil(lambda: imports.looked is not None and not window.jobs.busy, timeout=60_000)
    before = window.shop.customers.count()
    waits: list[float] = []
    saved, refused = 0, list[str]()
    imports.bring_in()
    while window.jobs.busy:
        qtbot.wait(50)
        start = time.perf_counter()
        assert window.shop.customers.search("given19")
        try:
            window.shop.customers.add(Customer(given="At the counter"))
            saved += 1
        except FileTrouble as busy:  # the import is writing: told, and tried again
            refused.append(busy.code)
        waits.append(time.perf_counter() - start)
    assert saved + len(refused) > 3
    assert set(refused) <= {"locked"}
    assert window.shop.customers.count() == before + PEOPLE + saved
    assert max(waits) < 3 * allowed()


def test_a_window_that_sleeps_is_noticed(awake: tuple[MainWindow, Watch]) -> None:
    _window, watch = awake
    with pytest.raises(AssertionError, match="slept for"):
        watch(lambda _attempt: QTest.qSleep(int(1000 * (allowed() + 5 * BEAT))))


def test_the_window_is_awake_while_jobs_work(awake: tuple[MainWindow, Watch], tmp_path: Path, qtbot: QtBot) -> None:
    window, watch = awake
    files = [people(tmp_path / f"list{n}.csv", n * PEOPLE) for n in range(3)]
    window.go("import")
    imports = cast("ImportPage", window.places.page("import"))

    watch(lambda attempt: imports.take([files[attempt]]))
    assert imports.looked is not None
    assert window.shop.customers.count() == 0
    watch(lambda _attempt: imports.bring_in(), before=lambda attempt: imports.take([files[2]]) if attempt else None)
    assert window.shop.customers.count() % PEOPLE == 0 < window.shop.customers.count()
    watch(lambda _attempt: window.keeping.back_up())


def test_the_window_is_awake_while_cards_are_drawn(
    awake: tuple[MainWindow, Watch], tmp_path: Path, qtbot: QtBot
) -> None:
    window, watch = awake
    window.go("import")
    imports = cast("ImportPage", window.places.page("import"))
    imports.take([people(tmp_path / "list.csv")])
    qtbot.waitUntil(lambda: imports.looked is not None and not window.jobs.busy, timeout=60_000)
    imports.bring_in()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)

    window.go("letters")
    letters = cast("LettersPage", window.places.page("letters"))
    watch(lambda _attempt: letters.start_again())
    assert letters.gathered is not None
    assert len(letters.gathered.people) == CARDS
    watch(lambda _attempt: letters.who.step(1))

    def save(attempt: int) -> None:
        order = letters.order(letters.who.ticked_people())
        assert order is not None
        letters.printing.save(order, tmp_path / f"cards{attempt}.pdf")

    watch(save)
    assert (tmp_path / "cards0.pdf").stat().st_size > 100_000

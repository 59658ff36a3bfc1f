"""Scenes of the frame: quick-find, menus, toast, banner, work that goes on, questions, bugs, files in trouble."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSemaphore
from PySide6.QtWidgets import QMenu, QMenuBar, QProgressBar

from smallcrm.domain.errors import FileTrouble, ShopError
from smallcrm.i18n import _
from smallcrm.ui.errors import BugDialog, report
from smallcrm.ui.scenes.stage import Scene, Stage

TROUBLES = ("damaged", "newer", "locked", "read_only", "disk_full", "missing", "not_a_shop", "cannot_open")


def _name(stage: Stage) -> str:
    people = stage.shop.customers.page(0, 1)
    if not people:
        raise LookupError("nobody")
    return people[0].name


def _find(text: str, stage: Stage) -> None:
    stage.go("today")
    stage.window.find_customer()
    stage.type("quickFind", text or _name(stage)[:3])


def _find_command(stage: Stage) -> None:
    _find(_("Settings")[:4], stage)


def _find_elsewhere(stage: Stage) -> None:
    stage.go("settings")
    stage.window.find_customer()
    stage.type("quickFind", _name(stage)[:2])


def _menu(number: int, stage: Stage) -> None:
    stage.go("today")
    bar = next(iter(stage.window.findChildren(QMenuBar)))
    menus = [action.menu() for action in bar.actions()]
    menu = next(m for at, m in enumerate(menus) if at == number and isinstance(m, QMenu))
    place = bar.actionGeometry(bar.actions()[number]).bottomLeft()
    menu.popup(bar.mapToGlobal(place))


def _toast(stage: Stage) -> None:
    person = stage.shop.customers.page(0, 1)[0]
    stage.perform("customers", "open", person.id)
    stage.perform("customers", "delete")


def _banner(stage: Stage) -> None:
    stage.go("today")
    stage.window.errors.handle(ShopError("disk_full", file=str(stage.shop.file)))


def _job(stage: Stage) -> None:
    stage.go("today")
    end = QSemaphore()

    def work(report: object) -> None:
        report(212, 400)  # type: ignore[operator]
        end.tryAcquire(1, 60_000)

    stage.window.jobs.start(_("Importing customers"), work)
    stage.busy(end.release)
    bar = stage.window.findChild(QProgressBar, "progress")
    strip = bar.parentWidget() if bar else None
    if bar is None or strip is None:
        raise LookupError("progress")
    stage.settle(lambda: bar.maximum() == 400)
    strip.show()


def _bug(stage: Stage) -> None:
    stage.go("today")
    try:
        _name(stage)[10_000]
    except IndexError as error:
        BugDialog(report(error), stage.window).open()  # as the hook does, but nobody's bugs are kept of it


def _restore(stage: Stage) -> None:
    stage.go("today")
    stage.window.keeping.ask_whether(stage.shop.file)


def _trouble(code: str, stage: Stage) -> None:
    from smallcrm.ui.trouble import TroubleWindow

    file = Path("shop.smallcrm")
    stage.apart(TroubleWindow(FileTrouble(code, file=str(file), found=9, known=1), file, stage.shop.now))


def _go(key: str, stage: Stage) -> None:
    stage.go(key)


SCENES = (
    Scene("quick-find", partial(_find, "")),
    Scene("quick-find-commands", _find_command),
    Scene("quick-find-nobody", partial(_find, "Xyz")),
    Scene("quick-find-elsewhere", _find_elsewhere),
    Scene("quick-find-long", partial(_find, ""), "long"),
    *(Scene(f"menu-{number + 1}", partial(_menu, number)) for number in range(5)),
    Scene("banner", _banner),
    Scene("job", _job),
    Scene("bug", _bug),
    Scene("question-restore", _restore),
    *(Scene(f"trouble-{code.replace('_', '-')}", partial(_trouble, code)) for code in TROUBLES),
    Scene("help", partial(_go, "help"), page="help"),
    Scene("history", partial(_go, "history"), page="history"),
    Scene("history-empty", partial(_go, "history"), "empty", page="history"),
    Scene("toast", _toast, "used"),
)

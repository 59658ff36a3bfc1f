"""Scenes of the answers to a scan: each colour with what it can say, on different pages, and the queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QLineEdit

from smallcrm.domain.card_numbers import Code, CodeKind, number_of
from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms, Unit
from smallcrm.domain.scanning import Burst
from smallcrm.i18n import _, ngettext
from smallcrm.store.clock_guard import Doubt
from smallcrm.ui.scanning import answer as say
from smallcrm.ui.scanning.answer import Act, Answer, Colour, Dots
from smallcrm.ui.scanning.waiting import Task
from smallcrm.ui.scenes.stage import Scene, Stage

_NUMBER = number_of(42)


def _name(stage: Stage) -> str:
    people = stage.shop.customers.page(0, 1)
    if not people:
        raise LookupError("nobody")
    return people[0].name


def _show(stage: Stage, answer: Answer, page: str = "today") -> None:
    panel = stage.window.scanning.panel
    if panel is None:
        raise LookupError("panel")
    stage.go(page)
    stage.window.scanning.answer(answer)
    stage.afterwards(panel.dismiss)
    panel.timer.stop()
    stage.settle()


def _dots(filled: int, new: int = 0, goal: int = 10) -> Dots:
    return Dots(filled, goal, "coffee", "coffee", 0, frozenset({goal}) if filled == goal else frozenset(), new)


def _green(page: str, stage: Stage) -> None:
    _show(stage, _stamped(stage), page)


def _stamped(stage: Stage) -> Answer:
    acts = (Act("undo", _("Undo"), "undo-2", "Ctrl+Z", value="1"), Act("open", _("Open customer")), _move())
    title = _("Stamped, {n} of {goal}").format(n=7, goal=10)
    return Answer(Colour.GREEN, title, _name(stage), "check", _dots(7, 1), acts, 1, good=True)


def _move() -> Act:
    return Act("move", _("Move to somebody else…"), value="1")


def _beside(stage: Stage, answer: Answer) -> Answer:
    """Give the answer of a shop in which a second programme runs."""
    every = stage.shop.programmes.all()
    others = [one for one in every if one.state is ProgrammeState.RUNNING and not one.on_scan]
    return say.beside(answer, others[:1] or [Programme("Coffee card", ProgrammeState.RUNNING, id=2)])


def _two(make: Callable[[Stage], Answer], page: str, stage: Stage) -> None:
    _show(stage, _beside(stage, make(stage)), page)


def _gold(page: str, stage: Stage) -> None:
    _show(stage, _earned(stage), page)


def _earned(stage: Stage) -> Answer:
    acts = (
        Act("redeem", _("Redeem now"), "gift", primary=True, value="1"),
        Act("later", _("Keep for later")),
        Act("undo", _("Undo"), "undo-2", "Ctrl+Z", value="1"),
        _move(),
    )
    title = _("Earned: {reward}").format(reward="Cappuccino")
    line = _("{name}, card full").format(name=_name(stage))
    return Answer(Colour.GOLD, title, line, "gift", _dots(10, 1), acts, 1, good=True)


def _amber(stage: Stage) -> Answer:
    acts = (Act("again", _("Stamp again"), "stamp", "Space", primary=True), Act("open", _("Open customer")), _move())
    ago = ngettext("{name}, {n} second ago", "{name}, {n} seconds ago", 8).format(name=_name(stage), n=8)
    line = f"{ago}, {_('still {n} of {goal}').format(n=4, goal=5)}"
    return Answer(Colour.AMBER, _("Already stamped"), line, "clock-alert", _dots(4, goal=5), acts, 1)


def _already(stage: Stage) -> None:
    _show(stage, _amber(stage))


def _reasons(stage: Stage) -> None:
    _show(stage, say.reasons(_amber(stage)), "customers")


def _other(stage: Stage) -> None:
    _show(stage, say.other_reason(say.reasons(_amber(stage))))


def _product(stage: Stage) -> None:
    _show(stage, say.not_a_card(Code(CodeKind.PRODUCT, "4006381333931")))


def _new(typed: int, stage: Stage) -> None:
    _show(stage, say.unknown(_NUMBER))
    if typed:
        stage.type("answerField", _name(stage)[:typed])


def _amount(stage: Stage) -> None:
    terms = Terms(Unit.AMOUNT, per_cents=500, reward=Prize(10, "Cappuccino"))
    programme = Programme("Coffee card", ProgrammeState.RUNNING, on_scan=True, terms=terms)
    _show(stage, say.how_much(_name(stage), 1, programme))
    stage.type("answerField", "abc")
    stage.press("answerTake")


def _waiting(stage: Stage) -> None:
    _show(stage, say.waiting(_name(stage)))


def _left(stage: Stage) -> None:
    scanning, now = stage.window.scanning, stage.shop.now
    people = stage.shop.customers.page(0, 5)
    tasks = [Task(one.id, f"left{one.id}", now - timedelta(minutes=at)) for at, one in enumerate(people)]
    stage.go("today")
    for task in tasks:
        scanning.waiting.kept.add(task)
    scanning.tell_start()
    stage.afterwards(partial(scanning.waiting.kept.remove, [task.key for task in tasks]))
    stage.afterwards(stage.window.banner.dismiss)
    stage.settle()


def _doubt(stage: Stage) -> None:
    stage.go("today")
    here = stage.shop.now
    stage.window.scanning.doubting.say(Doubt("jumped", here, here, stage.shop.today - timedelta(days=400)), "")
    stage.afterwards(stage.window.banner.dismiss)


def _tried(stage: Stage) -> None:
    stage.perform("settings", "section", "scanner")
    stage.find("scannerTest", QLineEdit).setFocus()
    tester = stage.window.scanning.tester
    if tester is None:
        raise LookupError("scannerTest")
    tester(Burst(_NUMBER, "", 8.4, "enter"))
    stage.perform("settings", "section", "scanner")  # once it has its height
    stage.settle()


SCENES = (
    Scene("scan-green", partial(_green, "today")),
    Scene("scan-green-customers", partial(_green, "customers")),
    Scene("scan-green-cards", partial(_green, "cards")),
    Scene("scan-green-long", partial(_green, "today"), "long"),
    Scene("scan-green-two", partial(_two, _stamped, "today")),
    Scene("scan-gold", partial(_gold, "today")),
    Scene("scan-gold-letters", partial(_gold, "letters")),
    Scene("scan-gold-cards", partial(_gold, "cards")),
    Scene("scan-gold-long", partial(_gold, "today"), "long"),
    Scene("scan-gold-two", partial(_two, _earned, "today")),
    Scene("scan-amber", _already),
    Scene("scan-amber-long", _already, "long"),
    Scene("scan-amber-two", partial(_two, _amber, "today")),
    Scene("scan-amber-other", _other),
    Scene("scan-amber-why", _reasons),
    Scene("scan-product", _product),
    Scene("scan-blue", partial(_new, 0)),
    Scene("scan-blue-found", partial(_new, 3)),
    Scene("scan-blue-amount", _amount),
    Scene("scan-saving", _waiting),
    Scene("scan-left", _left),
    Scene("clock-doubt", _doubt),
    Scene("settings-scanner", _tried, page="settings"),
)

"""Scenes of being told: at start, at the minute, what changed with my customers, whom something would interest."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QPlainTextEdit

from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.model import CustomerSummary
from smallcrm.store.follow_ups import FollowUpFilter
from smallcrm.ui.scenes.stage import Scene, Stage
from smallcrm.ui.widgets.row_list import RowList

_SAID = ("Moves to the coast in spring", "Prefers mornings; the bus comes at ten", "Likes it short and dark")


def _some(stage: Stage, count: int) -> list[int]:
    """Ids of some follow-ups that wait."""
    return [row.follow_up.id for row in stage.shop.follow_ups.find(FollowUpFilter(), limit=count)]


def _people(stage: Stage, count: int) -> list[CustomerSummary]:
    people = [one for one in stage.shop.customers.page(0, 40) if one.phone][:count]
    if len(people) < count:
        raise LookupError("nobody")
    return people


def _at_start(stage: Stage) -> None:
    stage.go("today")
    stage.window.telling.tell_others(_some(stage, 3), stage.shop.today - timedelta(days=3))


def _new_day_elsewhere(stage: Stage) -> None:
    stage.go("settings")
    stage.window.telling.tell_others(_some(stage, 1), stage.shop.today - timedelta(days=1))


def _call(stage: Stage, count: int) -> None:
    now = stage.shop.now.replace(tzinfo=None, second=0)
    for one in _people(stage, count):
        words = "Ask whether the blue one would do, and tell about Thursday evening"
        stage.shop.follow_ups.add(FollowUp(FollowUpKind.CALL_BACK, one.id, words, now.date(), now.time()))
    stage.afterwards(stage.window.telling.put_all_away)
    stage.window.telling.look()


def _call_now(stage: Stage) -> None:
    stage.go("customers")
    _call(stage, 1)


def _several(stage: Stage) -> None:
    stage.go("today")
    _call(stage, 3)


def _changed(stage: Stage) -> None:
    """Somebody else wrote about customers of the one at the counter."""
    shop, counter = stage.shop, stage.window.counter
    staff = shop.staff.all()
    mine = next((one for one in staff if len(shop.customers.of_assistant(one.id)) >= len(_SAID)), None)
    other = next((one for one in staff if one != mine), None)
    if mine is None or other is None:
        raise LookupError("staff")
    counter.choose(other)
    for customer, words in zip(shop.customers.of_assistant(mine.id), _SAID, strict=False):
        shop.timeline.add(customer, "note", words)
        shop.follow_ups.add(FollowUp(FollowUpKind.PROMISE, customer, "The catalogue", shop.today))
    counter.choose(mine)
    stage.afterwards(lambda: counter.choose(None))
    stage.go("changed")


def _nobody_there(stage: Stage) -> None:
    stage.window.counter.choose(None)
    stage.go("changed")


def _own_of_nobody(stage: Stage) -> None:
    shop = stage.shop
    new = next((one for one in shop.staff.all() if one.name == "Ida"), None) or shop.staff.add("Ida")
    member = next(one for one in shop.staff.all() if new in {one, one.id})
    stage.window.counter.choose(member)
    stage.afterwards(lambda: stage.window.counter.choose(None))
    stage.go("changed")


def _pass_on(stage: Stage) -> None:
    """With the interest that most people share."""
    counted = Counter(tag for one in stage.shop.customers.every() for tag in one.tags)
    if not counted:
        raise LookupError("tags")
    stage.perform("pass_on", "open", counted.most_common(1)[0][0])
    text = stage.find("passOnText", QPlainTextEdit)
    text.setPlainText("Sofi Oksanen reads from her new book here on Thursday at six.")
    rows = stage.find("passOnList", RowList)
    for number in range(rows.rows.rowCount()):
        row = rows.rows.row(number)
        if bool(row.check) == (number == 1):  # all but one
            rows.acted.emit(row, "check")
    rows.setFocus()
    stage.afterwards(text.clear)


def _pass_on_nobody(stage: Stage) -> None:
    stage.perform("pass_on", "open", "Xyz")
    stage.afterwards(lambda: stage.perform("pass_on", "open", ""))


def _pass_on_begin(stage: Stage) -> None:
    stage.perform("pass_on", "open", "")


def _settings(stage: Stage) -> None:
    stage.go("settings")
    stage.perform("settings", "section", "reminding")


SCENES = (
    Scene("pass-on-begin", _pass_on_begin, page="pass_on"),
    Scene("pass-on", _pass_on, page="pass_on"),
    Scene("pass-on-nobody", _pass_on_nobody, page="pass_on"),
    Scene("pass-on-long", _pass_on, "long", page="pass_on"),
    Scene("changed-nobody", _nobody_there, page="changed"),
    Scene("settings-reminding", _settings, page="settings"),
    Scene("told-at-start", _at_start),
    Scene("told-new-day", _new_day_elsewhere),
    Scene("call-now", _call_now, "used"),
    Scene("call-now-several", _several, "used"),
    Scene("call-now-long", partial(_call, count=1), "long"),
    Scene("changed", _changed, "used", page="changed"),
    Scene("changed-none", _own_of_nobody, "used", page="changed"),
)

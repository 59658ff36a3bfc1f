"""Scenes of the follow-ups: a full list, an open complaint, a repetition, the snooze menu, a new one, none at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from smallcrm import i18n
from smallcrm.domain.follow_up import Basis, Complaint, FollowUp, Repeat, Unit
from smallcrm.domain.gifts import Remedy
from smallcrm.store.follow_up_list import FollowUpFilter
from smallcrm.ui.pages.follow_ups.list import FollowUpList
from smallcrm.ui.scenes.stage import Scene, Stage
from smallcrm.ui.widgets.snooze import AskDay
from smallcrm.ui.widgets.when import Days

_MARK = "SmallCRM"
"""Who made what these scenes made: known again by it."""
_SAID = {
    "en": ("The colour faded within a week.", "Coloured again, free of charge", "Ask how she likes it"),
    "fi": ("Väri haalistui viikossa.", "Värjätty maksutta uudelleen", "Kysy, miltä se tuntuu"),
    "nb": ("Fargen bleknet på en uke.", "Farget på nytt, gratis", "Spør hvordan det ble"),
    "pl": ("Kolor wypłowiał po tygodniu.", "Nowa koloryzacja, bez opłaty", "Zapytać, jak się sprawdza"),
}
"""A complaint, what is done about it, and a question, as a shop would write them."""


def _filled(stage: Stage) -> dict[str, int]:
    """Follow-ups of every group and kind, made once; their ids by name."""
    shop, today = stage.shop, stage.shop.today
    if not any(one.active for one in shop.remedies.all()):
        shop.remedies.save([*shop.remedies.all(), Remedy("10 %", 1500)])
    mine = [row.follow_up for row in shop.follow_ups.find(FollowUpFilter(states=())) if row.follow_up.made_by == _MARK]
    if mine:
        return {one.kind: one.id for one in mine}
    people = [person.id for person in shop.customers.page(0, 6)] or [0]
    wrong, done, words = _SAID.get(i18n.language(), _SAID["en"])
    staff = next((one.id for one in shop.staff.all() if one.active), 0)
    made = (
        FollowUp("call_back", people[0], words, today - timedelta(days=2), urgent=True),
        FollowUp("reminder", people[-1], words, today, repeat=Repeat(1, Unit.LAST_WEEKDAY, weekday=4), leads=(7, 1)),
        FollowUp("promise", people[0], words, today, time(16), assignee=staff),
        FollowUp("feedback", people[-1], words, today + timedelta(days=1)),
        FollowUp("stay_in_touch", people[0], "", today + timedelta(days=9), repeat=Repeat(6, Unit.WEEK, Basis.CONTACT)),
        FollowUp("opportunity", people[-1], words, today, snoozed_to=datetime.combine(today, time()) + timedelta(12)),
        FollowUp("complaint", people[-1], wrong, today, time(10), complaint=Complaint(remedy=done), assignee=staff),
        FollowUp("thank_you", people[0], words, today + timedelta(days=3), state="waiting"),
    )
    return {str(one.kind): shop.follow_ups.add(replace(one, made_by=_MARK)) for one in made}


def _list(stage: Stage) -> None:
    found = _filled(stage)
    stage.perform("followUps", "filter", FollowUpFilter())
    stage.perform("followUps", "open", found["call_back"])


def _complaint(stage: Stage) -> None:
    stage.perform("followUps", "open", _filled(stage)["complaint"])


def _repeating(stage: Stage) -> None:
    stage.perform("followUps", "open", _filled(stage)["reminder"])
    stage.find("repeatUnit").setFocus()


def _ended(stage: Stage) -> None:
    stage.perform("followUps", "filter", FollowUpFilter(states=("done",)))
    stage.afterwards(lambda: stage.perform("followUps", "filter", FollowUpFilter()))


def _wrong(stage: Stage) -> None:
    """A day that nobody can read stays typed, with the reason below it."""
    stage.perform("followUps", "open", _filled(stage)["feedback"])
    field = stage.find("followUp_due", QLineEdit)
    field.setFocus()
    field.selectAll()
    field.insert("?!")
    stage.find("followUp_at", QLineEdit).setFocus()
    stage.afterwards(lambda: field.setText(""))
    stage.afterwards(lambda: field.setModified(False))


def _menu(stage: Stage) -> None:
    stage.perform("followUps", "open", _filled(stage)["promise"])
    rows = stage.find("followUpList", FollowUpList)
    rows.acted.emit(rows.current_row(), "menu")


def _ask_day(stage: Stage) -> None:
    stage.perform("followUps", "open", _filled(stage)["promise"])
    shop = stage.shop
    rows = stage.find("followUpList", FollowUpList)
    AskDay(rows, Days(lambda: shop.now, shop.calendar.open_on), lambda _until: None).open_at(rows.point_of())


def _new(stage: Stage) -> None:
    stage.perform("followUps", "new", next((p.id for p in stage.shop.customers.page(0, 1)), 0))
    stage.find("newFollowUpText", QPlainTextEdit).setPlainText(stage.shop.today.isoformat())
    page = stage.window.places.page("followUps")
    stage.afterwards(page.new.left.emit)  # type: ignore[attr-defined]
    stage.afterwards(page.new.clear)  # type: ignore[attr-defined]


def _no_hit(stage: Stage) -> None:
    stage.go("followUps")
    stage.type("followUpSearch", "xyzzy")
    stage.afterwards(lambda: stage.perform("followUps", "filter", FollowUpFilter()))


def _plain(stage: Stage) -> None:
    stage.go("followUps")


SCENES = (
    Scene("follow-ups", _plain, page="followUps"),
    Scene("follow-ups-empty", _plain, "empty", page="followUps"),
    Scene("follow-ups-long", _list, "long", page="followUps"),
    Scene("follow-ups-full", _list, "used", page="followUps"),
    Scene("follow-up-complaint", _complaint, "used", page="followUps"),
    Scene("follow-up-repetition", _repeating, "used", page="followUps"),
    Scene("follow-up-day-unread", _wrong, "used", page="followUps"),
    Scene("follow-up-menu", _menu, "used", page="followUps"),
    Scene("follow-up-ask-day", _ask_day, "used", page="followUps"),
    Scene("follow-up-new", _new, "used", page="followUps"),
    Scene("follow-ups-done", _ended, "used", page="followUps"),
    Scene("follow-ups-no-hit", _no_hit, "used", page="followUps"),
)

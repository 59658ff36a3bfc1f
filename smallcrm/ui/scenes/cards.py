"""Scenes of cards and rewards: programmes with figures, none at all, the editor, what a change means, a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox

from smallcrm import i18n
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, Prize, Programme, ProgrammeState, Terms, Unit
from smallcrm.ui.scenes.shops import NOTE
from smallcrm.ui.scenes.stage import Scene, Stage

_SAID = {
    "en": ("Coffee card", "Free coffee", "Biscuit", "Birthday breakfast", "Breakfast for two"),
    "fi": ("Kahvikortti", "Ilmainen kahvi", "Keksi", "Aamiaiskortti", "Aamiainen kahdelle"),
    "nb": ("Kaffekort", "Gratis kaffe", "Kjeks", "Frokostkort", "Frokost for to"),
    "pl": ("Karta kawowa", "Darmowa kawa", "Ciastko", "Karta śniadaniowa", "Śniadanie dla dwojga"),
}
"""Programmes and rewards as a shop would call them."""
_GOAL = 10


def _made(stage: Stage) -> list[Programme]:
    """Two programmes with stamps, made once where the shop has none."""
    shop = stage.shop
    if not shop.programmes.all():
        name, reward, small, other, dear = _SAID.get(i18n.language(), _SAID["en"])
        year = Expiry(ExpiryBasis.EACH, 12)
        terms = Terms(
            goal=_GOAL, reward=Prize(_GOAL, reward, 420), interim=Prize(5, small, 150), expiry=year, max_visit=1
        )
        first = Programme(name, ProgrammeState.RUNNING, on_scan=True, terms=terms)
        second = Terms(unit=Unit.AMOUNT, per_cents=25_00, goal=6, reward=Prize(6, dear, 1900, 2), reward_days=60)
        made = shop.programmes.add(first)
        shop.programmes.add(Programme(other, ProgrammeState.RUNNING, icon="croissant", ink="clay", terms=second))
        for number, person in enumerate(shop.customers.page(0, 6)):
            shop.cards.adjust(person.id, made, (9, 10, 7, 3, 8, 1)[number], "paper_card")
    return shop.programmes.all()


def _all(stage: Stage) -> None:
    _made(stage)
    stage.perform("cards", "all")


def _plain(stage: Stage) -> None:
    stage.perform("cards", "all")


def _new(stage: Stage) -> None:
    stage.perform("cards", "new")
    stage.type("programmeName", _SAID.get(i18n.language(), _SAID["en"])[0])
    stage.type("rewardName", _SAID.get(i18n.language(), _SAID["en"])[1])
    stage.find("withInterim", QCheckBox).setChecked(True)
    _leave(stage)


def _leave(stage: Stage) -> None:
    stage.afterwards(lambda: stage.press("cancelProgrammeButton"))


def _back(stage: Stage) -> None:
    stage.afterwards(lambda: stage.perform("cards", "all"))


def _wrong(stage: Stage) -> None:
    """What is missing and what cannot be read is told below its field."""
    stage.perform("cards", "new")
    stage.type("rewardWorth", "?!")
    stage.press("saveProgrammeButton")
    _leave(stage)


def _effects(stage: Stage) -> None:
    """A lower goal, and who could be awarded at once."""
    first = _made(stage)[0]
    stage.perform("cards", "programme", first.id)
    stage.find("programmeGoal", QSpinBox).setValue(max(2, first.terms.goal - 2))
    field = stage.find("rewardName", QLineEdit)
    field.setText(_SAID.get(i18n.language(), _SAID["en"])[4])
    _leave(stage)


def _report(stage: Stage) -> None:
    stage.perform("cards", "report", _made(stage)[0].id)
    _back(stage)


def _ending(stage: Stage) -> None:
    _report(stage)
    stage.press("finishProgramme")
    stage.afterwards(lambda: stage.press("endCancel"))


def _people(stage: Stage) -> None:
    _report(stage)
    stage.press("figure_cards")


def _odd(stage: Stage) -> None:
    """Stamps on a day on which the shop was closed."""
    shop, first = stage.shop, _made(stage)[0]
    days = [scan.at.date() for scan in shop.cards.last_scans(40) if scan.programme == first.name]
    if not days:
        shop.cards.stamp(shop.customers.page(0, 1)[0].id, programme_id=first.id)
    day = days[0] if days else shop.today
    shop.settings.save(replace(shop.settings.read(), closed_dates=(day,)))
    stage.afterwards(shop.journal.undo)
    _report(stage)
    stage.find("oddityList").setFocus()


def _over(stage: Stage) -> None:
    """A programme that ends next month."""
    last = _made(stage)[-1]
    if last.state is not ProgrammeState.ENDED:
        today = stage.shop.today
        stage.shop.programmes.end(last.id, today + timedelta(days=30), today + timedelta(days=90))
    stage.perform("cards", "report", last.id)
    _back(stage)


def _long(stage: Stage) -> None:
    """The longest words of all."""
    shop = stage.shop
    if not shop.programmes.all():
        terms = Terms(goal=20, reward=Prize(20, NOTE[:60]), words="\n".join((NOTE[:48],) * 3))
        shop.programmes.add(Programme(NOTE[:58], ProgrammeState.RUNNING, on_scan=True, terms=terms))
    stage.perform("cards", "all")


SCENES = (
    Scene("cards-empty", _plain, "empty", page="cards"),
    Scene("programme", _new, "empty", page="cards"),
    Scene("programme-unread", _wrong, "empty", page="cards"),
    Scene("cards-long", _long, "long", page="cards"),
    Scene("cards", _all, "used", page="cards"),
    Scene("programme-effects", _effects, "used", page="cards"),
    Scene("programme-report", _report, "used", page="cards"),
    Scene("programme-ending", _ending, "used", page="cards"),
    Scene("programme-people", _people, "used", page="cards"),
    Scene("programme-oddities", _odd, "used", page="cards"),
    Scene("programme-ended", _over, "used", page="cards"),
)

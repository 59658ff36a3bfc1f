"""Scenes of Letters: who, each kind, the period, the question whether it came out, what went wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QAbstractButton

from smallcrm.domain.letter_request import LetterRequest
from smallcrm.i18n import format_period
from smallcrm.store.letters import Selection
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.scenes.stage import Scene, Stage


def _letters(stage: Stage) -> LettersPage:
    stage.go("letters")
    return stage.find("lettersPage", LettersPage)


def _kind(kind: str, stage: Stage) -> None:
    page = _letters(stage)
    page.show_kind(kind)
    stage.rest()
    stage.afterwards(lambda: page.show_kind(layouts.CARDS))


def _period(stage: Stage) -> None:
    _letters(stage)
    stage.find("changePeriod", QAbstractButton).click()


def _closer(stage: Stage) -> None:
    page = _letters(stage)
    page.drawing.closer(0)
    stage.afterwards(page.zoom.leave)


def _paper(stage: Stage) -> None:
    page = _letters(stage)
    page.show_kind(layouts.ADDRESSES)
    stage.rest()
    stage.afterwards(lambda: page.show_kind(layouts.CARDS))
    page.paper_wanted(page.head.printer)


def _design(stage: Stage) -> None:
    page = _letters(stage)
    if page.preview.design.isVisible():
        page.preview.design.click()


def _nobody_ticked(stage: Stage) -> None:
    page = _letters(stage)
    rows = page.who.list.rows
    for number in range(rows.rowCount()):
        if rows.row(number).check and rows.row(number).enabled:
            page.who.list.acted.emit(rows.row(number), "check")
    stage.rest()
    page.printing.ask_printer()


def _came_out(stage: Stage) -> LettersPage:
    """The cards are in a file, and the page asks whether they came out."""
    page = _letters(stage)
    page.start_again()
    stage.rest()
    order = page.order(page.who.ticked_people()[:3])
    if order is None or not order.people:
        raise LookupError("nobody gets a card")
    page.printing.save(order, stage.folder / "cards.pdf")
    stage.rest()
    return page


def _not_all(stage: Stage) -> None:
    _came_out(stage).asking.not_all()


def _addresses(stage: Stage) -> None:
    _came_out(stage).asking.all_came()


def _failed(stage: Stage) -> None:
    page = _letters(stage)
    order = page.order(page.who.ticked_people()[:1])
    if order is None or not order.people:
        raise LookupError("nobody gets a card")
    page.printing.save(order, stage.folder / "no such folder" / "cards.pdf")


def _one(stage: Stage) -> None:
    """Who is left out, and why."""
    people = [p for p in (stage.shop.customers.get(o.id) for o in stage.shop.customers.page(0, 60)) if p.no_mail]
    if not people:
        raise LookupError("nobody")
    stage.perform("letters", "print", (people[0].id,))
    stage.afterwards(lambda: stage.find("lettersPage", LettersPage).start_again())


def _write(kind: str, stage: Stage, **fields: str) -> LettersPage:
    """Letters to chosen people, to those with an address."""
    people = [stage.shop.customers.get(o.id) for o in stage.shop.customers.page(0, 30)]
    chosen = tuple(p.id for p in people if p.postal_address and not p.no_mail)[:3]
    if not chosen:
        raise LookupError("nobody")
    stage.perform("letters", "write", LetterRequest(kind, chosen, fields))
    page = stage.find("lettersPage", LettersPage)
    stage.afterwards(page.writing.back_to_birthdays)
    return page


def _note(stage: Stage) -> None:
    _write("personal_note", stage, personal_note="It was great to see you. I will call in early January about lunch.")


def _note_labels(stage: Stage) -> None:
    """The same note on a sheet of labels, from the fifth on."""
    page = _write("personal_note", stage, personal_note="I have put a sample in. Tell me how you like it!")
    page.show_kind(layouts.ADDRESSES)
    page.options.addresses.start.setValue(5)
    stage.afterwards(lambda: page.options.addresses.start.setValue(1))


def _apology(stage: Stage) -> None:
    _write("apology_after_complaint", stage, resolution_text="We have exchanged it for a new one.")


def _unwritten(stage: Stage) -> None:
    """Somebody presses Print before anything is written."""
    page = _write("good_to_see_you_again", stage)
    stage.rest()
    page.printing.ask_printer()


def _kinds(stage: Stage) -> None:
    """A shop that sends cards for more than birthdays: the month's, with the panel open."""
    settings = stage.shop.settings.read()
    stage.shop.settings.save(replace(settings, card_kinds=("birthday", "name_day", "wedding_anniversary")))
    stage.afterwards(lambda: stage.shop.settings.save(settings))
    today = stage.shop.today
    chosen = Selection(start=today - timedelta(days=7), end=today + timedelta(days=40))
    stage.perform("letters", "cards", (chosen, format_period(today, today + timedelta(days=40))))
    stage.rest()


def _kinds_period(stage: Stage) -> None:
    _kinds(stage)
    stage.find("changePeriod", QAbstractButton).click()


def _whom(stage: Stage) -> None:
    page = _letters(stage)
    page.writing.choose("pass_on_information")
    stage.afterwards(page.writing.back_to_birthdays)


SCENES = (
    Scene("letters", _letters, page="letters"),
    Scene("letters-letters", partial(_kind, layouts.LETTERS), page="letters"),
    Scene("letters-addresses", partial(_kind, layouts.ADDRESSES), page="letters"),
    Scene("letters-closer", _closer, page="letters"),
    Scene("letters-paper", _paper, page="letters"),
    Scene("letters-design", _design, page="letters"),
    Scene("letters-period", _period, page="letters"),
    Scene("letters-kinds", _kinds, page="letters"),
    Scene("letters-kinds-period", _kinds_period, page="letters"),
    Scene("letters-left-out", _one, page="letters"),
    Scene("letters-error", _failed, page="letters"),
    Scene("letters-empty", _letters, "empty", page="letters"),
    Scene("letters-long", _letters, "long", page="letters"),
    Scene("letters-came-out", _came_out, "used", page="letters"),
    Scene("letters-not-all", _not_all, "used", page="letters"),
    Scene("letters-next", _addresses, "used", page="letters"),
    Scene("letters-nobody-ticked", _nobody_ticked, "used", page="letters"),
    Scene("letters-note", _note, page="letters"),
    Scene("letters-note-labels", _note_labels, page="letters"),
    Scene("letters-apology", _apology, page="letters"),
    Scene("letters-unwritten", _unwritten, page="letters"),
    Scene("letters-whom", _whom, page="letters"),
)

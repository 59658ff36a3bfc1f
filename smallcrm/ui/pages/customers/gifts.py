"""Gifts of a customer: ideas, what is planned for which day, what was given and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.gifts import Gift, GiftState
from smallcrm.domain.model import Customer, OccasionKind
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_date, pgettext
from smallcrm.messages.filling import Wording
from smallcrm.ui.pages.customers.day_button import past_day
from smallcrm.ui.pages.customers.fact import Fact, FactEditor, Part, Values
from smallcrm.ui.pages.customers.fact_grid import FactGrid
from smallcrm.ui.pages.customers.fact_line import FactLine
from smallcrm.ui.pages.customers.typed import dates_of, day_shown
from smallcrm.ui.pages.page import emptied, tell
from smallcrm.ui.widgets.buttons import Toggle, button
from smallcrm.ui.widgets.flow import Flow
from smallcrm.ui.widgets.plain import PlainLabel, plain_tip
from smallcrm.ui.widgets.when import Days
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

Try = Callable[[Callable[[], object]], object]
_STATES: Mapping[str, Wording] = {
    GiftState.IDEA: lambda: _("Idea"),
    GiftState.PLANNED: lambda: _("Planned"),
    GiftState.GIVEN: lambda: _("Given"),
}
_OFFERED = 3
"""Ideas that the purchases suggest, at most."""


class Gifts(QWidget):
    """Lines of gifts, each edited in its place; below them what purchases suggest. ``begun(editor)``."""

    begun = Signal(object)

    def __init__(self, window: MainWindow, attempt: Try) -> None:
        super().__init__()
        self.main, self._try = window, attempt
        self.setObjectName("gifts")
        self.setAccessibleName(_("Gifts"))
        self.customer = Customer()
        self.editor: FactEditor | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(4))
        row = QHBoxLayout()
        row.addWidget(PlainLabel(_("Gifts"), "strong"))
        row.addStretch(1)
        self.add_button = button(
            _("Add an idea"), "link", icon="plus", size="small", name="addGiftButton", clicked=self.add
        )
        row.addWidget(self.add_button)
        column.addLayout(row)
        self._lines = FactGrid()
        column.addLayout(self._lines)
        self._holder, chips = QWidget(), QWidget()
        chips.setAccessibleName(_("Ideas from purchases"))
        self._ideas = Flow(chips, gap=6)
        below = QVBoxLayout(self._holder)
        below.setContentsMargins(0, px(4), 0, 0)
        below.setSpacing(px(4))
        below.addWidget(PlainLabel(_("Ideas from purchases"), "caption", "muted"))
        below.addWidget(chips)
        column.addWidget(self._holder)

    def show_customer(self, customer: Customer) -> None:
        """Read the gifts of a customer; an open editor of the same customer stays."""
        if self.editor is not None and customer.id == self.customer.id:
            return
        self.customer, self.editor = customer, None
        store = self.main.shop.gifts
        emptied(self._lines)
        for gift in store.of(customer.id):
            line = FactLine(_fact(gift, customer), self)
            line.setObjectName(f"gift_{gift.id}")
            line.clicked.connect(lambda _on=False, gift=gift, line=line: self.edit(gift, line))
            self._lines.addWidget(line)
            line.show()
        emptied(self._ideas)
        ideas = store.ideas_from(customer.id)[:_OFFERED]
        for words in ideas:
            chip = Toggle(_short(words), icon="plus")
            chip.setCheckable(False)
            chip.setAccessibleName(_("Add the idea: {idea}").format(idea=words))
            chip.setToolTip(plain_tip(words))
            chip.clicked.connect(lambda _on=False, words=words: self._take(words))
            self._ideas.addWidget(chip)
            chip.show()
        self._holder.setVisible(bool(ideas))
        self.updateGeometry()

    def _take(self, words: str) -> None:
        self._try(lambda: self.main.shop.gifts.add(Gift(self.customer.id, words)))

    def add(self) -> None:
        """Write down an idea."""
        self.edit(Gift(self.customer.id, ""), None)

    def edit(self, gift: Gift, line: FactLine | None) -> None:
        """Change a gift in its place; an empty name deletes it."""
        if self.editor is not None:
            self.editor.commit()
            if self.editor is not None:
                return
        if line is not None and self._lines.indexOf(line) < 0:  # saving the gift before has read the lines anew
            items = [self._lines.itemAt(n) for n in range(self._lines.count())]
            lines = [item.widget() for item in items if item is not None]
            line = next((w for w in lines if isinstance(w, FactLine) and w.fact.key == f"gift{gift.id}"), None)
            if line is None:
                return
        place = self._lines.indexOf(line) if line is not None else self._lines.count()
        editor = self.editor = FactEditor(_fact(gift, self.customer), lambda values: self._save(gift, values), self)
        editor.closed.connect(lambda back: self._closed(back=back))
        if line is not None:
            line.hide()
        self._lines.insertWidget(place, editor)
        editor.show()
        editor.start()
        self.begun.emit(editor)

    def _save(self, gift: Gift, values: Values) -> None:
        shop = self.main.shop
        store, made = shop.gifts, _given(gift, values, Days(lambda: shop.now, shop.calendar.open_on))
        editor, self.editor = self.editor, None  # what the shop tells reads the lines again
        try:
            if not made.text.strip():
                if gift.id:
                    store.remove(gift.id)
            elif gift.id:
                store.save(made)
            else:
                store.add(made)
        except ShopError:
            self.editor = editor
            raise
        if made.text.strip() or gift.id:
            tell(self.main)

    def _closed(self, *, back: bool) -> None:
        if self.editor is not None:
            self._lines.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        self.show_customer(self.customer)
        if back:
            self.add_button.setFocus()


def _given(gift: Gift, values: Values, days: Days) -> Gift:
    """The gift as typed; raises BadInput ``bad_date`` for its day."""
    if not gift.id:
        return replace(gift, text=values["text"].strip())
    return replace(
        gift,
        text=values["text"].strip(),
        state=values["state"],
        occasion=values["occasion"].strip(),
        on=_day(values["on"], days, gone=values["state"] == GiftState.GIVEN),
        outcome=values["outcome"].strip(),
    )


def _day(text: str, days: Days, *, gone: bool) -> date | None:
    """Read the day of a gift in words or figures, one to come unless it is ``gone``; BadInput ``bad_date``."""
    today = days.now().date()
    with suppress(BadInput):
        return next(iter(dates_of(text)), None)  # with its year it is what it says
    if gone:
        with suppress(BadInput):
            return past_day(text, today)
    found = days.read(text)
    if found is None or gone:
        raise BadInput("bad_date", value=text.strip(), example=format_date(date(2027, 12, 24), "short"), part="on")
    return found.day


def _fact(gift: Gift, customer: Customer) -> Fact:
    """A gift as a line with its editor."""
    states = tuple((str(code), wording()) for code, wording in _STATES.items())
    parts: tuple[Part, ...] = (
        Part("text", _("Gift idea") if not gift.id else pgettext("to a customer", "Gift"), gift.text),
        Part("state", _("How far it is"), str(gift.state), states),
        Part(
            "occasion", _("Occasion"), gift.occasion, _occasions(gift, customer), placeholder=_("Birthday"), free=True
        ),
        Part("on", _("Date"), day_shown(gift.on.month, gift.on.day, gift.on.year) if gift.on else ""),
        Part("outcome", _("What came of it"), gift.outcome),
    )
    if not gift.id:  # an idea is a few words; the rest comes once something is made of it
        parts = parts[:1]
    when = format_date(gift.on, "medium") if gift.on else ""
    below = beside(_occasion(gift.occasion), when, gift.outcome)
    label = _STATES.get(gift.state, _STATES[GiftState.IDEA])()
    return Fact(f"gift{gift.id}", "gift", label, gift.text, parts, lambda c, _values: c, below=below)


def _occasion(code: str) -> str:
    """An occasion in words: a code of ours by its name, else as it was typed."""
    return messages.occasion(code) if code in {str(k) for k in OccasionKind} else code


def _occasions(gift: Gift, customer: Customer) -> tuple[tuple[str, str], ...]:
    """Offer the occasions of the customer, and the one chosen before: (what is stored, words)."""
    found = {gift.occasion: _occasion(gift.occasion)} if gift.occasion else {}
    for one in customer.occasions:
        words = messages.occasion(one.kind, one.label)
        if one.whose:
            words = f"{words} · {one.whose}"
        own = one.whose or one.label or one.kind == OccasionKind.OTHER
        found.setdefault(words if own else str(one.kind), words)
    return tuple(found.items())


def _short(words: str) -> str:
    return words if len(words) <= 26 else f"{words[:25].rstrip()}…"

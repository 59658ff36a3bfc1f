"""All facts of one customer in a column: each line becomes its own editor and comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import Customer
from smallcrm.i18n import _, ngettext
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.customers import fact_touch
from smallcrm.ui.pages.customers.fact import Fact, FactEditor, Values
from smallcrm.ui.pages.customers.fact_grid import FactGrid
from smallcrm.ui.pages.customers.fact_line import FactLine
from smallcrm.ui.pages.customers.fact_list import Setting, another, facts_of
from smallcrm.ui.pages.customers.trying import attempted
from smallcrm.ui.pages.page import emptied, tell
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop
    from smallcrm.ui.window import MainWindow


_GONE = frozenset({"archived", "deceased"})
Unsaved = dict[int, tuple[str, dict[str, str]]]
"""What was typed and is not saved, by customer: the key of the fact and its values."""


class Facts(QWidget):
    """Shows the facts; every edit is saved at once and can be taken back. ``begun(editor)``: one was opened."""

    begun = Signal(object)

    def __init__(self, window: MainWindow, trouble: Strip) -> None:
        super().__init__()
        self.main, self._trouble = window, trouble
        self.setObjectName("facts")
        self.setAccessibleName(_("Facts"))
        self.customer = Customer()
        self._setting = Setting(window.shop.settings.read(), window.shop.today)
        self.editor: FactEditor | None = None
        self._unsaved: Unsaved = {}
        self._wanted = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._lines = FactGrid()
        column.addLayout(self._lines)
        column.addLayout(self._more())
        column.addWidget(Hairline())
        self.checks = {key: self._check(key, words) for key, words in _checks()}
        for check in self.checks.values():
            column.addWidget(check)
        self.column = column
        column.addStretch(1)

    def _more(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.add_button = button(_("Add…"), "link", icon="plus", size="small", name="addFactButton")
        menu = QMenu(self.add_button)
        for kind, mark, words in (
            ("phone", "phone", _("Phone")),
            ("email", "at-sign", _("E-mail")),
            ("address", "map-pin", _("Address")),
            ("occasion", "calendar-days", _("Occasion")),
        ):
            menu.addAction(icon(mark), words, lambda kind=kind: self.edit(another(kind, self.customer, self._setting)))
        self.add_button.clicked.connect(
            lambda: menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))
        )
        row.addWidget(self.add_button)
        row.addStretch(1)
        return row

    def _check(self, key: str, words: str) -> QCheckBox:
        check = QCheckBox(words)
        check.setObjectName(key)
        check.clicked.connect(lambda on: self._ticked(key, on=on))
        return check

    @property
    def editing(self) -> bool:
        """Whether something is typed that is not saved yet."""
        return self.editor is not None

    def show_customer(self, customer: Customer, setting: Setting) -> None:
        """Show the facts of a customer; an open editor of the same customer stays."""
        same = customer.id == self.customer.id
        self._setting = setting
        if self.editor is not None and same:
            if _untouched(self.editor.fact, customer, setting):
                self.customer = customer  # what changed beside the editor is no conflict
            return
        if self.editor is not None and self.editor.changed():
            self._unsaved[self.customer.id] = self.editor.fact.key, self.editor.values()
        focused = self._focused() if same else ""
        self.customer = customer
        self.editor = None
        emptied(self._lines)
        for fact in facts_of(customer, setting):
            self._lines.addWidget(self._line(fact))
        for key, on in _states(customer).items():
            self.checks[key].setChecked(on)
        self.checks["cardWanted"].setEnabled(customer.birthday is not None)
        for line in self.lines():
            line.show()
        # Without this the first frame is laid out with the height of the customer before.
        for widget in (self, self.parentWidget()):
            if widget is not None and (layout := widget.layout()) is not None:
                layout.invalidate()
                layout.activate()
        self._focus(self._wanted or focused)
        self._wanted = ""
        self.take_up({})

    def unsaved(self) -> Unsaved:
        """Give what was typed for anybody and is not saved."""
        if self.editor is None or not self.editor.changed():
            return dict(self._unsaved)
        return {**self._unsaved, self.customer.id: (self.editor.fact.key, self.editor.values())}

    def take_up(self, unsaved: Unsaved) -> None:
        """Have what was typed where these facts stood before."""
        self._unsaved |= unsaved
        if self.editor is None and self.customer.id in self._unsaved:
            self._take_up(*self._unsaved.pop(self.customer.id))

    def _take_up(self, key: str, values: dict[str, str]) -> None:
        """Open an editor with what was typed before; the focus stays where it is."""
        line = next((w for w in self.lines() if w.fact.key == key), None)
        fact = line.fact if line else another(key.rstrip("0123456789"), self.customer, self._setting)
        self._open(fact, line).fill(values)

    def _line(self, fact: Fact) -> FactLine:
        line = FactLine(fact, self)
        line.setObjectName(f"fact_{fact.key}")
        if fact.parts:
            line.clicked.connect(lambda: self.edit(fact, line))
        return line

    def lines(self) -> list[FactLine]:
        """Give the lines shown, top to bottom."""
        items = [self._lines.itemAt(n) for n in range(self._lines.count())]
        found = [item.widget() for item in items if item is not None]
        return [w for w in found if isinstance(w, FactLine)]

    def _focused(self) -> str:
        return next((w.fact.key for w in self.lines() if w.hasFocus()), "")

    def _focus(self, key: str) -> None:
        for line in self.lines():
            if key and line.fact.key == key:
                line.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_current(self) -> None:
        """Edit the fact with the focus, else the name."""
        lines = self.lines()
        line = next((w for w in lines if w.hasFocus()), lines[0] if lines else None)
        if line is not None and self.editor is None:
            self.edit(line.fact, line)

    def fill(self, kind: str) -> None:
        """Edit the first address that lacks something (``address``), how one stays in touch, or the birthday."""
        wanted = kind if kind == fact_touch.KEY else "birthday"
        if kind == "address":
            lacking = [n for n, a in enumerate(self.customer.addresses) if not a.complete]
            wanted = f"address{lacking[0] if lacking else 0}"
        line = next((w for w in self.lines() if w.fact.key == wanted), None)
        if line is not None:
            self.edit(line.fact, line)

    def edit(self, fact: Fact, line: FactLine | None = None) -> None:
        """Open the editor of a fact in the place of its line (a new one at the end)."""
        if self.editor is not None:
            self.editor.commit()
            if self.editor is not None:
                return
        if line is not None and self._lines.indexOf(line) < 0:  # saving the fact before has read the lines anew
            line = next((w for w in self.lines() if w.fact.key == fact.key), None)
            if line is None:
                return
            fact = line.fact
        editor = self._open(fact, line)
        editor.start()
        self.begun.emit(editor)

    def _open(self, fact: Fact, line: FactLine | None) -> FactEditor:
        place = self._lines.indexOf(line) if line is not None else self._lines.count()
        editor = self.editor = FactEditor(fact, lambda values: self._save(fact, values), self)
        editor.closed.connect(lambda back: self._closed(fact, line, back=back))
        if line is not None:
            line.hide()
        self._lines.insertWidget(place, editor)
        editor.show()
        return editor

    def _save(self, fact: Fact, values: Values) -> None:
        shop, changed = self.main.shop, fact.keep(self.customer, values)
        editor, self.editor = self.editor, None
        self._wanted = fact.key if editor is not None and editor.isAncestorOf(editor.window().focusWidget()) else ""
        try:
            if fact.key == fact_touch.KEY:  # a rule of the shop, not a part of the customer
                fact_touch.keep(shop, self.customer, values)
            else:
                shop.customers.save(changed)
        except ShopError:
            self.editor = editor
            raise
        tell(self.main)

    def _closed(self, fact: Fact, line: FactLine | None, *, back: bool) -> None:
        if self.editor is None:
            self._reload_later(fact.key if back else "")
            return
        editor, self.editor = self.editor, None
        self._lines.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        if line is not None:
            line.show()
        if back:
            (line or self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _reload_later(self, key: str) -> None:
        self._wanted = key
        fresh = self.main.shop.customers.get(self.customer.id)
        self.show_customer(fresh, self._setting)

    def _ticked(self, key: str, *, on: bool) -> None:
        def keep() -> None:
            self.checks[key].setChecked(not on)  # until it is saved
            self.main.shop.customers.save(_ticking(self.customer, key, on=on))
            self.checks[key].setChecked(on)
            tell(self.main, _resting(self.main.shop, self.customer.id) if on and key in _GONE else "")

        attempted(self._trouble, keep)


def put_below(facts: Facts, widget: QWidget) -> None:
    """Put something below all facts."""
    for part in (Hairline(), widget):
        facts.column.insertWidget(facts.column.count() - 1, part)


def _resting(shop: Shop, customer_id: int) -> str:
    """How many follow-ups are out of sight by that; nothing where none is."""
    n = shop.follow_ups.resting(customer_id)
    words = ngettext("{n} follow-up is not on Today any more.", "{n} follow-ups are not on Today any more.", n)
    return words.format(n=n) if n else ""


def _untouched(fact: Fact, customer: Customer, setting: Setting) -> bool:
    """Whether the customer still has this fact as its editor was opened with."""
    found = {known.key: known for known in facts_of(customer, setting)}
    kind = fact.key.rstrip("0123456789")
    now = found.get(fact.key) or (another(kind, customer, setting) if kind != fact.key else None)
    return now is not None and (now.key, now.parts) == (fact.key, fact.parts)


def _checks() -> tuple[tuple[str, str], ...]:
    return (
        ("cardWanted", _("Send a birthday card")),
        ("noMail", _("No mail")),
        ("archived", _("Archived")),
        ("deceased", _("Deceased")),
    )


def _states(customer: Customer) -> dict[str, bool]:
    day = customer.birthday
    return {
        "cardWanted": bool(day and day.card_wanted),
        "noMail": customer.no_mail,
        "archived": customer.archived,
        "deceased": customer.deceased,
    }


def _ticking(customer: Customer, key: str, *, on: bool) -> Customer:
    if key == "cardWanted":
        days = tuple(replace(o, card_wanted=on) if o is customer.birthday else o for o in customer.occasions)
        return replace(customer, occasions=days)
    changes: dict[str, Callable[[Customer], Customer]] = {
        "noMail": lambda c: replace(c, no_mail=on),
        "archived": lambda c: replace(c, archived=on),
        "deceased": lambda c: replace(c, deceased=on),
    }
    return changes[key](customer)

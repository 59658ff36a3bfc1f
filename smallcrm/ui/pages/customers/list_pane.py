"""The list of customers: search, filter chips, and the people, fetched as they come into view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.model import CustomerSummary
from smallcrm.domain.text import apart, beside
from smallcrm.i18n import _, current_locale, format_date, format_number, format_period, pgettext
from smallcrm.store.listing import CustomerFilter, Detail, details, photo
from smallcrm.ui.pages.customers.photo import small
from smallcrm.ui.widgets.buttons import IconButton, Toggle, button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.checked import add_choices
from smallcrm.ui.widgets.chips import Chip, initials
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import PagedRows, Row
from smallcrm.ui.widgets.search_pane import SearchPane
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def states() -> dict[str, str]:
    """Give the states a list can show, in words."""
    return {
        "active": _("Active"),
        "archived": pgettext("list", "Archived"),
        "deceased": pgettext("list", "Deceased"),
        "listed": _("Everybody"),
        "binned": _("In the bin"),
    }


def orders() -> dict[str, str]:
    """Give the orders of the list, in words."""
    return {"name": _("By name"), "recent": _("Newest first"), "soon": _("By the next day to remember")}


def lacking(month: int) -> dict[str, tuple[str, CustomerFilter]]:
    """Give the further filters: words and what they ask for."""
    name = str(current_locale().months["stand-alone"]["wide"][month])
    return {
        "month": (_("Birthday this month: {month}").format(month=name), CustomerFilter(month=month)),
        "address": (_("No address"), CustomerFilter(lacks="address")),
        "phone": (_("No phone"), CustomerFilter(lacks="phone")),
        "birthday": (_("No birthday"), CustomerFilter(lacks="birthday")),
    }


def _tags(tags: list[str]) -> dict[str, str]:
    """Give the tags to choose from; an ampersand is no mnemonic."""
    return {"": _("Every tag"), **{tag: tag.replace("&", "&&") for tag in tags[:20]}}


def summary_row(person: CustomerSummary, detail: Detail, today: date, card: tuple[int, int, bool] | None = None) -> Row:
    """Give the list row of a customer: the next day to remember as a chip, tags after town and phone.

    ``card``: stamps, of how many, and whether a reward waits, which is a chip where there is none.
    """
    company = person.company if person.company != person.name else ""
    facts = (company, person.town, person.phone, ", ".join(apart(tag) for tag in detail.tags))
    chip = Chip(_("No mail"), "neutral") if person.no_mail else None
    if detail.occasion is not None and detail.day is not None:
        away = (detail.day - today).days
        words = _("today") if away == 0 else format_period(detail.day, detail.day)
        what = messages.occasion(detail.occasion.kind, detail.occasion.label)
        when = format_date(detail.day, "day_month")
        full = _("{occasion}: {date}").format(occasion=what, date=_("today") if away == 0 else when)
        mark = "cake" if detail.occasion.kind == "birthday" else "calendar-days"
        chip = Chip(words, "gold" if away == 0 else "neutral", mark, full)
    stamps = f"{card[0]}/{card[1]}" if card else ""
    waits = card is not None and card[2]
    if waits and chip is None:
        chip, stamps = Chip(stamps, "gold", "gift", _("{count}, a reward waits").format(count=stamps)), ""
    return Row(
        person.name,
        beside(*facts),
        key=person.id,
        avatar=initials(person.name),
        photo=detail.photo,
        chip=chip,
        side=stamps,
        side_icon="gift" if waits else "",
        data=person.id,
    )


class ListPane(SearchPane):
    """The left pane; ``chosen(id)``, ``new_wanted(text)``, ``entered`` when somebody goes on to the person."""

    chosen = Signal(int)
    entered = Signal()
    new_wanted = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.shop, "listPane")
        self.query = CustomerFilter()
        self._ids: list[int] = []
        self._pictures: dict[int, QImage] = {}
        new = IconButton("user-plus", _("New customer"), framed=True)
        new.clicked.connect(lambda: self.new_wanted.emit(""))
        self.head(_("Customers"), _("Search this list"), "listSearch", new)
        self.chips = QHBoxLayout()
        self.chips.setContentsMargins(px(16), 0, px(12), 0)
        self.chips.setSpacing(px(6))
        self.column.addLayout(self.chips)
        lower = QVBoxLayout()
        lower.setSpacing(0)
        lower.addWidget(Hairline())
        self.list = RowList("customerList", _("Customers"), keep_selection=True)
        self.list.show_model(PagedRows(self.list))
        self.list.people.picture = self._picture
        self.list.current.connect(lambda row: self.chosen.emit(row.data) if row.data else None)
        self.list.acted.connect(self._act)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self._no_hit())
        lower.addWidget(self.stack, 1)
        self.column.addLayout(lower, 1)

    def _no_hit(self) -> QWidget:
        self.add_hit = button(
            "", "primary", icon="plus", clicked=lambda: self.new_wanted.emit(self.search.text().strip())
        )
        self.clear_hit = button(_("Clear filter"), "link", clicked=self.clear)
        self.empty = Empty("search", "", "", (self.clear_hit,))
        column = self.empty.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, self.add_hit, 0, Qt.AlignmentFlag.AlignHCenter)
        return self.empty

    # -- filter ----------------------------------------------------------------------------------------------------

    def show_chips(self) -> None:
        """Show the state, the most used tags and the funnel."""
        while item := self.chips.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._chip(states()[self.query.state], on=True, press=lambda: self.filter(replace(self.query, state="active")))
        further = replace(CustomerFilter(), lacks=self.query.lacks, month=self.query.month)
        for words, wanted in lacking(self.shop.today.month).values():
            if wanted == further:
                self._chip(words, on=True, press=lambda: self.filter(replace(self.query, lacks="", month=0)))
        tags = self.shop.customers.tags()
        shown = [self.query.tag] if self.query.tag else tags[:1] if further == CustomerFilter() else []
        for tag in shown:
            on = tag == self.query.tag
            self._chip(tag, on=on, press=partial(self.filter, replace(self.query, tag="" if on else tag)))
        self.chips.addStretch(1)
        funnel = IconButton("funnel", _("Filter"))
        funnel.clicked.connect(lambda: self._menu(funnel, tags))
        self.chips.addWidget(funnel)

    def _chip(self, words: str, *, on: bool, press: Callable[[], object]) -> None:
        chip = Toggle(words)
        chip.setAccessibleName(_("Filter: {name}").format(name=words))
        chip.setChecked(on)
        chip.setToolTip(plain_tip(words))
        chip.setMaximumWidth(px(150))
        chip.clicked.connect(lambda _on=False: press())
        self.chips.addWidget(chip)

    def _menu(self, place: QWidget, tags: list[str]) -> None:
        """States and what is missing at once; order and tag, which are longer, one step further."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        query = self.query
        none = replace(query, lacks="", month=0)
        further = [(_("All of them"), query == none, none)]
        for words, wanted in lacking(self.shop.today.month).values():
            one = replace(query, lacks=wanted.lacks, month=wanted.month)
            further.append((words, query == one, one))
        by_state = [(words, query.state == key, replace(query, state=key)) for key, words in states().items()]
        by_order = [(words, query.order == key, replace(query, order=key)) for key, words in orders().items()]
        by_tag = [(words, query.tag == key, replace(query, tag=key)) for key, words in _tags(tags).items()]
        add_choices(menu, by_state, self.filter)
        menu.addSeparator()
        add_choices(menu, further, self.filter)
        menu.addSeparator()
        add_choices(menu.addMenu(_("Sort")), by_order, self.filter)
        add_choices(menu.addMenu(_("Tag")), by_tag, self.filter)
        if query != CustomerFilter():
            menu.addSeparator()
            menu.addAction(_("Clear filter"), self.clear)
        menu.popup(place.mapToGlobal(place.rect().bottomLeft()))

    def filter(self, query: CustomerFilter) -> None:
        """Show other customers."""
        self.query = query
        self.reload()

    def clear(self) -> None:
        """Show all active customers again."""
        self.query = CustomerFilter()
        self.search.clear()
        self.reload()

    # -- reading ---------------------------------------------------------------------------------------------------

    def reload(self, keep: int = 0) -> None:
        """Read the list again; ``keep`` is the customer to stay at."""
        self._wait.stop()
        self.query = replace(self.query, text=self.search.text().strip())
        query, customers = self.query, self.shop.customers
        count = customers.count(query)
        stay = keep or self.current()
        model = self.list.rows
        if not isinstance(model, PagedRows):
            return
        self.list.blockSignals(True)
        # Only the order by name has an index to walk along; the others are read once.
        self._ids = customers.ids(query) if query.order != "name" else []
        model.set_source(count, lambda offset, limit: self._rows(query, offset, limit))
        self.list.blockSignals(False)
        self.count.setText(format_number(count))
        self.show_chips()
        self._say_none(count)
        self.select(stay)

    def _rows(self, query: CustomerFilter, offset: int, limit: int) -> list[Row]:
        ids = self._ids[offset : offset + limit] or self.shop.customers.ids(query, offset, limit)
        found = details(self.shop, ids)
        cards, today = self.shop.cards.on_scan_of(ids), self.shop.today
        return [summary_row(p, found[p.id], today, cards.get(p.id)) for p in self.shop.index.summaries(ids)]

    def _picture(self, photo_id: int) -> QImage:
        if photo_id not in self._pictures:
            self._pictures[photo_id] = small(photo(self.shop, photo_id), px(72))
        return self._pictures[photo_id]

    def _say_none(self, count: int) -> None:
        self.stack.setCurrentIndex(0 if count else 1)
        text = self.query.text
        self.add_hit.setVisible(bool(text))
        self.add_hit.setText(_("Add “{name}”").format(name=text))
        self.clear_hit.setVisible(self.query != CustomerFilter())
        if text:
            self.empty.set_words(_("No one matches “{text}”").format(text=text), "")
        else:
            self.empty.set_words(_("No one here"), "")

    def current(self) -> int:
        """Id of the customer marked in the list, or 0."""
        row = self.list.current_row()
        return int(row.data) if row is not None and row.data else 0

    def select(self, customer_id: int) -> None:
        """Mark a customer, without telling."""
        if self.query.order == "name":
            place = self.shop.customers.position(customer_id, self.query) if customer_id else -1
        else:
            place = self._ids.index(customer_id) if customer_id in self._ids else -1
        if place < 0:
            return
        self.list.blockSignals(True)
        self.list.setCurrentIndex(self.list.rows.index(place, 0))
        self.list.blockSignals(False)
        QTimer.singleShot(0, self.list, lambda: self.list.scrollTo(self.list.currentIndex()))

    def _act(self, row: Row, zone: str) -> None:
        if row.data:
            self.chosen.emit(row.data)
            if zone == "open":
                self.entered.emit()

    def enter(self) -> None:
        """Go to the first of the list."""
        if self.list.rows.rowCount():
            self.list.setCurrentIndex(self.list.rows.index(0, 0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

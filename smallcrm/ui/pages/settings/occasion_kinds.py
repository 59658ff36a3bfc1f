"""The shop's own kinds of days, each with its icon, its colour, how early it is told and whether it gets a card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from smallcrm.domain.occasion_kinds import CARD_TEXTS, ICONS, MOST_LEAD, NAME_LENGTH, TINTS, OwnKind
from smallcrm.i18n import _, ngettext, pgettext
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.page import later, tell, while_there
from smallcrm.ui.pages.settings.own_rows import OwnRows, line
from smallcrm.ui.pages.settings.rows import Told, say_amid
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.scrolling import still
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_ICONS: Mapping[str, Callable[[], str]] = {
    "calendar-days": lambda: pgettext("icon", "Calendar"),
    "cake": lambda: pgettext("icon", "Cake"),
    "heart": lambda: pgettext("icon", "Heart"),
    "star": lambda: pgettext("icon", "Star"),
    "gift": lambda: pgettext("icon", "Gift"),
    "party-popper": lambda: pgettext("icon", "Party"),
    "flower-2": lambda: pgettext("icon", "Flower"),
    "sprout": lambda: pgettext("icon", "Sprout"),
    "house": lambda: pgettext("icon", "House"),
    "briefcase": lambda: pgettext("icon", "Work"),
}
_TINTS: Mapping[str, Callable[[], str]] = {
    "petrol": lambda: pgettext("colour", "Petrol"),
    "clay": lambda: pgettext("colour", "Terracotta"),
    "plum": lambda: pgettext("colour", "Plum"),
    "leaf": lambda: pgettext("colour", "Green"),
    "sky": lambda: pgettext("colour", "Blue"),
    "mustard": lambda: pgettext("colour", "Mustard"),
}


_TEXTS: Mapping[str, Callable[[], str]] = {
    "special_day": lambda: pgettext("text of a card", "Good wishes"),
    "congratulations": lambda: pgettext("text of a card", "Congratulations"),
}


def _days_ahead(count: int) -> str:
    return ngettext("{n} day ahead", "{n} days ahead", count)


class OwnKindList(OwnRows):
    """Two lines a kind, and one line for a new one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, _("Own kinds of days"), _("Icon"), _("Colour"), _("Card"))
        self.setObjectName("ownKinds")
        self._known: tuple[OwnKind, ...] = ()
        self.show_all(again=True)

    def show_all(self, *, again: bool = False) -> None:
        """Show the kinds as they stand now; what is being typed for a new one stays."""
        known = self.main.shop.occasion_kinds.all()
        if (known == self._known or self._typing()) and not again:
            return
        self._known = known
        typed = self.new.text() if hasattr(self, "new") else ""
        focus = self.focusWidget()
        held = focus.objectName() if focus is not None and focus.hasFocus() else ""
        told = _("Own kinds of days, such as the day a dog moved in. You can choose them for any customer.")
        self.begin(told)
        for one in known:
            self._kind(one)
            self.column.addWidget(Hairline())
        self.add_row(*self._another(typed))
        if held and (control := self.findChild(QWidget, held)) is not None:
            later(self.main, while_there(control, control.setFocus))  # what is not seen yet takes no focus

    def _typing(self) -> bool:
        """Whether a name is half typed: what else changed is shown once it is done."""
        typed = self.focusWidget()
        if not isinstance(typed, QLineEdit) or typed is getattr(self, "new", None):
            return False
        return typed.hasFocus() and typed.isModified()

    # -- one kind ----------------------------------------------------------------------------------------------------

    def _kind(self, one: OwnKind) -> None:
        row, said = QHBoxLayout(), Told()
        name = line(one.name, f"ownKind_{one.id}", _("Name of {name}").format(name=one.name), longest=NAME_LENGTH)

        def rename() -> None:
            if " ".join(name.text().split()) != one.name:
                self._change(one, said, name=name.text())

        name.editingFinished.connect(rename)
        row.addWidget(name, 1)
        if one.active:
            words, act = _("Remove: {name}"), partial(self._remove, one, said)
            away = button(_("Remove"), size="small", name=f"removeOwnKind_{one.id}", clicked=act)
        else:
            words, act = _("Offer again: {name}"), partial(self._change, one, said, active=True)
            away = button(_("Offer again"), size="small", name=f"offerOwnKind_{one.id}", clicked=act)
        away.setAccessibleName(words.format(name=one.name))
        row.addWidget(away)
        row.setSpacing(px(12))
        self.column.addLayout(row)
        if not one.active:
            told = _("No longer offered, because you removed it. Customers who have such a day keep it.")
            self.column.addWidget(Paragraph(told, "caption", "muted"))
        card = (self._card(one, said), *([self._text(one, said)] if one.card_wanted else []))
        self.column.addWidget(flowing(*self._looks(one, said), self._lead(one, said), *card, gap=8))
        self.column.addWidget(said)

    def _looks(self, one: OwnKind, said: Told) -> tuple[QComboBox, QComboBox]:
        icons, tints = QComboBox(), QComboBox()
        icons.setObjectName(f"ownKind_{one.id}_icon")
        icons.setAccessibleName(_("Icon of {name}").format(name=one.name))
        for key in ICONS:
            icons.addItem(icon(key), _ICONS[key](), key)
        icons.setCurrentIndex(max(0, icons.findData(one.icon)))
        icons.activated.connect(lambda _n: self._change(one, said, icon=str(icons.currentData())))
        tints.setObjectName(f"ownKind_{one.id}_tint")
        tints.setAccessibleName(_("Colour of {name}").format(name=one.name))
        for key in TINTS:
            tints.addItem(icon("palette", key), _TINTS[key](), key)
        tints.setCurrentIndex(max(0, tints.findData(one.tint)))
        tints.activated.connect(lambda _n: self._change(one, said, tint=str(tints.currentData())))
        for combo in (icons, tints):
            combo.setMinimumWidth(combo.sizeHint().width() + px(10))  # large letters need more than Qt thinks
            still(combo)
        return icons, tints

    def _lead(self, one: OwnKind, said: Told) -> QSpinBox:
        spin = QSpinBox()
        spin.setObjectName(f"ownKind_{one.id}_lead")
        spin.setAccessibleName(_("Days ahead from which {name} is told").format(name=one.name))
        spin.setRange(0, MOST_LEAD)
        spin.setSingleStep(7)  # people think in weeks, and a week ahead everything is told
        spin.setSpecialValueText(_("Same as all others"))
        say_amid(spin, _days_ahead(one.lead_days))
        spin.setValue(one.lead_days)
        spin.valueChanged.connect(lambda n: say_amid(spin, _days_ahead(n)))
        spin.setMinimumWidth(max(px(150), spin.sizeHint().width() + px(10)))
        still(spin)

        def keep() -> None:
            if spin.value() != one.lead_days:
                self._change(one, said, lead_days=spin.value())

        spin.editingFinished.connect(keep)
        return spin

    def _card(self, one: OwnKind, said: Told) -> QCheckBox:
        box = QCheckBox(_("Gets a card"))
        box.setObjectName(f"ownKind_{one.id}_card")
        box.setAccessibleName(_("{name} gets a card").format(name=one.name))
        box.setChecked(one.card_wanted)
        box.clicked.connect(lambda on: self._change(one, said, card_wanted=on))
        return box

    def _text(self, one: OwnKind, said: Told) -> QComboBox:
        texts = QComboBox()
        texts.setObjectName(f"ownKind_{one.id}_text")
        texts.setAccessibleName(_("Text of the card for {name}").format(name=one.name))
        for key in CARD_TEXTS:
            texts.addItem(_TEXTS[key](), key)
        texts.setCurrentIndex(max(0, texts.findData(one.template)))
        texts.activated.connect(lambda _n: self._change(one, said, template=str(texts.currentData())))
        texts.setMinimumWidth(texts.sizeHint().width() + px(10))
        still(texts)
        return texts

    # -- a new one ---------------------------------------------------------------------------------------------------

    def _another(self, typed: str) -> tuple[QHBoxLayout, Told]:
        row, said = QHBoxLayout(), Told()
        words = _("A kind of day, such as the dog's birthday")
        self.new = line(typed, "newOwnKind", words, longest=NAME_LENGTH)
        self.new.setPlaceholderText(words)

        def add() -> None:
            if self._save((*self._known, OwnKind(self.new.text())), said):
                self.new.clear()
                later(self.main, self._ready_for_the_next)

        self.new.returnPressed.connect(add)
        row.addWidget(self.new, 1)
        plus = button(_("Add"), size="small", icon="plus", name="addOwnKind", clicked=add)
        plus.setAccessibleName(_("Add a kind of day"))
        row.addWidget(plus)
        return row, said

    def _ready_for_the_next(self) -> None:
        self.show_all(again=True)
        self.new.setFocus()

    # -- keeping -----------------------------------------------------------------------------------------------------

    def _change(self, one: OwnKind, said: Told, **values: object) -> None:
        changed = tuple(replace(o, **values) if o.id == one.id else o for o in self._known)  # type: ignore[arg-type]
        if self._save(changed, said):
            later(self.main, while_there(self, partial(self.show_all, again=True)))

    def _remove(self, one: OwnKind, said: Told) -> None:
        if self._save(tuple(o for o in self._known if o.id != one.id), said):
            tell(self.main)
            later(self.main, self._ready_for_the_next)

    def _save(self, kinds: tuple[OwnKind, ...], said: Told) -> bool:
        def change() -> None:
            self.main.shop.occasion_kinds.save(kinds, self._known)
            self._known = self.main.shop.occasion_kinds.all()

        return self.do(change, said)

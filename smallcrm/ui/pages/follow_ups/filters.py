"""What the list shows: which state, whose, which kinds; as chips above it and in one menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from smallcrm.domain.follow_up import FollowUpKind, State
from smallcrm.i18n import _
from smallcrm.messages.follow_ups import KINDS
from smallcrm.messages.follow_ups import kind as kind_words
from smallcrm.messages.follow_ups import state as state_words
from smallcrm.store.follow_up_list import FollowUpFilter
from smallcrm.store.staff import StaffMember
from smallcrm.ui import icons
from smallcrm.ui.pages.page import emptied, in_turn
from smallcrm.ui.widgets.buttons import IconButton, Toggle
from smallcrm.ui.widgets.checked import add_choices
from smallcrm.ui.widgets.kinds import look
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.worn import px

OPEN = (State.OPEN, State.WAITING)


def views() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Give what can be shown: words and states, by key."""
    return {
        "live": (_("To do"), OPEN),
        State.OPEN: (state_words(State.OPEN), (State.OPEN,)),
        State.WAITING: (state_words(State.WAITING), (State.WAITING,)),
        State.DONE: (state_words(State.DONE), (State.DONE,)),
        State.DROPPED: (state_words(State.DROPPED), (State.DROPPED,)),
        "all": (_("Everything"), ()),
    }


def view_of(wanted: FollowUpFilter) -> str:
    """Give the key of what a filter shows."""
    states = {str(state) for state in wanted.states}
    return next((key for key, (_words, found) in views().items() if {str(s) for s in found} == states), "live")


def looked_through(wanted: FollowUpFilter) -> FollowUpFilter:
    """Give what is read for a filter: words are looked for in all there ever was, unless somebody narrows it."""
    return replace(wanted, states=()) if wanted.text and view_of(wanted) == "live" else wanted


class Filters(QWidget):
    """A row of chips and a funnel. ``changed(filter)`` when somebody wants to see others."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.wanted = FollowUpFilter()
        self.me = 0
        self._staff: list[StaffMember] = []
        self._counts: Mapping[str, int] = {}
        self._few = False
        self._shown: list[tuple[str, bool]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(16), 0, px(12), 0)
        self._row.setSpacing(px(6))

    def show_filter(
        self, wanted: FollowUpFilter, kinds: Mapping[str, int], staff: Sequence[StaffMember], me: int, *, few: bool
    ) -> None:
        """Show what is on, and the most frequent kinds of what the list could show; ``few`` where there is no room."""
        self.wanted, self.me, self._staff, self._few, self._counts = wanted, me, list(staff), few, kinds
        chips = self._chips()
        shown = [(words, on) for words, _spoken, on, _run in chips]
        if shown == self._shown and self._row.count():
            for chip, (_words, on) in zip(self._chips_shown(), shown, strict=True):
                chip.setChecked(on)  # it was pressed, and changed nothing
            return
        held = self.isAncestorOf(self.window().focusWidget() or self)
        self._shown = shown
        for old in self.findChildren(Toggle):
            old.setProperty("gone", True)
        emptied(self._row)
        first: QWidget | None = None
        for words, spoken, on, run in chips:
            chip = self._chip(words, spoken, run, on=on)
            self._row.addWidget(chip)
            chip.show()
            first = first or chip
        self._row.addStretch(1)
        funnel = IconButton("funnel", _("Filter"))
        funnel.setObjectName("followUpFunnel")
        funnel.clicked.connect(lambda: self._menu(funnel))
        self._row.addWidget(funnel)
        funnel.show()
        in_turn(self, *self._chips_shown(), funnel)
        self._fit()
        if held:  # the chip that was pressed is another one now
            (first or funnel).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the kinds for which there is no room; the funnel has them all."""
        chips = self._chips_shown()
        room = self.width() - px(16 + 12 + 32 + 6)
        for chip in chips:
            room -= min(chip.sizeHint().width(), chip.maximumWidth()) + px(6)
            chip.setVisible(room >= 0 or chip.isChecked())

    def _chips_shown(self) -> list[Toggle]:
        return [w for w in self.findChildren(Toggle) if w.parent() is self and not w.property("gone")]

    def _chips(self) -> list[tuple[str, str, bool, Callable[[], object]]]:
        """Words, words for a screen reader, whether it is on, and what pressing it does."""
        wanted, shown = self.wanted, looked_through(self.wanted)
        words = views()[view_of(shown)][0]
        first = replace(wanted, states=OPEN, text=wanted.text if shown == wanted else "")
        found: list[tuple[str, str, bool, Callable[[], object]]] = [
            (words, _("Filter: {name}").format(name=words), True, lambda: self.changed.emit(first))
        ]
        if self.me:
            on = wanted.assignee == self.me
            mine = replace(wanted, assignee=None if on else self.me)
            found.append((_("Mine"), _("Filter: {name}").format(name=_("Mine")), on, lambda: self.changed.emit(mine)))
        elif wanted.assignee:
            name = next((one.name for one in self._staff if one.id == wanted.assignee), "")
            rest = replace(wanted, assignee=None)
            found.append((name, _("Filter: {name}").format(name=name), True, lambda: self.changed.emit(rest)))
        for kind in self._kinds():
            on = kind in wanted.kinds
            said = kind_words(kind)
            other = replace(wanted, kinds=() if on else (kind,))
            spoken = _("Filter: {name}").format(name=said)
            found.append((said, spoken, on, lambda other=other: self.changed.emit(other)))  # type: ignore[misc]
        return found

    def _kinds(self) -> list[str]:
        """The kinds that get a chip: the chosen one, and the most frequent where there is room."""
        order = [str(FollowUpKind.COMPLAINT), *(str(k) for k in KINDS if k != FollowUpKind.COMPLAINT)]
        rare = sorted(self._counts, key=lambda k: (k != FollowUpKind.COMPLAINT, -self._counts[k], order.index(k)))
        chosen = {str(kind) for kind in self.wanted.kinds}
        shown = chosen if self._few else {*rare[:3], *chosen}
        return [kind for kind in order if kind in shown][:4]

    def _chip(self, words: str, spoken: str, run: Callable[[], object], *, on: bool) -> Toggle:
        chip = Toggle(words)
        chip.setAccessibleName(spoken)
        chip.setChecked(on)
        chip.setToolTip(plain_tip(words))
        chip.setMaximumWidth(px(150))
        chip.clicked.connect(lambda _on=False: run())
        return chip

    def _menu(self, place: QWidget) -> None:
        """States at once, kinds and people one step further."""
        menu = QMenu(self)
        menu.setObjectName("followUpFilterMenu")
        shown = view_of(looked_through(self.wanted))
        states = [(words, shown == key, replace(self.wanted, states=found)) for key, (words, found) in views().items()]
        add_choices(menu, states, self.changed.emit)
        menu.addSeparator()
        kinds = menu.addMenu(_("Kind"))
        every = [(_("Every kind"), not self.wanted.kinds, replace(self.wanted, kinds=()))]
        each = [(kind_words(k), k in self.wanted.kinds, replace(self.wanted, kinds=(k,))) for k in KINDS]
        add_choices(kinds, [*every, *each], self.changed.emit)
        for action, kind in zip(kinds.actions()[1:], KINDS, strict=True):
            action.setIcon(icons.icon(look(kind)[0]))
        if self._staff:
            people = [(_("Everybody’s"), self.wanted.assignee is None, replace(self.wanted, assignee=None))]
            for one in self._staff:
                words = one.name.replace("&", "&&")
                people.append((words, self.wanted.assignee == one.id, replace(self.wanted, assignee=one.id)))
            add_choices(menu.addMenu(_("Assigned to")), people, self.changed.emit)
        if replace(self.wanted, text="") != FollowUpFilter():
            menu.addSeparator()
            menu.addAction(_("Clear filter"), lambda: self.changed.emit(FollowUpFilter()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place.mapToGlobal(place.rect().bottomLeft()))

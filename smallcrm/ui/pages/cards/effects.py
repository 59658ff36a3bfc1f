"""What new terms would change, said before anybody saves them; who could be awarded at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from smallcrm.domain.loyalty_change import Effects
from smallcrm.domain.loyalty_terms import Prize, Terms
from smallcrm.i18n import _, format_number, ngettext
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.cards import words
from smallcrm.ui.pages.page import emptied, in_turn
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.scrolling import into_sight, is_seen
from smallcrm.ui.worn import px

Line = tuple[str, str, str]
"""Icon, its colour, and a sentence."""
KEEPING = "shield-check"
"""Icon of the sentence about those who keep the older terms."""
_LOOKS = {"gain": ("circle-check", "success"), "lose": ("triangle-alert", "warning"), "other": ("info", "link")}


def sentences(old: Terms, new: Terms, found: Effects) -> list[Line]:
    """Say in sentences what a change means: what the next cards lose and gain, then who keeps the older terms."""
    lines = [(*_LOOKS[look], told) for look, told in differences(old, new, found)]
    if found.keeping:
        lines.append((KEEPING, "muted", keeping(found)))
        if old.goal != new.goal:
            fields = old.goal
            told = ngettext("Cards printed so far have {n} field.", "Cards printed so far have {n} fields.", fields)
            lines.append(("printer", "muted", told.format(n=format_number(fields))))
    if past := len({one.customer_id for one in found.past_goal}):
        told = ngettext("{n} customer has as many stamps already.", "{n} customers have as many stamps already.", past)
        lines.append(("gift", "gold_line", told.format(n=format_number(past))))
    return lines


def keeping(found: Effects) -> str:
    """Say how many cards go on under the terms that they began with."""
    told = ngettext(
        "{n} begun card keeps the older terms, as it was promised.",
        "{n} begun cards keep the older terms, as they were promised.",
        found.keeping,
    )
    return told.format(n=format_number(found.keeping))


def differences(old: Terms, new: Terms, found: Effects) -> list[tuple[str, str]]:
    """Give each difference, whether it is a loss (``lose``), a gain or neither, and its sentence; the losses first."""
    told: list[tuple[str, str]] = []
    for code in (*found.gains, *(code for code in found.loses if code not in found.gains)):
        better, worse = code in found.gains, code in found.loses
        look = "other" if better and worse else "gain" if better else "lose"
        told += _limits(old, new) if code == "caps" else [(look, _difference(code, old, new, found))]
    return sorted(told, key=lambda one: one[0] != "lose")


def brief(told: Sequence[tuple[str, str]], count: int) -> tuple[str, str]:
    """Say for how many people the next card will be worse or better, as icon and words; no words where nothing is."""
    looks = {look for look, _sentence in told}
    if not looks:
        return "", ""
    said = ngettext("Next card different for {n} customer", "Next card different for {n} customers", count)
    if "lose" in looks and len(looks) > 1:
        said = ngettext("Next card partly worse for {n} customer", "Next card partly worse for {n} customers", count)
    elif "lose" in looks:
        said = ngettext("Next card worse for {n} customer", "Next card worse for {n} customers", count)
    elif "gain" in looks:
        said = ngettext("Next card better for {n} customer", "Next card better for {n} customers", count)
    mark = _LOOKS["lose" if "lose" in looks else "gain" if "gain" in looks else "other"][0]
    return mark, said.format(n=format_number(count)) if count else _("What this changes")


def _difference(code: str, old: Terms, new: Terms, found: Effects) -> str:
    """Say one difference for the cards that begin from now on."""
    said: dict[str, Callable[[], str]] = {
        "unit": lambda: _changed(words.earning(old), words.earning(new)),
        "goal": lambda: _goal(found),
        "head_start": lambda: _numbers(_("Stamps as a gift"), old.head_start, new.head_start),
        "interim": lambda: _interim(old.interim, new.interim),
        "reward": lambda: _reward(old.reward, new.reward),
        "uses": lambda: _numbers(_("Times a reward can be collected"), old.reward.uses, new.reward.uses),
        "expiry": lambda: _changed(words.lasting(old.expiry), words.lasting(new.expiry)),
        "reward_days": lambda: _changed(words.reward_lasting(old), words.reward_lasting(new)),
        "per_cents": lambda: _changed(words.earning(old), words.earning(new)),
        "least": lambda: _changed(words.earning(old), words.earning(new)),
    }
    return said[code]()


def _reward(before: Prize, after: Prize) -> str:
    if before.name == after.name:  # worth another amount, which no customer reads
        return _("“{name}” is worth another amount in your reports.").format(name=after.name)
    # Translators: what a full card gives, before and after a change
    return _("A full card gives: {before} → {after}").format(before=before.name, after=after.name)


def _changed(before: str, after: str) -> str:
    # Translators: something that changes, before and after
    return _("{before} → {after}").format(before=before, after=after)


def _limits(old: Terms, new: Terms) -> list[tuple[str, str]]:
    """Say each limit that changes; a higher one is better for a customer, and none is best."""
    none = _("No limit")
    said: list[tuple[str, str]] = []
    for what, before, after in (
        (_("Stamps at one time"), old.max_visit, new.max_visit),
        (_("Stamps on one day"), old.max_day, new.max_day),
    ):
        if before != after:
            look = "gain" if not after or 0 < before < after else "lose"
            said.append((look, _turned(what, *(format_number(n) if n else none for n in (before, after)))))
    if old.wait_minutes != new.wait_minutes:
        waits = (_minutes(old.wait_minutes), _minutes(new.wait_minutes))
        look = "gain" if new.wait_minutes < old.wait_minutes else "lose"
        said.append((look, _turned(_("Wait between two"), *waits)))
    return said


def _minutes(count: int) -> str:
    return ngettext("{n} minute", "{n} minutes", count).format(n=format_number(count)) if count else _("No wait")


def _numbers(what: str, before: int, after: int) -> str:
    return _turned(what, format_number(before), format_number(after))


def _turned(what: str, before: str, after: str) -> str:
    # Translators: a number that changes, such as "Stamps as a gift: 1 → 2"
    return _("{what}: {before} → {after}").format(what=what, before=before, after=after)


def _goal(found: Effects) -> str:
    if found.fewer:
        told = ngettext("The next card takes {n} stamp fewer.", "The next card takes {n} stamps fewer.", found.fewer)
        return told.format(n=format_number(found.fewer))
    told = ngettext("The next card takes {n} stamp more.", "The next card takes {n} stamps more.", found.more)
    return told.format(n=format_number(found.more))


def _interim(before: Prize | None, after: Prize | None) -> str:
    if before is None and after is not None:
        return _("There is a smaller reward on the way: {reward}").format(reward=after.name)
    if before is not None and after is None:
        return _("There is no smaller reward on the way any more: {reward}").format(reward=before.name)
    if before is not None and after is not None and before.name == after.name:
        return _numbers(_("Stamps up to the smaller reward"), before.at_stamp, after.at_stamp)
    # Translators: what is given on the way to a full card, before and after a change
    told = _("The smaller reward: {before} → {after}")
    return told.format(before=before.name if before else "", after=after.name if after else "")


class EffectsCard(Card):
    """Shows the effects with the tick that awards those past a lowered goal; hidden without any.

    ``people(ids)``: somebody wants to see those past it; ``keepers``: those who keep the older terms. ``summary`` is
    for the place beside Save: it says how many people it is about, and leads here.
    """

    people, keepers = Signal(tuple), Signal()

    def __init__(self) -> None:
        super().__init__(_("What this changes"))
        self.pad(16, 0, 16, 12)
        self.body.setSpacing(px(6))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        self.body.addLayout(self._lines)
        self.award = QCheckBox("")
        self.award.setObjectName("awardNow")
        self.who = button(_("Who?"), "link", size="small", name="awardWho", clicked=self._ask)
        self.summary = button("", "link", name="effectsSummary", clicked=self.look)
        self.asked: QPushButton = self.who
        """The link that was followed last."""
        self._holder = flowing(self.award, self.who, gap=4)
        self.body.addWidget(self._holder)
        self._past: tuple[tuple[int, int], ...] = ()
        self._said: tuple[object, ...] = ()
        self._seen = False
        self.hide()
        self.summary.hide()

    def show_effects(self, old: Terms, new: Terms, found: Effects | None) -> None:
        """Say what changes; nothing (None: nobody knows yet) is hidden."""
        lines = sentences(old, new, found) if found else []
        said = (*lines, found.past_goal if found else ())
        if said == self._said:
            return
        self._said, self._seen = said, False
        self._show_lines(lines)
        past = found.past_goal if found else ()
        self._past = tuple((one.round_id, one.customer_id) for one in past)
        count = len({customer for _round, customer in self._past})
        told = ngettext("Award {n} customer now", "Award {n} customers now", count)
        self.award.setText(told.format(n=format_number(count)))
        self.who.setAccessibleName(_("Who has as many stamps already?"))
        self._holder.setVisible(bool(past))
        if not past:
            self.award.setChecked(False)
        mark, words_ = brief(differences(old, new, found), found.keeping) if found else ("", "")
        self.summary.setIcon(icon(mark or "info"))
        self.summary.setText(words_ or _("What this changes"))
        for widget in (self, self.summary):
            widget.setVisible(bool(lines))

    def _show_lines(self, lines: Sequence[Line]) -> None:
        emptied(self._lines)
        self.asked = self.who
        for mark, colour, words_ in lines:
            more = None
            if mark == KEEPING:
                more = button(_("Who?"), "link", size="small", name="keepingWho", clicked=self.keepers.emit)
                more.setAccessibleName(_("Who keeps the older terms?"))
                self.asked = more
            self._lines.addWidget(_told(mark, colour, words_, more))
            if more is not None:
                in_turn(self, more)

    def look(self) -> None:
        """Bring what it says into sight, and the keys to its tick."""
        into_sight(self)
        if not self.award.isHidden() and not self._holder.isHidden():
            self.award.setFocus(Qt.FocusReason.OtherFocusReason)
            into_sight(self)

    @property
    def seen(self) -> bool:
        """Whether somebody could see what it says, or it says nothing."""
        return self.isHidden() or self._seen or is_seen(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._seen = self._seen or is_seen(self)

    @property
    def awarded(self) -> tuple[int, ...]:
        """The rounds that are to be awarded with the save."""
        return tuple(number for number, _customer in self._past) if self.award.isChecked() else ()

    def _ask(self) -> None:
        self.asked = self.who
        self.people.emit(tuple(dict.fromkeys(customer for _round, customer in self._past)))


def _told(mark: str, colour: str, sentence: str, more: QPushButton | None) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    row.addWidget(IconMark(mark, colour))
    row.addWidget(Paragraph(sentence), 1)
    if more is not None:
        row.addWidget(more)
    return holder

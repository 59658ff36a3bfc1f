"""What new terms would change, said before anybody saves them; who could be awarded at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.domain.loyalty_change import Effects
from smallcrm.domain.loyalty_terms import Prize, Terms
from smallcrm.i18n import _, format_number, ngettext
from smallcrm.ui.pages.cards import words
from smallcrm.ui.pages.page import emptied
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px

Line = tuple[str, str, str]
"""Icon, its colour, and a sentence."""
_LOOKS = {"gain": ("circle-check", "success"), "lose": ("triangle-alert", "warning"), "other": ("info", "link")}


def sentences(old: Terms, new: Terms, found: Effects) -> list[Line]:
    """Say in sentences what a change means: who keeps the older terms, then what the next cards gain and lose."""
    lines = []
    if found.keeping:
        told = ngettext(
            "{n} card in use keeps the older terms, as it was promised.",
            "{n} cards in use keep the older terms, as they were promised.",
            found.keeping,
        )
        lines.append(("shield-check", "muted", told.format(n=format_number(found.keeping))))
        if old.goal != new.goal:
            fields = old.goal
            told = ngettext("Cards printed so far have {n} field.", "Cards printed so far have {n} fields.", fields)
            lines.append(("printer", "muted", told.format(n=format_number(fields))))
    both = [*found.gains, *(code for code in found.loses if code not in found.gains)]
    for code in both:
        better, worse = code in found.gains, code in found.loses
        look = "other" if better and worse else "gain" if better else "lose"
        lines.append((*_LOOKS[look], _difference(code, old, new, found)))
    if past := len({one.customer_id for one in found.past_goal}):
        told = ngettext("{n} customer has as many stamps already.", "{n} customers have as many stamps already.", past)
        lines.append(("gift", "gold_line", told.format(n=format_number(past))))
    return lines


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
        "caps": lambda: _("The limits are others."),
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


def _numbers(what: str, before: int, after: int) -> str:
    # Translators: a number that changes, such as "Stamps as a gift: 1 → 2"
    told = _("{what}: {before} → {after}")
    return told.format(what=what, before=format_number(before), after=format_number(after))


def _goal(found: Effects) -> str:
    if found.fewer:
        told = ngettext("A next card takes {n} stamp less.", "A next card takes {n} stamps less.", found.fewer)
        return told.format(n=format_number(found.fewer))
    told = ngettext("A next card takes {n} stamp more.", "A next card takes {n} stamps more.", found.more)
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

    ``people(ids)``: somebody wants to see those whom it is about.
    """

    people = Signal(tuple)

    def __init__(self) -> None:
        super().__init__(_("What this changes"))
        self.setObjectName("card")
        self.pad(16, 0, 16, 12)
        self.body.setSpacing(px(6))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        self.body.addLayout(self._lines)
        self.award = QCheckBox("")
        self.award.setObjectName("awardNow")
        self.who = button(_("Who?"), "link", size="small", name="awardWho", clicked=self._ask)
        self._holder = flowing(self.award, self.who, gap=4)
        self.body.addWidget(self._holder)
        self._past: tuple[tuple[int, int], ...] = ()
        self.hide()

    def show_effects(self, old: Terms, new: Terms, found: Effects | None) -> None:
        """Say what changes; nothing (None: nobody knows yet) is hidden."""
        lines = sentences(old, new, found) if found else []
        emptied(self._lines)
        for icon, colour, words_ in lines:
            self._lines.addWidget(_told(icon, colour, words_))
        past = found.past_goal if found else ()
        self._past = tuple((one.round_id, one.customer_id) for one in past)
        count = len({customer for _round, customer in self._past})
        told = ngettext("Award {n} customer now", "Award {n} customers now", count)
        self.award.setText(told.format(n=format_number(count)))
        self.who.setAccessibleName(_("Who has as many stamps already?"))
        self._holder.setVisible(bool(past))
        if not past:
            self.award.setChecked(False)
        self.setVisible(bool(lines))

    @property
    def awarded(self) -> tuple[int, ...]:
        """The rounds that are to be awarded with the save."""
        return tuple(number for number, _customer in self._past) if self.award.isChecked() else ()

    def _ask(self) -> None:
        self.people.emit(tuple(dict.fromkeys(customer for _round, customer in self._past)))


def _told(icon: str, colour: str, sentence: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    row.addWidget(IconMark(icon, colour))
    row.addWidget(Paragraph(sentence), 1)
    return holder

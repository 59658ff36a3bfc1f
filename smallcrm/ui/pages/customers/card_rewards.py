"""What a customer has earned: rewards to collect, each with its button, and below them those that are over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from smallcrm.domain.loyalty import LedgerEntry, RewardStanding, RewardState, RoundState, Standing, live
from smallcrm.domain.loyalty_terms import last_day
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_date, ngettext
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.customers.card_reasons import REVERSING, fill_reasons
from smallcrm.ui.pages.customers.header import breakable
from smallcrm.ui.pages.page import emptied, in_turn
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.surface import Surface
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.loyalty.views import CardView
    from smallcrm.store.shop import Shop

_GONE = 3
"""What is over, shown at most: the newest."""
_WORDS = 110
"""Width that words want beside their buttons, px."""
_LATELY = timedelta(days=90)
"""How long what is over is told: so long somebody may ask for it."""
_AT_ONCE = 6
"""Uses of a reward that a menu offers at one time, at most."""
Over = tuple[date, str]
"""The last day of something that is over, and the words for it."""
Cancel = Callable[[int, str, str], object]
"""Takes the reward, the code of the reason and what was typed beside it."""


class Rewards(QWidget):
    """Lines of rewards.

    ``redeem`` takes a reward's id and, of one that is given several times, how often; ``left``: the line with the
    focus has gone.
    """

    left = Signal()

    def __init__(self, redeem: Callable[..., object], cancel: Cancel) -> None:
        super().__init__()
        self.setObjectName("rewards")
        self.setAccessibleName(_("Rewards"))
        self._redeem, self._cancel = redeem, cancel
        self._shown: tuple[object, ...] = ()
        self.buttons: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self._frame = Surface()
        self._lines = QVBoxLayout(self._frame)
        self._lines.setContentsMargins(px(12), px(6), px(6), px(6))
        self._lines.setSpacing(px(6))
        self._gone = Paragraph("", "caption", "muted")
        column.addWidget(self._frame)
        column.addWidget(self._gone)

    def show_views(self, views: Sequence[CardView], today: date, lapsed: Sequence[Over] = ()) -> None:
        """Show what can be collected of all cards, and what is over; ``lapsed``: single stamps that are."""
        ready = [(view.programme.name, reward) for view in views for reward in view.ready]
        gone = over(views, today, lapsed)
        shown = (tuple(ready), tuple(gone), len(views) > 1)
        if shown == self._shown:
            return
        self._shown = shown
        held = self.isAncestorOf(focus) if (focus := self.window().focusWidget()) is not None else False
        emptied(self._lines)
        self.buttons = []
        for number, (programme, reward) in enumerate(ready):
            if number:
                self._lines.addWidget(Hairline())
            self._lines.addWidget(self._line(reward, programme if len(views) > 1 else ""))
        in_turn(self, *self.buttons)
        self._frame.setVisible(bool(ready))
        self._gone.setText("\n".join(gone))
        self._gone.setVisible(bool(gone))
        self.setVisible(bool(ready or gone))
        if held:
            self._go_on()

    def _go_on(self) -> None:
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _line(self, reward: RewardStanding, programme: str) -> RewardLine:
        redeem = partial(self._redeem, reward.id)
        give = button(_("Redeem"), "gold", icon="gift", size="counter", name="redeemButton", clicked=redeem)
        give.setAccessibleName(_("Redeem: {reward}").format(reward=reward.prize.name))
        more = IconButton("ellipsis", _("More about the reward: {reward}").format(reward=reward.prize.name))
        more.clicked.connect(lambda _on=False: self._menu(reward, more))
        self.buttons += [give, more]
        told = beside(programme, left_of(reward), until(reward.valid_until))
        return RewardLine(reward.prize.name, told, give, more)

    def _menu(self, reward: RewardStanding, place: QWidget) -> None:
        menu = QMenu(self)
        menu.setObjectName("rewardMenu")
        menu.setAccessibleName(_("More about the reward: {reward}").format(reward=reward.prize.name))
        for uses in range(2, min(reward.prize.uses - reward.used, _AT_ONCE) + 1):
            text = _("Redeem {n} at once").format(n=uses)
            menu.addAction(icon("gift"), text, partial(self._redeem, reward.id, uses))
        menu.addSeparator()
        fill_reasons(menu, _("Cancel the reward"), REVERSING, partial(self._cancel, reward.id), place)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place.mapToGlobal(place.rect().bottomLeft()))


class RewardLine(QWidget):
    """What was earned, and its buttons: beside the words, or below them where the words would stand in a column."""

    def __init__(self, name: str, told: str, *parts: QWidget) -> None:
        super().__init__()
        words, buttons = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(0)
        words.addWidget(Paragraph(breakable(name), "strong"))
        if told:
            words.addWidget(Paragraph(told, "caption", "muted"))
        buttons.setSpacing(px(8))
        for part in parts:
            buttons.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._taken = sum(part.sizeHint().width() for part in parts) + px(16)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(8))
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)
        self._row.setAlignment(buttons, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        below = self.width() - self._taken < px(_WORDS)
        self._row.setDirection(way.TopToBottom if below else way.LeftToRight)


def left_of(reward: RewardStanding) -> str:
    """How often a reward can still be given; empty where it is given once."""
    if reward.prize.uses < 2:
        return ""
    left = reward.prize.uses - reward.used
    return ngettext("{n} of {all} left", "{n} of {all} left", left).format(n=left, all=reward.prize.uses)


def until(day: date | None) -> str:
    """How long something is good; empty for ever."""
    return _("valid through {date}").format(date=format_date(day, "medium")) if day else ""


def over(views: Sequence[CardView], today: date, lapsed: Sequence[Over] = ()) -> list[str]:
    """Give a line for each reward and each card that went lately without having been given, the newest first."""
    since, found = today - _LATELY, list(lapsed)
    for view in views:
        for standing in (view.standing, *view.older):
            ends = standing.valid_until
            if standing.state is RoundState.EXPIRED and ends and not standing.rewards:
                found.append((ends, _lost(standing.total, ends)))
            gone = [one for one in standing.rewards if one.state in {RewardState.EXPIRED, RewardState.VOID}]
            found += [(one.valid_until or one.earned_on, _said(one)) for one in gone]
    found.sort(key=lambda one: one[0], reverse=True)
    return [words for day, words in found if day >= since][:_GONE]


def lapsed(standing: Standing, entries: Sequence[LedgerEntry], today: date) -> list[Over]:
    """Say how many stamps of a card that goes on have expired, each by itself; nothing where none has."""
    terms, count = standing.round.terms, standing.total - standing.balance
    ends = [last_day(entry.on, terms.expiry) for entry in live(entries) if entry.qty > 0]
    past = [end for end in ends if end is not None and end < today]
    if standing.state is not RoundState.OPEN or count <= 0 or not past:
        return []
    words = ngettext(
        "{n} stamp expired, was valid through {date}", "{n} stamps expired, the last valid through {date}", count
    )
    return [(max(past), words.format(n=count, date=format_date(max(past), "medium")))]


def lapsed_of(shop: Shop, views: Sequence[CardView]) -> list[Over]:
    """Say of each card how many of its stamps have expired by themselves."""
    cards = [view.standing for view in views if view.standing.round.id and view.standing.total > view.standing.balance]
    entries = shop.ledger.entries([card.round.id for card in cards])
    return [one for card in cards for one in lapsed(card, entries[card.round.id], shop.today)]


def _lost(stamps: int, ends: date) -> str:
    words = ngettext(
        "A card with {n} stamp: expired, was valid through {date}",
        "A card with {n} stamps: expired, was valid through {date}",
        stamps,
    )
    return words.format(n=stamps, date=format_date(ends, "medium"))


def _said(reward: RewardStanding) -> str:
    if reward.state is RewardState.VOID:
        return _("{reward}: cancelled").format(reward=reward.prize.name)
    if reward.valid_until is None:
        return _("{reward}: expired").format(reward=reward.prize.name)
    return _("{reward}: expired, was valid through {date}").format(
        reward=reward.prize.name, date=format_date(reward.valid_until, "medium")
    )

"""Where a follow-up came from and what came of it: who made it, which rule, the ones before and after."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from smallcrm.domain.errors import NotFound
from smallcrm.domain.follow_up import FollowUp, State
from smallcrm.domain.repeat import shows_on
from smallcrm.i18n import _, format_date, format_time, pgettext
from smallcrm.messages.follow_ups import call as call_words
from smallcrm.messages.follow_ups import kind as kind_words
from smallcrm.messages.follow_ups import state as state_words
from smallcrm.messages.rules import by_rule, follow_up_text
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.kinds import look
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.when import moment_words
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

LONGEST = 30
"""Follow-ups of a series that are listed."""


class Story(Card):
    """A card of lines; ``open_wanted(id)`` when somebody goes to another one of the series."""

    open_wanted = Signal(int)

    def __init__(self, shop: Shop) -> None:
        super().__init__(story_words())
        self.shop = shop
        self.pad(0, 0, 0, 12)
        self.told = Paragraph("", "body", "muted")
        self.told.setContentsMargins(px(16), 0, px(16), px(8))
        self.body.addWidget(self.told)
        self.list = RowList("followUpSeries", story_words(), grow=True, dense=True)
        self.list.acted.connect(lambda row, _zone: self.open_wanted.emit(row.data))
        self.body.addWidget(self.list)

    def show_story(self, f: FollowUp) -> None:
        """Tell about a follow-up."""
        self.told.setText("\n".join(self._lines(f)))
        today = self.shop.today
        rows = [related_row(one, today) for one in self._related(f)]
        self.list.rows.set_rows(rows)
        self.list.setVisible(bool(rows))

    def _lines(self, f: FollowUp) -> list[str]:
        today = self.shop.today
        found = [self._made(f)]
        if f.live and f.snoozed_to and f.snoozed_to.date() >= today:
            moment = f.snoozed_to
            at = moment.time() if moment.hour or moment.minute else None
            found.append(_("Snoozed until {date}").format(date=moment_words(moment.date(), at, today)))
        elif f.live and f.leads and shows_on(f) > today:
            found.append(_("Shows in Today from {date}").format(date=format_date(shows_on(f), "weekday_and_day")))
        if f.done_at:
            words = _("{state} by {name}, {when}") if f.done_by else _("{state}, {when}")
            found.append(words.format(state=state_words(f.state), name=f.done_by, when=_moment(f.done_at)))
        return found

    def _made(self, f: FollowUp) -> str:
        when = _moment(f.made_at) if f.made_at else ""
        if f.rule:
            try:
                rule = self.shop.rules.get(f.rule)
            except NotFound:
                rule = None
            return " · ".join(part for part in (by_rule(rule), when) if part)
        if f.made_by:
            return _("Made by {name}, {when}").format(name=f.made_by, when=when)
        return _("Made {when}").format(when=when)

    def _related(self, f: FollowUp) -> list[FollowUp]:
        """The ones before in the series, the latest first, and what came from this one."""
        before, one = list[FollowUp](), f
        while one.parent and len(before) < LONGEST:
            try:
                one = self.shop.follow_ups.get(one.parent)
            except NotFound:
                break
            before.append(one)
        return [*self.shop.follow_ups.children(f.id)[:LONGEST], *before]


def story_words() -> str:
    """Name the card: what became of a follow-up, and what was before it."""
    return pgettext("follow-up", "History")


def related_row(f: FollowUp, today: date) -> Row:
    """Give the row of one of a series: what, when, how it ended."""
    icon, tint = look(f.kind)
    ended = f.state if not f.live else State.OPEN
    when = moment_words(f.on, f.hour, today)
    came = call_words(f.outcome)
    told = state_words(ended) if not f.live else ""
    words = " · ".join(part for part in (kind_words(f.kind), came or " ".join(follow_up_text(f).split())) if part)
    return Row(when, words, key=f.customer_id, icon=icon, tint=tint, side=told, enabled=f.live, data=f.id)


def _moment(at: datetime) -> str:
    return _("{day} at {time}").format(day=format_date(at.date(), "medium"), time=format_time(at))

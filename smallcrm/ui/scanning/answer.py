"""What is said to a scan: one of four colours, words, a row of stamps, and what can be done. No widget, no write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from smallcrm import messages
from smallcrm.domain.card_numbers import CodeKind, grouped
from smallcrm.domain.loyalty import RewardStanding, RewardState, Standing, Why
from smallcrm.domain.loyalty_terms import Programme
from smallcrm.i18n import _, format_date, format_money, ngettext, pgettext
from smallcrm.messages import cards

if TYPE_CHECKING:
    from smallcrm.domain.card_numbers import Code
    from smallcrm.domain.errors import Refused, ShopError
    from smallcrm.store.loyalty.booking import Stamped
    from smallcrm.store.loyalty.issuing import NumberFound
    from smallcrm.store.loyalty.views import CardView

_OTHERS = 3
"""Programmes offered beside the one on scan: the page of a customer has them all."""


class Colour(StrEnum):
    """Green: stamped. Gold: a reward waits. Amber: nothing was counted, and why. Blue: something is asked."""

    GREEN = "green"
    GOLD = "gold"
    AMBER = "amber"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done now; ``keys`` as the source names them, "" for the number it stands at alone."""

    id: str
    text: str
    icon: str = ""
    keys: str = ""
    primary: bool = False
    value: str = ""
    """What the act is about: a reason, a reward."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A card as a row of small stamps. ``newest``: how many of them have just come, at the end."""

    filled: int
    goal: int
    icon: str
    ink: str
    interim_at: int = 0
    earned: frozenset[int] = frozenset()
    newest: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``asks``: "" or what is to be typed into it: ``customer``, ``cents``, ``why``."""

    colour: Colour
    title: str
    line: str = ""
    icon: str = ""
    dots: Dots | None = None
    acts: tuple[Act, ...] = ()
    customer_id: int = 0
    asks: str = ""
    good: bool = False
    """Whether it sounds like what was hoped for."""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        offered = ", ".join(act.text.rstrip("…") for act in self.acts)
        return ". ".join(part for part in (self.title, self.line, offered) if part)


def _open() -> Act:
    return Act("open", _("Open customer"))


def _programmes() -> Act:
    return Act("programmes", _("Loyalty programmes"))


def _move(entries: Iterable[int]) -> Act:
    """Offer to give stamps, the newest first, to whom they belong."""
    return Act("move", _("Move to somebody else…"), value=",".join(str(one) for one in entries))


def _undo(step: int) -> tuple[Act, ...]:
    return (Act("undo", _("Undo"), "undo-2", "Ctrl+Z", value=str(step)),) if step else ()


# -- green and gold ----------------------------------------------------------------------------------------------------


def stamped(result: Stamped) -> Answer:
    """Say what a stamp has come to: how many there are, or that a reward waits."""
    view = result.view
    new = result.qty if result.counted else 0
    dots = _dots(view.programme, _stamped_card(result), result.balance, new)
    undo = _undo(result.step if result.counted else 0)
    move = _move(reversed(result.entry_ids))
    if view.ready:
        return _gold(view, result, dots, (*undo, move))
    title = _("Stamped, {n} of {goal}").format(n=result.balance, goal=result.needed)
    if result.counted and not new:
        title = _("Noted, {n} of {goal}").format(n=result.balance, goal=result.needed)
    line = _carried(view.name, view.remainder)
    return Answer(Colour.GREEN, title, line, "check", dots, (*undo, _open(), move), view.customer_id, good=True)


def _gold(view: CardView, result: Stamped, dots: Dots, acts: tuple[Act, ...]) -> Answer:
    earned = {one.id for one in result.earned}
    new = [one for one in view.ready if one.id in earned]
    reward = new[-1] if new else view.ready[0]
    title = _("Earned: {reward}") if new else _("Ready: {reward}")
    full = result.balance >= result.needed
    counted = _("{name}, card full") if full else _("{name}, {n} of {goal}")
    line = counted.format(name=view.name, n=result.balance, goal=result.needed)
    line = _carried(line, view.remainder)
    if len(view.ready) > 1:
        more = len(view.ready)
        # Translators: behind the name of a customer: how many rewards she can collect
        waiting = ngettext("{n} reward waits", "{n} rewards wait", more).format(n=more)
        line = f"{line} · {waiting}"
    acts = (*_redeeming(reward), *acts)
    return Answer(
        Colour.GOLD, title.format(reward=reward.prize.name), line, "gift", dots, acts, view.customer_id, good=True
    )


def _carried(words: str, cents: int) -> str:
    """Say behind a name what is left of money."""
    if not cents:
        return words
    return _("{name}, {amount} towards the next stamp").format(name=words, amount=format_money(cents))


def _stamped_card(result: Stamped) -> Standing:
    """The card that the stamp stands on: the one shown next may be another."""
    cards = (result.view.standing, *result.view.older)
    return next((one for one in cards if result.entry_ids[-1] in one.stamps), result.view.standing)


def _redeeming(reward: RewardStanding) -> tuple[Act, ...]:
    redeem = Act("redeem", _("Redeem now"), "gift", primary=True, value=str(reward.id))
    return redeem, Act("later", _("Keep for later"))


def redeemed(view: CardView, reward: RewardStanding | None, step: int) -> Answer:
    """Say that a reward was given, and how the card goes on: another one that waits is offered."""
    what = reward.prize.name if reward else ""
    if reward is not None and reward.prize.uses > 1:
        what = _("{name}, {n} of {goal}").format(name=what, n=reward.used + 1, goal=reward.prize.uses)
    title = _("Collected: {reward}").format(reward=what)
    left = view.standing
    line = _("{name}, {n} of {goal}").format(name=view.name, n=left.balance, goal=left.needed)
    dots = _dots(view.programme, left, left.balance, 0)
    others = [one for one in view.ready if reward is None or one.id != reward.id]
    if others:
        ready = _("Ready: {reward}").format(reward=others[0].prize.name)
        acts = (*_redeeming(others[0]), *_undo(step))
        line = _beside(title, line)
        return Answer(Colour.GOLD, ready, line, "gift", dots, acts, view.customer_id, good=True)
    return Answer(Colour.GREEN, title, line, "check", dots, (*_undo(step), _open()), view.customer_id, good=True)


def beside(answer: Answer, others: Sequence[Programme]) -> Answer:
    """Offer to stamp another programme that runs beside the one on scan."""
    offered = (
        Act("other", _("Stamp {programme}").format(programme=one.name), value=str(one.id)) for one in others[:_OTHERS]
    )
    return replace(answer, acts=(*answer.acts, *offered))


def _dots(programme: Programme, standing: Standing, filled: int, new: int) -> Dots:
    terms = standing.round.terms
    earned = frozenset(one.prize.at_stamp for one in standing.rewards if one.state is not RewardState.VOID)
    interim = terms.interim.at_stamp if terms.interim else 0
    return Dots(filled, terms.goal, programme.icon, programme.ink, interim, earned, min(new, filled))


# -- amber -------------------------------------------------------------------------------------------------------------


def refused(error: Refused, name: str, customer_id: int) -> Answer:
    """Say why nothing was counted, and what may be done about it."""
    view: CardView | None = error.view
    dots = None
    if view is not None:
        dots = _dots(view.programme, view.standing, view.standing.balance, 0)
    acts: tuple[Act, ...] = ()
    if error.code == "same_card":
        acts = (Act("again", _("Stamp again"), "stamp", "Space", primary=True),)
        return Answer(Colour.AMBER, *_why_not(error, name, view), "clock-alert", dots,
                      (*acts, _open(), *_last(view)), customer_id)  # fmt: skip
    if error.code in {"archived", "deceased"} or (error.verdict is not None and error.verdict.can_force):
        acts = (_reasons(),)
    elif error.code in {"paused", "ended"}:
        acts = (_programmes(),)
    title, line = _why_not(error, name, view)
    return Answer(Colour.AMBER, title, line, "clock-alert", dots, (*acts, _open()), customer_id)


def _last(view: CardView | None) -> tuple[Act, ...]:
    """Offer to move the stamp that was given just before."""
    cards = (view.standing, *view.older) if view is not None else ()
    newest = max((stamp for card in cards for stamp in card.stamps), default=0)
    return (_move([newest]),) if newest else ()


def _reasons() -> Act:
    return Act("reasons", _("Stamp anyway…"), "stamp")


def _why_not(error: Refused, name: str, view: CardView | None) -> tuple[str, str]:
    if error.code == "same_card":
        ago = int(error.values.get("seconds", 0))
        words = ngettext("{name}, {n} second ago", "{name}, {n} seconds ago", ago).format(name=name, n=ago)
        if view is not None:
            standing = view.standing
            # Translators: in front stands "Anna Kowalska, 8 seconds ago"
            still = _("still {n} of {goal}").format(n=standing.balance, goal=standing.needed)
            words = f"{words}, {still}"
        return _("Already stamped"), words
    titles: Mapping[str, str] = {
        "too_soon": _("Too soon"),
        "cap_visit": _("Too many stamps at once"),
        "cap_day": _("Enough stamps for one day"),
        "below_minimum": _("Too small a purchase"),
        "not_started": _("Not begun yet"),
        "paused": _("The programme is paused"),
        "ended": _("The programme has ended"),
    }
    return titles.get(error.code, _("Not stamped")), _beside(name, messages.error(error))


def reasons(answer: Answer) -> Answer:
    """Ask why a stamp is to be given nevertheless."""
    offered = (Why.TWO_VISITS, Why.GOODWILL, Why.CORRECTION)
    acts = (*(Act("force", cards.why(code), value=code.value) for code in offered), Act("why", _("Another reason…")))
    return replace(answer, title=_("Why stamp anyway?"), acts=acts, icon="stamp")


def other_reason(answer: Answer) -> Answer:
    """Ask for the reason in words."""
    return replace(answer, acts=(), asks="why")


def failed(error: ShopError, name: str = "", customer_id: int = 0, *, redeeming: bool = False) -> Answer:
    """Say what kept a stamp, or a reward, from being booked."""
    acts, title = (_open(),) if customer_id else (), _("Not collected") if redeeming else _("Not stamped")
    line = _beside(name, messages.error(error))
    return Answer(Colour.AMBER, title, line, "triangle-alert", None, acts, customer_id)


def not_a_card(code: Code) -> Answer:
    """Say that something else was scanned; the customer is found by name."""
    acts = (Act("find", _("Find a customer"), "search"),)
    if code.kind is CodeKind.PRODUCT:
        return Answer(Colour.AMBER, _("That is a product, not a card"), code.number, "shopping-bag", None, acts)
    return Answer(Colour.AMBER, _("Not a card of this shop"), code.number, "scan-barcode", None, acts)


def dead(found: NumberFound) -> Answer:
    """Say that a card was replaced or is not valid any more."""
    number = grouped(found.digits)
    if found.replaced_by:
        line = _("{name}, the card {number} is valid now").format(name=found.name, number=grouped(found.replaced_by))
    elif found.ended_on:
        line = _beside(found.name, _("{number}, since {date}").format(number=number, date=format_date(found.ended_on)))
    else:
        line = _beside(found.name, number)
    acts = (_open(),) if found.customer_id else ()
    return Answer(Colour.AMBER, _("This card is no longer valid"), line, "scan-barcode", None, acts, found.customer_id)


def hidden(found: NumberFound) -> Answer:
    """Ask before somebody is stamped who is in the bin, archived or deceased."""
    titles = {
        "binned": _("This customer is in the bin"),
        "archived": _("This customer is archived"),
        "deceased": _("This customer is marked as deceased"),
    }
    acts = {
        "binned": (Act("bring_back", _("Bring back and stamp"), "archive-restore"),),
        "archived": (Act("bring_back", _("Bring back and stamp"), "archive-restore"), _open()),
        "deceased": (_reasons(), _open()),
    }
    return Answer(
        Colour.AMBER,
        titles[found.hidden],
        found.name,
        "user",
        None,
        acts[found.hidden],
        found.customer_id,
    )


# -- blue --------------------------------------------------------------------------------------------------------------


def unknown(digits: str) -> Answer:
    """Ask whose a card is that nobody has."""
    line = _("{number} belongs to nobody yet").format(number=grouped(digits))
    return Answer(Colour.BLUE, _("A new card"), line, "scan-barcode", asks="customer")


def has_card(name: str, customer_id: int, number: str) -> Answer:
    """Ask whether the card is to take the place of the one that somebody has."""
    line = _("{name} has the card {number}").format(name=name, number=grouped(number))
    acts = (Act("instead", _("Use the new card from now on"), "refresh-cw"), _open())
    return Answer(Colour.BLUE, _("Instead of the old card?"), line, "scan-barcode", None, acts, customer_id)


def given(name: str, customer_id: int, digits: str) -> Answer:
    """Say that a card has its owner now, in a shop where a scan stamps nothing."""
    line = _beside(name, grouped(digits))
    return Answer(Colour.GREEN, _("Card given"), line, "check", None, (_open(),), customer_id, good=True)


def with_step(answer: Answer, step: int, *, given: bool = False) -> Answer:
    """Let the Undo of an answer take back the whole step that it was part of: also of a card ``given`` unstamped."""
    others = tuple(act for act in answer.acts if act.id != "undo")
    unstamped = given and answer.colour is Colour.AMBER
    if unstamped:
        answer = replace(answer, line=_beside(_("Card given"), answer.line))
    undo = _undo(step) if answer.good or unstamped else ()
    first = 1 if answer.colour is not Colour.GREEN else 0
    return replace(answer, acts=(*others[:first], *undo, *others[first:]))


def how_much(name: str, customer_id: int, programme: Programme) -> Answer:
    """Ask for the amount of a purchase: the programme counts money."""
    return Answer(Colour.BLUE, _("How much was it?"), _beside(name, programme.name), "ticket", None, (_open(),),
                  customer_id, "cents")  # fmt: skip


def no_programme(name: str, customer_id: int) -> Answer:
    """Say that a scan stamps nothing in this shop."""
    line = _beside(name, _("no programme is stamped by a scan"))
    acts = (_open(), _programmes())
    return Answer(Colour.BLUE, pgettext("scan", "Card read"), line, "scan-barcode", None, acts, customer_id)


def waiting(who: str) -> Answer:
    """Say that a stamp is kept until the shop file can be written."""
    line = _beside(who, _("another program is writing just now"))
    return Answer(Colour.BLUE, _("Saving…"), line, "hourglass")


def _beside(*parts: str) -> str:
    return " · ".join(part for part in parts if part)

"""What a punch card says on the screen: the words and the fields of its face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smallcrm.domain.loyalty import RewardStanding, RewardState, RoundState, Standing
from smallcrm.domain.loyalty_terms import ExpiryBasis, Programme, Terms, Unit
from smallcrm.i18n import _, format_date, format_money, ngettext

if TYPE_CHECKING:
    from smallcrm.store.loyalty.views import CardView


@dataclass(frozen=True, slots=True)
class Face:
    """All that stands on one card. ``filled`` are the ids of the entries in its fields, one a field, in order."""

    shop_name: str
    promise: str
    icon: str
    ink: str
    goal: int
    filled: tuple[int, ...] = ()
    interim_at: int = 0
    earned: frozenset[int] = frozenset()
    """Fields whose reward was earned; ``given``: and collected."""
    given: frozenset[int] = frozenset()
    foot: str = ""
    count: str = ""
    note: str = ""
    """How long it is good; empty where nothing ends."""
    prize: str = ""
    """The promise where there is no room for more: the reward alone."""
    over: bool = False
    """Expired: painted paler."""
    spoken: str = ""

    @property
    def rewards(self) -> frozenset[int]:
        """The fields that bear a reward."""
        return frozenset({self.goal, self.interim_at} - {0})


def face_of(view: CardView, shop_name: str) -> Face:
    """Give the face of a customer's card; of a shop without a name it bears that of the programme."""
    name = shop_name.strip() or view.programme.name
    return standing_face(view.programme, view.standing, name, remainder=view.remainder)


def standing_face(programme: Programme, standing: Standing, shop_name: str, *, remainder: int = 0) -> Face:
    """Give the face of a card as it stands; ``remainder`` in cents on the way to the next stamp."""
    terms, filled = standing.round.terms, standing.stamps[: standing.needed]
    foot, note = _foot(standing), _note(standing, remainder)
    return Face(
        shop_name,
        promise(terms),
        programme.icon,
        programme.ink,
        terms.goal,
        filled,
        terms.interim.at_stamp if terms.interim else 0,
        frozenset(_place(one) for one in standing.rewards if one.state is not RewardState.VOID),
        frozenset(_place(one) for one in standing.rewards if one.state is RewardState.USED),
        foot,
        _("{n} of {goal}").format(n=len(filled), goal=terms.goal),
        note,
        terms.reward.name,
        standing.state is RoundState.EXPIRED,
        ", ".join(part for part in (counted(len(filled), terms.goal), foot, note) if part),
    )


def blank_face(programme: Programme, shop_name: str, filled: int = 0) -> Face:
    """Give the face of a new card of a programme, or an example of one on which some stamps stand."""
    terms = programme.terms
    ends = terms.expiry.on if terms.expiry.basis is ExpiryBasis.DATE else None
    note = _("Valid through {date}").format(date=format_date(ends, "long")) if ends else ""
    foot, interim = more(terms.goal - filled, terms.reward.name), terms.interim.at_stamp if terms.interim else 0
    return Face(
        shop_name,
        promise(terms),
        programme.icon,
        programme.ink,
        terms.goal,
        tuple(range(1, filled + 1)),
        interim,
        frozenset(place for place in (interim, terms.goal) if 0 < place <= filled),
        foot=foot,
        count=_("{n} of {goal}").format(n=filled, goal=terms.goal),
        note=note,
        prize=terms.reward.name,
        spoken=", ".join(part for part in (promise(terms), note) if part),
    )


def promise(terms: Terms) -> str:
    """What a card promises, in a few words: "10 stamps: A cup of coffee"."""
    words = ngettext("{n} stamp: {reward}", "{n} stamps: {reward}", terms.goal)
    return words.format(n=terms.goal, reward=terms.reward.name)


def counted(stamps: int, goal: int) -> str:
    """How many stamps of how many."""
    return ngettext("{n} of {goal} stamp", "{n} of {goal} stamps", goal).format(n=stamps, goal=goal)


def more(left: int, reward: str) -> str:
    """How many stamps are lacking, and for what: "3 more: A cup of coffee"."""
    return ngettext("{n} more: {reward}", "{n} more: {reward}", left).format(n=left, reward=reward)


def _place(reward: RewardStanding) -> int:
    return reward.prize.at_stamp


def _foot(standing: Standing) -> str:
    prize = standing.round.terms.reward
    if standing.state is RoundState.FULL:
        return _("Earned: {reward}").format(reward=prize.name)
    if standing.state is RoundState.DONE:
        used = any(_place(one) == prize.at_stamp and one.state is RewardState.USED for one in standing.rewards)
        return (_("Collected: {reward}") if used else _("Cancelled: {reward}")).format(reward=prize.name)
    if standing.state is RoundState.EXPIRED:
        return _("Expired")
    return more(standing.needed - standing.balance, prize.name)


def _note(standing: Standing, remainder: int) -> str:
    terms, ends = standing.round.terms, standing.valid_until
    if standing.state is RoundState.DONE:
        return ""
    if standing.state is RoundState.EXPIRED:
        return _("Was valid through {date}").format(date=format_date(ends, "long")) if ends else ""
    if ends:
        return _("Valid through {date}").format(date=format_date(ends, "long"))
    if terms.unit is Unit.AMOUNT and remainder > 0 and standing.state is not RoundState.FULL:
        return _("{amount} towards the next stamp").format(amount=format_money(remainder))
    return ""

"""Punch cards booked: the steps that a stamp, a reward given and a correction have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from smallcrm.domain.errors import NotFound, Refused
from smallcrm.domain.loyalty import (
    EntryKind,
    LedgerEntry,
    RewardStanding,
    RewardState,
    Round,
    Standing,
    Why,
    broken,
    live,
    price,
    reward_place,
)
from smallcrm.domain.loyalty_booking import Booking, remainder, spread
from smallcrm.domain.loyalty_guard import Asked, verdict
from smallcrm.domain.loyalty_terms import Programme, Terms, last_day
from smallcrm.domain.text import storable
from smallcrm.store.loyalty.issuing import CardIssuing
from smallcrm.store.loyalty.ledger import new_key, part_key
from smallcrm.store.loyalty.rows import ENTRY, STANDS, derived, entry_from
from smallcrm.store.loyalty.standings import rounds, standings
from smallcrm.store.loyalty.views import CardView

_MOST = 500
"""Stamps in one booking."""
_BY_ITSELF = frozenset({Why.IMPORT, Why.MOVED, Why.VERSION, Why.REMAINDER})
"""What the program writes where it books by itself: nobody's reason, and some are counted otherwise for it."""
_CODES = frozenset(why.value for why in Why if why not in _BY_ITSELF)


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a stamp did: the card as it stands, and what was written."""

    view: CardView
    entry_ids: tuple[int, ...]
    counted: bool
    """False where this key was booked before: then it is told as it was."""
    qty: int
    step: int
    """The step that can take it back; 0 where there is none."""
    earned: tuple[RewardStanding, ...]
    """Rewards that this stamp earned."""
    needed: int
    """Of the card that was stamped last: its goal, and how many stamps it has now."""
    balance: int


@dataclass(frozen=True, slots=True)
class Ask:
    """One booking on its way: whom, in what, when."""

    customer_id: int
    programme: Programme
    day: date
    moment: datetime
    key: str
    card: int = 0
    forced: str = ""
    note: str = ""


class CardBooking(CardIssuing):
    """What the steps on punch cards have in common, most of it inside an open change."""

    def view(self, customer_id: int, programme_id: int) -> CardView:
        """Give a person's card in a programme, with what was booked in the open step; raises NotFound."""
        if self._shop.in_change:
            self._shop.ledger.settle()
        return super().view(customer_id, programme_id)

    # -- one stamp ---------------------------------------------------------------------------------------------------

    def _stamp(self, ask: Ask, count: int, cents: int, *, again: bool) -> Stamped:
        before = self._recent(ask.customer_id, ask.programme.id)
        bookings = self._spread(ask.programme.terms, before, stamps=count, cents=cents)
        self._refuse(ask, bookings, before, cents, again=again)
        made = []
        for number, (to, booking) in enumerate(self._rounds_for(ask.customer_id, ask.programme.terms, bookings)):
            row: dict[str, Any] = {"on": ask.day, "owner": ask.customer_id, "at": ask.moment}
            self._give_for_joining(to, booking.head_start, **row)
            row |= {"amount": booking.amount, "forced": ask.forced, "card": ask.card}
            key, note = part_key(ask.key, number), "" if number else ask.note
            made.append(self._shop.ledger.append(to, EntryKind.STAMP, booking.qty, key=key, note=note, **row))
        return self._stamped(ask.customer_id, ask.programme.id, made, before)

    def _refuse(
        self, ask: Ask, bookings: Sequence[Booking], before: Sequence[Standing], cents: int, *, again: bool
    ) -> None:
        """Raise Refused where the one verdict of window and command line says no."""
        known = self._shop.ledger.entries([card.round.id for card in before])
        stamps = [one for entries in known.values() for one in live(entries) if one.kind is EntryKind.STAMP]
        terms = bookings[0].round.terms if bookings[0].round else ask.programme.terms
        today = self._of_day(ask) if terms.max_day else []
        now, last = _by_the_shops_day(ask, _last(stamps, ask.moment))
        qty = sum(booking.qty for booking in bookings)
        asked = Asked(now, qty, cents, again=again, forced=bool(ask.forced))
        said = verdict(ask.programme, terms, asked, today, last)
        if said.ok and any(booking.round is None for booking in bookings):  # nor may what is over fall on a dead card
            said = verdict(ask.programme, ask.programme.terms, replace(asked, forced=True), (), None)
        if not said.ok:
            view = self.view(ask.customer_id, ask.programme.id)
            raise Refused(said.code, verdict=said, view=view, **said.values)

    def _of_day(self, ask: Ask) -> list[LedgerEntry]:
        """The stamps of a customer in a programme on the day of a booking."""
        rows = self._db.sql(
            f"SELECT {ENTRY} FROM round AS r JOIN ledger AS l ON l.round_id = r.id WHERE r.customer_id = ?"
            f" AND r.programme_id = ? AND r.last_on >= ? AND l.on_date = ? AND l.kind = 'stamp' AND {STANDS}",
            [ask.customer_id, ask.programme.id, ask.day.isoformat(), ask.day.isoformat()],
        )
        with self._db.understood():
            return [entry_from(row) for row in rows]

    def _stamped(self, customer: int, programme_id: int, made: Sequence[int], before: Sequence[Standing]) -> Stamped:
        had = {reward.id for card in before for reward in card.rewards}
        entries = [self._shop.ledger.get(i) for i in made]
        on = [self._shop.ledger.round(i) for i in sorted({entry.round_id for entry in entries})]
        cards = {card.round.id: card for card in standings(self._shop, on)}
        last = cards[next((one for one in reversed(entries) if one.qty), entries[-1]).round_id]
        earned = tuple(reward for card in cards.values() for reward in card.rewards if reward.id not in had)
        view = self.view(customer, programme_id)
        qty = sum(entry.qty for entry in entries)
        return Stamped(view, tuple(made), True, qty, 0, earned, last.needed, last.balance)

    def _programme(self, programme_id: int, day: date) -> Programme:
        """The programme with the terms of a day; 0: the one on scan. Raises Refused ``nothing_on_scan``."""
        if not programme_id:
            on_scan = self._shop.programmes.on_scan()
            if on_scan is None:
                raise Refused("nothing_on_scan")
            programme_id = on_scan.id
        return self._shop.programmes.on(programme_id, day)

    def _day(self, moment: datetime) -> date:
        """The shop's day of a moment: of now the one that is beyond doubt."""
        day = moment.astimezone(self._shop.now.tzinfo).date()
        return self._shop.clock_guard.stamp_day() if day == self._shop.today else day

    # -- on cards ----------------------------------------------------------------------------------------------------

    def _recent(self, customer_id: int, programme_id: int) -> list[Standing]:
        """How the cards of a customer stand that can be stamped or wait, and the one that was used up last.

        Somebody who has come for years has used up a hundred.
        """
        whose = "r.customer_id = ? AND r.programme_id = ?"
        last = (
            f"SELECT r.id FROM round AS r WHERE {whose} AND r.state = 'done' ORDER BY r.last_on DESC, r.id DESC LIMIT 1"
        )
        values = [customer_id, programme_id]
        return standings(
            self._shop, rounds(self._shop, f"{whose} AND (r.state <> 'done' OR r.id = ({last}))", values * 2)
        )

    def _spread(
        self,
        terms: Terms,
        before: Sequence[Standing],
        *,
        stamps: int = 0,
        cents: int = 0,
        joining: bool = True,
    ) -> tuple[Booking, ...]:
        """What a booking becomes on these cards, with the money that waits there.

        Raises Refused ``cap_visit`` for more than anybody gives at once: a slip of the hand, not a hundred cards.
        """
        money = self._money(before[0].round) if cents and before else 0
        prices = [one.per_cents for one in (terms, *(card.round.terms for card in before)) if one.per_cents]
        if max(stamps, (money + cents) // min(prices) if prices and cents else 0) > _MOST:
            raise Refused("cap_visit", most=_MOST)
        return spread(before, terms, stamps=stamps, cents=cents, remainder=money, joining=joining)

    def _money(self, one: Round) -> int:
        """Cents not yet turned into stamps, over all cards of a customer in a programme."""
        cards = self._shop.ledger.rounds_of(one.customer_id, one.programme_id)
        known = self._shop.ledger.entries([card.id for card in cards])
        return remainder((entry, card.terms) for card in cards for entry in known[card.id])

    def _rounds_for(self, customer_id: int, terms: Terms, bookings: Sequence[Booking]) -> Iterator[tuple[int, Booking]]:
        """Each booking with the id of its card, opened where there is none yet."""
        for booking in bookings:
            card = booking.round or self._shop.ledger.open_round(customer_id, terms)
            yield card.id, booking

    def _adjust(self, customer_id: int, programme_id: int, by: int, why: Why, note: str) -> CardView:
        """Add stamps to the card that is stamped next, or take some off it, in an open change."""
        self._refuse_hidden(customer_id, forced=True)
        now = self.view(customer_id, programme_id)
        row: dict[str, Any] = {
            "on": self._shop.clock_guard.stamp_day(),
            "owner": customer_id,
            "reason": why,
            "note": note,
        }
        if by < 0:
            wanted = now.standing.balance + by
            if wanted < 0:
                raise Refused("would_be_negative", view=now)
            self._take_off(now.standing, wanted, **row)
        elif by > 0:
            terms = now.programme.terms
            bookings = self._spread(terms, self._recent(customer_id, programme_id), stamps=by, joining=False)
            ends = last_day(row["on"], terms.expiry)
            if ends and ends < row["on"] and any(booking.round is None for booking in bookings):
                raise Refused("ended", on=ends, view=now)
            for to, booking in self._rounds_for(customer_id, terms, bookings):
                self._shop.ledger.append(to, EntryKind.ADJUST, booking.qty, key=new_key(), **row)
                row["note"] = ""
        return self.view(customer_id, programme_id)

    def _take_off(self, card: Standing, wanted: int, **row: Any) -> None:
        """Leave so many stamps on a card. Where what is left has expired by itself they are of today."""
        ledger, to = self._shop.ledger, card.round.id
        ledger.append(to, EntryKind.ADJUST, wanted - card.balance, key=new_key(), **row)
        left = standings(self._shop, [card.round])[0]
        if left.balance != wanted:
            row["note"] = ""
            ledger.append(to, EntryKind.ADJUST, -left.total, key=new_key(), **row)
            ledger.append(to, EntryKind.ADJUST, wanted, key=new_key(), **row)
            if standings(self._shop, [card.round])[0].balance != wanted:
                raise Refused("would_be_negative")
        self._refuse_broken(to)

    def _refuse_broken(self, round_id: int) -> None:
        """Raise Refused where a card could not be as it is now."""
        entries = self._shop.ledger.entries([round_id])[round_id]
        if wrong := broken(derived(self._shop.ledger.round(round_id), entries), entries):
            raise Refused(wrong)

    def _keep_money(self, customer_id: int, programme_id: int) -> None:
        """Take as many stamps off as money is missing for that went back, the newest card first.

        Raises Refused ``would_be_negative``.
        """
        if not self._db.sql(
            "SELECT 1 FROM programme_version WHERE programme_id = ? AND unit = 'amount'", [programme_id]
        ):
            return
        while True:
            cards = self._standings(customer_id, programme_id)
            left = self._money(cards[0].round)
            if left >= 0:
                return
            able = [card for card in cards if card.balance and card.round.terms.per_cents]
            if not able:
                raise Refused("would_be_negative")
            card = able[-1]
            self._shop.ledger.append(
                card.round.id,
                EntryKind.ADJUST,
                -min(card.balance, -(left // card.round.terms.per_cents)),
                key=new_key(),
                on=self._shop.clock_guard.stamp_day(),
                owner=customer_id,
                reason=Why.REMAINDER,
            )
            self._refuse_broken(card.round.id)

    # -- rewards and entries -----------------------------------------------------------------------------------------

    def _card_of(self, reward_id: int) -> Standing:
        """The card that a reward was earned on, as it stands. Raises Refused ``no_reward``."""
        try:
            card = self._shop.ledger.round(reward_place(reward_id)[0])
        except NotFound as missing:
            raise Refused("no_reward", id=reward_id) from missing
        return standings(self._shop, [card])[0]

    def _take(self, card: Standing, kind: EntryKind, reward_id: int, **values: Any) -> None:
        """Book that a reward is given or cancelled; the stamps of a main one go with the first of its uses."""
        number = reward_place(reward_id)[1]
        day, owner = self._shop.clock_guard.stamp_day(), card.round.customer_id
        taken = -price(card, number)
        self._shop.ledger.append(card.round.id, kind, taken, on=day, owner=owner, reward=number, **values)

    def _check_given(self, card: Standing, reward_id: int, uses: int) -> None:
        """Raise Refused, with the card as it stands, where a reward cannot be given now, or not so many times."""
        reward = earned(card, reward_id)
        ends = self._shop.programmes.get(card.round.programme_id).redeem_until
        over = ends is not None and ends < self._shop.clock_guard.as_of()
        code = {
            RewardState.USED: "reward_used",
            RewardState.EXPIRED: "programme_over" if over else "reward_expired",
        }.get(reward.state, "" if uses in range(1, 1 + reward.prize.uses - reward.used) else "reward_used")
        if code:
            raise Refused(code, view=self.view(card.round.customer_id, card.round.programme_id))

    def _owner(self, entry_id: int) -> int:
        """Whose an entry is. Raises NotFound ``no_entry``."""
        owner = self._shop.ledger.owners([entry_id])[entry_id]
        if not owner:
            raise NotFound("no_entry", id=entry_id)
        return owner

    def _standing_entry(self, entry_id: int) -> LedgerEntry:
        """What stands for an entry now. Raises Refused ``is_reversal``, ``already_reversed`` (on)."""
        entry = self._shop.ledger.get(entry_id)
        if entry.reverses:
            raise Refused("is_reversal")
        stands = self._shop.ledger.standing_of(entry)
        if stands is None:
            raise Refused("already_reversed", on=self._shop.ledger.reversed_on(entry_id))
        return stands


def coded(reason: str, note: str = "") -> tuple[Why, str]:
    """Give the code of a reason, and the words that are kept beside: any other text is ``other`` and such words."""
    said, words = storable(reason).strip(), storable(note).strip()
    if said in _CODES:
        return Why(said), words
    return Why.OTHER, " ".join(filter(None, (said, words)))


def earned(card: Standing, reward_id: int) -> RewardStanding:
    """Give a reward of a card that was earned and not cancelled; raises Refused ``no_reward``."""
    found = next((reward for reward in card.rewards if reward.id == reward_id), None)
    if found is None or found.state is RewardState.VOID:
        raise Refused("no_reward", id=reward_id)
    return found


def _by_the_shops_day(ask: Ask, last: datetime | None) -> tuple[datetime, datetime | None]:
    """The moment of a booking on its day, which a clock in doubt does not know, and the last one as long before it.

    Counted between moments in UTC: in autumn an hour of the shop's zone comes twice.
    """
    now = datetime.combine(ask.day, ask.moment.timetz())
    gone = ask.moment.astimezone(UTC) - last.astimezone(UTC) if last else timedelta()
    return now, now.astimezone(UTC) - gone if last else None


def _last(stamps: Sequence[LedgerEntry], now: datetime) -> datetime | None:
    """The moment of the newest stamp; one to come only where it was the last one written."""
    timed = [one for one in stamps if one.at is not None]
    newest = max(timed, key=lambda one: one.id, default=None)
    return max((one.at for one in timed if one.at is not None and (one.at <= now or one is newest)), default=None)

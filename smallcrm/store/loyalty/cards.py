"""Punch cards: stamped, rewards given, taken back, moved, set right. Each is one step, checked as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from smallcrm.domain.errors import Conflict, NotFound, Refused
from smallcrm.domain.loyalty import (
    TAKING,
    EntryKind,
    LedgerEntry,
    RewardState,
    Why,
    goes_with,
    live,
    place_of,
    problem_without,
    reward_place,
)
from smallcrm.store import tables
from smallcrm.store.loyalty.booking import Ask, CardBooking, Stamped, coded, earned
from smallcrm.store.loyalty.ledger import copied, new_key, plain_key
from smallcrm.store.loyalty.moving_up import move_up
from smallcrm.store.loyalty.views import CardView


class Cards(CardBooking):
    """The shop's punch cards."""

    # -- at the counter ----------------------------------------------------------------------------------------------

    def stamp(
        self,
        who: str | int,
        *,
        programme_id: int = 0,
        count: int = 1,
        cents: int = 0,
        key: str = "",
        at: datetime | None = None,
        again: bool = False,
        force: str = "",
        note: str = "",
    ) -> Stamped:
        """Stamp a card (its number) or a customer (the id) in a programme (0: the one on scan).

        The same ``key`` counts once. ``again`` says that it is no double scan, ``force`` is a reason that lifts what
        can be lifted. Raises Refused, Conflict ``key_taken``, BadInput ``not_a_card``; FileTrouble ``locked`` quietly.
        """
        if count < 1 or cents < 0:
            raise ValueError(count, cents)
        _customer, name, _card = self._whom(who)
        forced, words = coded(force, note)
        with self._shop.change("stamped", quiet=True, name=name) as step:
            customer, _name, card = self._whom(who)  # under the lock: another till may have given the card away
            key = plain_key(key)
            done = self._shop.ledger.keyed(key) if key else []
            if done:
                return self._as_it_was(done, customer, programme_id)
            if isinstance(who, str):
                self._refuse_dead(who)
            self._refuse_hidden(customer, forced=bool(forced))
            moment = (at or self._shop.now).astimezone(self._shop.now.tzinfo)
            day = self._day(moment)
            programme = self._programme(programme_id, day)
            ask = Ask(customer, programme, day, moment, key or new_key(), card, forced, words)
            made = self._stamp(ask, count, cents, again=again)
        return replace(made, step=step.id)

    def redeem(self, reward_id: int, *, uses: int = 1, key: str = "") -> CardView:
        """Give a reward, or so many of its uses. Raises Refused ``no_reward``, ``reward_used``, ``reward_expired``.

        ``programme_over`` where its programme gives none any more. The same ``key`` counts once.
        """
        whose = self._card_of(reward_id).round
        with self._shop.change("reward_redeemed", name=self._shop.customers.name_of(whose.customer_id)):
            key = plain_key(key)
            done = self._shop.ledger.keyed(key) if key else []
            asked = (*reward_place(reward_id), EntryKind.REDEEM)
            if done and (done[0].round_id, done[0].reward, done[0].kind) != asked:
                raise Conflict("key_taken", key=key)
            if not done:
                card = self._card_of(reward_id)  # under the lock: who waited for it knows
                self._refuse_hidden(whose.customer_id, forced=True)
                self._check_given(card, reward_id, uses)
                self._take(card, EntryKind.REDEEM, reward_id, used=uses, key=key or new_key())
            return self.view(whose.customer_id, whose.programme_id)

    def void(self, reward_id: int, reason: str, note: str = "") -> CardView:
        """Cancel an earned reward, for a reason. Raises Refused ``no_reward``, ``reward_used``."""
        why, words = coded(reason, note)
        whose = self._card_of(reward_id).round
        with self._shop.change("reward_voided", name=self._shop.customers.name_of(whose.customer_id)):
            card = self._card_of(reward_id)
            if earned(card, reward_id).state is RewardState.USED:
                raise Refused("reward_used")
            self._take(card, EntryKind.VOID, reward_id, key=new_key(), reason=why, note=words)
            return self.view(whose.customer_id, whose.programme_id)

    # -- set right ---------------------------------------------------------------------------------------------------

    def reverse(self, entry_id: int, reason: str, note: str = "") -> tuple[int, ...]:
        """Take an entry back, and before it the rewards that it paid for, one step; the ids of what was taken back.

        With the only stamp goes what was given for joining. Raises NotFound ``no_entry``, Refused ``is_reversal``,
        ``already_reversed`` (on), ``would_be_negative``.
        """
        why, words = coded(reason, note)
        name = self._shop.customers.name_of(self._owner(entry_id))
        with self._shop.change("entry_reversed", name=name):
            entry = self._standing_entry(entry_id)
            card = self._shop.ledger.round(entry.round_id)
            entries = self._shop.ledger.entries([card.id])[card.id]
            gone = [*goes_with(card, entries, entry), entry]
            if wrong := problem_without(card, entries, gone):
                raise Refused(wrong)
            for one in gone:
                self._shop.ledger.reverse(one, why, words if one is entry else "")
            gone += self._leave(card.customer_id, card.programme_id, why)
            self._keep_money(card.customer_id, card.programme_id)
            move_up(self._shop, card.customer_id, card.programme_id)
            return tuple(one.id for one in gone)

    def move(self, entry_id: int, customer_id: int) -> Stamped:
        """Give a stamp to the customer whose it is, as if it had been given to them on its day.

        Raises Refused ``paid_reward`` where a reward was given for it.
        """
        name, other = (self._shop.customers.name_of(i) for i in (self._owner(entry_id), customer_id))
        with self._shop.change("stamp_moved", name=name, other=other) as step:
            entry = self._standing_entry(entry_id)
            card = self._shop.ledger.round(entry.round_id)
            if entry.kind is not EntryKind.STAMP or card.customer_id == customer_id:
                raise NotFound("no_entry", id=entry_id)
            self._refuse_hidden(customer_id, forced=True)
            entries = self._shop.ledger.entries([card.id])[card.id]
            gone = [*goes_with(card, entries, entry), entry]
            if any(one.kind in TAKING for one in gone):
                raise Refused("paid_reward")
            if wrong := problem_without(card, entries, gone):
                raise Refused(wrong)
            for one in gone:
                self._shop.ledger.reverse(one, Why.MOVED)
            self._leave(card.customer_id, card.programme_id, Why.MOVED)
            result = self._moved(entry, card.programme_id, customer_id)
            self._keep_money(card.customer_id, card.programme_id)
            move_up(self._shop, card.customer_id, card.programme_id)
        return replace(result, step=step.id)

    def believe_paper(self, customer_id: int, programme_id: int, paper_says: int, note: str = "") -> CardView:
        """Believe the paper card: book the difference to what it says.

        Raises Refused ``would_be_negative``, and ``overfull`` for more stamps than a card has room for.
        """
        with self._shop.change("card_settled", name=self._shop.customers.name_of(customer_id)):
            now = self.view(customer_id, programme_id)
            if paper_says > now.standing.needed:
                raise Refused("overfull", view=now)
            by = paper_says - now.standing.balance
            return self._adjust(customer_id, programme_id, by, Why.PAPER_CARD, note)

    def adjust(self, customer_id: int, programme_id: int, by: int, reason: str, note: str = "") -> CardView:
        """Add stamps to a card, or take some off it, for a reason. Raises Refused ``would_be_negative``."""
        why, words = coded(reason, note)
        with self._shop.change("stamps_adjusted", name=self._shop.customers.name_of(customer_id)):
            return self._adjust(customer_id, programme_id, by, why, words)

    def erase_note(self, entry_id: int) -> None:
        """Take the words beside an entry away; the entry stays. Raises NotFound ``no_entry``."""
        name = self._shop.customers.name_of(owner := self._owner(entry_id))
        with self._shop.change("card_note_erased", name=name):
            first = self._shop.ledger.first_of(self._shop.ledger.get(entry_id))
            for (note,) in self._db.sql("SELECT id FROM ledger_note WHERE entry IN (?, ?)", [entry_id, first]):
                self._shop.journal.update(tables.LedgerNote, int(note), {"text": ""}, owner=owner)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _leave(self, customer_id: int, programme_id: int, why: Why) -> list[LedgerEntry]:
        """Take back what was given for joining with a stamp, where nothing else stands: they never joined."""
        cards = self._shop.ledger.rounds_of(customer_id, programme_id)
        booked = self._shop.ledger.entries([card.id for card in cards])
        left = [one for entries in booked.values() for one in live(entries)]
        if len(left) != 1 or left[0].kind is not EntryKind.HEAD_START:
            return []
        known = {one.id: one for one in booked[left[0].round_id]}
        place = place_of(left[0], known)
        stamp = known.get(place + 1)
        if stamp is None or stamp.kind is not EntryKind.STAMP or self.booked_in(place) != self.booked_in(stamp.id):
            return []  # given with the card that was handed out
        self._shop.ledger.reverse(left[0], why)
        return left

    def _moved(self, entry: LedgerEntry, programme_id: int, customer_id: int) -> Stamped:
        """Book a stamp as if it had been given to somebody else on its day."""
        programme = self._shop.programmes.on(programme_id, entry.on)
        before = self._standings(customer_id, programme.id)
        bookings = self._spread(programme.terms, before, stamps=entry.qty, cents=entry.amount)
        copy = {**copied(entry), "owner": customer_id, "reason": Why.MOVED, "card": 0}
        given: dict[str, Any] = {"on": entry.on, "at": entry.at, "owner": customer_id, "reason": Why.MOVED}
        made = []
        for to, booking in self._rounds_for(customer_id, programme.terms, bookings):
            self._give_for_joining(to, booking.head_start, **given)
            row = {**copy, "key": new_key(), "round_id": to, "qty": booking.qty, "amount": booking.amount}
            made += self._shop.ledger.append_many([row])
        return self._stamped(customer_id, programme.id, made, before)

    def _as_it_was(self, done: Sequence[LedgerEntry], customer: int, programme_id: int) -> Stamped:
        """What a key booked before, told again. Raises Conflict ``key_taken`` where that was something else."""
        card = self._shop.ledger.round(done[0].round_id)
        known = (card.customer_id, programme_id or card.programme_id, done[0].kind)
        if known != (customer, card.programme_id, EntryKind.STAMP):
            raise Conflict("key_taken", key=done[0].key)
        ids = [entry.id for entry in done]
        told = self._stamped(customer, card.programme_id, ids, self._standings(customer, card.programme_id))
        standing = {entry.id for entry in live(self._shop.ledger.entries([card.id])[card.id])}
        if not standing & set(ids):  # taken back or moved up since: told is the card that is in use
            told = replace(told, needed=told.view.standing.needed, balance=told.view.standing.balance)
        return replace(told, counted=False, step=self.step_of(ids[0]))

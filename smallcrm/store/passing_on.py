"""Passing something on to those whom it may interest: notes into their timelines, or a list of people to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from smallcrm.domain.errors import BadInput
from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.gifts import Interest
from smallcrm.domain.model import Customer, Entry
from smallcrm.domain.piece import LeftOut
from smallcrm.domain.progress import Report, silent
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.addressees import MARKETING

if TYPE_CHECKING:
    from smallcrm.store.households import Hold
    from smallcrm.store.shop import Shop

_PHONE = frozenset({"phone", "call", "telephone"})


@dataclass(frozen=True, slots=True)
class Passed:
    """For whom something was written down, and who was left out."""

    made: tuple[int, ...]
    left_out: tuple[LeftOut, ...] = ()


class PassingOn:
    """What is passed on: each call is one step, taken back as one."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def whom(self, text: str) -> list[Interest]:
        """All whom something might interest; commas part what each by itself would do. Most reasons first."""
        found: dict[int, Interest] = {}
        for part in (p.strip() for p in text.replace(";", ",").split(",")):
            for one in self._shop.gifts.interested(part) if part else ():
                before = found.get(one.customer_id)
                because = dict.fromkeys([*(before.because if before else ()), *one.because])
                found[one.customer_id] = Interest(one.customer_id, one.name, one.phone, tuple(because))
        return sorted(found.values(), key=lambda one: -len(one.because))

    def notes(self, customers: Sequence[int], text: str, report: Report = silent) -> Passed:
        """Write the same note into each timeline. Raises BadInput ``empty_note``."""
        words = self._words(text)
        with self._shop.change("passed_on_notes", bulk=True, count=len(customers)):
            for number, customer in enumerate(customers):
                report(number, len(customers))
                self._shop.timeline.write(customer, Entry("note", self._shop.today, words))
        return Passed(tuple(customers))

    def calls(self, customers: Sequence[int], text: str, due: date, report: Report = silent) -> Passed:
        """Put down a call to each on that day; left out: who cannot be called, does not want it, or waits for it."""
        words = self._words(text)
        people = self._shop.customers.get_many(customers, photos=False)
        waiting = self._shop.follow_ups.households_with_open_complaint([one.id for one in people])
        refused = {one.id: why for one in people if (why := _refusal(one, waiting.get(one.id)))}
        for known in self._shop.follow_ups.to_be_called([one.id for one in people], words):
            refused.setdefault(known, reason("to_be_called"))
        chosen = [one.id for one in people if one.id not in refused]
        with self._shop.change("passed_on_calls", bulk=True, count=len(chosen)):
            for number, customer in enumerate(chosen):
                report(number, len(chosen))
                self._shop.follow_ups.write(FollowUp(FollowUpKind.CALL_BACK, customer, words, due))
        left_out = tuple(LeftOut(one.id, one.name, refused[one.id]) for one in people if one.id in refused)
        return Passed(tuple(chosen), left_out)

    @staticmethod
    def _words(text: str) -> str:
        if not text.strip():
            raise BadInput("empty_note")
        return text.strip()


def _refusal(customer: Customer, hold: Hold | None) -> Reason | None:
    """Why somebody is not called with news: no beats everything, and a complaint is answered first."""
    said = sorted((c for c in customer.consents if c.channel in _PHONE), key=lambda word: word.on)
    said = [word for word in said if word.purpose in {MARKETING, ""}] or said
    if customer.deceased:
        return reason("deceased")
    if said and not said[-1].given:
        return reason("no_calls")
    if hold is not None:
        return hold.why(customer.id)
    return None if customer.primary_phone else reason("no_phone")

"""What was begun in the composer and not saved, for anybody: in memory, and in the shop file until it is saved."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from smallcrm.domain.errors import NotFound, ShopError
from smallcrm.domain.model import Entry
from smallcrm.ui.pages.customers.written import Written, from_values

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

Begun = tuple[dict[tuple[int, int], Written], dict[int, Entry]]
"""What was written by customer and entry (0: a new one), and the entry that was being changed by customer."""
PLACE = "note/"


class Drafts:
    """Drafts by customer and entry; what the file cannot take stays in memory."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.written: dict[tuple[int, int], Written] = {}
        self.open: dict[int, Entry] = {}
        self._looked: set[int] = set()
        self._kept: dict[tuple[int, int], Written] = {}

    def look(self, customer: int) -> None:
        """Take what the file has of a customer, once."""
        if customer in self._looked:
            return
        self._looked.add(customer)
        for place, values in self._shop.drafts.all(f"{PLACE}{customer}/").items():
            number = place.rpartition("/")[2]
            key = customer, int(number) if number.isdecimal() else 0
            if key in self.written:
                continue
            made = from_values(values)
            if key[1]:
                try:
                    self.open[customer] = self._shop.timeline.get(key[1])
                except NotFound:  # deleted meanwhile: the words become a new note
                    self._shop.drafts.drop(place)
                    key = customer, 0
            self.written.setdefault(key, made)
            self._kept[key] = made

    def hold(self, key: tuple[int, int], written: Written) -> None:
        """Hold what is written for now."""
        self.written[key] = written

    def keep_as_new(self, customer: int, words: Written) -> None:
        """Let words of an entry that is gone go before what was begun anew."""
        begun = self.written.get((customer, 0), Written(words.kind))
        self.written[customer, 0] = replace(words, text=f"{words.text}\n{begun.text}".rstrip("\n"))

    def drop(self, key: tuple[int, int]) -> None:
        """Forget it: it was saved, or is not wanted."""
        self.written.pop(key, None)
        self.store()

    def store(self) -> None:
        """Bring the file up to what is held."""
        if not self._shop.is_open:  # the window closed a moment after the last key
            return
        with suppress(ShopError):  # a file that cannot be written is told where something is saved
            for key, written in self.written.items():
                if self._kept.get(key) != written:
                    self._shop.drafts.keep(_place(key), written.values())
                    self._kept[key] = written
            for key in [k for k in self._kept if k not in self.written]:
                self._shop.drafts.drop(_place(key))
                del self._kept[key]

    def take_up(self, begun: Begun) -> None:
        """Have what another composer held."""
        self.written, self.open = dict(begun[0]), dict(begun[1])
        self._kept = dict(self.written)
        self._looked = {customer for customer, _entry in self.written}


def waiting(shop: Shop) -> list[int]:
    """Ids of customers for whom something was begun, the latest first."""
    found = [place.split("/")[1] for place in shop.drafts.all(PLACE)]
    return [int(number) for number in dict.fromkeys(reversed(found)) if number.isdecimal()]


def _place(key: tuple[int, int]) -> str:
    return f"{PLACE}{key[0]}/{key[1]}"

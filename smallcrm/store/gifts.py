"""Gift ideas and gifts of customers, and whom something might interest; what anyone may give on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.gifts import Gift, Interest, Remedy
from smallcrm.domain.stems import Sought, sought
from smallcrm.domain.text import APOSTROPHES, fold, storable, words
from smallcrm.store import tables
from smallcrm.store.rows import day, iso

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_IDEAS = 6
_EXCERPT = 80
_PHONE = '(SELECT p.raw FROM phone AS p WHERE p.customer_id = c.id ORDER BY p."primary" DESC, p.position, p.id LIMIT 1)'
_PLACES = (
    ("tag", "SELECT customer_id, tag FROM tag"),
    ("business", "SELECT id, business FROM customer WHERE business <> ''"),
    ("wishes", "SELECT id, wishes FROM customer WHERE wishes <> ''"),
    ("gift", "SELECT customer_id, text FROM gift"),
    (
        "purchase",
        "SELECT customer_id, text FROM entry WHERE kind IN ('purchase', 'visit') AND text <> '' ORDER BY on_date DESC",
    ),
    ("note", "SELECT customer_id, text FROM entry WHERE kind = 'note' ORDER BY on_date DESC"),
)
"""Where customers tell what they like, what says most first."""


class Gifts:
    """What customers might like, and what they were given."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def of(self, customer_id: int) -> list[Gift]:
        """Gifts of a customer: planned ones and ideas, then what was given, the latest first."""
        found = self._db.rows(tables.Gift, "customer_id", [customer_id])
        with self._db.understood():
            gifts = [_gift_from(row) for row in found]
        order = {"planned": 0, "idea": 1}
        return sorted(gifts, key=lambda g: (order.get(g.state, 2), -(g.on.toordinal() if g.on else 0), -g.id))

    def add(self, gift: Gift) -> int:
        """Add a gift or an idea; its id. Raises BadInput ``empty_gift``."""
        values = gift_values(gift)
        with self._shop.change("gift_added", name=self._shop.customers.name_of(gift.customer_id)):
            made = {"made_at": self._shop.now.isoformat(), "made_by": self._shop.actor}
            return self._shop.journal.insert(tables.Gift, {**values, **made}, owner=gift.customer_id)

    def save(self, gift: Gift) -> None:
        """Keep what differs."""
        values = gift_values(gift)
        owner = self._owner(gift.id)
        with self._shop.change("gift_edited", name=self._shop.customers.name_of(owner)):
            self._shop.journal.update(tables.Gift, gift.id, {**values, "customer_id": owner}, owner=owner)

    def remove(self, gift_id: int) -> None:
        """Delete a gift; undo brings it back."""
        owner = self._owner(gift_id)
        with self._shop.change("gift_removed", name=self._shop.customers.name_of(owner)):
            self._shop.journal.delete(tables.Gift, gift_id, owner=owner)

    def ideas_from(self, customer_id: int) -> list[str]:
        """Suggestions, each once: what was bought last; not what is a gift already."""
        bought = self._db.sql(
            "SELECT text FROM entry WHERE customer_id = ? AND kind = 'purchase' AND text <> ''"
            " ORDER BY on_date DESC, id DESC LIMIT ?",
            [customer_id, _IDEAS],
        )
        known = {fold(g.text) for g in self.of(customer_id)}
        ideas: dict[str, str] = {}
        for (text,) in bought:
            line = str(text).strip().split("\n", 1)[0].strip()[:_EXCERPT]
            if line and fold(line) not in known:
                ideas.setdefault(fold(line), line)
        return list(ideas.values())

    def interested(self, text: str) -> list[Interest]:
        """All whom something might interest, most reasons first: every word stands in one of their places.

        In whatever form: "orchids" finds "a white orchid".
        """
        wanted = sought(text, self._shop.settings.read().language)
        if not wanted:
            return []
        because: dict[int, list[tuple[str, str]]] = {}
        for field, query in _PLACES:
            for customer, said in self._db.sql(query):
                if _speaks_of(str(said), wanted):
                    because.setdefault(int(customer), []).append((field, excerpt(str(said), wanted)))
        best = sorted(because, key=lambda i: (-len(because[i]), i))
        people = self._people(best)
        return [Interest(i, *people[i], tuple(because[i])) for i in best if i in people]

    def _people(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Name and phone of those who are still about."""
        found: dict[int, tuple[str, str]] = {}
        for start in range(0, len(ids), 900):
            part = list(ids[start : start + 900])
            for i, name, phone in self._db.sql(
                f"SELECT c.id, c.name, {_PHONE} FROM customer AS c WHERE c.id IN ({','.join('?' * len(part))})"
                " AND c.binned_at IS NULL AND c.archived = 0 AND c.deceased = 0",
                part,
            ):
                found[int(i)] = (str(name), str(phone or ""))
        return found

    def _owner(self, gift_id: int) -> int:
        row = self._db.one(tables.Gift, gift_id)
        if row is None:
            raise NotFound("not_found", id=gift_id)
        return int(row["customer_id"])


class Remedies:
    """What anyone may give on the spot."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def all(self) -> list[Remedy]:
        """All of them, in the shop's order."""
        found = self._shop.database.sql("SELECT name, amount, active, id FROM remedy ORDER BY position, id")
        return [Remedy(name, amount, bool(active), i) for name, amount, active, i in found]

    def save(self, remedies: Sequence[Remedy]) -> None:
        """Make this list the shop's, in this order; one step. Raises BadInput ``no_name``."""
        if any(not storable(r.name).strip() for r in remedies):
            raise BadInput("no_name")
        journal, before = self._shop.journal, {r.id for r in self.all()}
        with self._shop.change("remedies_changed"):
            for gone in before - {r.id for r in remedies}:
                journal.delete(tables.Remedy, gone)
            for position, r in enumerate(remedies):
                name = storable(r.name).strip()
                values = {"name": name, "amount": max(r.amount, 0), "active": int(r.active), "position": position}
                if r.id in before:
                    journal.update(tables.Remedy, r.id, values)
                else:
                    journal.insert(tables.Remedy, values)


def excerpt(text: str, wanted: Sequence[Sought]) -> str:
    """The line of a text that speaks of what was sought, shortened around it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    line = next((one for one in lines if _speaks_of(one, wanted[:1])), lines[0] if lines else "")
    if len(line) <= _EXCERPT:
        return line
    start = max(wanted[0].place(fold(line)) - _EXCERPT // 3, 0)
    start = line.rfind(" ", 0, start) + 1 if start else 0
    cut = line[start : start + _EXCERPT].rstrip()
    return ("… " if start else "") + cut + (" …" if start + _EXCERPT < len(line) else "")


def _speaks_of(text: str, wanted: Sequence[Sought]) -> bool:
    """Whether a word of the text is meant by each word sought."""
    plain = fold(text.translate(APOSTROPHES))
    if not all(one.found_in(plain) for one in wanted):
        return False
    said = words(text)
    return all(any(one.found(word) for word in said) for one in wanted)


def gift_values(gift: Gift) -> dict[str, Any]:
    """Columns of a gift as it is stored; raises BadInput ``empty_gift``."""
    text = storable(gift.text).strip()
    if not text:
        raise BadInput("empty_gift")
    return {
        "customer_id": gift.customer_id,
        "text": text,
        "state": str(gift.state),
        "occasion": storable(gift.occasion).strip(),
        "on_date": iso(gift.on),
        "outcome": storable(gift.outcome).strip(),
        "amount": gift.amount,
    }


def _gift_from(row: dict[str, Any]) -> Gift:
    return Gift(
        row["customer_id"],
        row["text"],
        row["state"],
        row["occasion"],
        day(row["on_date"]),
        row["outcome"],
        row["amount"],
        row["id"],
    )

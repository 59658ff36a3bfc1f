"""Quick-find: prefixes of folded words through a B-tree, insides of words as fall-back.

Order: whole words and the last four digits, starts of names, other starts, insides; then the sort key of the shop's
language; archived and deceased last. Nothing typed finds nothing; anything typed is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.domain.card_numbers import CodeKind, grouped, read_code
from smallcrm.domain.model import Customer, CustomerSummary
from smallcrm.domain.text import digits, fold, sort_key, storable, variants, words
from smallcrm.store import rows

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_PHONE_LIKE = re.compile(r"[\d\s()+/.\-]+")
_CARD = 4  # digits of a card number from which on somebody is found by it
_FEW = 50
_MANY = 1000  # hits beyond which the list is walked in its order instead
# "+binned_at" keeps SQLite from the index of that column: nearly everybody is outside the bin
_LIKE = "folded LIKE ? ESCAPE '\\'"  # on the narrow index of that column: half the time of instr() on the rows
_LAST = "\U0010ffff"
WHOLE, NAME_START, OTHER_START, INSIDE = range(4)
_SUMMARY = """
    SELECT c.id, c.name, c.company, c.archived, c.deceased, c.no_mail, c.prospect,
        (SELECT city FROM address WHERE customer_id = c.id ORDER BY "primary" DESC, position LIMIT 1),
        (SELECT raw FROM phone WHERE customer_id = c.id ORDER BY "primary" DESC, position LIMIT 1)
    FROM customer AS c
"""


def customer_words(customer: Customer) -> set[tuple[str, str]]:
    """Every (word, field) under which a customer is found."""
    found: set[tuple[str, str]] = set()
    parts = (customer.given, customer.middle, customer.family, customer.nickname)
    names = (*parts, customer.name) if customer.display_name or not any(parts) else parts
    for field, texts in (
        ("name", names),
        ("company", (customer.company,)),
        ("town", [a.city for a in customer.addresses]),
        ("tag", customer.tags),
    ):
        found.update((word, field) for text in texts if text for word in variants(text))
    for email in customer.emails:
        found.add((fold(email.raw.strip()), "email"))
        found.update((word, "email") for word in words(email.raw.partition("@")[0]))
    for phone in customer.phones:
        raw = digits(phone.raw)
        found.update((number, "phone") for number in (raw, digits(phone.e164)) if number)
        if len(raw) > 4:
            found.add((raw[-4:], "phone4"))
    return found


def terms_of(text: str) -> list[str]:
    """What was typed, as prefixes to look for."""
    stripped = text.strip()
    if _PHONE_LIKE.fullmatch(stripped) and digits(stripped):
        return [digits(stripped)]
    terms: list[str] = []
    for part in stripped.split():
        terms += [fold(part)] if "@" in part.strip("@") else words(part)
    return list(dict.fromkeys(terms))


class Index:
    """The search words of a shop."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    # -- writing ---------------------------------------------------------------------------------------------------

    def add(self, customers: Iterable[Customer]) -> None:
        """Store the words of customers that have none yet."""
        self._db.many(
            "INSERT INTO word (word, customer_id, field) VALUES (?, ?, ?)",
            sorted((word, c.id, field) for c in customers for word, field in customer_words(c)),
        )

    def rewrite(self, ids: Sequence[int]) -> None:
        """Make words, sort key and searched text of these customers anew, from what is stored."""
        language = self._shop.settings.read().language
        for start in range(0, len(ids), 500):
            part = self._shop.customers.get_many(ids[start : start + 500])
            self._db.many("DELETE FROM word WHERE customer_id = ?", [(c.id,) for c in part])
            self.add(part)
            derived = [rows.customer_values(c, language) for c in part]
            self._db.many(
                "UPDATE customer SET name = ?, sort_key = ?, folded = ? WHERE id = ?",
                [(v["name"], v["sort_key"], v["folded"], c.id) for v, c in zip(derived, part, strict=True)],
            )

    def sort(self, language: str) -> None:
        """Give everybody the sort key of a language: nothing else of a customer depends on it."""
        rows = self._db.sql("SELECT id, name FROM customer")
        self._db.many("UPDATE customer SET sort_key = ? WHERE id = ?", [(sort_key(n, language), i) for i, n in rows])

    # -- reading ---------------------------------------------------------------------------------------------------

    def search(self, text: str, limit: int = 50) -> list[CustomerSummary]:
        """The best hits for what was typed."""
        with self._db.understood():
            return self._search(_typed(text), limit)

    def _search(self, text: str, limit: int) -> list[CustomerSummary]:
        if not text:
            return []
        terms = terms_of(text)
        hits = self._prefixes(terms, limit) if terms else []
        cards = self._cards(terms)
        if cards:
            number = read_code(terms[0]).number
            ranks = dict.fromkeys(cards, OTHER_START) | dict(hits)
            hits = self._hidden_last([(i, WHOLE if cards.get(i) == number else rank) for i, rank in ranks.items()])
        if len(hits) < limit:
            known = {i for i, _ in hits}
            inside = [(i, INSIDE) for i in self._insides(terms, fold(text), limit) if i not in known]
            hits = self._hidden_last(hits + inside)[:limit]
        return self._told([i for i, _ in hits[:limit]], terms, cards)

    def ids_for(self, text: str) -> list[int]:
        """Ids of all who match, in order of the list."""
        text = _typed(text)
        if not text:
            return []
        terms = terms_of(text)
        wanted = " AND ".join(
            "(instr(c.folded, ?) > 0"
            " OR EXISTS (SELECT 1 FROM word WHERE customer_id = c.id AND word >= ? AND word < ?))"
            for _ in terms
        )
        values = [v for t in terms for v in (t, t, t + _LAST)]
        cards = ",".join(map(str, self._cards(terms, _MANY)))
        found = self._db.sql(
            "SELECT c.id FROM customer AS c WHERE +c.binned_at IS NULL"
            f" AND (instr(c.folded, ?) > 0 OR ({wanted or '0'}) OR c.id IN ({cards})) ORDER BY c.sort_key",
            [fold(text), *values],
        )
        return [int(r[0]) for r in found]

    def summaries(self, ids: Sequence[int]) -> list[CustomerSummary]:
        """List rows of these customers, in the order of the ids."""
        found: dict[int, CustomerSummary] = {}
        for start in range(0, len(ids), 900):
            part = ids[start : start + 900]
            marks = ",".join("?" * len(part))
            for row in self._db.sql(f"{_SUMMARY} WHERE c.id IN ({marks})", part):
                found[int(row[0])] = summary(row)
        return [found[i] for i in ids if i in found]

    def _prefixes(self, terms: list[str], limit: int) -> list[tuple[int, int]]:
        hits = {term: self._count(term) for term in terms}
        rarest = min(terms, key=lambda t: hits[t])
        if hits[rarest] == 0:
            return []
        if len(terms) == 1 and hits[rarest] >= _MANY:
            return self._walk(rarest, limit)
        among = self._having_all(rarest, [t for t in terms if t != rarest])
        if len(among) > _MANY:
            start = "word >= ? AND word < ?"
            return [(i, OTHER_START) for i in self._along_the_list(start, [[t, t + _LAST] for t in terms], limit)]
        ranks = dict.fromkeys(among, WHOLE)
        for term in terms:
            best = self._ranked(term, among)
            ranks = {i: max(rank, best[i]) for i, rank in ranks.items() if i in best}
        return self._hidden_last(list(ranks.items()))

    def _cards(self, terms: list[str], limit: int = _FEW) -> dict[int, str]:
        """Customers whose card number starts so, each with that number; of fewer than four digits nobody."""
        if len(terms) != 1 or len(terms[0]) < _CARD or not terms[0].isdecimal():
            return {}
        code = read_code(terms[0])
        start = code.number if code.kind is CodeKind.CARD else terms[0]
        found = self._db.sql(
            "SELECT customer_id, digits FROM card_number WHERE digits >= ? AND digits < ? AND customer_id > 0"
            " ORDER BY state <> 'active' DESC, digits DESC LIMIT ?",
            [start, start + _LAST, limit],
        )
        return {int(i): str(number) for i, number in found}  # the last is kept: the card in use

    def _count(self, term: str) -> int:
        found = self._db.sql(
            "SELECT count(*) FROM (SELECT 1 FROM word WHERE word >= ? AND word < ? LIMIT ?)",
            [term, term + _LAST, _MANY],
        )
        return int(found[0][0])

    def _having_all(self, rarest: str, others: list[str]) -> list[int]:
        """Customers with the rarest start who have the others too; one more than ``_MANY`` at most."""
        more = " AND EXISTS (SELECT 1 FROM word WHERE customer_id = w.customer_id AND word >= ? AND word < ?)"
        query = "SELECT DISTINCT w.customer_id FROM word AS w WHERE w.word >= ? AND w.word < ?" + more * len(others)
        bounds = [v for t in (rarest, *others) for v in (t, t + _LAST)]
        found = self._db.sql(query + " LIMIT ?", [*bounds, _MANY + 1])
        return [int(i) for (i,) in found]

    def _ranked(self, term: str, among: list[int]) -> dict[int, int]:
        best: dict[int, int] = {}
        for start in range(0, len(among), 900):
            part = among[start : start + 900]
            for customer, word, field in self._db.sql(
                "SELECT customer_id, word, field FROM word INDEXED BY word_customer_id_word"
                f" WHERE customer_id IN ({','.join('?' * len(part))}) AND word >= ? AND word < ?",
                [*part, term, term + _LAST],
            ):
                rank = WHOLE if word == term else NAME_START if field == "name" else OTHER_START
                if rank < best.get(customer, INSIDE):
                    best[customer] = rank
        return best

    def _hidden_last(self, hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Hits in order; those in the bin are dropped, archived and deceased come last."""
        order: dict[int, tuple[int, str]] = {}
        ids = [i for i, _ in hits]
        for start in range(0, len(ids), 900):
            part = ids[start : start + 900]
            marks = ",".join("?" * len(part))
            for i, hidden, key in self._db.sql(
                f"SELECT id, archived OR deceased, sort_key FROM customer WHERE id IN ({marks}) AND +binned_at IS NULL",
                part,
            ):
                order[i] = (hidden, key)
        kept = [(i, rank) for i, rank in hits if i in order]
        return sorted(kept, key=lambda h: (order[h[0]][0], h[1], order[h[0]][1], h[0]))

    def _walk(self, term: str, limit: int) -> list[tuple[int, int]]:
        """Very many match: take each rank in turn, by the words where they are few, else along the list."""
        hits: dict[int, int] = {}
        for rank, condition, values in (
            (WHOLE, "word = ?", [term]),
            (NAME_START, "word >= ? AND word < ? AND field = 'name'", [term, term + _LAST]),
            (OTHER_START, "word >= ? AND word < ?", [term, term + _LAST]),
        ):
            found = self._db.sql(f"SELECT DISTINCT customer_id FROM word WHERE {condition} LIMIT ?", [*values, _MANY])
            ids = [int(i) for (i,) in found]
            if len(ids) >= _MANY:
                ids = self._along_the_list(condition, [values], limit)
            for i in ids:
                hits.setdefault(i, rank)
            if len(hits) >= limit:
                break
        return self._hidden_last(list(hits.items()))

    def _along_the_list(self, condition: str, values: list[list[str]], limit: int) -> list[int]:
        """The first customers in order of the list who have such words."""
        wanted = f" AND EXISTS (SELECT 1 FROM word WHERE customer_id = c.id AND {condition})" * len(values)
        found = self._db.sql(
            "SELECT c.id FROM customer AS c INDEXED BY customer_binned_at_sort_key_id WHERE c.binned_at IS NULL"
            f" AND c.archived = 0 AND c.deceased = 0{wanted} ORDER BY c.sort_key, c.id LIMIT ?",
            [*(v for pair in values for v in pair), limit],
        )
        return [int(i) for (i,) in found]

    def _insides(self, terms: list[str], whole: str, limit: int) -> list[int]:
        """Customers in whose texts the terms stand anywhere, or what was typed as a whole."""
        wanted = " AND ".join(_LIKE for _ in terms)
        values = list(terms)
        if terms != [whole]:
            wanted = f"{_LIKE} OR ({wanted})" if terms else _LIKE
            values = [whole, *terms]
        found = self._db.sql(
            f"SELECT id FROM customer INDEXED BY customer_folded WHERE {wanted} LIMIT ?",
            [*(_pattern(v) for v in values), limit * 4],
        )
        return [int(r[0]) for r in found]

    def _told(self, ids: list[int], terms: list[str], cards: dict[int, str]) -> list[CustomerSummary]:
        """List rows that say where they matched."""
        rows = self.summaries(ids)
        elsewhere = [row.id for row in rows if not _all_start(terms, variants(row.name))]
        found = self._shop.customers.get_many(elsewhere, photos=False)
        where = {customer.id: _place(customer, terms) for customer in found}
        told = []
        for row in rows:
            field, text = where.get(row.id, ("name", ""))
            if not text and row.id in cards and row.id in where:
                field, text = "card", grouped(cards[row.id])
            told.append(
                CustomerSummary(
                    row.id, row.name, row.town, row.phone, row.company, field, text,
                    row.archived, row.deceased, row.no_mail, row.prospect,
                )
            )  # fmt: skip
        return told


def summary(row: tuple[Any, ...]) -> CustomerSummary:
    """A list row from the columns of ``_SUMMARY``."""
    return CustomerSummary(
        id=row[0],
        name=row[1],
        company=row[2],
        archived=bool(row[3]),
        deceased=bool(row[4]),
        no_mail=bool(row[5]),
        prospect=bool(row[6]),
        town=row[7] or "",
        phone=row[8] or "",
    )


def _pattern(text: str) -> str:
    """Pattern of ``LIKE`` for a text that stands anywhere."""
    safe = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{safe}%"


def _typed(text: str) -> str:
    """What was typed without what SQLite cannot take (at NUL it would end a pattern)."""
    return storable(text).strip()


def _all_start(terms: list[str], names: Iterable[str]) -> bool:
    """Whether each term is the start of one of the words."""
    return all(any(word.startswith(t) for word in names) for t in terms)


def _hidden_name(customer: Customer, terms: list[str]) -> str:
    """The person's own name where the list shows another (a company's) and a term was found in it alone."""
    shown, whole = variants(customer.name), fold(customer.name)
    if all(_all_start([t], shown) or t in whole for t in terms):
        return ""
    parts = (customer.given, customer.middle, customer.family)
    own = " ".join(part for part in parts if part)
    return own if any(_all_start([t], variants(own)) for t in terms) else customer.nickname


def _place(customer: Customer, terms: list[str]) -> tuple[str, str]:
    """Field and value where the first term matched that is no part of the name."""
    names = {word for word, field in customer_words(customer) if field == "name"}
    whole = fold(customer.name)
    left = [t for t in terms if not _all_start([t], names) and t not in whole]
    if not left:
        return "name", _hidden_name(customer, terms)
    term = left[0]
    candidates = [
        *(("phone", p.raw, f"{digits(p.raw)} {digits(p.e164)}") for p in customer.phones),
        *(("email", e.raw, fold(e.raw)) for e in customer.emails),
        *(("town", a.city, " ".join(variants(a.city))) for a in customer.addresses),
        ("company", customer.company, " ".join(variants(customer.company))),
        *(("tag", t, " ".join(variants(t))) for t in customer.tags),
    ]
    return next(((field, value) for field, value, text in candidates if term in text), ("name", ""))

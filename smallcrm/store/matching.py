"""Who is the same person: the order of ``data-model``. A like name alone is never a match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smallcrm.domain.incoming import Record
from smallcrm.domain.model import Customer, OccasionKind
from smallcrm.domain.text import digits, fold
from smallcrm.store.forms import e164, email_form, home_country, with_forms

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

IN_BIN = -2
SAME_ROW = -1
"""The same row stood in the files before."""
SAME = "="
"""Before the fingerprint of a row that said nothing new: whose it is, and no more."""
NEWCOMER = -10
"""``NEWCOMER - place`` is whom an earlier file of the same import brings, at that place of the plan."""


class Matcher:
    """Finds the customer of a card or row, from tables read once. Rows of one file match when equal or surely one."""

    def __init__(self, shop: Shop) -> None:
        settings = shop.settings.read()
        self._country, self.language = settings.country, settings.language
        database = shop.database
        self._binned = {int(i) for (i,) in database.sql("SELECT id FROM customer WHERE binned_at IS NOT NULL")}
        self._uids = {str(u): int(i) for i, u in database.sql("SELECT id, uid FROM customer")}
        self._rows: dict[str, int] = {}
        self._source_ids: dict[str, int] = {}
        for i, fingerprint, source_id in database.sql("SELECT customer_id, fingerprint, source_id FROM source"):
            if fingerprint:
                self._rows[fingerprint] = int(i)
            if source_id:
                self._source_ids[source_id] = int(i)
        self._names: dict[str, set[int]] = defaultdict(set)
        self._name_words: dict[int, set[str]] = {}
        self._marks: dict[int, set[str]] = defaultdict(set)
        for i, name in database.sql("SELECT id, name FROM customer"):
            folded = _folded(str(name))
            self._names[folded].add(int(i))
            self._name_words[int(i)] = set(folded.split())
        for i, number, raw in database.sql("SELECT customer_id, e164, raw FROM phone"):
            self._marks[int(i)].add(number or "p" + digits(raw))
        for i, normal, raw in database.sql("SELECT customer_id, normal, raw FROM email"):
            self._marks[int(i)].add(normal or raw.casefold())
        for i, month_day, year in database.sql(
            "SELECT customer_id, month_day, year FROM occasion WHERE kind = 'birthday' AND whose = ''"
        ):
            self._marks[int(i)].update({f"{month_day}", f"{month_day}/{year}"})
        self._seen: dict[str, int] = {}
        self._brought: dict[str, list[tuple[int, Customer]]] = defaultdict(list)

    def match(self, record: Record) -> int:
        """Id of the customer, 0 for nobody, ``SAME_ROW`` for a second equal row, ``IN_BIN`` for one in the bin."""
        if record.fingerprint in self._seen:
            return IN_BIN if self._seen[record.fingerprint] == IN_BIN else SAME_ROW
        found = self._find(record)
        self._seen[record.fingerprint] = IN_BIN if found in self._binned else found
        return self._seen[record.fingerprint]

    def admit(self, place: int, record: Record) -> None:
        """Let rows of the next files meet whom a row of this file brings."""
        newcomer = NEWCOMER - place
        folded = _folded(record.customer.name)
        self._names[folded].add(newcomer)
        self._name_words[newcomer] = set(folded.split())
        self._marks[newcomer] = self._marks_of(record.customer)
        if record.customer.uid:
            self._uids[record.customer.uid] = newcomer
        if record.source_id:
            self._source_ids.setdefault(record.source_id, newcomer)

    def look_alikes(self, records: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
        """(row, earlier row) with the same name and the same phone, e-mail or birthday."""
        named: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            named[_folded(record.customer.name)].append(record)
        for alike in named.values():
            marks = [self._marks_of(r.customer) for r in alike] if len(alike) > 1 else []
            for place, mine in enumerate(marks):
                earlier = next((i for i in range(place) if mine & marks[i]), None)
                if earlier is not None:
                    yield alike[place], alike[earlier]

    def newcomer(self, found: int, record: Record, place: int) -> int:
        """Place in the plan of the row that brings this person, -1 for none: this one, at ``place``, brings them.

        ``found`` is what ``match`` told. Two rows of one file with the same name, the same phone and the same day and
        year of birth, all of them present, are surely one person.
        """
        if found:
            return NEWCOMER - found if found <= NEWCOMER else -1
        alike = self._brought[_folded(record.customer.name)]
        mine = self._sure_marks(record.customer) if alike else set()
        first = next((n for n, other in alike if mine & self._sure_marks(other)), -1)
        if first < 0:
            alike.append((place, record.customer))
        return first

    def _sure_marks(self, customer: Customer) -> set[str]:
        country = home_country(customer, self._country)
        days = [o for o in customer.occasions if o.kind == OccasionKind.BIRTHDAY and not o.whose and o.year]
        phones = {e164(p.raw, country) for p in customer.phones} - {""}
        return {f"{phone} {day.year}-{day.month}-{day.day}" for phone in phones for day in days}

    def free_uid(self, uid: str) -> str:
        """The uid, or empty where another card of these files has it already: the second person gets an own."""
        free = uid not in self._uids
        self._uids.setdefault(uid, 0)
        return uid if free else ""

    def known_row(self, record: Record) -> bool:
        """Whether this very row was imported before: unchanged, also after edits here."""
        return record.fingerprint in self._rows

    def new_to(self, record: Record) -> bool:
        """Whether nobody is known by this very row yet."""
        return record.fingerprint not in self._rows and SAME + record.fingerprint not in self._rows

    def formed(self, customer: Customer) -> Customer:
        """The customer of a file with normal forms of phones and e-mails."""
        return with_forms(customer, self._country)

    def _find(self, record: Record) -> int:
        if found := self._rows.get(record.fingerprint, 0) or self._rows.get(SAME + record.fingerprint, 0):
            return found
        found = self._uids.get(record.customer.uid, 0) if record.customer.uid else 0
        if found > 0 or (found and self._alike(record.customer, found)):
            return found
        return self._by_source_id(record) or self._by_name(record.customer)

    def _by_source_id(self, record: Record) -> int:
        """Whom the other program called by this id; two lists that both count from 1 share it with strangers."""
        found = self._source_ids.get(record.source_id, 0) if record.source_id else 0
        return found if found and self._alike(record.customer, found) else 0

    def _alike(self, customer: Customer, found: int) -> bool:
        """Whether a word of the name, a phone, an e-mail or the birthday is the same: ids alone are shared easily."""
        words = set(_folded(customer.name).split()) & self._name_words[found]
        return bool(words or self._marks_of(customer) & self._marks[found])

    def _by_name(self, customer: Customer) -> int:
        same_name = self._names.get(_folded(customer.name), set())
        marks = self._marks_of(customer) if same_name else set()
        fits = [i for i in same_name if marks & self._marks[i]]
        fits = [i for i in fits if i not in self._binned] or fits
        return fits[0] if len(fits) == 1 else 0

    def _marks_of(self, customer: Customer) -> set[str]:
        """What tells people of one name apart: phones, e-mails, birthday."""
        country = home_country(customer, self._country)
        marks = {e164(p.raw, country) or "p" + digits(p.raw) for p in customer.phones}
        marks |= {email_form(e.raw) or e.raw.casefold() for e in customer.emails}
        for day in customer.occasions:
            if day.kind == OccasionKind.BIRTHDAY and not day.whose:
                month_day = day.month * 100 + day.day
                marks |= {f"{month_day}/{day.year}", f"{month_day}/None"} if day.year else {f"{month_day}"}
        return marks - {"p", ""}


def _folded(name: str) -> str:
    return " ".join(fold(name).split())

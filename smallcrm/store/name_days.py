"""Lists of name days that the shop took in, whose name day may be when, and all suggestions kept in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from smallcrm.domain import name_days as rules
from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.model import Customer, Kind, Occasion, OccasionKind
from smallcrm.domain.name_days import Candidates, MonthDay, NameDay, NameList, Suggestion
from smallcrm.domain.text import fold, plain_line
from smallcrm.store import rows, tables
from smallcrm.store.database import parts

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

COUNTRY_OF = {"fi": "FI", "nb": "NO", "pl": "PL"}
"""Where the customs of a language are at home."""
CUSTOM = frozenset({"GB", "US"})
"""Countries in which nobody keeps name days: they are spoken of there only where a list was taken in."""
_OCCASION = next(child for child in rows.CHILDREN if child.attribute == "occasions")
_OWN = "o.customer_id = c.id AND o.whose = '' AND o.kind"
_WITHOUT = f"""
    SELECT c.id, c.name, c.given, c.language,
           (SELECT o.month_day FROM occasion AS o WHERE {_OWN} = 'birthday' ORDER BY o.id LIMIT 1)
    FROM customer AS c
    WHERE c.kind = ? AND c.given <> '' AND c.binned_at IS NULL AND c.archived = 0 AND c.deceased = 0
      AND NOT EXISTS (SELECT 1 FROM occasion AS o WHERE {_OWN} = 'name_day')
"""
"""Everybody who may be given a name day."""


class NameDays:
    """Lists of name days, and what they say of the shop's customers."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    # -- lists -------------------------------------------------------------------------------------------------------

    def lists(self) -> list[NameList]:
        """All lists with the number of their names and days, in the order in which they were taken in."""
        found = self._db.sql(
            "SELECT l.country, l.title, l.source, l.licence, l.file, l.at,"
            " (SELECT count(DISTINCT d.folded) FROM name_day AS d WHERE d.list_id = l.id),"
            " (SELECT count(DISTINCT d.month_day) FROM name_day AS d WHERE d.list_id = l.id), l.id"
            " FROM name_list AS l ORDER BY l.id"
        )
        with self._db.understood():
            return [NameList(*row) for row in found]

    def days(self, list_id: int) -> list[NameDay]:
        """All names of a list by day, as they stood in their file. Raises NotFound."""
        self._row(list_id)
        found = self._db.sql(
            "SELECT month_day, name FROM name_day WHERE list_id = ? ORDER BY month_day, position", [list_id]
        )
        with self._db.understood():
            return [NameDay(md // 100, md % 100, name, list_id) for md, name in found]

    def add(self, info: NameList, days: Sequence[NameDay]) -> int:
        """Take in a list; its id. Raises BadInput as ``check``, and ``no_names``."""
        values = _values(info)
        kept = _kept(days)
        with self._shop.change("name_list_added", name=values["title"], count=len({rules.key(d.name) for d in kept})):
            list_id = self._shop.journal.insert(tables.NameList, {**values, "at": self._shop.now.isoformat()})
            self._insert(list_id, kept)
        return list_id

    def check(self, info: NameList) -> None:
        """Raise BadInput ``no_country``, ``no_source`` or ``no_licence`` where that is not said."""
        _values(info)

    def same(self, days: Sequence[NameDay]) -> NameList | None:
        """The list that has the very same names on the same days already, or None."""
        asked = {(one.month * 100 + one.day, rules.key(one.name)) for one in days}
        for one in self.lists():
            if one.days > len(asked) or one.names > len(asked):
                continue
            found = self._db.sql("SELECT DISTINCT month_day, folded FROM name_day WHERE list_id = ?", [one.id])
            if len(found) == len(asked) and {(int(md), str(name)) for md, name in found} == asked:
                return one
        return None

    def older(self, country: str, title: str, file: str) -> NameList | None:
        """The list of that country with the same name or from a file of the same name, the newest; or None."""
        asked = {fold(part) for part in (title, file) if part.strip()}
        alike = (one for one in self.lists() if one.country == country and {fold(one.title), fold(one.file)} & asked)
        return max(alike, key=lambda one: one.id, default=None)

    def get(self, list_id: int) -> NameList:
        """One list. Raises NotFound."""
        self._row(list_id)
        return next(one for one in self.lists() if one.id == list_id)

    def replace(self, list_id: int, info: NameList, days: Sequence[NameDay]) -> None:
        """Put a newer list in the place of one. Raises NotFound, and BadInput as ``add``."""
        self._row(list_id)
        values, kept = _values(info), _kept(days)
        with self._shop.change("name_list_replaced", name=values["title"]):
            self._shop.journal.update(tables.NameList, list_id, {**values, "at": self._shop.now.isoformat()})
            self._drop(list_id)
            self._insert(list_id, kept)

    def remove(self, list_id: int) -> None:
        """Take a list away with its names; the name days of customers stay. Raises NotFound."""
        title = str(self._row(list_id)["title"])
        with self._shop.change("name_list_removed", name=title):
            self._drop(list_id)
            self._shop.journal.delete(tables.NameList, list_id)

    def _row(self, list_id: int) -> dict[str, object]:
        row = self._db.one(tables.NameList, list_id)
        if row is None:
            raise NotFound("not_found", id=list_id)
        return row

    def _insert(self, list_id: int, days: Sequence[NameDay]) -> None:
        first = self._db.next_id(tables.NameDay)
        made = [
            (first + n, list_id, one.month * 100 + one.day, one.name, rules.key(one.name), n)
            for n, one in enumerate(days)
        ]
        self._shop.journal.insert_many(
            tables.NameDay, ("id", "list_id", "month_day", "name", "folded", "position"), made
        )

    def _drop(self, list_id: int) -> None:
        ids = [int(i) for (i,) in self._db.sql("SELECT id FROM name_day WHERE list_id = ?", [list_id])]
        self._shop.journal.delete_many(tables.NameDay, dict.fromkeys(ids, 0))

    # -- whose day is when -------------------------------------------------------------------------------------------

    def candidates(self, customer: Customer) -> Candidates:
        """The days that may be a customer's by the given name, the likeliest chosen; none but for a person."""
        if customer.kind != Kind.PERSON or not customer.given.strip():
            return Candidates()
        found = self._named(rules.parts(customer.given))
        place = customer.postal_address
        birthday = customer.birthday
        return rules.candidates(
            customer.given,
            (birthday.month, birthday.day) if birthday else None,
            self._order(place.country if place else "", customer.language),
            lambda one: found.get(one, ()),
        )

    def suggestions(self) -> list[Suggestion]:
        """Everybody active without a name day whose given name is in a list, by name."""
        if not self.lists():
            return []
        named, countries = self._named(), self._countries()
        order = lru_cache(maxsize=256)(self._order)
        made = []
        found = self._db.sql(f"{_WITHOUT} ORDER BY c.sort_key, c.id", [str(Kind.PERSON)])
        with self._db.understood():
            for i, name, given, language, born in found:
                birthday = (born // 100, born % 100) if born else None
                may_be = rules.candidates(
                    given, birthday, order(countries.get(i, ""), language), lambda one: named.get(one, ())
                )
                if may_be.days:
                    made.append(Suggestion(i, name, given, birthday, may_be.days, may_be.chosen))
        return made

    def apply(self, choices: Mapping[int, MonthDay]) -> int:
        """Write these customers' name days, one step; of how many. Who has one, or is no longer about, is left alone.

        Raises BadInput ``no_such_day``.
        """
        for month, day in choices.values():
            if not rules.is_day(month, day):
                raise BadInput("no_such_day", month=month, day=day)
        with self._shop.change("name_days_kept", bulk=True) as step:
            free = {int(row[0]) for row in self._db.sql(_WITHOUT, [str(Kind.PERSON)])}
            wanted = {i: on for i, on in sorted(choices.items()) if i in free}
            step.values["count"] = len(wanted)
            self._write(wanted)
        return len(wanted)

    def _write(self, wanted: Mapping[int, MonthDay]) -> None:
        first = self._db.next_id(tables.Occasion)
        made = [
            (first + n, i, *_OCCASION.row(Occasion(OccasionKind.NAME_DAY, *on)))
            for n, (i, on) in enumerate(wanted.items())
        ]
        self._shop.journal.insert_many(tables.Occasion, ("id", "customer_id", *_OCCASION.columns), made)
        # whoever is editing one of them is told: their list of days is an old one
        self._db.many("UPDATE customer SET version = version + 1 WHERE id = ?", [(i,) for i in wanted])

    def _order(self, country: str, language: str) -> list[tuple[str, frozenset[int]]]:
        """Countries with their lists in the order in which they are asked: address, language, the shop, all others."""
        by_country: dict[str, set[int]] = defaultdict(set)
        for i, place in self._db.sql("SELECT id, country FROM name_list ORDER BY id"):
            by_country[place].add(i)
        first = (country, COUNTRY_OF.get(language, ""), self._shop.settings.read().country)
        ordered = dict.fromkeys([place for place in first if place in by_country] + list(by_country))
        return [(place, frozenset(by_country[place])) for place in ordered]

    def _named(self, keys: Sequence[str] | None = None) -> dict[str, list[NameDay]]:
        """Days by key, of these keys or of all, in the order of their lists."""
        named: dict[str, list[NameDay]] = defaultdict(list)
        query = "SELECT folded, month_day, name, list_id FROM name_day"
        if keys is None:
            found: Iterable[tuple[object, ...]] = self._db.sql(f"{query} ORDER BY list_id, position")
        else:
            found = [
                row
                for marks, part in parts(keys)
                for row in self._db.sql(f"{query} WHERE folded IN ({marks}) ORDER BY list_id, position", part)
            ]
        with self._db.understood():
            for folded, md, name, list_id in found:
                named[str(folded)].append(NameDay(int(md) // 100, int(md) % 100, str(name), int(list_id)))  # type: ignore[call-overload]
        return named

    def _countries(self) -> dict[int, str]:
        """Country of the address that post goes to, of those who live elsewhere than at home, or said where."""
        query = (
            "SELECT customer_id, country FROM address WHERE trim(city) <> '' AND (trim(street) <> ''"
            " OR trim(postal_code) <> '') ORDER BY \"primary\", position DESC"
        )  # the last of a customer is the one post goes to
        return {int(i): str(country) for i, country in self._db.sql(query)}


def _values(info: NameList) -> dict[str, str]:
    """Columns of a list; where it is from and by what right it is used is noted, always."""
    values = {
        "country": info.country.strip().upper(),
        "title": plain_line(info.title),
        "source": plain_line(info.source),
        "licence": plain_line(info.licence),
        "file": plain_line(info.file),
    }
    if len(values["country"]) != 2 or not values["country"].isalpha():
        raise BadInput("no_country")
    for name in ("source", "licence"):
        if not values[name]:
            raise BadInput(f"no_{name}")
    return {**values, "title": values["title"] or values["file"] or values["country"]}


def _kept(days: Iterable[NameDay]) -> list[NameDay]:
    """Each name once a day, as text that can be stored. Raises BadInput ``no_names``, ``no_such_day``."""
    found: dict[tuple[MonthDay, str], NameDay] = {}
    for one in days:
        if not rules.is_day(one.month, one.day):
            raise BadInput("no_such_day", month=one.month, day=one.day)
        name = plain_line(one.name)
        if rules.key(name):
            found.setdefault((one.on, name.casefold()), replace(one, name=name))
    if not found:
        raise BadInput("no_names")
    return list(found.values())

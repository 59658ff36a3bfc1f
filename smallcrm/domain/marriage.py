"""Whether two weddings on the same day of the year are one: by home, by year, and by whom each names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smallcrm.domain.occasion_cards import first_name
from smallcrm.domain.text import fold

_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Partner:
    """One who has a wedding: what they are called, the year of it, and whom they name as the other one."""

    name: str
    given: str = ""
    family: str = ""
    nickname: str = ""
    year: int | None = None
    partner: str = ""

    def shares_family(self, other: Partner) -> bool:
        """Whether both have the same family name, or the other one is named with this one's."""
        mine = _words(self.family)
        return bool(mine) and (mine == _words(other.family) or _words(other.partner)[-len(mine) :] == mine)


def called(partner: str, other: Partner) -> bool:
    """Return whether the name written for somebody's partner may be that of this person: by the first name.

    A family name may have changed with the wedding, so it tells nothing here.
    """
    written = _words(first_name(partner)) if partner.strip() else []
    names = {*_words(other.given or other.name), *_words(other.nickname)[:1]}
    return bool(written) and written[0] in names


def couple(one: Partner, other: Partner, *, one_home: bool) -> bool:
    """Return whether two customers who have a wedding on the same day of the year are a couple.

    Under one roof the same year says so, or that nothing speaks against it; parents and their daughter may share the
    day. Elsewhere only names do: each names the other, or one does where year and family name are the same.
    """
    said = [called(a.partner, b) if a.partner.strip() else None for a, b in ((one, other), (other, one))]
    known = one.year is not None and other.year is not None
    apart = abs(one.year - other.year) if one.year is not None and other.year is not None else 0
    each = said == [True, True]
    if one_home:
        if known and apart > 1:
            return each
        return True if known and not apart else True in said or (not apart and said != [False, False])
    family = one.shares_family(other) or other.shares_family(one)
    return apart <= 1 and (each or (True in said and False not in said and known and not apart and family))


def _words(text: str) -> list[str]:
    return _WORDS.findall(fold(text))

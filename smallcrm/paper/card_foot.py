"""The lines at the foot of a membership card: what a stamp is for, the rewards, and how long all of it is good.

They are three as a rule, four where there is more to tell than three take. What does not fit even so is said more
briefly, then it gives way, the least missed first: what a stamp is for where that is a visit, how long a reward is
good, the smaller reward (its field bears a mark). The main promise always stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from smallcrm.domain.loyalty_terms import Expiry, Terms, Unit
from smallcrm.domain.piece import Span
from smallcrm.paper import card_words, fonts, setting

LINES, MOST = 3, 4
PT = 6.6
_TIMES = r"mon|mo\b|year|day|kk|kuu|vuo|päiv|pv|mån|md|år|dag|dg|mies|rok|lat|dni|dzień"
"""How lengths of time begin, in each language: 10 months are not 10 stamps."""


@lru_cache(maxsize=512)
def foot_lines(terms: Terms, language: str, country: str, until: date | None, width: float) -> tuple[str, ...]:
    """Give the lines for a room ``width`` mm wide; ``until`` is the last good day of the card where that is known.

    More than ``MOST`` only where the shop's own words, or the promise alone, take more.
    """
    own = tuple(line.strip() for line in terms.words.splitlines() if line.strip())
    tries = _around(own, terms, language, until, country) if own else _derived(terms, language, country, until)
    lines: tuple[str, ...] = ()
    for paragraphs in tries:
        lines = _broken(paragraphs, language, width, runs_on=not own or paragraphs == own)
        if len(lines) <= MOST:
            return lines
    return lines


def _derived(terms: Terms, language: str, country: str, until: date | None) -> Iterator[tuple[str, ...]]:
    """Give what the card says by itself, in paragraphs: all of it, then more briefly, then less and less."""
    rule = card_words.earning(terms, language, country)
    needed = "" if terms.unit is Unit.VISIT and not terms.least_cents else rule
    alone = replace(terms, interim=None)
    for said, told, rewards in (
        (rule, terms, True),
        (needed, terms, True),
        (needed, terms, False),
        (needed, alone, False),
        ("", alone, False),
    ):
        for brief in (False, True):
            bring = card_words.promises(told, language, brief=brief)
            good = card_words.good_for(told, language, country, until, rewards=rewards, brief=brief)
            if not brief:
                yield _some((said,), (_early(told, language),), (card_words.promise(told.reward, language),), (good,))
            yield _some((said,), (bring,), (good,))
            yield _some((said, bring), (good,))
    yield _some((card_words.promises(alone, language),))


def _around(
    own: tuple[str, ...], terms: Terms, language: str, until: date | None, country: str
) -> Iterator[tuple[str, ...]]:
    """Give the shop's own words with what they leave unsaid below them, then less of that, then alone."""
    said, early = " ".join(own).casefold(), _early(terms, language)
    if terms.interim and terms.interim.name.strip().casefold() in said:
        early = ""
    left, last = terms, until
    if _named(until.year, said) if until else _named(terms.expiry.count, said, _TIMES):
        left, last = replace(left, expiry=Expiry()), None
    if _named(terms.reward_days, said, _TIMES):
        left = replace(left, reward_days=0)
    for rewards in (True, False):
        for brief in (False, True):
            good = card_words.good_for(left, language, country, last, rewards=rewards, brief=brief)
            yield (*own, *_some((early,), (good,)))
            yield (*own, *_some((early, good)))
    yield (*own, *_some((good,)))
    yield own


def _named(number: int, said: str, what: str = "") -> bool:
    """Whether a number, of time where ``what`` says so, stands in words."""
    return re.search(rf"\b{number}\s*(?:{what})", said) is not None


def _early(terms: Terms, language: str) -> str:
    return card_words.promise(terms.interim, language) if terms.interim and terms.interim.name.strip() else ""


def _some(*paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Give the paragraphs that have anything to say, in whole sentences."""
    joined = (" ".join(_sentence(words) for words in each if words) for each in paragraphs)
    return tuple(one for one in joined if one)


def _sentence(words: str) -> str:
    words = fonts.plain(words).strip()
    return words if words.endswith(card_words.STOPS) else f"{words}."


def _broken(paragraphs: tuple[str, ...], language: str, width: float, *, runs_on: bool) -> tuple[str, ...]:
    """Give the lines, each paragraph beginning one where that takes no more than usual, else running on."""
    apart = tuple(line for text in paragraphs for line in _lines(text, language, width))
    if len(apart) <= LINES or not runs_on:
        return apart
    return min(apart, _lines(" ".join(paragraphs), language, width), key=lambda lines: max(len(lines), LINES))


def _lines(text: str, language: str, width: float) -> tuple[str, ...]:
    return tuple(line.text for line in setting.break_lines((Span(text),), "facts", PT, width, language))

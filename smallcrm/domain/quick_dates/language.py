"""What a language is made of: its rules, and the words around a date that say more about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from smallcrm.domain.quick_dates.grammar import Part, Rules, spellings


def listed(text: str) -> frozenset[str]:
    """Return the folded words of a list, in all their spellings."""
    return frozenset(spelled for word in text.split() for spelled in spellings(word))


def phrases(*groups: tuple[str, int]) -> dict[str, int]:
    """Return a class out of lists of words (an underscore is a space) and their value."""
    return {word.replace("_", " "): value for words, value in groups for word in words.split()}


def numbered(words: str, first: int = 1) -> dict[str, int]:
    """Return a class of words that count upwards; ``a/b`` are two words for one number."""
    groups = enumerate(words.split(), first)
    return {word.replace("_", " "): number for number, group in groups for word in group.split("/")}


def compounds(tens: str, ones: str, between: str = "") -> dict[str, int]:
    """Return 20 to 99 out of the words for the tens from twenty on and for one to nine."""
    tenfold = {word: 10 * number for word, number in numbered(tens, 2).items()}
    both = product(tenfold.items(), numbered(ones).items())
    return tenfold | {f"{ten}{between}{one}": many + few for (ten, many), (one, few) in both}


@dataclass(frozen=True, slots=True)
class Beside:
    """The words beside a date that tell what it is."""

    calls: frozenset[str]
    """Words that look ahead: call, will, asked to."""
    contact: frozenset[str]
    """The ones that ask for something to be done: with them an hour alone means today."""
    past: frozenset[str]
    """Words that look back."""
    helpers: frozenset[str] = frozenset()
    """Words after which the form of the past is no past: "will be delivered"."""
    clauses: frozenset[str] = frozenset()
    """Words with which the help of a helper ends: "wants the vase she ordered"."""
    present: frozenset[str] = frozenset()
    """Verbs of now: what stands behind them is not past, but can be a birthday."""
    past_form: re.Pattern[str] | None = None
    """How a word of the past looks, as typed in small letters."""
    opening_form: re.Pattern[str] | None = None
    """How a word of the past looks with which a thought begins."""
    subject_form: re.Pattern[str] | None = None
    """How a word of the past looks beside its subject: "she put it aside"."""
    subjects: frozenset[str] = frozenset()
    not_past: frozenset[str] = frozenset()
    """Words that only look like the past."""
    occasions: frozenset[str] = frozenset()
    """Words of a day that is kept elsewhere: birthday, name day."""
    habits: frozenset[str] = frozenset()
    """Words of what is done again and again: always, usually."""
    names: frozenset[str] = frozenset()
    """Days that are names of people when they are typed so: Tor."""
    units: frozenset[str] = frozenset()
    """Words after a number that make it no date and no time."""
    before_numbers: frozenset[str] = frozenset()
    """Words before a number that make it no date."""
    but: frozenset[str] = frozenset()
    """Words that begin another thought."""
    clock: frozenset[str] = frozenset()
    """Words after which digits are a time, never a date."""
    bare_before: frozenset[str] = frozenset()
    """Words before a weekday that make it a name for something: Black Friday."""
    bare_after: frozenset[str] | None = None
    """The words that may follow a weekday without a preposition; nothing = any."""
    also_verbs: frozenset[str] = frozenset()
    """Months that are verbs when they are typed in small letters."""
    goes_on: frozenset[str] = frozenset()
    """Words that nobody counts: after them a number before is no amount ("tomorrow 14 about the cake")."""
    links: frozenset[str] = frozenset()
    """Words between two pieces that belong together: "Tuesday in week 50"."""
    dotted: frozenset[str] = frozenset()
    """Abbreviations: their full stop ends no sentence."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language: a small table."""

    beside: Beside
    days: Rules
    times: Rules
    hours: Mapping[Part, int]
    """The hour of a part of the day; empty where parts set no clock."""
    afternoon: int
    """The last bare hour that means the afternoon."""
    counted_move: bool = True
    """Counted days and weeks go on to the next open day."""
    bare_month: int = 0
    """The day that a bare month stands for; 0 = it says no day."""
    by_result: bool = False
    """In "half past", the hour that results decides on morning or afternoon, not the one that is named."""


UNITS = listed(
    """
    kg g gr dkg mg l dl cl ml m cm mm km m2 € $ £ % ‰ ° zł zl pln kr nok eur euro eura euroa usd gbp stk kpl szt pcs
    px mb gb tuumaa proc
    """
)

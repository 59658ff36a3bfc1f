"""What stands around a date and says that it is none: the past, a birthday, a price, a name."""

from __future__ import annotations

import unicodedata

from smallcrm.domain.quick_dates.language import UNITS, Beside
from smallcrm.domain.quick_dates.words import Line

_ENDS = frozenset(".!?;,()[]–—…•|")
_JOINS_BEFORE = frozenset("@#&_/\\=+§$€£")
_JOINS_AFTER = frozenset("@/_\\'’&-=")
_HYPHENS = frozenset("-–‐‑")
_MONEY = frozenset({"kr", *"€$£%"})


def stands_free(line: Line, i: int, j: int) -> bool:
    """Say whether the tokens are whole words, no part of an address, a compound or a longer number."""
    return begins_free(line, i) and ends_free(line, j)


def begins_free(line: Line, i: int) -> bool:
    """Say whether a word can begin there."""
    if line.glued(i):
        before = line.word(i - 1)
        if before[:1].isalnum() or before in _JOINS_BEFORE:
            return False
        if before in {".", ",", ":", "-"} and line.glued(i - 1) and line.word(i - 2)[:1].isalnum():
            return before == "," and not (line.is_number(i - 2) and line.is_number(i))
    return True


def ends_free(line: Line, j: int) -> bool:
    """Say whether a word can end before that token."""
    if not line.glued(j):
        return True
    after = line.word(j)
    if after[:1].isalnum() or after in "%€$£":
        return False
    joined = line.glued(j + 1) and line.word(j + 1)[:1].isalnum()
    if after in _JOINS_AFTER:
        return not joined
    return not (joined and (after == "." or (after in ",:" and line.is_number(j - 1) and line.is_number(j + 1))))


def parts_thoughts(line: Line, k: int, beside: Beside) -> bool:
    """Say whether a thought ends at that token."""
    word = line.word(k)
    if word in beside.but:
        return True
    if word not in _ENDS:
        return word in {"-", ":"} and not line.glued(k + 1)
    if word != ".":
        return not (word == "," and line.glued(k + 1) and line.is_number(k + 1))
    if line.glued(k + 1):
        return False
    starts_anew = k + 1 >= len(line.tokens) or line.raw(k + 1)[:1].isupper()
    return starts_anew or not (line.is_number(k - 1) or line.word(k - 1) in beside.dotted)


def _leans(line: Line, k: int, beside: Beside) -> int:
    """Return 1 where a word looks ahead, -1 where it looks back."""
    word = line.word(k)
    pair = f"{line.word(k - 1)} {word}"
    if pair in beside.past or f"{word} {line.word(k + 1)}" in beside.past:
        return -1
    if word in beside.calls or pair in beside.calls:
        return 1
    if word in beside.past:
        return -1
    if not line.is_word(k) or word in beside.not_past or _is_name_within(line, k, beside):
        return 0
    forms = [beside.past_form]
    if k == 0 or parts_thoughts(line, k - 1, beside) or line.word(k - 1) in beside.clauses:
        forms.append(beside.opening_form)
    if line.word(k + 1) in beside.subjects or (
        line.word(k - 1) in beside.subjects and line.word(k - 2) not in beside.calls
    ):
        forms.append(beside.subject_form)
    typed = unicodedata.normalize("NFC", line.raw(k)).lower()
    return -1 if any(form and form.search(typed) for form in forms) else 0


def _is_name_within(line: Line, k: int, beside: Beside) -> bool:
    """Say whether a word is typed as a name inside a sentence: "a cake for Alfred"."""
    return k > 0 and line.raw(k).istitle() and not parts_thoughts(line, k - 1, beside)


def thought(line: Line, i: int, j: int, beside: Beside) -> tuple[range, range]:
    """Return the tokens before and after the phrase that belong to the same thought, the nearest first."""
    first, last = i, j
    while first > 0 and not parts_thoughts(line, first - 1, beside):
        first -= 1
    while last < len(line.tokens) and not parts_thoughts(line, last, beside):
        last += 1
    return range(i - 1, first - 1, -1), range(j, last)


def looks_back(line: Line, i: int, j: int, beside: Beside) -> bool:
    """Say whether the nearest verb tells of the past, or the thought of a habit or a birthday."""
    before, after = thought(line, i, j, beside)
    if any(line.word(k) in beside.habits for places in (before, after) for k in places):
        return True
    for places in (before, after):
        for k in places:
            if line.word(k) in beside.present and places is before:
                return _is_occasion_told(line, before, after, beside)
            lean = _leans(line, k, beside)
            if lean:
                return lean < 0 and not _is_helped(line, range(k - 1, i - 1 - len(before), -1), beside)
    return _is_occasion_told(line, before, after, beside)


def _is_occasion_told(line: Line, before: range, after: range, beside: Beside) -> bool:
    labelled = before.stop  # "birthday: 5 May"
    if line.word(labelled) == ":" and _is_occasion(line, labelled - 1, beside):
        return True
    return any(_is_occasion(line, k, beside) for places in (before, after) for k in places)


def _is_helped(line: Line, before: range, beside: Beside) -> bool:
    """Say whether a helper makes a form of the past look ahead: "wants it delivered"."""
    for k in before:
        if line.word(k) in beside.helpers:
            return True
        if line.word(k) in beside.clauses or _leans(line, k, beside) < 0:
            return False
    return False


def _is_occasion(line: Line, k: int, beside: Beside) -> bool:
    word = line.word(k)
    first = line.word(k - 2 if hyphen(line, k - 1) else k - 1)
    return word in beside.occasions or f"{first} {word}" in beside.occasions


def asks_for_a_call(line: Line, i: int, beside: Beside) -> bool:
    """Say whether the nearest verb before the phrase asks for something to be done."""
    before, _ = thought(line, i, i, beside)
    for k in before:
        if line.word(k) in beside.contact:
            return True
        if _leans(line, k, beside) < 0:
            return False
    return False


def is_measure(line: Line, i: int, j: int, beside: Beside) -> bool:
    """Say whether a unit or its like beside the digits makes them no date and no time."""
    if line.is_number(i):
        k = i - 1
        if line.word(k) == "." and line.glued(k):
            k -= 1
        if k >= 0 and (line.word(k) in beside.before_numbers or line.word(k) in "€$£§%#"):
            return not (line.word(k) in _MONEY and line.is_number(k - 1))  # "20 € 1.12."
    ends_in_number = line.is_number(j - 1) or (line.word(j - 1) == "." and line.is_number(j - 2))
    after = line.word(j)
    if not ends_in_number or after == "" or after in beside.clock:
        return False
    return after in UNITS or after in beside.units or f"{after} {line.word(j + 1)}" in beside.units


def ends_there(line: Line, j: int, beside: Beside) -> bool:
    """Say whether nothing that could be counted follows: the end, a sign, a verb, a preposition."""
    word = line.word(j)
    if not word[:1].isalnum() or word in beside.calls or word in beside.goes_on:
        return True
    return f"{word} {line.word(j + 1)}" in beside.goes_on


def is_fraction(line: Line, i: int, j: int, beside: Beside) -> bool:
    """Say whether the digits are a half, or "24/7"."""
    typed = "".join(line.word(k) for k in range(i, j))
    if typed == "24/7":
        return True
    return typed in {"1/2", "1/3", "2/3", "1/4", "3/4"} and line.word(i - 1 if i else -1) not in beside.calls


def is_another_word(line: Line, i: int, j: int, beside: Beside) -> bool:
    """Say whether a month in small letters is a verb: "may 5 people come"."""
    return line.word(i) in beside.also_verbs and line.raw(i).islower() and not ends_there(line, j, beside)


def is_name(line: Line, i: int, j: int, beside: Beside) -> bool:
    """Say whether a weekday without a preposition is a name or a part of one: Black Friday, Sunday roast."""
    if i and line.word(i - 1) in beside.bare_before:
        return True
    if beside.bare_after is None or not line.is_word(j):
        return False
    return line.word(j) not in beside.bare_after and line.word(j) not in beside.calls


def is_person(line: Line, i: int, j: int, beside: Beside) -> bool:
    """Say whether a short weekday is the name of a person: "ring Tor kl. 9"."""
    return line.word(i) in beside.names and line.raw(i).istitle() and i > 0 and line.word(j - 1) != "."


def hyphen(line: Line, k: int) -> bool:
    """Say whether a hyphen or dash stands there."""
    return line.word(k) in _HYPHENS

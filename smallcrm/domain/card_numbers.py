"""Numbers of membership cards: ten digits that know their own slips, and what a scanner says when it reads one.

The check digit is H. Michael Damm's (dissertation, Marburg 2004): it finds every wrong digit and every two neighbours
that changed places. As EAN-13 the number stands behind 29, which GS1 leaves to each shop's own use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
"""Row: the digit so far; column: the next digit."""
LENGTH = 10
EAN_PREFIX = "29"
_FIRST, _COUNT = 10 ** (LENGTH - 2), 9 * 10 ** (LENGTH - 2)
_STEP = 611_953
"""Has no factor in common with ``_COUNT``, so no two rows share a number; neighbours lie far apart."""
_PRODUCTS = (8, 12, 13)
_DROPPED = re.compile(r"[\s\u00a0\u202f\u2007-]+")
_AIM = re.compile(r"\][A-Za-z][0-9]")
_LEFT_OF_AIM = {LENGTH + 1: "01", len(EAN_PREFIX) + LENGTH + 2: "0"}
"""Digits that are left of ]C0, ]C1 and ]E0 where the keyboard has no bracket, by the length of the whole."""


class CodeKind(StrEnum):
    """What was read."""

    CARD = "card"
    PRODUCT = "product"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Code:
    """What a scanner or a person gave; ``number`` has ten digits where it is a card, else it is what was read."""

    kind: CodeKind
    number: str


def damm(digits: str) -> int:
    """Give the check digit of digits; 0 for digits that end in their own. Raises ValueError for anything else."""
    row = 0
    for digit in digits:
        row = int(DAMM[row][int(digit)])
    return row


def ean_check(digits: str) -> int:
    """Give the EAN check digit of 7, 11 or 12 digits: weights 3 and 1 in turn, from the right."""
    return -sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits))) % 10


def number_of(row_id: int) -> str:
    """Give the card number of row ``row_id`` of ``card_number``: no two rows have the same one.

    Raises ValueError below 1 and above 900,000,000, where they would begin anew.
    """
    if not 1 <= row_id <= _COUNT:
        raise ValueError(row_id)
    digits = str(_FIRST + row_id * _STEP % _COUNT)
    return f"{digits}{damm(digits)}"


def valid(number: str) -> bool:
    """Whether this is a number of ours: ten ASCII digits, the first not 0, the last by Damm."""
    return len(number) == LENGTH and _are_digits(number) and number[0] != "0" and damm(number) == 0


def as_ean(number: str) -> str:
    """Give the 13 digits of a number as EAN-13: 29, the number, the check digit."""
    digits = EAN_PREFIX + number
    return f"{digits}{ean_check(digits)}"


def grouped(number: str) -> str:
    """Give a number as people read it: 4, 4 and 2 digits with no-break spaces."""
    return "\u00a0".join((number[:4], number[4:8], number[8:]))


def read_code(text: str) -> Code:
    """Say what a scanner or a person gave, in either form of our numbers, spaces, hyphens and AIM prefix left out.

    PRODUCT is what bears a right check digit of EAN-8, UPC-A or EAN-13. What begins with 29 never is one: that would be
    a card of ours read wrongly, or of another shop.
    """
    read = _AIM.sub("", _DROPPED.sub("", text), count=1) if "]" in text else _DROPPED.sub("", text)
    if not _are_digits(read):
        return Code(CodeKind.BAD, read)
    found = _kind(read)
    if found.kind is CodeKind.BAD and read[0] in _LEFT_OF_AIM.get(len(read), ""):
        tail = _kind(read[1:])
        return found if tail.kind is CodeKind.BAD else tail
    return found


def _kind(digits: str) -> Code:
    if valid(digits):
        return Code(CodeKind.CARD, digits)
    if len(digits) not in _PRODUCTS or ean_check(digits[:-1]) != int(digits[-1]):
        return Code(CodeKind.BAD, digits)
    if not digits.startswith(EAN_PREFIX):
        return Code(CodeKind.PRODUCT, digits)
    inner = digits[len(EAN_PREFIX) : -1]
    return Code(CodeKind.CARD, inner) if valid(inner) else Code(CodeKind.BAD, digits)


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()

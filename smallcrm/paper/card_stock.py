"""Sheets of business cards as data: the stock that membership cards are printed on. Never offered for addresses."""

from __future__ import annotations

from functools import cache

from smallcrm.paper.sheets import Sheet, pick, read


@cache
def stocks() -> dict[str, Sheet]:
    """Give every card stock we know, by its code."""
    return read("cards.json")


def stock(code: str) -> Sheet:
    """Give the stock with that code, or with the same die, in any case of letters. BadInput: unknown."""
    return pick(stocks(), code)

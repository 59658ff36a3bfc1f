"""The row under a list that counts or adds up, which is nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from smallcrm.exchange.tables.headings import key


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOTAL = _set(
    "yhteensa yht summa valisumma kaikkiaan lukumaara sum sums summ total totals totalt totalsum subtotal grandtotal"
    " delsum antall count average razem suma ogolem lacznie podsumowanie liczba keskiarvo snitt gjennomsnitt srednia"
)
_COUNTED = _set(
    "asiakasta asiakkaita asiakas kpl henkiloa rivia kunder kunde personer rader stk klientow klienci osob wierszy szt"
    " customers clients people rows contacts grand in all"
)
_AMOUNT = re.compile(r"[-–]?[€£$]?[\d\s.,'\u00a0]*\d[\d\s.,'\u00a0]*(?:%|€|£|\$|[a-zł]{1,10}\.?)?", re.IGNORECASE)


def is_totals(cells: Sequence[str]) -> bool:
    """Tell whether a row holds nothing but a word such as *Total* and numbers that are no telephone numbers."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or len(filled[0]) > 40:
        return False
    words = [key(word) for word in re.sub(r"[\d.,:=]+", " ", filled[0]).split()]
    words = [word for word in words if word]
    if not any(word in _TOTAL for word in words) or not all(word in _TOTAL | _COUNTED for word in words):
        return False
    return all(_is_amount(cell) for cell in filled[1:])


def _is_amount(cell: str) -> bool:
    digits = [c for c in cell if c.isdigit()]
    is_phone = len(digits) > 1 and cell[0] in "+0" and len(digits) >= 7
    return (_AMOUNT.fullmatch(cell) is not None and not is_phone) or set(cell) <= set("-–— ") or key(cell) in _TOTAL

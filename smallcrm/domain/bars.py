"""Bar codes as widths: bar, space, bar ... in modules, the first and the last a bar. Paper draws them as rectangles.

Symbols after ISO/IEC 15417 (Code 128) and ISO/IEC 15420 (EAN-13). Quiet zones are the paper's business: 10 modules on
both sides of a Code 128, 11 and 7 of an EAN-13.
"""

from __future__ import annotations

from itertools import chain

from smallcrm.domain.card_numbers import ean_check

_SYMBOLS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232"
)
"""Code 128 by value 0 to 105, six widths each; each is 11 modules wide."""
_STOP = "2331112"
_START_C = 105
_LEFT = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
"""EAN digits 0 to 9 in set A, beginning with a space; set B is their mirror image. Right of the middle stand
the widths of set A again, beginning with a bar.
"""
_SETS = ("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA")
"""How the six digits left of the middle tell the first one, which has no bars of its own."""
_EDGE, _MIDDLE = "111", "11111"


def code128(digits: str) -> tuple[int, ...]:
    """Give the widths of digits in set C, two to a symbol: 35 + 11 modules a symbol, 90 for ten digits.

    Raises ValueError unless they are an even number of ASCII digits, two at least.
    """
    if not digits or len(digits) % 2 or not (digits.isascii() and digits.isdecimal()):
        raise ValueError(digits)
    values = [int(digits[place : place + 2]) for place in range(0, len(digits), 2)]
    check = (_START_C + sum(place * value for place, value in enumerate(values, 1))) % 103
    return _widths(*(_SYMBOLS[7 * value : 7 * value + 6] for value in (_START_C, *values, check)), _STOP)


def ean13(digits: str) -> tuple[int, ...]:
    """Give the widths of an EAN-13, 95 modules. Raises ValueError unless it is 13 digits, the last of them right."""
    if len(digits) != 13 or not (digits.isascii() and digits.isdecimal()) or ean_check(digits[:-1]) != int(digits[-1]):
        raise ValueError(digits)
    symbols = [_LEFT[int(digit)] for digit in digits[1:]]
    left = (one if way == "A" else one[::-1] for one, way in zip(symbols[:6], _SETS[int(digits[0])], strict=True))
    return _widths(_EDGE, *left, _MIDDLE, *symbols[6:], _EDGE)


def _widths(*parts: str) -> tuple[int, ...]:
    return tuple(int(width) for width in chain.from_iterable(parts))

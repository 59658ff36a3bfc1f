"""Telling a scanner from a person by rhythm alone: characters and milliseconds in, bursts of digits out.

A scanner is a keyboard that types a character each 1 to 30 ms and mostly ends in Enter; people need more than 100 ms.
Clocks of keys step by 10 to 16 ms, so averages decide, never a single gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from smallcrm.domain.card_numbers import CodeKind, read_code

LEAST, LEAST_BARE = 6, 8
"""Digits of a scan; of one that nothing ends."""
AVERAGE_MS, GAP_MS, QUIET_MS = 35, 80, 120
"""Milliseconds from key to key on average and at most, and of quiet after which one without an end is over."""
ENTER, TAB = "enter", "tab"
_IN_FRONT = 3
_DIGITS = frozenset("0123456789")
_UNSHIFTED = str.maketrans("&é\"'(-è_çà§!ÉÈÇÀ", "1234567890682790")
"""Where digits need Shift (French and Belgian keyboards): what a scanner types that was set up for any other."""
_SIGNS = "".join(map(chr, _UNSHIFTED))


@dataclass(frozen=True, slots=True)
class Burst:
    """A scan. ``before``: up to 3 quick characters in front of the digits, what a layout makes of ``]C1``."""

    digits: str
    before: str
    ms: float
    """Average from key to key."""
    suffix: str
    """``enter``, ``tab``, or "" where nothing ended it."""


class _Key(NamedTuple):
    text: str
    ms: float


class Recogniser:
    """Feeds on the key presses of one keyboard, modifier keys by themselves left out; is told the time in ms."""

    def __init__(self) -> None:
        self._keys: list[_Key] = []
        """Characters no two of which lie more than ``GAP_MS`` apart, digits or not."""
        self._ended: _Key | None = None
        """The suffix of a scan just recognised."""

    def key(self, text: str, ms: float, *, repeat: bool = False, plain: bool = True) -> Burst | None:
        """Take one key press; a Burst says: this was a scan, swallow this suffix.

        ``text`` is a character, ``enter`` (Return too), ``tab``, or "" for any other key; ``repeat``: made by holding
        it; ``plain`` is False with Ctrl, Alt, AltGr or Meta. Held and unplain keys end what was going on.
        """
        self._ended = None
        if self._keys and not 0 <= ms - self._keys[-1].ms <= GAP_MS:
            self.clear()
        if repeat or not plain or not text:
            self.clear()
        elif text in {ENTER, TAB}:
            found = self._burst(ms, text)
            self.clear()
            self._ended = _Key(text, ms) if found else None
            return found
        else:
            self._keys.append(_Key(text, ms))
        return None

    def quiet(self, ms: float) -> Burst | None:
        """Asked some ``QUIET_MS`` after the last digit: give the scan that nothing ended, if its check digit is right.

        Any time after ``GAP_MS`` will do, for nothing can follow then; before, there is none.
        """
        if not self._keys or ms - self._keys[-1].ms <= GAP_MS:
            return None
        found = self._burst(self._keys[-1].ms, "")
        self.clear()
        return found

    def trails(self, text: str, ms: float) -> bool:
        """Whether this key is but the second half of a suffix (CR and LF): to be swallowed, and not fed to ``key``."""
        ended = self._ended
        return ended is not None and text in {ENTER, TAB} and 0 <= ms - ended.ms <= GAP_MS

    @property
    def length(self) -> int:
        """Digits so far, or signs that may be some; 1 = the burst began with the key just fed."""
        return len(self._keys) - self._first() or len(self._signs())

    def clear(self) -> None:
        """Forget what was typed."""
        self._keys.clear()
        self._ended = None

    def _first(self) -> int:
        """Where the digits begin that stand last."""
        place = len(self._keys)
        while place and self._keys[place - 1].text in _DIGITS:
            place -= 1
        return place

    def _burst(self, end: float, suffix: str) -> Burst | None:
        first = self._first()
        digits = "".join(key.text for key in self._keys[first:])
        if not digits and (signs := self._signs().translate(_UNSHIFTED)) and read_code(signs).kind is not CodeKind.BAD:
            first, digits = len(self._keys) - len(signs), signs
        gaps = len(digits) - (not suffix)
        if len(digits) < (LEAST if suffix else LEAST_BARE):
            return None
        average = (end - self._keys[first].ms) / gaps
        before = self._quick(first)
        if average > AVERAGE_MS or len(before) > _IN_FRONT:  # more in front than a prefix: a code of something else
            return None
        if not suffix and read_code(digits).kind is CodeKind.BAD:
            return None
        return Burst(digits, before, average, suffix)

    def _signs(self) -> str:
        """What stands last of the signs that are digits with Shift."""
        typed = "".join(key.text for key in self._keys)
        return typed[len(typed.rstrip(_SIGNS)) :]

    def _quick(self, first: int) -> str:
        """What was typed just before the digits in a scanner's rhythm, four characters at most."""
        start = self._keys[first].ms
        front = self._keys[max(0, first - _IN_FRONT - 1) : first]
        quick = (place for place, key in enumerate(front) if start - key.ms <= (len(front) - place) * AVERAGE_MS)
        return "".join(key.text for key in front[next(quick, len(front)) :])

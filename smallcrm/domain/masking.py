"""Personal identity codes in what is shown: whoever looks over the shoulder learns the birthday at most."""

from __future__ import annotations

import re
from collections.abc import Callable

_CODE = re.compile(r"(?<![\w+])(\d{6})([-+A-FU-Y]\d{3}[0-9A-Z]|[ -]?\d{5})(?!\w)")


def _never(_digits: str) -> bool:
    return False


def masked(text: str, is_phone: Callable[[str], bool] = _never) -> str:
    """Give the text with the personal part of each Finnish, Norwegian or Polish identity code as dots.

    Eleven digits may be a phone number as well: those of which ``is_phone`` says so stay.
    """

    def dots(found: re.Match[str]) -> str:
        only_digits = found[2].strip("- ").isdecimal()
        return found[0] if only_digits and is_phone(found[0]) else found[1] + "•" * len(found[2])

    return _CODE.sub(dots, text)

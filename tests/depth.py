"""How long properties are looked for: a short while each time, and much longer where somebody asks for it."""

from __future__ import annotations

import os

_TIMES = int(os.environ.get("SMALLCRM_DEPTH", "1"))


def examples(count: int) -> int:
    """Give how many examples to try: so many as a rule, and as many times more as SMALLCRM_DEPTH says."""
    return count * _TIMES

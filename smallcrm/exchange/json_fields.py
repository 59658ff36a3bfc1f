"""One JSON object read without trust: what has the wrong form is told and left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeGuard, TypeVar

from smallcrm.domain.reason import Reason, reason

T = TypeVar("T")
Item = Mapping[str, Any]


class Fields:
    """Reads the fields of one object and of the objects in its lists; ``told`` holds what was left behind."""

    def __init__(self, item: Item, today: date) -> None:
        self.item = item
        self.today = today
        self.told: list[Reason] = []

    def text(self, item: Item, name: str) -> str:
        """Give a text; empty where there is none."""
        value = item.get(name)
        if isinstance(value, str):
            return clean(value)
        if is_number(value):
            return str(value)
        if value is not None:
            self.tell(name, value)
        return ""

    def need(self, item: Item, name: str) -> str:
        """Give a text that must be there; raises ValueError."""
        text = self.text(item, name)
        if not text:
            raise ValueError
        return text

    def flag(self, item: Item, name: str) -> bool:
        """Whether a field is true."""
        value = item.get(name)
        if value is not None and not isinstance(value, bool):
            self.tell(name, value)
        return value is True

    def day(self, item: Item, name: str) -> date | None:
        """Give a date, or None."""
        text = self.text(item, name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.told.append(reason("bad_date", property=name, value=text[:100]))
            return None

    def moment(self, item: Item, name: str) -> datetime | None:
        """Give a moment, or None."""
        text = self.text(item, name)
        try:
            return datetime.fromisoformat(text) if text else None
        except ValueError:
            self.told.append(reason("bad_date", property=name, value=text[:100]))
            return None

    def values(self, name: str) -> list[Any]:
        """Give the values of a list as they stand."""
        value = self.item.get(name)
        if isinstance(value, list):
            return value
        if value is not None:
            self.tell(name, value)
        return []

    def list(self, name: str, one: Callable[[Item], T]) -> tuple[T, ...]:
        """Give what ``one`` makes of each item of a list; what has the wrong form is told and left out."""
        found: list[T] = []
        for item in self.values(name):
            try:
                if not isinstance(item, dict):
                    raise TypeError
                found.append(one(item))
            except (TypeError, ValueError, OverflowError):
                self.tell(name, item)
        return tuple(found)

    def number(self, item: Item, name: str) -> int | None:
        """Give a whole number, or None."""
        value = item.get(name)
        if is_number(value):
            return value
        if value is not None:
            self.tell(name, value)
        return None

    def tell(self, name: str, value: Any) -> None:
        """Say that a value was left behind."""
        self.told.append(reason("bad_value", property=name, value=clean(str(value))[:100]))


def clean(text: str) -> str:
    """Give text that can be stored: a lone half of a letter pair, which JSON allows, becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def is_number(value: Any) -> TypeGuard[int]:
    """Whether a value is a whole number that a shop file holds."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15

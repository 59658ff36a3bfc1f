"""The kinds of shop: each with its words, its icon and its ink, which make the shop's mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from smallcrm.domain.model import SHOP_KINDS
from smallcrm.i18n import _
from smallcrm.ui import icons, painting, tokens
from smallcrm.ui.worn import px


@dataclass(frozen=True, slots=True)
class ShopKind:
    """One kind of shop; ``ink`` is a key of ``tokens.INKS``."""

    words: Callable[[], str]
    icon: str
    ink: str


_KINDS = {
    "hair": ShopKind(lambda: _("Hair and beauty"), "scissors", "clay"),
    "cafe": ShopKind(lambda: _("Café"), "coffee", "coffee"),
    "books": ShopKind(lambda: _("Books and gifts"), "book-open", "navy"),
    "flowers": ShopKind(lambda: _("Flowers"), "flower-2", "leaf"),
    "bakery": ShopKind(lambda: _("Bakery and food"), "croissant", "honey"),
    "other": ShopKind(lambda: _("Something else"), "store", "petrol"),
}


def kind_of(key: str) -> ShopKind:
    """Give a kind by its key; an unknown one is something else."""
    return _KINDS.get(key, _KINDS["other"])


def kinds() -> dict[str, ShopKind]:
    """Give the kinds by key, in the order in which they are offered."""
    return {key: _KINDS[key] for key in SHOP_KINDS}


def draw_mark(painter: QPainter, rect: QRect | QRectF, key: str) -> None:
    """Paint the mark of a shop of that kind: a rounded square in its ink with its icon."""
    kind, box = kind_of(key), QRectF(rect)
    painting.rounded(painter, box, tokens.ink(kind.ink), None, px(8))
    side = box.width() * 20 / 36
    icon = QRectF(0, 0, side, side)
    icon.moveCenter(box.center())
    icons.draw(painter, icon, kind.icon, tokens.ink("paper"))

"""The birthday card of a shop that is only just being named: drawn by the code that prints the real ones."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtGui import QImage, QTransform

from smallcrm.domain.model import Address, Customer, Occasion, OccasionKind, ShopSettings
from smallcrm.domain.reason import Reason
from smallcrm.store.shop import COUNTRY_OF

_DPI = 144
_BORN = Occasion(OccasionKind.BIRTHDAY, 5, 12)
_SOMEBODY = {
    "en": Customer(given="Margaret", address_form=Address.INFORMAL),
    "fi": Customer(given="Aino", address_form=Address.INFORMAL),
    "nb": Customer(given="Solveig", address_form=Address.INFORMAL),
    "pl": Customer(given="Anna", address_form=Address.INFORMAL, greeting_name="Anno", greeting_checked=True),
}


def pictures(language: str, name: str, today: date) -> tuple[QImage, QImage]:
    """Give cover and inside of a card from the shop called ``name``; runs in the worker."""
    from smallcrm.paper.document import write
    from smallcrm.paper.printing import make_piece, sender_of

    settings = ShopSettings(name=name, language=language, country=COUNTRY_OF[language])
    piece = make_piece(_SOMEBODY[language], _BORN, today, settings, today=today, layout=settings.layout)
    if isinstance(piece, Reason):
        return QImage(), QImage()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "card.pdf"
        write([piece], sender_of(settings), settings.layout, settings.design, file)
        sheet = _drawn(file.read_bytes())
    wide, high = sheet.width() // 2, sheet.height() // 2
    inside = sheet.copy(0, 0, wide, high).transformed(QTransform().rotate(180))
    return sheet.copy(wide, high, wide, high), inside


def _drawn(pdf: bytes) -> QImage:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[0].render(scale=_DPI / 72)
        image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
        return image.convertToFormat(QImage.Format.Format_RGB32)
    finally:
        document.close()

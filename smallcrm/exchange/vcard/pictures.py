"""Pictures inside cards: base64 of all dialects, believed only when the first bytes say what they are."""

from __future__ import annotations

import binascii
import re
from urllib.parse import unquote_to_bytes

_DATA = re.compile(r"data:[^,]*,", re.IGNORECASE)
_BLANK = re.compile(r"\s+")


def picture_type(data: bytes) -> str:
    """Give the MIME type that the first bytes prove (JPEG, PNG, GIF, WebP), or nothing."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return ""


def picture_bytes(value: str) -> bytes:
    """Decode an inline picture (base64 or ``data:``); nothing where it cannot be decoded."""
    data = _DATA.match(value)
    if data:
        rest = value[data.end() :]
        if ";base64" not in data.group().lower():
            return unquote_to_bytes(rest)
        value = rest
    letters = _BLANK.sub("", value).rstrip("=")
    try:
        return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))
    except ValueError:
        return b""


def is_elsewhere(value: str) -> bool:
    """Whether a picture is only pointed at; it is never fetched."""
    return value[:8].lower().startswith(("http://", "https://", "file:", "cid:", "ftp:", "content:"))

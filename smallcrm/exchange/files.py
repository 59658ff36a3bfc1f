"""Contact files of every kind, told apart by what is in them and never by their name.

ShopError codes: ``unreadable_file`` with ``file`` and ``why`` (missing, directory, no_permission, io, empty, too_large,
picture, document, program, archive, shop_file, web_page, binary, encrypted, damaged, not_a_sheet, not_a_table),
``bad_mapping`` with ``key``, ``value`` and ``why``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from smallcrm import paths
from smallcrm.domain.errors import ShopError
from smallcrm.domain.incoming import Problem, ReadFile
from smallcrm.domain.progress import Report, silent
from smallcrm.exchange.tables import mapping as mappings
from smallcrm.exchange.tables import reader
from smallcrm.exchange.tables.encoding import decode

MOST_BYTES = 200_000_000
_FOREIGN = (
    (b"%PDF", "document"), (b"{\\rtf", "document"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"), (b"RIFF", "picture"), (b"MZ", "program"), (b"\x7fELF", "program"),
    (b"SQLite format 3\0", "shop_file"), (b"\x1f\x8b", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"), (b"BZh", "archive"), (b"\xfd7zXZ", "archive"),
)  # fmt: skip
_CARD = re.compile(r"BEGIN\s*:\s*VCARD", re.IGNORECASE)
_PAGE = re.compile(rb"\s*<(?:!doctype|html|table|\?xml|head|body|meta|style)", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - {0, 9, 10, 11, 12, 13, 26, 27})


def read_file(
    path: Path, *, mapping: Mapping[str, Any] | None = None, country: str = "GB", today: date, report: Report = silent
) -> ReadFile:
    """Return what a vCard, CSV, Excel, OpenDocument or JSON file of people holds; ShopError if nobody can read it."""
    file = path.name or str(path)
    return read_bytes(load(path, file), file, mapping=mapping, country=country, today=today, report=report)


def read_bytes(
    data: bytes,
    file: str,
    *,
    mapping: Mapping[str, Any] | None = None,
    country: str = "GB",
    today: date,
    report: Report = silent,
) -> ReadFile:
    """Return what a file of people holds, from its bytes; ``file`` is how it is called in what is told."""
    wishes = mappings.read_mapping(mapping)
    refuse_foreign(data, file)
    head = decode(data[:4000])[0].lstrip("\ufeff \t\r\n\0")
    if _CARD.match(head) or (mapping is None and _CARD.search(head) and re.search(r"(?m)^BEGIN\s*:\s*VCARD", head)):
        from smallcrm.exchange.vcard import reader as cards  # noqa: PLC0415

        return cards.read(data, file, today, report)
    if head.startswith("{") and mapping is None:
        from smallcrm.exchange import json_format  # noqa: PLC0415

        return json_format.read(data, file, today, report)
    return reader.read(data, file, wishes=wishes, country=country, today=today, report=report)


def load(path: Path, file: str) -> bytes:
    """Give the bytes of a file; ShopError ``unreadable_file`` says why they cannot be had."""
    try:
        if path.is_dir():
            raise _unreadable(file, "directory")
        if path.stat().st_size > MOST_BYTES:
            raise _unreadable(file, "too_large")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _unreadable(file, "missing") from error
    except PermissionError as error:
        raise _unreadable(file, "no_permission") from error
    except (OSError, ValueError) as error:
        raise _unreadable(file, "io") from error


def _unreadable(file: str, why: str) -> ShopError:
    return ShopError("unreadable_file", file=file, why=why)


def refuse_foreign(data: bytes, file: str) -> None:
    """Raise ShopError ``unreadable_file`` for what is surely no list: pictures, programs, packed files."""
    if len(data) > MOST_BYTES:
        raise _unreadable(file, "too_large")
    if not data.strip(b" \t\r\n\0\x1a\xef\xbb\xbf\xfe\xff"):
        raise _unreadable(file, "empty")
    why = next((why for start, why in _FOREIGN if data.startswith(start)), "")
    if why:
        raise _unreadable(file, why)
    if _PAGE.match(data[:200].removeprefix(b"\xef\xbb\xbf")):
        raise _unreadable(file, "web_page")
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff")):
        head = data[:20000]
        if len(head) - len(head.translate(None, _CONTROLS)) > len(head) * 0.02:
            raise _unreadable(file, "binary")


def write_rejects(problems: Iterable[Problem], path: Path, header: str = "") -> int:
    """Write the rejected rows as they stood, behind ``header`` (the header row of the file), and return their number.

    Cards stand as they were; spreadsheets come as CSV. Without a rejected row no file is made.
    """
    rejected = [problem.raw for problem in problems if problem.rejected and problem.raw]
    if not rejected:
        return 0
    if not header and all(raw.lstrip().startswith("{") for raw in rejected):
        text = '{"customers": [\n' + ",\n".join(rejected) + "\n]}\n"
    else:
        text = "".join(part if part.endswith(("\n", "\r")) else part + "\r\n" for part in [header, *rejected] if part)
    paths.write_atomically(path, text.encode("utf-8-sig" if header else "utf-8", "replace"))
    return len(rejected)

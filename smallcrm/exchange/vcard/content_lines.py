"""Content lines: unfolded, taken apart into group, name, parameters and value; escapes both ways.

Old and new dialects in one: bare types (``TEL;HOME``), quoted-printable with soft line breaks, base64 blocks without
indent, values in quotes, caret escapes (RFC 6868), lines that a careless program broke without indent.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from smallcrm.exchange.vcard.charsets import Charsets

_BARE_VALUES = {
    "QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "B": "ENCODING", "8BIT": "ENCODING", "7BIT": "ENCODING",
}  # fmt: skip
_HEAD_START = re.compile(r"[A-Z][A-Z0-9_./\-]*[ \t]*[:;]|X-[^:;\s=]+[:;]", re.IGNORECASE)
_EMPTY_NAMES = frozenset({"FN", "N", "ORG", "TEL", "EMAIL", "ADR", "NOTE", "TITLE", "URL", "BDAY", "VERSION", "PHOTO"})
_ANDROID_TYPE = re.compile(r";X-CUSTOM\(([^)]*)\)", re.IGNORECASE)
_PIECES = re.compile(r'(?:[^;"]|"[^"]*"?)+')
_QUOTED_HEAD = re.compile(r'((?:[^":]|"[^"]*")*):', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CARET = re.compile(r"\^([n'^])")
_CARET_TEXT = {"n": "\n", "'": '"', "^": "^"}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon."""

    name: str
    """Upper case, without group."""
    group: str = ""
    types: tuple[str, ...] = ()
    """Lower case, in the order of the card, without ``pref``."""
    pref: int = 0
    """0 = not preferred, 1 = first choice, up to 100."""
    params: tuple[tuple[str, str], ...] = ()
    """All other parameters: (upper-case name, value)."""
    encoding: str = ""
    """``q`` quoted-printable, ``b`` base64, or empty."""
    charset: str = ""

    def param(self, name: str) -> str:
        """Give the first value of a parameter, or nothing."""
        return next((value for key, value in self.params if key == name), "")


class Line(NamedTuple):  # a tuple: half the price of a frozen dataclass, and there are ten to a card
    """One property: its head, and its value as it stood but for quoted-printable (escapes still in it)."""

    head: Head
    value: str

    @property
    def text(self) -> str:
        """The value as plain text."""
        return unescape(self.value)


@lru_cache(maxsize=4096)
def parse_head(head: str) -> Head:
    """Take apart ``item1.TEL;TYPE="work,voice";PREF=1``."""
    types: list[str] = []
    params: list[tuple[str, str]] = []
    pref, encoding, charset = 0, "", ""
    custom = _ANDROID_TYPE.search(head)
    if custom:
        head = head.replace(custom.group(), "")
        params.append(("X-CUSTOM", custom.group(1)))
    pieces = _PIECES.findall(head) or [""]
    group, _dot, name = pieces[0].rpartition(".")
    for piece in pieces[1:]:
        key, equals, value = piece.partition("=")
        if not equals:
            bare = key.strip().strip('"')
            key, value = _BARE_VALUES.get(bare.upper(), "TYPE"), bare
        key = key.strip().upper()
        if key == "TYPE":
            types += [word for part in value.split(",") if (word := part.strip(' "').casefold())]
        elif key == "ENCODING":
            encoding = {"q": "q", "b": "b"}.get(value.strip(' "')[:1].lower(), "")
        elif key == "CHARSET":
            charset = value
        elif key == "PREF":
            pref = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1
        else:
            params.append((key, _param_text(value)))
    if "pref" in types:
        pref = pref or 1
    kept = tuple(word for word in types if word != "pref")
    return Head(name.strip().upper(), group.strip(), kept, pref, tuple(params), encoding, charset)


def _param_text(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    return _CARET.sub(lambda m: _CARET_TEXT[m.group(1)], value) if "^" in value else value


def param_value(value: str) -> str:
    """Write a parameter value: quoted, with caret escapes."""
    return '"' + value.replace("^", "^^").replace("\n", "^n").replace('"', "^'") + '"'


def logical_lines(card: str) -> list[str]:
    """Unfold a card's text (line feeds only); soft breaks of quoted-printable and careless breaks are joined."""
    if "=\n" not in card:
        lines = card.replace("\n ", "").replace("\n\t", "").split("\n")
        if all(map(_HEAD_START.match, lines)):
            return lines
    return _joined(card.split("\n"))


def _joined(physical: list[str]) -> list[str]:
    lines: list[list[str]] = []  # each in its pieces: a picture may have a hundred thousand
    soft = quoted = coded = False
    for line in physical:
        if soft:
            lines[-1][-1] = lines[-1][-1][:-1]
            lines[-1].append(line)
        elif lines and line[:1] in {" ", "\t"}:
            lines[-1].append(line[1:])
        elif _HEAD_START.match(line):
            head = line.partition(":")[0].upper()
            quoted = "QUOTED-PRINTABLE" in head
            coded = "BASE64" in head or "ENCODING=B" in head
            lines.append([line])
        elif not lines or not line.strip() or line.strip().upper() in _EMPTY_NAMES:
            continue
        else:
            straight_on = coded or (quoted and line.startswith("="))
            lines[-1].append(line if straight_on else "\n" + line)
        soft = quoted and lines[-1][-1].endswith("=")
    return ["".join(pieces) for pieces in lines]


def read_lines(unfolded: Iterable[str], charsets: Charsets) -> Iterator[Line]:
    """Give the properties of unfolded lines, letters and quoted-printable decoded."""
    for raw in unfolded:
        before, colon, value = raw.partition(":")
        if not colon:
            continue
        if '"' in before and before.count('"') % 2:
            found = _QUOTED_HEAD.match(raw)
            if found:
                before, value = found.group(1), raw[found.end() :]
        head = parse_head(before)
        if charsets.mixed and not raw.isascii():
            value = charsets.line(value, head.charset)
            head = parse_head(charsets.line(before))
        if head.encoding == "q":
            octets = binascii.a2b_qp(value.encode("utf-8", "surrogateescape"))
            value = charsets.octets(octets, head.charset).replace("\r\n", "\n").replace("\r", "\n")
        yield Line(head, value)


def unescape(value: str) -> str:
    """Give the plain text of an escaped value."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(_plain, value)


def _plain(found: re.Match[str]) -> str:
    letter = found.group(1)
    if letter in "nN":
        return "\n"
    return letter if letter in "\\,;:\"'" else found.group()


def escape(text: str) -> str:
    """Write plain text as a value; carriage returns become line feeds, as vCard has one kind of line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return text.replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def split(value: str, separator: str = ";") -> list[str]:
    """Take apart a structured value at separators that are not escaped; the parts are plain text."""
    if "\\" not in value:
        return value.split(separator)
    parts = [""]
    at = 0
    for found in re.finditer(r"\\.|" + re.escape(separator), value, re.DOTALL):
        if found.group() == separator:
            parts[-1] += value[at : found.start()]
            parts.append("")
            at = found.end()
    parts[-1] += value[at:]
    return [unescape(part) for part in parts]


def fold(line: str) -> str:
    """Fold a line at 75 octets, never inside a letter."""
    if line.isascii():
        return "\r\n ".join([line[:75], *(line[at : at + 74] for at in range(75, len(line), 74))])
    rows: list[str] = []
    row, room = "", 75
    for letter in line:
        size = 1 if letter < "\x80" else len(letter.encode("utf-8", "surrogatepass"))
        if size > room:
            rows.append(row)
            row, room = "", 74
        row += letter
        room -= size
    rows.append(row)
    return "\r\n ".join(rows)

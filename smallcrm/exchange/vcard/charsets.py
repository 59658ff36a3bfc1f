"""The letters of a vCard file: UTF-8 where it can be, else as a property declares, else as the file looks."""

from __future__ import annotations

import binascii
import codecs
import re
from functools import cached_property

from smallcrm.exchange.tables.encoding import decode

OWN_MARK = "-//SmallCRM//"
_TEXT_CODECS = ("ascii", "utf-8", "utf-16", "iso8859", "cp", "mac", "koi8", "gb", "big5", "shift_jis", "euc_")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_WIDE_STARTS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"B\x00E\x00", b"\x00B\x00E", b"b\x00e\x00", b"\x00b\x00e")


class Charsets:
    """Decodes one file; bytes that are not UTF-8 wait as escapes in ``text`` until their line is known."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.encoding = "utf-8"
        """What the file turned out to be in: known when all its lines are read."""
        self.mixed = False
        if data.startswith(_WIDE_STARTS):
            text, self.encoding = decode(data)
        else:
            text = self._narrow(data)
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")

    def _narrow(self, data: bytes) -> str:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            self.mixed = True
            return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
        if text.isascii() or OWN_MARK in text:
            return text.removeprefix("\ufeff")
        text, _encoding = decode(data)  # undoes letters that somebody encoded twice
        return text

    @cached_property
    def guess(self) -> str:
        """The single-byte code page that the file's bytes look like."""
        sample = self._data
        if b"=" in sample:
            sample += b"\n" + binascii.a2b_qp(sample)
        lines = (line for line in sample.split(b"\n") if not line.isascii() and not _is_utf8(line))
        _text, encoding = decode(b"\n".join(lines))
        return "cp1252" if encoding.startswith("utf") else encoding

    def line(self, line: str, declared: str = "") -> str:
        """Give the line with the bytes that were not UTF-8 read as letters."""
        if line.isascii() or not _ESCAPED_BYTE.search(line):
            return line
        return self.octets(line.encode("utf-8", "surrogateescape"), declared)

    def octets(self, octets: bytes, declared: str = "") -> str:
        """Give the text of bytes, never failing: strict UTF-8, then the declared charset, then the file's own."""
        try:
            return octets.decode("utf-8")
        except UnicodeDecodeError:
            pass
        codec = text_codec(declared)
        if _mostly_utf8(octets, at_least=0.01 if codec == "utf-8" else 0.8):
            return octets.decode("utf-8", "smallcrm.free")  # a handler of tables.encoding: stray bytes as letters
        for name in (codec, self.guess):
            if name and name not in {"ascii", "utf-8"}:
                try:
                    text = octets.decode(name)
                except UnicodeError:
                    continue
                self.encoding = name
                return text
        return octets.decode("latin-1")


def text_codec(declared: str) -> str:
    """Give Python's name of a declared charset, or nothing when it is unknown or no charset at all."""
    if not declared:
        return ""
    try:
        name = codecs.lookup(declared.strip().strip('"')).name
    except (LookupError, ValueError):
        return ""
    return name if name.startswith(_TEXT_CODECS) else ""


def _mostly_utf8(octets: bytes, at_least: float) -> bool:
    """Whether UTF-8 was only cut off or damaged: this share of the bytes beyond ASCII is sound."""
    broken = len(octets) - len(octets.decode("utf-8", "ignore").encode("utf-8"))
    beyond_ascii = len(octets) - len(octets.decode("ascii", "ignore"))
    return beyond_ascii - broken > at_least * beyond_ascii


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

"""Which encoding a file of people is in, judged by the letters of the languages around the Baltic and the North Sea.

Statistics need a book; a shop has forty rows. So every code page that such a file can have is tried, and the one
whose letters make words of one language wins.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# Order decides a tie: the likelier program first.
CODE_PAGES = ("cp1252", "cp1250", "cp850", "cp852", "iso-8859-2", "mac_roman", "mac_latin2", "cp437")
_RARE = {"cp850": 1.0, "cp852": 1.0, "mac_roman": 1.0, "mac_latin2": 2.0, "cp437": 1.0}
_ALPHABETS = {
    "fi": frozenset("äöåÄÖÅ"),
    "nb": frozenset("æøåÆØÅ"),
    "pl": frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"),
    "de": frozenset("äöüßÄÖÜ"),
    "fr": frozenset("éèàáíúçñÉÈÁÑ"),
}
_WELCOME = frozenset("éèêëàáâãçíìîïñóòôõúùûüýßšžŠŽÉÈÁÍÓÚÜÇÑðþÐÞ")
_MARKS = frozenset("\u00a0€§°–—’‘“”„…«»·•½´®©™£²³")
_QUOTES = frozenset("‘’“”„«»")
_IN_WORD = frozenset("’‘´–\u00ad")
_POLISH = ("nazwisk", "imie;", "miast", "ulic", "kod pocz", "klient", "urodz", "polska", "+48")
_SAMPLE = 60_000
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_UTF8_TAIL = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_TWICE = re.compile("[\u00c2-\u00c5][\u0080-\u00bf\u0152-\u017e\u02c6\u02dc\u2013-\u2122]")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that a code page leaves free become control characters, as in Windows: no byte is lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("smallcrm.free", _as_windows)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text (without a byte order mark) and the name of its encoding; never fails."""
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return data.decode(codec, "replace").removeprefix("\ufeff"), name
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide
    try:
        return _once(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _mixed(data), "utf-8"
    name = _best(data)
    return data.decode(name, "smallcrm.free"), name


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:4000]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether a file is UTF-8 but for a few bytes, such as one row pasted from elsewhere or a cut end."""
    whole = sum(len(run) for run in _UTF8_TAIL.findall(data))
    return whole > 0 and whole >= 0.8 * len(_HIGH.findall(data))


def _mixed(data: bytes) -> str:
    stray = _UTF8_TAIL.sub(b"", data)
    page = _best(stray)
    parts: list[str] = []
    at = 0
    for run in _UTF8_TAIL.finditer(data):
        parts += (data[at : run.start()].decode(page, "smallcrm.free"), run.group().decode("utf-8"))
        at = run.end()
    parts.append(data[at:].decode(page, "smallcrm.free"))
    return "".join(parts)


def _once(text: str) -> str:
    """Undo UTF-8 that somebody took for Windows letters and encoded again, when that explains every letter."""
    if text.isascii() or len(_TWICE.findall(text[:_SAMPLE])) < 2:
        return text
    try:
        data = b"".join(_byte(c) for c in text)
        return data.decode("utf-8")
    except UnicodeError:
        return text


@cache
def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _best(data: bytes) -> str:
    """Return the code page whose letters fit best."""
    lines: list[bytes] = []
    size = 0
    for found in _HIGH_LINE.finditer(data):
        line = found.group()[:2000]
        lines.append(line)
        size += len(line)
        if size > _SAMPLE:
            break
    sample = b"\n".join(dict.fromkeys(lines))
    polish = _looks_polish(data[:_SAMPLE])
    scores = {page: _score(sample.decode(page, "smallcrm.free"), polish=polish) for page in CODE_PAGES}
    return max(CODE_PAGES, key=lambda page: scores[page] - _RARE.get(page, 0.0))


def _looks_polish(data: bytes) -> bool:
    """Tell Polish by the words of its headings, else by w and z, which Finnish and Norwegian hardly have."""
    text = data.decode("ascii", "ignore").lower().replace("www", "")
    if any(word in text for word in _POLISH):
        return True
    letters = sum(text.count(c) for c in "aeinorstklm")
    return text.count("w") + text.count("z") > 0.055 * letters


def _score(text: str, *, polish: bool) -> float:
    """Return how well the letters beyond ASCII read in the language that fits them best."""
    shared = 0.0
    by_language = dict.fromkeys(_ALPHABETS, 0.0)
    for before, letter, after in _neighbours(text):
        shared += _context(before, letter, after)
        for language, alphabet in _ALPHABETS.items():
            by_language[language] += _fit(letter, alphabet)
    by_language["de"] -= 1.5
    by_language["fr"] -= 1.5
    if polish:
        by_language["fi"] -= 1.5
        by_language["nb"] -= 1.5
    by_language["pl"] += 1.0 if polish else -2.0
    return shared + max(by_language.values())


def _neighbours(text: str) -> Iterable[tuple[str, str, str]]:
    last = len(text) - 1
    for at, letter in enumerate(text):
        if letter > "\x7f":
            yield text[at - 1] if at else " ", letter, text[at + 1] if at < last else " "


def _fit(letter: str, alphabet: frozenset[str]) -> float:
    if letter in alphabet:
        return 3.0
    return 0.5 if letter in _WELCOME else 0.0


def _context(before: str, letter: str, after: str) -> float:
    """Return the penalty of a character where no writer puts it."""
    if not letter.isalpha():
        inside = before.isalpha() and after.isalpha()
        if inside and letter not in _IN_WORD:
            return -4.0
        if letter in _QUOTES and (before.isalpha() or after.isalpha()):
            return 1.5
        if letter in _MARKS:
            return 0.3
        return -2.5
    score = 0.0
    if unicodedata.category(letter) not in {"Lu", "Ll"} or letter > "\u024f":
        score -= 5.0
    elif letter not in _WELCOME and not any(letter in alphabet for alphabet in _ALPHABETS.values()):
        score -= 2.0
    if before.isdigit() or after.isdigit():
        score -= 1.5
    if letter.isupper() and (before.islower() or (before.isalpha() and after.islower())):
        score -= 3.0
    if letter.islower() and before.isupper() and after.isupper():
        score -= 1.5
    if not before.isalpha() and not after.isalpha():
        score -= 0.5
    return score

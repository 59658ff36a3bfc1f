"""Kinds of numbers, addresses and links: vCard types and labels on one side, the shop's words on the other."""

from __future__ import annotations

import re

from smallcrm.exchange.vcard.charsets import Charsets
from smallcrm.exchange.vcard.content_lines import Head

# The first that a card names decides: a fax at work is a fax.
_RANK = ("fax", "cell", "mobile", "iphone", "pager", "home", "work", "main")
_WORDS = {"cell": "mobile", "iphone": "mobile"}
_NOISE = frozenset(
    {
        *("voice", "msg", "internet", "x400", "dom", "intl", "postal", "parcel", "video", "text", "textphone", "bbs"),
        *("modem", "pcs", "isdn", "pref", "other", "custom", "uri", "x-internet", "x-other", "x-mobile-voice"),
    }
)
_TYPES = {"home": "home", "work": "work", "mobile": "cell", "fax": "fax", "pager": "pager"}
TYPES_OF = {
    "TEL": _TYPES,
    "EMAIL": {"home": "home", "work": "work"},
    "ADR": {"home": "home", "work": "work"},
    "URL": {"home": "home", "work": "work"},
}
_APPLE = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_LABELS = {
    "home": "home", "work": "work", "mobile": "mobile", "cell": "mobile", "iphone": "mobile", "main": "main",
    "homefax": "fax", "workfax": "fax", "otherfax": "fax", "fax": "fax", "pager": "pager", "other": "",
}  # fmt: skip


def kind_of(head: Head, label: str, *, verbatim: bool = False) -> str:
    """Give ``home``, ``work``, ``mobile``, ``fax``, a word of the card's own, or nothing."""
    if label:
        return label_word(label, verbatim=verbatim)
    types = head.types
    if not types:
        return _android_word(head.param("X-CUSTOM")) if head.params else ""
    if len(types) > 1:
        for known in _RANK:
            if known in types:
                return _WORDS.get(known, known)
    for word in types:
        if word not in _NOISE:
            return _WORDS.get(word, word.removeprefix("x-"))
    return ""


def label_word(label: str, *, verbatim: bool = False) -> str:
    """Give the word of an Apple label: its own (``_$!<Home>!$_``) in lower case, a person's as written."""
    if verbatim:
        return label
    label = label.strip()
    apple = _APPLE.fullmatch(label)
    word = apple.group(1) if apple else label
    return _LABELS.get(word.casefold(), word.casefold() if apple else word)


def _android_word(custom: str) -> str:
    """Read ``CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=4D=C3=B6…``."""
    if not custom:
        return ""
    word = custom.rpartition(",")[2]
    if "QUOTED-PRINTABLE" in custom.upper():
        octets = re.sub(r"=([0-9A-Fa-f]{2})", lambda m: chr(int(m.group(1), 16)), word).encode("latin-1", "ignore")
        return Charsets(octets).text
    return word

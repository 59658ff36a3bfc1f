"""The name of a card: parts, the display name only where it says more than the parts, and what to do without a name."""

from __future__ import annotations

from smallcrm.exchange.vcard.content_lines import split

PARTS = ("family", "given", "middle", "title", "suffix")
_LONGEST = 4


def parts_of(value: str, *, verbatim: bool) -> dict[str, str]:
    """Read an N value: family; given; middle; title; suffix."""
    parts = split(value)
    if not verbatim:
        parts = [" ".join(part.split()) for part in parts]
    named = dict(zip(PARTS, parts, strict=False))
    if len(parts) > len(PARTS):
        named["suffix"] = " ".join(part for part in parts[len(PARTS) - 1 :] if part)
    return named


def display_name(full: str, given: str, family: str) -> str:
    """Give the name to keep as display name: nothing where given and family name say the same."""
    made = f"{given} {family}" if given and family else given or family
    if full in {made, f"{family} {given}", f"{family}, {given}"}:
        return ""
    return full


def split_full(full: str) -> tuple[str, str]:
    """Split a person's full name into given and family name; nothing where that would be a guess."""
    family, comma, given = full.partition(",")
    if comma:
        return (given.strip(), family.strip()) if given.strip() and "," not in given else ("", "")
    words = full.split()
    if not 2 <= len(words) <= _LONGEST or not all(word[0].isalpha() for word in words) or "@" in full:
        return "", ""
    return " ".join(words[:-1]), words[-1]

"""Who a row is: a person, a household or a company, by the name columns that the file has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smallcrm.domain.model import Kind
from smallcrm.exchange.tables import values

USED = frozenset({"title", "given", "middle", "family", "suffix", "nickname", "display_name", "company"})


def name(names: Sequence[tuple[str, bool, str]], texts: Mapping[str, str], email: str) -> dict[str, str] | None:
    """Return the name fields and ``kind`` of a customer, None if nothing in the row names anybody.

    ``names`` holds the whole name, whether its heading says that the family name comes first, and the heading.
    """
    found = {part: texts.get(part, "") for part in USED}
    found["kind"] = Kind.PERSON
    whole, family_first, _ = names[0] if names else ("", False, "")
    if any(map(str.isalnum, whole)):
        _whole(found, whole, family_first=family_first)
    if not found["given"] and not found["family"] and not found["display_name"] and not found["nickname"]:
        if not any(map(str.isalnum, found["company"])):
            if not email:
                return None
            found["display_name"] = email
        else:
            found["kind"] = Kind.COMPANY
    return found


def _whole(found: dict[str, str], whole: str, *, family_first: bool) -> None:
    if found["given"] or found["family"]:
        if not found["display_name"] and _differs(found, whole):
            found["display_name"] = whole
        return
    kind = values.name_kind(whole)
    if kind == Kind.COMPANY:
        found["kind"] = kind
        if found["company"] in {"", whole}:
            found["company"] = whole
        else:
            found["display_name"] = whole
    elif kind == Kind.HOUSEHOLD:
        found["kind"] = kind
        found["display_name"] = found["display_name"] or whole
    elif whole == found["company"]:
        found["kind"] = Kind.COMPANY
    else:
        title, found["given"], found["family"] = values.split_name(whole, family_first=family_first)
        found["title"] = found["title"] or title


def _differs(found: Mapping[str, str], whole: str) -> bool:
    """Whether a whole name says something that its parts do not."""
    parts = " ".join(found[p] for p in ("title", "given", "middle", "family", "suffix")).casefold().split()
    words = whole.casefold().replace(",", " ").split()
    return not set(words) <= set(parts) or not set(found["family"].casefold().split()) <= set(words)

"""Reads a vCard file: every card comes in or is told with its file, line and reason; nothing in the bytes stops it.

Reasons: ``no_name``, ``group_card`` (rejected); ``bad_date`` (property, value), ``bad_value`` (property, value),
``bad_photo`` (property), ``left_out`` (property), ``nested_card`` (value), ``unknown_country`` (value),
``outside_card`` (value), ``no_cards`` (left behind).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

from smallcrm.domain.incoming import Guess, Problem, ReadFile, Record
from smallcrm.domain.progress import Report, silent
from smallcrm.domain.reason import Reason, reason
from smallcrm.exchange.memory import no_collecting
from smallcrm.exchange.vcard.cards import read_card
from smallcrm.exchange.vcard.charsets import OWN_MARK, Charsets
from smallcrm.exchange.vcard.content_lines import Line, logical_lines, read_lines
from smallcrm.exchange.vcard.cutting import CardText, cut

_OWN = "PRODID:" + OWN_MARK
_CHANGING = ("REV:", "REV;", "PRODID", "VERSION", "rev:", "rev;", "prodid", "version")
_STEP = 200


def read(data: bytes, file: str, today: date, report: Report = silent) -> ReadFile:
    """Give the records and problems of a vCard file; notes without a date are dated ``today``."""
    charsets = Charsets(data)
    pieces = cut(charsets.text)
    records: list[Record] = []
    problems = [
        Problem(file, line, reason("outside_card", value=charsets.line(text)[:100]), False, charsets.line(text))
        for line, text in pieces.strays
    ]
    target = _Target(file, today, records, problems, set())
    with no_collecting():
        for number, card in enumerate(pieces.cards):
            if number % _STEP == 0:
                report(number, len(pieces.cards))
            _one(card, charsets, target)
    if not pieces.cards:
        problems.append(Problem(file, 1, reason("no_cards"), rejected=False))
    problems.sort(key=lambda problem: problem.line)
    report(len(pieces.cards), len(pieces.cards))
    return ReadFile(file, Guess("vcard", encoding=charsets.encoding), tuple(records), tuple(problems))


class _Target:
    """Where the cards of one file go."""

    __slots__ = ("file", "problems", "records", "seen", "today")

    def __init__(self, file: str, today: date, records: list[Record], problems: list[Problem], seen: set[str]) -> None:
        self.file, self.today, self.records, self.problems, self.seen = file, today, records, problems, seen

    def tell(self, card: CardText, why: Reason, raw: str = "", *, rejected: bool = False) -> None:
        self.problems.append(Problem(self.file, card.line, why, rejected, raw))


def _one(card: CardText, charsets: Charsets, target: _Target) -> None:
    texts = logical_lines(card.body)
    lines = list(read_lines(texts, charsets))
    raw = card.raw
    if charsets.mixed and not raw.isascii():
        texts = _clean(texts, charsets)
        raw = "\n".join(("BEGIN:VCARD", *texts, "END:VCARD"))
    draft = read_card(lines, target.today, is_own=_OWN in card.body and _is_own(lines))
    if draft.group_card:
        name = draft.full_name or draft.fields.get("family", "")
        target.tell(card, reason("group_card", value=name), raw, rejected=True)
        return
    customer = draft.customer()
    if customer is None:
        target.tell(card, reason("no_name"), raw, rejected=True)
        return
    for nested in card.nested:
        inner = [line.text for line in read_lines(logical_lines(nested), charsets) if line.head.name == "FN"]
        draft.tell("nested_card", value=(inner or [""])[0][:100])
    for why in draft.told:
        target.tell(card, why)
    source_id = customer.uid
    if source_id in target.seen:  # two people under one id, as copied cards have it: the second gets an own
        customer = replace(customer, uid="")
    elif source_id:
        target.seen.add(source_id)
    entries, mark = tuple(draft.entries), _fingerprint(texts)
    made = Record(customer, card.line, mark, source_id, entries, raw, own=draft.own, assistant=draft.assistant)
    target.records.append(made)


def _is_own(lines: list[Line]) -> bool:
    return any(line.head.name == "PRODID" and line.value.startswith(OWN_MARK) for line in lines)


def _fingerprint(texts: list[str]) -> str:
    """Hash what the card says: folding, line ends and the time of the export do not count."""
    told = [text for text in texts if not text.startswith(_CHANGING)]
    return sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def _clean(texts: list[str], charsets: Charsets) -> list[str]:
    """Give the lines with their letters read, so that it can be written as UTF-8 and come in again."""
    lines = []
    for text in texts:
        head = text.partition(":")[0].upper()
        declared = head.partition("CHARSET=")[2].partition(";")[0]
        lines.append(charsets.line(text, declared))
    return lines

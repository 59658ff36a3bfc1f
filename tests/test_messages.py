"""Every code that the source uses is worded, in full, and what a person typed stays as it was."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import smallcrm
from smallcrm import i18n, messages
from smallcrm.domain.errors import ShopError
from smallcrm.domain.joining import Differing
from smallcrm.domain.model import Address, OccasionKind
from smallcrm.domain.reason import Reason, reason
from smallcrm.messages import errors, filling, reasons, steps
from smallcrm.store.journal import Step

SOURCE = Path(smallcrm.__file__).parent
ERRORS = {"ShopError", "FileTrouble", "NotFound", "Conflict", "BadInput", "Refused"}
# f-strings: what stands for the braces
MADE = {"cards_": ("printed", "posted", "handed_over", "skipped"), "_added": ("note",)}


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """(function, code, names of the values) of each call with a code in the source."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                values = {k.arg for k in node.keywords if k.arg}
                for code in codes(node.args[0]):
                    yield name, code, values


def codes(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return codes(node.body) + codes(node.orelse)
    if isinstance(node, ast.JoinedStr):
        fixed = "".join(str(v.value) for v in node.values if isinstance(v, ast.Constant))
        return [fixed + m if fixed.endswith("_") else m + fixed for m in MADE.get(fixed, ())]
    return []


USED = list(calls())


@pytest.mark.parametrize("code", sorted({c for f, c, _v in USED if f in ERRORS}))
def test_every_error_is_worded(code: str) -> None:
    assert code in errors.ERRORS


@pytest.mark.parametrize("code", sorted({c for f, c, _v in USED if f == "reason"} | {"unreadable_file"}))
def test_every_reason_is_worded(code: str) -> None:
    assert code in reasons.REASONS


@pytest.mark.parametrize("code", sorted({c for f, c, _v in USED if f == "change"}))
def test_every_step_is_worded(code: str) -> None:
    assert code == "imported" or code in steps.LABELS or code in steps.COUNTED


def fields_of(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


@pytest.mark.parametrize(("function", "table"), [(ERRORS, errors.ERRORS), ({"reason"}, reasons.REASONS)])
def test_every_field_of_a_sentence_is_given(function: set[str], table: dict[str, filling.Wording]) -> None:
    for name, code, values in USED:
        if name in function and code in table:
            assert fields_of(table[code]()) <= values, code


def test_why_a_file_cannot_be_read_is_told_for_each_cause() -> None:
    causes = {
        "missing", "directory", "no_permission", "io", "empty", "too_large", "picture", "document", "program",
        "archive", "shop_file", "web_page", "binary", "encrypted", "damaged", "not_a_sheet", "not_a_table", "mapping",
    }  # fmt: skip
    told = {messages.error(ShopError("unreadable_file", file="x.csv", why=why)) for why in causes}
    plain = messages.error(ShopError("unreadable_file", file="x.csv"))
    assert all("x.csv" in sentence for sentence in told)
    assert len(told - {plain}) >= 10


def test_what_was_typed_is_never_read_again() -> None:
    said = messages.error(ShopError("changed_meanwhile", name="{file} <b> %s {"))
    assert "{file} <b> %s {" in said
    assert messages.reason(reason("bad_value", value="a}{b")) == "“a}{b” was not understood"


def test_an_unknown_code_is_a_sentence_too() -> None:
    assert messages.error(ShopError("brand_new")) == "Something went wrong"
    assert messages.reason(Reason("brand_new")) == "Something went wrong"
    assert messages.done("brand_new", {}) == "Changed"


def test_dates_are_written_as_the_language_writes_them() -> None:
    i18n.set_language("fi")
    assert "5.10.2027" in filling.filled("{day}", {"day": date(2027, 10, 5)})


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"created": 1, "updated": 0, "files": ["a.vcf"]}, "1 customer imported from a.vcf"),
        ({"created": 2, "updated": 0, "files": ["a.vcf", "b"]}, "2 customers imported from a.vcf, b"),
        ({"created": 0, "updated": 1, "files": ["a.vcf"]}, "1 customer updated from a.vcf"),
        ({"created": 3, "updated": 4, "files": ["a.vcf"]}, "Imported from a.vcf: 3 new, 4 updated"),
    ],
)
def test_imports_are_counted(values: dict[str, object], text: str) -> None:
    assert messages.label(Step(1, "", "", "imported", values, undone=False)) == text


def test_cards_are_counted() -> None:
    assert messages.done("cards_printed", {"count": 1}) == "1 card printed"
    assert messages.done("cards_printed", {"count": 3}) == "3 cards printed"
    assert messages.done("note_added", {"name": "Aino"}) == "Note written: Aino"


def test_occasions_and_years() -> None:
    assert [messages.occasion(k) for k in OccasionKind] == [
        "Birthday", "Name day", "Wedding anniversary", "Customer anniversary", "Occasion",
    ]  # fmt: skip
    assert (messages.occasion("other", "Häät"), messages.occasion("odd", "Oma"), messages.occasion("odd")) == (
        "Häät", "Oma", "Occasion",
    )  # fmt: skip
    assert (messages.turns("birthday", 47), messages.turns("birthday", None)) == ("turns 47", "")
    assert (messages.turns("other", 1), messages.turns("other", 5)) == ("1 year", "5 years")


def test_what_differs_is_told_with_both_values() -> None:
    assert messages.differing(Differing("company", "Old", "New")) == "Company: the shop has “Old”, the file “New”"
    assert messages.differing(Differing("birthday", "a", "b")).startswith("Birthday: ")
    assert messages.differing(Differing("address_form", "ms", "mr")) == (
        "Form of address: the shop has “To a woman”, the file “To a man”"
    )
    assert messages.field("unknown") == "unknown"


def test_every_field_that_joining_tells_has_a_name() -> None:
    from smallcrm.domain.joining import _TEXTS

    for name in (*_TEXTS, "address_form", "customer_since", "deceased_on"):
        assert messages.field(name) != name
    assert messages.country("FI") == "Finland"
    assert all(messages._ADDRESS_FORMS[form]() for form in Address)


def test_the_field_that_a_card_needs_has_a_name() -> None:
    from smallcrm.paper.texts import texts

    kind = texts("en").form("GB").kinds["birthday"]
    for name in kind.required | kind.optional:
        assert messages.field(name) != name
    said = messages.reason(reason("missing_field", field="shop_name"))
    assert said == "The text needs what is missing: Name of the shop"


@pytest.mark.parametrize("name", ["phone", "email"])
def test_what_the_shop_lacks_is_not_said_of_the_customer(name: str) -> None:
    said = messages.reason(reason("missing_field", field=name))
    assert "of the shop" in said
    assert messages.field(name) not in said.split(": ")[1:]

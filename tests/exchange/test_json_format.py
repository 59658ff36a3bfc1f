"""Our JSON loses nothing, and believes nothing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import Customer, Entry, Occasion, Phone
from smallcrm.exchange import json_format
from tests.exchange.strategies import ENTRY_LISTS, customers

TODAY = date(2026, 11, 21)


@settings(max_examples=60, deadline=None)
@given(customers(), ENTRY_LISTS)
def test_any_customer_comes_back_equal(customer: Customer, entries: tuple[Entry, ...]) -> None:
    result = json_format.read(json_format.write([(customer, json_format.Story(entries))]), "a.json", TODAY)
    assert result.problems == ()
    (record,) = result.records
    assert (record.customer, record.entries) == (customer, entries)


def test_promised_keys() -> None:
    customer = Customer(
        id=7, uid="u", given="Åsa", phones=(Phone("1", "home", primary=True),), occasions=(Occasion("birthday", 2, 29),)
    )
    shown = json_format.customer_json(customer, json_format.Story((Entry("note", TODAY, "hei"),)))
    assert (shown["id"], shown["uid"], shown["name"]) == (7, "u", "Åsa")
    assert shown["phones"] == [{"raw": "1", "kind": "home", "primary": True}]
    assert shown["occasions"][0] | {"whose": "", "card_wanted": True} == shown["occasions"][0]
    assert shown["occasions"][0]["year"] is None
    assert {"emails", "addresses", "timeline", "consents", "tags"} <= shown.keys()
    assert shown["cards"] == []
    assert shown["timeline"][0]["on"] == "2026-11-21"


def test_every_field_of_a_customer_is_in_it() -> None:
    shown = json_format.customer_json(Customer())
    assert set(Customer.__dataclass_fields__) - {"version", "photo_type"} <= shown.keys()


def test_lines_and_wrong_values_are_told() -> None:
    data = b"""{"customers": [
      {"name": "Ola Nordmann", "phones": [{"raw": "1"}, 5, {"kind": "home"}], "no_mail": "yes"},
      {"name": ""},

      {"given": "Kari", "kind": "robot", "deceased_on": "soon", "timeline": [{"text": "hei"}],
       "occasions": [{"kind": "birthday", "month": 2, "day": 30, "year": null}], "photo": {"data": "AAAA"}}
    ]}"""
    result = json_format.read(data, "a.json", TODAY)
    assert [(record.customer.name, record.line) for record in result.records] == [("Ola Nordmann", 2), ("Kari", 5)]
    assert result.records[0].customer.phones == (Phone("1"),)
    assert result.records[1].entries == (Entry("note", TODAY, "hei"),)
    told = [(p.line, p.reason.code, p.rejected) for p in result.problems]
    assert told == [
        (2, "bad_value", False),
        (2, "bad_value", False),
        (2, "bad_value", False),
        (3, "no_name", True),
        (5, "bad_value", False),
        (5, "bad_photo", False),
        (5, "bad_date", False),
        (5, "bad_value", False),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"customers": 5}', b'{"customers": [', b"\xff", b'{"customers": ' + b"[" * 100_000]
)
def test_what_is_not_ours_is_refused(data: bytes) -> None:
    with pytest.raises(ShopError) as caught:
        json_format.read(data, "a.json", TODAY)
    assert caught.value.code == "unreadable_file"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("2026-01-01"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["raw", "kind", "on"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(sorted(json_format.customer_json(Customer()))), _JSON, max_size=8)))
def test_any_values_are_read_or_told(items: list[dict[str, Any]]) -> None:
    result = json_format.read(json.dumps({"customers": items}).encode(), "a.json", TODAY)
    assert result.read == len(items)
    for record in result.records:
        record.customer.name.encode("utf-8")

"""Names that stand beside others on cards and calendars show as they are, by whatever door they came in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.model import Customer, Occasion
from smallcrm.domain.name_days import NameDay, NameList
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.events import Event
from smallcrm.store.shop import Shop
from tests.cli.conftest import Run

BAD = "Li\x07v\u202e\u2066 Mo\u200be\n"
DAYS = (
    Occasion("wedding_anniversary", 6, 5, 2010, partner=BAD),
    Occasion("other", 6, 6, label=BAD),
    Occasion("birthday", 6, 7, 2015, whose=BAD),
)


@pytest.mark.parametrize("suffix", [".json", ".vcf", ".csv"])
def test_days_of_a_file(run: Run, tmp_path: Path, suffix: str) -> None:
    source = tmp_path / f"in{suffix}"
    if suffix == ".json":
        days = [{"kind": o.kind, "month": o.month, "day": o.day, "label": o.label, "whose": o.whose} for o in DAYS]
        for day, one in zip(days, DAYS, strict=True):
            day["partner"] = one.partner
        source.write_text(json.dumps({"customers": [{"name": "Anna", "occasions": days}]}), encoding="utf-8")
    elif suffix == ".vcf":
        label = BAD.strip()
        source.write_text(
            "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nN:;Anna;;;\n"
            f"X-SPOUSE:{label}\nANNIVERSARY:20100605\nitem1.X-ABDATE:20150607\nitem1.X-ABLabel:{label}\nEND:VCARD\n",
            encoding="utf-8",
        )
    else:
        kept = Shop.open(tmp_path / "other.smallcrm", clock=FixedClock(date(2027, 5, 10)), create=True)
        clean = replace(DAYS[0], partner="MARK"), replace(DAYS[1], label="MARK"), replace(DAYS[2], whose="MARK")
        kept.customers.add(Customer(given="Anna", occasions=clean))
        kept.close()
        run("export", source, shop=tmp_path / "other.smallcrm")
        data = source.read_bytes()
        assert data.count(b"MARK") >= 1
        source.write_bytes(data.replace(b"MARK", BAD.strip().encode()))
    answer = run("import", source, "--json")
    assert answer.json["created"] == 1, answer.out
    shown = run("show", 1, "--json").json["occasions"]
    assert shown
    said = "".join(one[part] for one in shown for part in ("label", "whose", "partner"))
    assert not set(said) & set("\x07\u202e\u2066\u200b\n")
    if suffix == ".json":
        assert [shown[0]["partner"], shown[1]["label"], shown[2]["whose"]] == ["Liv Moe"] * 3


def test_what_the_shop_names_itself(run: Run, shop_file: Path) -> None:
    run("add", "--name", "Anna")
    shop = Shop.open(shop_file, clock=FixedClock(date(2027, 5, 10)))
    anna = shop.customers.get(1)
    shop.customers.save(Customer(id=1, uid=anna.uid, given="Anna", occasions=DAYS, version=anna.version))
    shop.occasion_kinds.save([OwnKind(BAD)])
    event = shop.events.get(shop.events.add(Event(BAD, date(2027, 5, 13), text=f"{BAD}and more")))
    shop.name_days.add(NameList("FI", BAD, BAD, BAD, BAD), [NameDay(6, 24, BAD)])
    kept = shop.customers.get(1).occasions
    assert [kept[0].partner, kept[1].label, kept[2].whose] == ["Liv Moe"] * 3
    assert [one.name for one in shop.occasion_kinds.all()] == ["Liv Moe"]
    assert (event.title, event.text) == ("Liv Moe", "Liv Moe\nand more")
    (listed,) = shop.name_days.lists()
    assert {listed.title, listed.source, listed.licence, listed.file} == {"Liv Moe"}
    assert [one.name for one in shop.name_days.days(listed.id)] == ["Liv Moe"]
    shop.close()

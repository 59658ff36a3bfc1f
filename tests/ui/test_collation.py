"""Our sort key is held against Qt's own order of the languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QCollator, QLocale

from smallcrm.domain.text import sort_key

NAMES = {
    "fi": ["Aalto", "Aho", "Bäck", "Eskola", "Hämäläinen", "Häkkinen", "Wirta", "Zitting", "Åberg", "Äijä", "Öhman"],
    "nb": ["Andersen", "Bjørnstad", "Dahl", "Nilsen", "Nygård", "Zahl", "Ærlig", "Ødegård", "Østby", "Åse", "Ås"],
    "pl": [
        "Adamska",
        "Cezary",
        "Ćwik",
        "Lech",
        "Lis",
        "Łuczak",
        "Marek",
        "Nowak",
        "Ośka",
        "Osa",
        "Zając",
        "Żak",
        "Źle",
    ],
}


@pytest.mark.parametrize("language", NAMES)
def test_our_order_is_the_order_of_the_language(language: str) -> None:
    collator = QCollator(QLocale(language))
    if collator.compare("Zebra", {"fi": "Äiti", "nb": "Ødegård", "pl": "Łuk"}[language]) > 0 and language != "pl":
        pytest.skip("this Qt was built without the orders of languages")
    ours = sorted(NAMES[language], key=lambda n: sort_key(n, language))
    for first, second in pairwise(ours):
        assert collator.compare(first, second) < 0, (first, second)

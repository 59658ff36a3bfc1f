"""The language files read whole, and a file with a slip tells the line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from smallcrm.domain.errors import BadInput
from smallcrm.domain.letter_request import PERSONAL_NOTE
from smallcrm.domain.letter_text import NO_NAME, TONES, LetterTexts, parse
from smallcrm.domain.merging import fields_in
from smallcrm.domain.model import LANGUAGES, Address

LETTERS = Path(__file__).resolve().parents[2] / "resources" / "letters"
FRAME = """\
## frame fi
| form of address | warm | neutral | formal |
| none | Hei {greeting_name}! | Hyvä {greeting_name} | Hyvä {first_name} |
| no name | A | B | C |
| closing | X | Y | Z |
Stop line: stop till here
"""
KIND = """\
## 01 birthday
Fields: required none; optional {reward_name}
Mail: marketing
Tone: warm
Paper: card
Title: Till you come: now
#### with gift
Wait till then: {reward_name}

Title: no title here
#### without gift
untill
"""


def load(language: str) -> LetterTexts:
    return parse((LETTERS / f"{language}.txt").read_text("utf-8"), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_agree_in_kinds_variants_and_fields(language: str) -> None:
    english = load("en").form("GB").kinds
    for form in load(language).forms.values():
        assert form.kinds.keys() == english.keys()
        for name, kind in form.kinds.items():
            assert kind.bodies.keys() == english[name].bodies.keys()
            assert (kind.number, kind.mail, kind.tone, kind.paper) == (
                english[name].number,
                english[name].mail,
                english[name].tone,
                english[name].paper,
            )
            assert (kind.required, kind.optional) == (english[name].required, english[name].optional)
            for variant, body in kind.bodies.items():
                expected = {f for p in english[name].bodies[variant] for f in fields_in(p)} - {"shop_name"}
                assert {f for p in body for f in fields_in(p)} - {"shop_name"} == expected
        assert form.stop_line


@pytest.mark.parametrize(
    ("language", "one_person"),
    [
        (
            "fi",
            r"(?i)\bsin(ä|u\w*)\b|\b(kerro|soita|poikkea\w?|tule|kysy|käyt|kävit|sait|liikut|haluat|\w*päivä(ä?si))\b",
        ),
        ("nb", r"(?i)\b(du|deg|di[nt]t?|dine)\b"),
    ],
)
def test_a_household_is_written_to_as_several(language: str, one_person: str) -> None:
    (form,) = load(language).forms.values()
    always = {PERSONAL_NOTE, "wedding_anniversary"}  # in the words of who writes it; to two whoever they are
    assert set(form.households) == set(form.kinds) - always
    for name, several in form.households.items():
        one = form.kinds[name]
        assert replace(several, title=one.title, bodies=one.bodies) == one
        assert several.bodies.keys() == one.bodies.keys()
        for variant, body in several.bodies.items():
            assert [fields_in(paragraph) for paragraph in body] == [fields_in(p) for p in one.bodies[variant]]
            assert not re.search(one_person, " ".join((several.title, *body)))
            assert re.search(one_person, " ".join((one.title, *one.bodies[variant])))


def test_two_people_have_no_time_for_one() -> None:
    """English says to several what it says to one, but for a word on birthdays."""
    for form in load("en").forms.values():
        assert set(form.households) == {"birthday"}
        for body in form.households["birthday"].bodies.values():
            assert "yourselves" in " ".join(body)
        said = [body for kind in form.kinds for body in form.kind(kind, household=True).bodies.values()]
        assert not any("yourself " in f"{line} " or "yourself." in line for body in said for line in body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_address_has_a_salutation_in_every_tone(language: str) -> None:
    for form in load(language).forms.values():
        for row in (*Address, NO_NAME, "closing"):
            assert all(form.salutations[row, tone] for tone in TONES)


def test_only_english_has_two_forms() -> None:
    assert {language: list(load(language).forms) for language in LANGUAGES} == {
        "en": ["en-GB", "en-US"],
        "fi": ["fi"],
        "nb": ["nb"],
        "pl": ["pl"],
    }
    assert load("en").form("US").name == "en-US"
    assert load("en").form("IE").name == "en-GB"
    assert load("pl").form("US").name == "pl"


def test_no_name_in_polish_titles_and_bodies() -> None:
    for kind in load("pl").form("PL").kinds.values():
        assert not fields_in(kind.title)


def test_american_says_it_otherwise() -> None:
    british, american = load("en").form("GB"), load("en").form("US")
    birthday = american.kinds["birthday"]
    assert birthday.bodies["with gift"][0].endswith("We would love to wish you a happy birthday in person.")
    assert "next time you stop by" in birthday.bodies["with gift"][0]
    assert "We have set a small present aside" in birthday.bodies["with gift"][0]
    assert birthday.bodies["without gift"][0].endswith("Have a wonderful day!")
    assert (
        american.kinds["belated_birthday"]
        .bodies[""][0]
        .endswith("Next time you stop by, we would love to wish you a happy birthday in person.")
    )
    assert "mail like this" in american.stop_line
    assert "post like this" in british.stop_line
    assert "many happy returns" in british.kinds["birthday"].bodies["with gift"][0]


def test_a_file_by_hand() -> None:
    changes = "## changes fi-SE\n| till | register | 01 |\n| no such | thing | 02 |\n| till | until | stop line |\n"
    texts = parse(
        "\ufeffFor people.\n" + FRAME + FRAME.replace("frame fi", "frame fi-SE").partition("Stop")[0] + changes + KIND,
        "fi",
    )
    kind = texts.form("SE").kinds["birthday"]
    assert kind.bodies == {
        "with gift": ("Wait register then: {reward_name}", "Title: no title here"),
        "without gift": ("untill",),
    }
    assert kind.title == "Register you come: now"
    assert texts.form("SE").stop_line == "stop until here"
    assert texts.form("FI").stop_line == "stop till here"
    assert texts.form("FI").kinds["birthday"].optional == {"reward_name"}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "no frame"),
        ("## what is this", 1, "unknown heading"),
        ("## frame fi", 1, "no row none"),
        ("## frame fi\n| none | a | b |", 2, "not a row of 4 cells"),
        ("## frame fi\nnone | a | b | c", 2, "not a row of 4 cells"),
        ("## frame fi\n| none | a | b | c |", 2, "no row no name"),
        ("## frame fi\n| none | {surname} | b | c |", 2, "unknown field surname"),
        (FRAME + "## changes fi\n| a | b |", 8, "not a row of 3 cells"),
        (FRAME + KIND.replace("Tone: warm\n", ""), 7, "no Tone"),
        (FRAME + KIND.split("####", maxsplit=1)[0], 7, "no text"),
        (FRAME + KIND.replace("untill\n", ""), 7, "no text"),
        (FRAME + KIND.replace("{reward_name}\n\n", "{price}\n"), 14, "unknown field price"),
    ],
)
def test_a_slip_is_told_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse(text, "fi")
    assert caught.value.code == "letter_text"
    assert caught.value.values == {"language": "fi", "line": line, "what": what}

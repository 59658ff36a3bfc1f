"""The words of a card: names, fall-backs, gift, dates, and exact text whatever a name holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.errors import BadInput
from smallcrm.domain.letter_text import KindText, LetterTexts, parse
from smallcrm.domain.model import LANGUAGES, Address, Customer, Kind, ShopSettings
from smallcrm.domain.piece import Span, Wording
from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.salutations import closing, greeting_name, name_values, salutation
from smallcrm.domain.wording import chosen_variant, compose, language_of

LETTERS = Path(__file__).resolve().parents[2] / "resources" / "letters"
TEXTS: dict[str, LetterTexts] = {
    language: parse((LETTERS / f"{language}.txt").read_text("utf-8"), language) for language in LANGUAGES
}
SHOP = ShopSettings(name="Rose & Thorn", sender_name="Helen", country="GB")
DAY = date(2027, 6, 10)
MARGARET = Customer(given="Margaret", family="Whitlam")


def card(customer: Customer, language: str = "en", shop: ShopSettings = SHOP, kind: str = "birthday") -> Wording:
    wording = compose(customer, shop, kind, DAY, TEXTS[language])
    assert isinstance(wording, Wording)
    return wording


def body(wording: Wording) -> str:
    return "\n".join("".join(span.text for span in paragraph) for paragraph in wording.body)


def test_a_british_card() -> None:
    wording = card(MARGARET)
    assert (wording.title, wording.title_before, wording.title_name) == (
        "Happy birthday, Margaret!",
        "Happy birthday,",
        "Margaret!",
    )
    assert wording.salutation == "Dear Margaret,"
    assert body(wording).startswith("From all of us at Rose & Thorn, a very happy birthday! We hope")
    assert body(wording).endswith("Many happy returns!")
    assert (wording.closing, wording.sender_name, wording.shop_name) == ("With warm wishes,", "Helen", "Rose & Thorn")
    assert wording.stop_line.startswith("If you would rather not receive post like this,")


@pytest.mark.parametrize(
    ("language", "title", "opening"),
    [
        ("en", "Happy birthday!", "Dear customer,"),
        ("fi", "Hyvää syntymäpäivää!", "Hyvä asiakkaamme"),
        ("nb", "Gratulerer med dagen!", "Kjære kunde"),
        ("pl", "Wszystkiego najlepszego z okazji urodzin!", ""),
    ],
)
def test_without_any_name(language: str, title: str, opening: str) -> None:
    wording = card(Customer(), language, ShopSettings())
    assert (wording.title, wording.title_before, wording.title_name) == (title, title, "")
    assert wording.salutation == opening
    assert (wording.sender_name, wording.shop_name) == ("", "")
    if language == "en":
        assert body(wording).startswith("From all of us, a very happy birthday!")


def test_a_polish_letter_to_nobody_known_keeps_its_salutation() -> None:
    wording = compose(Customer(), SHOP, "birthday", DAY, TEXTS["pl"], paper="letter")
    assert isinstance(wording, Wording)
    assert wording.salutation == "Szanowni Państwo!"


@pytest.mark.parametrize(
    ("customer", "opening"),
    [
        (Customer(given="Piotr", family="Nowak"), "Dzień dobry, Piotrze!"),
        (Customer(given="Piotr", address_form="mr"), "Drogi Panie Piotrze!"),
        (Customer(given="Anna", address_form="ms"), "Droga Pani Anno!"),
        (Customer(given="Katarzyna", nickname="Kasia", address_form="informal"), "Dzień dobry, Kasiu!"),
        (Customer(given="Anna", greeting_name="Aniu"), "Dzień dobry, Aniu!"),
        (Customer(greeting_name="Anno i Piotrze", address_form="family"), "Drodzy Anno i Piotrze!"),
        (Customer(given="Anna", family="Nowak", address_form="family"), "Drodzy Państwo!"),
        (Customer(display_name="Państwo Nowakowie", kind=Kind.HOUSEHOLD), "Drodzy Państwo!"),
        (Customer(company="Piekarnia", kind=Kind.COMPANY), "Szanowni Państwo!"),
        (Customer(family="Nowak", address_form="mr"), ""),
        (Customer(display_name="Anna Nowak"), ""),
    ],
)
def test_polish_openings(customer: Customer, opening: str) -> None:
    wording = card(customer, "pl")
    assert wording.salutation == opening
    assert wording.title == "Wszystkiego najlepszego z okazji urodzin!"
    assert wording.title_name == ""


@pytest.mark.parametrize(
    ("customer", "country", "opening"),
    [
        (Customer(family="Whitlam", address_form="ms"), "GB", "Dear Ms Whitlam,"),
        (Customer(family="Whitlam", address_form="ms"), "US", "Dear Ms. Whitlam,"),
        (Customer(family="Hill", address_form="mr"), "GB", "Dear Mr Hill,"),
        (Customer(family="Hill", address_form="mr", title="Dr."), "GB", "Dear Dr Hill,"),
        (Customer(family="Hill", address_form="mr", title="dr"), "US", "Dear dr. Hill,"),
        (Customer(family="Hill", address_form="ms", title="Professor"), "US", "Dear Professor Hill,"),
        (Customer(given="Ann", address_form="ms"), "GB", "Dear Ann,"),
        (Customer(family="Hill"), "GB", "Dear customer,"),
        (Customer(display_name="Margaret Hill"), "GB", "Dear Margaret Hill,"),
        (Customer(display_name="Hill Ltd", kind=Kind.COMPANY), "GB", "Dear customer,"),
        (Customer(given="Ann", kind=Kind.COMPANY, company="Hill Ltd"), "GB", "Dear Ann,"),
        (Customer(display_name="The Hills", kind=Kind.HOUSEHOLD), "GB", "Dear customers,"),
        (Customer(display_name="The Hills", kind=Kind.HOUSEHOLD), "US", "Dear customers,"),
        (Customer(greeting_name="Ann and Bob", kind=Kind.HOUSEHOLD), "GB", "Dear Ann and Bob,"),
        (Customer(given="Ann", address_form="nonsense"), "GB", "Dear Ann,"),
    ],
)
def test_english_openings(customer: Customer, country: str, opening: str) -> None:
    wording = card(customer, "en", replace(SHOP, country=country))
    assert wording.salutation == opening


@pytest.mark.parametrize(
    ("language", "country", "form", "tone", "opening"),
    [
        ("en", "GB", Address.INFORMAL, "neutral", "Hello Ada,"),
        ("en", "US", Address.INFORMAL, "neutral", "Hi Ada,"),
        ("en", "US", Address.NONE, "formal", "Dear Ada Berg:"),
        ("fi", "FI", Address.NONE, "warm", "Hei Ada!"),
        ("fi", "FI", Address.MS, "formal", "Hyvä Ada Berg"),
        ("fi", "FI", Address.FAMILY, "warm", "Hyvät asiakkaamme"),
        ("nb", "NO", Address.INFORMAL, "neutral", "Hei, Ada!"),
        ("nb", "NO", Address.NONE, "formal", "Kjære Ada Berg"),
        ("pl", "PL", Address.MR, "formal", "Szanowny Panie Ado!"),
    ],
)
def test_forms_of_address_by_tone(language: str, country: str, form: Address, tone: str, opening: str) -> None:
    customer = Customer(given="Ada", family="Berg", address_form=form)
    written = TEXTS[language].form(country)
    values = name_values(customer, language, american=country == "US")
    assert salutation(customer, written, tone, values).text == opening


def test_an_empty_field_falls_back_to_none_neutral_then_no_name() -> None:
    british = TEXTS["en"].form("GB")
    customer = Customer(given="Ada")
    opening = salutation(customer, british, "formal", name_values(customer, "en"))
    assert (opening.text, opening.named) == ("Dear Ada,", True)
    nobody = salutation(Customer(), british, "formal", name_values(Customer(), "en"))
    assert (nobody.text, nobody.named) == ("Dear customer,", False)


@pytest.mark.parametrize(
    ("country", "tone", "named", "line"),
    [
        ("GB", "formal", True, "Yours sincerely,"),
        ("GB", "formal", False, "Kind regards,"),
        ("US", "formal", False, "Sincerely,"),
        ("US", "warm", True, "Warm regards,"),
    ],
)
def test_closings(country: str, tone: str, named: bool, line: str) -> None:
    assert closing(TEXTS["en"].form(country), tone, named=named) == line


@given(
    st.builds(
        Customer, given=st.sampled_from(["", "Ada"]), kind=st.sampled_from(Kind), address_form=st.sampled_from(Address)
    ),
    st.sampled_from(LANGUAGES),
)
def test_only_one_person_without_a_name_goes_without_a_greeting(customer: Customer, language: str) -> None:
    made = compose(customer, SHOP, "personal_note", DAY, TEXTS[language], typed={"personal_note": "x"})
    assert isinstance(made, Wording)
    one = customer.kind == Kind.PERSON and customer.address_form != Address.FAMILY
    assert made.salutation or (language == "pl" and one and not customer.given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_number_is_not_parted(language: str) -> None:
    shop = replace(SHOP, phone=" 040 123  4011 ", email="a@b.example")
    made = compose(MARGARET, shop, "satisfaction_follow_up", DAY, TEXTS[language])
    assert isinstance(made, Wording)
    assert "040\xa0123\xa04011" in body(made)


def test_a_family_is_never_greeted_by_one_of_them() -> None:
    assert greeting_name(Customer(given="Ada", address_form=Address.FAMILY), "en") == ""
    assert greeting_name(Customer(given="Ada", kind=Kind.HOUSEHOLD), "en") == ""


@pytest.mark.parametrize(
    ("language", "country", "words"),
    [
        ("en", "GB", "aside for you: a free coffee. It is waiting for you until 10\u00a0July 2027 – just bring"),
        ("en", "US", "aside for you: a free coffee. It is waiting for you until July\u00a010, 2027 – just bring"),
        ("fi", "FI", "pieni lahja: a free coffee. Se on varattu sinulle 10.7.2027 asti – ota"),
        ("nb", "NO", "gave til deg: a free coffee. Den venter på deg til og med 10.\u00a0juli 2027 – ta"),
        ("pl", "PL", "upominek: a free coffee. Czeka u nas do 10\u00a0lipca 2027\u00a0r. – wystarczy"),
    ],
)
def test_the_gift_is_bold_and_waits_thirty_days(language: str, country: str, words: str) -> None:
    wording = card(MARGARET, language, replace(SHOP, gift="a free coffee.", country=country, language=language))
    assert words in body(wording)
    assert [span for paragraph in wording.body for span in paragraph if span.bold] == [Span("a free coffee", bold=True)]


@pytest.mark.parametrize("language", ["en", "nb", "pl"])
def test_a_gift_named_in_the_language_of_the_shop_stays_out_of_other_cards(language: str) -> None:
    shop = replace(SHOP, gift="ilmainen kahvi", language="fi", country="FI")
    wording = card(MARGARET, language, shop)
    assert "kahvi" not in body(wording)
    assert body(wording) == body(card(MARGARET, language, replace(shop, gift="")))


def test_a_gift_without_a_day_is_flagged() -> None:
    shop = replace(SHOP, gift="tea", gift_days=-1)
    assert compose(MARGARET, shop, "birthday", DAY, TEXTS["en"]) == reason("missing_field", field="valid_until")
    assert isinstance(compose(MARGARET, replace(shop, gift=" "), "birthday", DAY, TEXTS["en"]), Wording)


def test_the_belated_card_has_one_text() -> None:
    wording = card(MARGARET, "en", replace(SHOP, gift="tea"), "belated_birthday")
    assert (wording.title, wording.title_name) == ("Happy belated birthday!", "")
    assert "tea" not in body(wording)


def test_a_kind_that_does_not_exist() -> None:
    with pytest.raises(BadInput, match="unknown_letter_kind"):
        compose(MARGARET, SHOP, "funeral", DAY, TEXTS["en"])


def kind_text(required: str = "", mail: str = "service", **bodies: str) -> KindText:
    texts = {name.replace("_", " "): (text,) for name, text in bodies.items()}
    return KindText(
        "99",
        "x",
        frozenset(required.split()),
        frozenset(["valid_until", "card_number"]),
        mail,
        "warm",
        "letter",
        "T",
        texts,
    )


def test_variants_and_required_fields() -> None:
    text = kind_text(with_date="{valid_until} {card_number}", without_date="{card_number}")
    assert chosen_variant(text, {"valid_until": "today"}) == "with date"
    assert chosen_variant(text, {}) == "without date"
    required = kind_text("phone email", body="x")
    assert chosen_variant(required, {"phone": "1"}) == reason("missing_field", field="email")
    assert isinstance(chosen_variant(required, {"phone": "1", "email": ""}), Reason)
    assert chosen_variant(required, {"phone": "1", "email": "2"}) == "body"


def test_service_letters_bear_no_stop_line() -> None:
    texts = TEXTS["en"]
    form = texts.form("GB")
    service = replace(form, kinds={"x": kind_text(body="Dear {greeting_name}")})
    wording = compose(MARGARET, SHOP, "x", DAY, LetterTexts("en", {"en-GB": service}))
    assert isinstance(wording, Wording)
    assert (wording.stop_line, wording.title, body(wording)) == ("", "T", "Dear Margaret")


@pytest.mark.parametrize(
    ("customer", "shop", "language"), [("fi", "en", "fi"), ("", "pl", "pl"), ("sv", "nb", "nb"), ("", "", "en")]
)
def test_the_language_of_a_piece(customer: str, shop: str, language: str) -> None:
    assert language_of(Customer(language=customer), ShopSettings(language=shop)) == language


@pytest.mark.parametrize("name", ["<Anna>", "A & B", "100 %", "{x}", "{shop_name}", "{greeting_name}", "\\1", "%s"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_exact_text_whatever_a_name_holds(name: str, language: str) -> None:
    wording = card(
        Customer(given=name), language, replace(SHOP, name=name, sender_name=name, gift=name, language=language)
    )
    assert name in wording.salutation
    assert (wording.sender_name, wording.shop_name) == (name, name)
    assert Span(name, bold=True) in wording.body[0]
    if language != "pl":
        assert wording.title_name == f"{name}!"


@given(
    st.builds(Customer, given=st.text(), family=st.text(), nickname=st.text(), title=st.text()),
    st.sampled_from(LANGUAGES),
)
def test_anything_typed_gives_a_card(customer: Customer, language: str) -> None:
    wording = card(customer, language)
    assert wording.title
    assert all("\n" not in line for line in (wording.title, wording.salutation, body(wording)))

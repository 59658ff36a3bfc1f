"""Lists as shops keep them and phones export them: what is left out, what is parted, what is told."""

from __future__ import annotations

from datetime import date

import pytest

from smallcrm.domain.incoming import ReadFile
from smallcrm.domain.model import Customer, Occasion, Phone, PostalAddress
from smallcrm.exchange.files import read_bytes

TODAY = date(2026, 5, 6)


def _read(text: str, country: str = "FI") -> ReadFile:
    return read_bytes(text.encode(), "x", country=country, today=TODAY)


def _people(text: str, country: str = "FI") -> list[Customer]:
    return [record.customer for record in _read(text, country).records]


def _card(*lines: str) -> Customer:
    (customer,) = _people("\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", "")))
    return customer


def _told(read: ReadFile) -> list[tuple[int, str]]:
    return [(p.line, p.reason.code) for p in read.problems if not p.rejected]


# No post


@pytest.mark.parametrize("column", ["Muistiinpanot", "Tunnisteet", "Kenkä", "Toiveet"])
def test_a_wish_for_no_post_is_obeyed_and_told_wherever_it_stands(column: str) -> None:
    read = _read(f"Nimi,{column}\nAino Aho,ei kortteja kiitos\nEero Elo,ei ole saanut korttia\n")
    assert [r.customer.no_mail for r in read.records] == [True, False]
    assert _told(read) == [(2, "no_mail_found")]


def test_a_wish_in_a_card_is_obeyed_and_told() -> None:
    read = _read("BEGIN:VCARD\nN:Aho;Aino;;;\nNOTE:Soitto iltaisin. Älä lähetä postia!\nCATEGORIES:VIP\nEND:VCARD\n")
    assert read.records[0].customer.no_mail
    assert [p.reason.code for p in read.problems] == ["no_mail_found"]


# Addresses


def test_a_label_behind_the_seven_parts_is_not_printed_twice() -> None:
    (address,) = _card(
        "N:Aas;Kari;;;", "ADR;TYPE=HOME:;;Storgata 5;Tromsø;;9008;NO;Storgata 5\\n9008 Tromsø\\nNO"
    ).addresses
    assert address == PostalAddress("Storgata 5", "9008", "Tromsø", "", "NO", "home")


def test_a_label_alone_and_the_parts_of_the_new_standard_are_read() -> None:
    (label,) = _card("N:Aas;Kari;;;", "ADR:;;;;;;;Storgata 5\\n9008 Tromsø").addresses
    assert label == PostalAddress("Storgata 5", "9008", "Tromsø")
    (new,) = _card("N:Aas;Kari;;;", "ADR:;;;Tromsø;;9008;NO;;;;5;Storgata;;;;;;").addresses
    assert (new.street, new.postal_code, new.city) == ("", "9008", "Tromsø")


@pytest.mark.parametrize("street", ["Lipowa 14\\n58-100 Świdnica", "Lipowa 14\\, 58-100 Świdnica"])
def test_a_street_that_holds_the_town_is_parted(street: str) -> None:
    (card,) = _card("N:Lis;Ewa;;;", f"ADR:;;{street};;;;").addresses
    cell = street.replace("\\n", "\n").replace("\\,", ",")
    (row,) = _people(f'First Name,Phone 1 - Value,Address 1 - Street,Address 1 - City\nEwa,,"{cell}",\n', "PL")
    assert card == row.addresses[0] == PostalAddress("Lipowa 14", "58-100", "Świdnica")


def test_a_street_that_holds_the_town_twice_stays() -> None:
    (row,) = _people('Nimi,Katuosoite,Kaupunki\nAino Aho,"Katu 1, 00100 Helsinki",Helsinki\n')
    assert row.addresses[0].street == "Katu 1, 00100 Helsinki"


def test_two_addresses_in_one_cell_of_old_google_exports() -> None:
    head = "Name,E-mail 1 - Value,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Event 1 - Value"
    row = "Kari Aas,a@example.no ::: b@example.no,Storgata 1 ::: Havnegata 2,Oslo ::: Bergen,0150 ::: 5003,1980-12-03"
    (kari,) = _people(f"{head}\n{row}\n", "NO")
    assert [e.raw for e in kari.emails] == ["a@example.no", "b@example.no"]
    assert [(a.street, a.postal_code, a.city) for a in kari.addresses] == [
        ("Storgata 1", "0150", "Oslo"), ("Havnegata 2", "5003", "Bergen"),
    ]  # fmt: skip


def test_the_work_address_of_outlook_in_finnish() -> None:
    head = (
        "Etunimi,Sukunimi,Työpaikan katuosoite,Työpaikan postitoimipaikka,Työpaikan postinumero,Työpaikan maa tai alue"
    )
    (mikko,) = _people(f"{head}\nMikko,Mäki,Tehtaankatu 21,Helsinki,00510,Suomi\n")
    assert mikko.addresses == (PostalAddress("Tehtaankatu 21", "00510", "Helsinki", "", "FI", "work"),)
    assert mikko.extra == ()


# Names


@pytest.mark.parametrize(
    "rows",
    [
        ["Virtanen Matti", "Mäki Liisa", "Korhonen Anna-Maija", "Saari Xzavier"],
        ["Kowalski Jan", "Nowak Katarzyna", "Wiśniewska Ewa"],
        ["Hansen Kari", "Dahl Ole", "Moen Siri"],
        ["Smith John", "Brown Emily"],
        ["Wiśniewska Katarzyna"],
    ],
)
def test_the_family_name_first_is_seen_in_a_column(rows: list[str]) -> None:
    read = _read("Nimi,Puhelin\n" + "".join(f"{row},040123456{n}\n" for n, row in enumerate(rows)))
    assert read.guess.columns[0].field == "name_family_first"
    assert [f"{r.customer.family} {r.customer.given}" for r in read.records] == rows


@pytest.mark.parametrize(
    "rows",
    [["Matti Virtanen", "Liisa Mäki"], ["Zxy Qwe", "Rty Uio"], ["Jan Kowalski", "Nowak Ewa"], ["Martin Thomas"],
     ["Perhe Laine", "Matti ja Liisa Mäki"]],
)  # fmt: skip
def test_the_first_name_stays_first_where_the_rest_does_not_say_otherwise(rows: list[str]) -> None:
    assert _read("Nimi,Puhelin\n" + "".join(f"{row},0401234567\n" for row in rows)).guess.columns[0].field == "name"


def test_a_name_that_surely_stands_the_other_way_round_is_turned_alone() -> None:
    people = _people("Klient,Telefon\nKowalski Jan,1\nKatarzyna Lis,2\nEwa Nowicka,3\nAnna Kot,4\n", "PL")
    assert [(c.given, c.family) for c in people][:2] == [("Jan", "Kowalski"), ("Katarzyna", "Lis")]


def test_what_a_person_chose_is_not_turned() -> None:
    mapping = {"columns": {"Nimi": "name"}}
    read = read_bytes(b"Nimi,Puh\nVirtanen Matti,1\nLaine Liisa,2\n", "x", mapping=mapping, country="FI", today=TODAY)
    assert read.records[0].customer.given == "Virtanen"


@pytest.mark.parametrize(
    ("written", "title", "given", "family"),
    [
        ("DI Pekka Puu", "DI", "Pekka", "Puu"), ("rouva Aino Aalto", "rouva", "Aino", "Aalto"),
        ("mgr inż. Jan Lis", "mgr inż.", "Jan", "Lis"), ("frk. Kari Aas", "frk.", "Kari", "Aas"),
        ("prof. dr hab. Ewa Lis", "prof. dr hab.", "Ewa", "Lis"), ("Di Smith", "", "Di", "Smith"),
        ("MATTI MÄKI-PETÄJÄ", "", "Matti", "Mäki-Petäjä"), ("SEAN O'BRIEN", "", "Sean", "O'Brien"),
        ("Sean McDonald", "", "Sean", "McDonald"), ("Matti VIRTANEN", "", "Matti", "Virtanen"),
        ("JP Mäki", "", "JP", "Mäki"), ("A.B. Smith", "", "A.B.", "Smith"), ("BO LI", "", "BO", "LI"),
        ("KELA", "", "KELA", ""), ("MATTI", "", "Matti", ""), ("Kivi; Kaarlo", "", "Kaarlo", "Kivi"),
        ("Aino Aho,", "", "Aino", "Aho"), ("Aino\tAho ;", "", "Aino", "Aho"),
        ("LUDWIG VAN BERG", "", "Ludwig", "van Berg"),
    ],
)  # fmt: skip
def test_names_come_in_clean(written: str, title: str, given: str, family: str) -> None:
    (one,) = _people(f'Nimi\tPuhelin\n"{written}"\t040 1234567\n')
    assert (one.title, one.given, one.family, one.display_name) == (title, given, family, "")
    card = _card(f"N:{family.upper()};{title} {given.upper()};;;", f"FN:{title} {given} {family}")
    assert card.title == title


def test_a_company_in_capitals_stays() -> None:
    assert _people("Nimi,Puhelin\nABC HUOLTO OY,0401234567\n")[0].name == "ABC HUOLTO OY"


# Rows that are nobody, and somebody without a name


@pytest.mark.parametrize(
    "total", ["Yhteensä,10,75", "Razem:,,12", "SUMA,2,", "Sum,2 kunder,", "Totalt 12,,", "Total,,£30"]
)
def test_a_row_of_totals_is_told_and_no_customer(total: str) -> None:
    read = _read(f"Nimi,Puhelin,Käynnit\nAino Aho,0401234567,3\n{total}\n")
    assert [r.customer.name for r in read.records] == ["Aino Aho"]
    assert _told(read) == [(3, "totals_row")]


@pytest.mark.parametrize("row", ["Suma,0401234567,", "Total Oy,,", "Summa Summanen,,3", "Yhteensä,Aino,"])
def test_somebody_who_only_is_called_so_comes_in(row: str) -> None:
    assert len(_people(f"Nimi,Puhelin,Käynnit\n{row}\n")) == 1


def test_a_number_or_an_address_alone_is_somebody() -> None:
    read = _read("Nimi,Puhelin,Sähköposti\n,040 123 4567,\n,,a@example.fi\n,12,\n")
    assert [r.customer.name for r in read.records] == ["040 123 4567", "a@example.fi"]
    assert [p.reason.code for p in read.problems] == ["no_name"]


# Numbers


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("0401112222 (vaimo), 09 123 456", [("0401112222", "vaimo"), ("09 123 456", "")]),
        ("p. 040 333 4444", [("040 333 4444", "")]), ("työ 09 123 456", [("09 123 456", "work")]),
        ("951234005", [("0951234005", "")]), ("91234567", [("91234567", "")]),
        ("040 1234567 klo 9", [("040 1234567 klo 9", "")]),
        ("ei ole", []), ("-", []), ("0", []),
    ],
)  # fmt: skip
def test_words_beside_numbers(cell: str, phones: list[tuple[str, str]]) -> None:
    read = _read(f"Nimi;Puhelin\nAino Aho;{cell}\n")
    assert [(p.raw, p.kind) for p in read.records[0].customer.phones] == phones
    assert _told(read) == ([(2, "bad_value")] if cell == "ei ole" else [])
    assert read.records[0].customer.extra == ((("Puhelin", "ei ole"),) if cell == "ei ole" else ())


def test_what_is_no_number_and_no_address_in_a_card() -> None:
    card = _card("N:Aho;Aino;;;", "TEL:ei ole", "EMAIL:kalle(at)example.fi", "TEL:040 1234567")
    assert card.phones == (Phone("040 1234567"),)
    assert card.emails == ()
    assert card.extra == (("TEL", "ei ole"), ("EMAIL", "kalle(at)example.fi"))


def test_quotation_marks_around_a_part_of_an_address_in_a_card() -> None:
    card = _card("N:Aho;Aino;;;", 'ADR:;;"Torikatu 1, 90100 Oulu";;;;FI', 'ADR:;;Talo "Tupa" 2;"Oulu";;90100;')
    assert [(a.street, a.postal_code, a.city) for a in card.addresses] == [
        ("Torikatu 1", "90100", "Oulu"),
        ('Talo "Tupa" 2', "90100", "Oulu"),
    ]


@pytest.mark.parametrize(("heading", "kind"), [("Koti", "home"), ("Praca", "work"), ("Hjem", "home"), ("Dom", "home")])
def test_home_and_work_over_numbers_are_telephones(heading: str, kind: str) -> None:
    (aino,) = _people(f"Nimi,{heading}\nAino Aho,09 123 4567\n")
    assert aino.phones == (Phone("09 123 4567", kind),)
    (word,) = _people(f"Nimi,{heading}\nAino Aho,punainen\n")
    assert word.extra == ((heading, "punainen"),)


def test_the_mobile_is_the_number_to_call_where_the_file_does_not_say() -> None:
    (aino,) = _people("Nimi,Kotipuhelin,Matkapuhelin\nAino Aho,09 123 4567,040 1234567\n")
    assert [p.primary for p in aino.phones] == [False, True]
    assert aino.primary_phone == aino.phones[1]
    card = _card("N:Aho;Aino;;;", "TEL;TYPE=HOME,PREF:09 123 4567", "TEL;TYPE=CELL:040 1234567")
    assert [p.primary for p in card.phones] == [True, False]


# Days


@pytest.mark.parametrize(
    "cell",
    ["3.12.-80", "3.12.80", "80-12-03", "s. 3.12.1980", "synt. 3.12.1980", "ur. 3.12.1980", "3.12.1980 (70v)",
     "f. 3.12.1980",
     "3.12.1980, 45 år", "* 3.12.1980", "3. joulukuuta 1980", "031280-1237", "3.12.'80"],
)  # fmt: skip
def test_a_birthday_however_written(cell: str) -> None:
    (aino,) = _people(f'Nimi;Syntymäaika\nAino Aho;"{cell}"\n')
    assert aino.occasions == (Occasion("birthday", 12, 3, 1980),)
    assert aino.extra == ()
    if not cell.startswith(("80", "0312")):
        assert _card("N:Aho;Aino;;;", f"BDAY;VALUE=text:{cell}").occasions == aino.occasions


def test_a_day_that_nobody_understands_is_kept() -> None:
    assert _card("N:Aho;Aino;;;", "BDAY:---03").extra == (("BDAY", "---03"),)
    assert _card("N:Aho;Aino;;;", "BDAY:03/04/1980").extra == (("BDAY", "03/04/1980"),)


@pytest.mark.parametrize(
    ("country", "heading", "code", "day"),
    [
        ("FI", "Henkilötunnus", "031280-1237", (1980, 12, 3)), ("FI", "Kenkä", "031280-1237", (1980, 12, 3)),
        ("FI", "Syntymäaika", "131052-308T", (1952, 10, 13)), ("FI", "Hetu", "010203A1230", (2003, 2, 1)),
        ("PL", "PESEL", "80120312348", (1980, 12, 3)), ("PL", "Nr PESEL", "03220112345", (2003, 2, 1)),
        ("NO", "Fødselsnummer", "03128012345", (1980, 12, 3)), ("NO", "Personnr", "010203 61234", (2003, 2, 1)),
        ("NO", "Fødselsdato", "03128012345", (1980, 12, 3)),
    ],
)  # fmt: skip
def test_an_identity_code_gives_the_birthday_and_is_not_kept(
    country: str, heading: str, code: str, day: tuple[int, int, int]
) -> None:
    read = _read(f"Name,{heading}\nAino Aho,{code}\n", country)
    (record,) = read.records
    year, month, number = day
    assert record.customer.occasions == (Occasion("birthday", month, number, year),)
    assert code not in repr((record.customer, record.entries, read.problems[0].reason))
    assert _told(read) == [(2, "identity_code_left_out")]


def test_an_identity_code_in_a_card_is_not_kept() -> None:
    read = _read("BEGIN:VCARD\nN:Aho;Aino;;;\nBDAY;VALUE=text:031280-1237\nEND:VCARD\n")
    assert read.records[0].customer.occasions == (Occasion("birthday", 12, 3, 1980),)
    assert "031280-1237" not in repr((read.records[0].customer, read.problems[0].reason))


def test_the_birthday_of_its_own_column_counts_before_the_code() -> None:
    (aino,) = _people("Nimi,Hetu,Syntymäaika\nAino Aho,031280-1237,4.12.1980\n")
    assert aino.occasions == (Occasion("birthday", 12, 4, 1980),)


def test_a_tab_inside_a_street_is_a_space() -> None:
    assert _people('Nimi;Katuosoite;Kaupunki\nAino Aho;"Ranta\t5";Turku\n')[0].addresses[0].street == "Ranta 5"


def test_a_refusal_of_mailings_by_e_mail_is_none_of_post() -> None:
    head = "Name,Email Subscription Status,Unsubscribed from all email,SMS Subscription Status"
    first, second = _people(f"{head}\nMary Jones,unsubscribed,,unsubscribed\nJohn Smith,subscribed,TRUE,\n", "US")
    assert [first.no_mail, second.no_mail] == [False, False]
    assert [(c.channel, c.given) for c in first.consents] == [("email", False), ("sms", False)]
    assert [(c.channel, c.given) for c in second.consents] == [("email", False)]


def test_a_list_of_accounting_holds_people_and_firms_under_one_heading() -> None:
    rows = "Kowalski Jan,12 345 67 89,Lublin\nPiekarnia Złota,12 345 67 80,Lublin\nNowak Ewa,12 345 67 81,Lublin\n"
    jan, bakery, ewa = _people(f"Nazwa,Telefon,Poczta\n{rows}", "PL")
    assert (jan.kind, jan.given, jan.family) == ("person", "Jan", "Kowalski")
    assert (bakery.kind, bakery.company) == ("company", "Piekarnia Złota")
    assert (ewa.given, ewa.emails, ewa.extra) == ("Ewa", (), (("Poczta", "Lublin"),))


def test_a_year_of_zeros_is_no_year() -> None:
    assert _people("Name,Birthday\nJohn Smith,0000-12-24\n")[0].occasions == (Occasion("birthday", 12, 24),)

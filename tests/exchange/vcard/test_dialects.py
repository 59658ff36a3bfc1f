"""Cards as phones and programs write them: every person comes in whole, what cannot come in is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.incoming import ReadFile
from smallcrm.domain.model import Customer, Email, Entry, Link, Occasion, Phone, PostalAddress
from smallcrm.exchange.vcard import reader
from tests.exchange.strategies import tiny_png

DATA = Path(__file__).parents[2] / "data" / "vcard"
TODAY = date(2026, 11, 21)
PHOTO = tiny_png(200, 30, 30)
THIRD = (Phone("2"), Phone("3", primary=True))
BOSTON = PostalAddress("Main St 1", "02215", "Boston", "MA", "US", "home")
HELSINKI = PostalAddress("Kotikatu 1", "00100", "Helsinki", "", "FI")


def read(name: str) -> ReadFile:
    return reader.read((DATA / name).read_bytes(), name, TODAY)


def told(result: ReadFile) -> list[tuple[int, str, str]]:
    return [(p.line, p.reason.code, str(p.reason.values[-1][1]) if p.reason.values else "") for p in result.problems]


def note(text: str) -> tuple[Entry, ...]:
    return (Entry("note", TODAY, text),)


def test_iphone_in_finnish() -> None:
    result = read("iphone-fi.vcf")
    assert told(result) == []
    first, second = result.records
    assert first.customer == Customer(
        given="Äijö Kalevi",
        family="Mäki-Petäjä",
        nickname="Kale",
        phones=(Phone("+358 40 123 4567", "mobile", primary=True), Phone("09 765 4321", "Kesämökki")),
        emails=(Email("aijo.makipetaja@example.fi", "home", primary=True),),
        addresses=(PostalAddress("Hämeenkatu 5 B 12", "33100", "Tampere", "", "FI", "home", primary=True),),
        occasions=(
            Occasion("birthday", 2, 29),
            Occasion("wedding_anniversary", 6, 20, 1998, partner="Sirpa Mäki-Petäjä"),
            Occasion("other", 11, 2, 2019, "Koiran syntymäpäivä"),
        ),
        extra=(("X-ABRELATEDNAMES;X-ABLABEL=spouse", "Sirpa Mäki-Petäjä"),),
        photo=PHOTO,
        photo_type="image/png",
    )
    assert first.entries == note("Pitää tulppaaneista, ei neilikoista.\nSoita iltapäivällä; aamut ovat varattuja.")
    assert second.customer == Customer(
        kind="company", company="Kukkatukku Yläne Oy", phones=(Phone("02 256 3344", "work", primary=True),)
    )
    assert second.line == first.raw.count("\n") + 2


def test_samsung_in_polish_quoted_printable() -> None:
    result = read("samsung-pl.vcf")
    assert told(result) == []
    first, second = result.records
    assert first.customer == Customer(
        given="Małgorzata",
        family="Wiśniewska",
        nickname="Gosia",
        phones=(Phone("+48 601 234 567", "mobile", primary=True), Phone("22 555 66 77", "Działka")),
        emails=(Email("gosia@example.pl", "home"),),
        addresses=(PostalAddress("ul. Łąkowa 7 m. 3", "90-554", "Łódź", "", "PL", "home"),),
        occasions=(
            Occasion("birthday", 8, 15, 1974),
            Occasion("wedding_anniversary", 9, 8, 2001),
            Occasion("other", 7, 11, None, "Imieniny Olgi"),
        ),
        extra=(("X-ANDROID-CUSTOM", "vnd.android.cursor.item/relation;Marek;14;;;;;;;;;;;;;"),),
    )
    assert first.entries == note("Zamawia chleb żytni,\nw piątki.")
    assert (second.customer.title, second.customer.name) == ("dr", "dr Józef Zając")
    assert second.customer.phones == (Phone("+48 12 345 67 89", "fax"),)


def test_nokia_in_norwegian_latin_1() -> None:
    result = read("nokia-nb.vcf")
    assert told(result) == []
    first, second = result.records
    assert first.customer == Customer(
        uid="7c21f2e0a1",
        given="Åse",
        family="Børresen",
        phones=(Phone("92345678", "mobile", primary=True), Phone("55 12 34 56", "home")),
        addresses=(PostalAddress("Øvregaten 12", "5003", "Bergen", "", "NO", "home"),),
        occasions=(Occasion("birthday", 5, 17, 1961),),
        extra=(("X-CLASS", "private"),),
    )
    assert first.source_id == "7c21f2e0a1"
    assert first.entries == note("Tåler ikke nøtter.\nSøskenbarn av Pål")
    assert second.customer == Customer(given="Verksted", phones=(Phone("22334455"),))


def test_google_in_polish() -> None:
    first, second = read("google-pl.vcf").records
    assert first.customer.addresses == (PostalAddress("ul. Świętojańska 4/8", "81-368", "Gdynia", "", "PL", "home"),)
    assert first.customer.tags == ("Żeglarze",)
    assert first.customer.links == (Link("https://zagle.example.pl", "homepage"),)
    assert first.customer.occasions == (Occasion("birthday", 5, 3), Occasion("wedding_anniversary", 7, 16, 2005))
    assert (first.customer.company, first.customer.extra) == ("Żagle i Liny sp. z o.o.", (("X-DEPARTMENT", "Magazyn"),))
    assert second.customer.extra == (("PHOTO", "https://lh3.example.com/contacts/abc"),)
    assert second.customer.photo == b""
    assert second.customer.tags == ("starred",)


def test_outlook_without_a_declared_charset() -> None:
    result = read("outlook-fi-cp1252.vcf")
    assert result.guess.encoding == "cp1252"
    assert told(result) == []
    first, second = result.records
    assert (first.customer.name, first.customer.title) == ("Päivi Hyvönen", "rva")
    assert first.customer.company == "Kahvila Mökkö"
    assert first.customer.addresses == (
        PostalAddress("Asematie 3", "40100", "Jyväskylä", "", "FI", "work", primary=True),
    )
    assert first.customer.occasions == (
        Occasion("birthday", 12, 31, 1969),
        Occasion("wedding_anniversary", 6, 10, 1995),
    )
    assert first.customer.extra == (("X-DEPARTMENT", "Keittiö"), ("X-MS-OL-DEFAULT-POSTAL-ADDRESS", "2"))
    assert first.entries == note("Tilaa pullaa perjantaisin.\nMaksaa käteisellä.")
    assert second.customer == Customer(
        given="Bø", family="Åkesson", addresses=(PostalAddress("Storgata 1", "0155", "Oslo", "", "NO", "home"),)
    )


def test_outlook_in_polish_windows_letters() -> None:
    result = read("outlook-pl-cp1250.vcf")
    assert [record.customer.name for record in result.records] == ["Łucja Gżegżółka", "Błażej Śliwa"]
    assert result.records[0].customer.addresses[0].street == "ul. Różana 5"
    again = reader.read("\n".join(record.raw for record in result.records).encode(), "again.vcf", TODAY)
    assert [record.customer for record in again.records] == [record.customer for record in result.records]


def test_thunderbird_4() -> None:
    result = read("thunderbird-4.vcf")
    assert told(result) == []
    (record,) = result.records
    assert record.customer == Customer(
        uid="urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        title="Dr",
        given="Siobhán",
        middle="Mary",
        family="O'Brien-Łukasik",
        suffix="PhD",
        nickname="Shiv",
        language="en",
        job_title="Bookbinder",
        phones=(Phone("+44-20-7946-0018", "home"), Phone("07700 900123", "mobile", primary=True)),
        emails=(Email("work@example.co.uk", "work"), Email("shiv@example.co.uk", "home", primary=True)),
        addresses=(
            PostalAddress("12 Mill Lane\nFlat 2", "LS1 4AP", "Leeds", "", "GB", "home"),
            PostalAddress("Unit 9", "SW1A 1AA", "London", "", "GB", "work"),
        ),
        links=(Link("https://shiv.example.co.uk/a;b,c", "home"),),
        tags=("book club", "regulars"),
        occasions=(Occasion("birthday", 9, 9, 1988), Occasion("wedding_anniversary", 8, 22, 2015)),
        extra=(("GENDER", "F"), ("X-PHONETIC-FIRST-NAME", "Shi-vawn"), ("LANG", "pl")),
        photo=PHOTO,
        photo_type="image/png",
    )


def test_mac_with_groups_in_utf_16() -> None:
    result = read("macos-groups-utf16.vcf")
    assert result.guess.encoding == "utf-16"
    assert told(result) == [(20, "group_card", "Stamkunder")]
    assert result.problems[0].rejected
    (record,) = result.records
    customer = record.customer
    assert (customer.name, customer.company) == ("Pål Ødegård", "Ødegård Snekkeri AS")
    assert customer.phones == (Phone("+47 412 34 567", "mobile", primary=True), Phone("+47 73 00 00 00", "fax"))
    assert customer.addresses[0].street == "Kongens gate 10\n2. etasje"
    assert customer.occasions == (Occasion("name_day", 6, 24),)
    assert customer.links == (Link("http://www.linkedin.com/in/paalo", "linkedin"),)


def test_broken_lines_and_missing_ends() -> None:
    result = read("blackberry-broken.vcf")
    assert told(result) == [(1, "outside_card", "exported by a phone"), (20, "no_name", "")]
    assert [p.rejected for p in result.problems] == [False, True]
    assert result.read == 4
    first, second, third = result.records
    assert (first.customer.name, first.customer.photo) == ("Åse Østby", PHOTO)
    assert first.customer.emails == (Email("aase@example.no"),)
    assert first.entries == note("ringer\nalltid om kvelden")
    assert (second.customer.given, second.customer.family) == ("Jan", "Nilsen")
    assert third.customer == Customer(given="Kari", family="Last", phones=(Phone("90"),))
    assert result.problems[1].raw == "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD"


def test_days_that_are_none_and_cards_in_cards() -> None:
    result = read("evolution-days.vcf")
    assert told(result) == [
        (1, "bad_date", "1951-02-30"),
        (1, "left_out", "KEY"),
        (1, "unknown_country", "Atlantis"),
        (15, "bad_date", "circa 1950"),
        (15, "bad_photo", "PHOTO"),
        (15, "nested_card", "Secretary Person"),
        (34, "bad_date", "---03"),
        (39, "bad_date", "1980-05"),
        (39, "bad_date", "long ago"),
    ]
    assert not any(problem.rejected for problem in result.problems)
    aino, eino, bakery, nameless = (record.customer for record in result.records)
    assert aino.occasions == (Occasion("wedding_anniversary", 8, 16, 1975, partner="Eino"),)
    assert aino.addresses[0].street == "Rantatie 1\nPL 12"
    assert aino.extra == (
        ("X-EVOLUTION-FILE-AS", "Virtanen, Aino"), ("X-EVOLUTION-SPOUSE", "Eino"), ("BDAY", "1951-02-30"),
        ("X-COUNTRY", "Atlantis"),
    )  # fmt: skip
    assert (eino.uid, result.records[1].source_id) == ("", "pas-id-1")
    assert (eino.language, eino.no_mail, eino.tags) == ("nb", True, ("Ei postia",))
    assert (eino.deceased, eino.deceased_on) == (True, date(2024, 1, 5))
    assert eino.phones == (Phone("02 111", "home", primary=True),)
    assert (bakery.kind, bakery.name) == ("company", "Turun Leipä Oy")
    assert (nameless.name, nameless.deceased, nameless.deceased_on) == ("only@example.fi", True, None)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("TEL:\u202a+358 40 1234567\u202c", {"phones": (Phone("+358 40 1234567"),)}),
        ("TEL;TYPE=x-Mökki:1\nTEL;PREF=2:2\nTEL;PREF=1:3", {"phones": (Phone("1", "mökki"), *THIRD)}),
        ("EMAIL:mailto:a@example.fi", {"emails": (Email("a@example.fi"),)}),
        ("ROLE:Florist", {"job_title": "Florist"}),
        ("TITLE:Owner\nROLE:Florist", {"job_title": "Owner", "extra": (("ROLE", "Florist"),)}),
        ("X-NICKNAME:Pike", {"nickname": "Pike"}),
        ("LANG:nn", {"language": "nb"}),
        ("LANG;PREF=2:fi\nLANG;PREF=1:pl-PL", {"language": "pl", "extra": (("LANG", "fi"),)}),
        ("CATEGORIES:* My Contacts,VIP,VIP", {"tags": ("VIP",)}),
        ("NOTE:", {}),
        ("REV:20200101\nPRODID:x\nVERSION:3.0\nX-EMPTY:", {}),
        ("BDAY:1980-05-03\nBDAY;ALTID=1:19800503", {"occasions": (Occasion("birthday", 5, 3, 1980),)}),
        ("item1.X-ABDATE:--0711\nitem1.X-ABLabel:Imieniny", {"occasions": (Occasion("name_day", 7, 11),)}),
        ("item1.RELATED;VALUE=text:Eva\nitem1.X-ABLabel:A & B", {"extra": (('RELATED;X-ABLABEL="A & B"', "Eva"),)}),
        ("ADR:;;;;;;", {}),
        ("ADR:Somewhere", {"addresses": (PostalAddress("Somewhere"),)}),
        ("ADR;TYPE=home:;;Main St 1;Boston;MA;02215;U.S.A.", {"addresses": (BOSTON,)}),
        ("LABEL:Kotikatu 1\\n00100 Helsinki\\nFinland", {"addresses": (HELSINKI,)}),
        ("X-SMALLCRM-KIND:robot", {}),
    ],
)  # fmt: skip
def test_single_properties(lines: str, expected: dict[str, object]) -> None:
    data = f"BEGIN:VCARD\nN:Berg;Pia\n{lines}\nEND:VCARD".encode()
    (record,) = reader.read(data, "x.vcf", TODAY).records
    assert record.customer == Customer(given="Pia", family="Berg", **expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("card", "name", "given", "family"),
    [
        ("FN:Anna Maria Virtanen", "Anna Maria Virtanen", "Anna Maria", "Virtanen"),
        ("FN:Virtanen\\, Anna", "Anna Virtanen", "Anna", "Virtanen"),
        ("FN:Virtanen Anna\nN:Virtanen;Anna;;;", "Anna Virtanen", "Anna", "Virtanen"),
        ("FN:Anna V.\nN:Virtanen;Anna;;;", "Anna V.", "Anna", "Virtanen"),
        ("FN:Anna", "Anna", "", ""),
        ("N:;Anna", "Anna", "Anna", ""),
        ("NICKNAME:Ansku\nTEL:1", "Ansku", "", ""),
        ("ORG:Kukka Oy\nTEL:1", "Kukka Oy", "", ""),
        ("TEL:040 1", "040 1", "", ""),
        ("EMAIL:a@example.fi\nTEL:040 1", "a@example.fi", "", ""),
    ],
)
def test_names(card: str, name: str, given: str, family: str) -> None:
    (record,) = reader.read(f"BEGIN:VCARD\n{card}\nEND:VCARD".encode(), "x.vcf", TODAY).records
    customer = record.customer
    assert (customer.name, customer.given, customer.family) == (name, given, family)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.vcf")), ids=lambda path: path.stem)
def test_the_same_file_has_the_same_fingerprints_however_it_is_folded(path: Path) -> None:
    result = reader.read(path.read_bytes(), path.name, TODAY)
    prints = [record.fingerprint for record in result.records]
    assert len(set(prints)) == len(prints)
    text = "\n".join(record.raw for record in result.records).replace("\n", "\r\n")
    again = reader.read(b"\xef\xbb\xbf" + text.encode(), path.name, TODAY)
    assert [record.fingerprint for record in again.records] == prints

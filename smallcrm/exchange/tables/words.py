"""Words of cells that stand for our codes, folded by ``headings.key``."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from smallcrm.domain.model import Kind, OccasionKind
from smallcrm.exchange.tables.headings import key


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


KINDS = {
    "company": Kind.COMPANY, "yritys": Kind.COMPANY, "bedrift": Kind.COMPANY, "firma": Kind.COMPANY,
    "organization": Kind.COMPANY, "selskap": Kind.COMPANY, "yhteiso": Kind.COMPANY,
    "household": Kind.HOUSEHOLD, "kotitalous": Kind.HOUSEHOLD, "husstand": Kind.HOUSEHOLD, "rodzina": Kind.HOUSEHOLD,
    "perhe": Kind.HOUSEHOLD, "familie": Kind.HOUSEHOLD, "family": Kind.HOUSEHOLD,
    "osobafizyczna": Kind.PERSON, "osobaprywatna": Kind.PERSON,
    "person": Kind.PERSON, "henkilo": Kind.PERSON, "osoba": Kind.PERSON, "yksityinen": Kind.PERSON,
    "privat": Kind.PERSON, "individual": Kind.PERSON,
}  # fmt: skip
_CHANNELS = {
    "phone": "phone puhelin telefon puhelu call ring", "post": "post letter kirje brev list posti mail poczta",
    "email": "email sahkoposti epost mejl", "sms": "sms tekstiviesti text tekstari",
}  # fmt: skip
CHANNEL = {word: channel for channel, words in _CHANNELS.items() for word in words.split()}
DAY_KINDS = {
    "anniversary": OccasionKind.WEDDING, "rocznica": OccasionKind.WEDDING, "rocznicaslubu": OccasionKind.WEDDING,
    "haapaiva": OccasionKind.WEDDING, "bryllupsdag": OccasionKind.WEDDING, "jubileum": OccasionKind.WEDDING,
    "wedding": OccasionKind.WEDDING, "vuosipaiva": OccasionKind.WEDDING, "merkedag": OccasionKind.WEDDING,
    "imieniny": OccasionKind.NAME_DAY, "nimipaiva": OccasionKind.NAME_DAY, "navnedag": OccasionKind.NAME_DAY,
    "nameday": OccasionKind.NAME_DAY, "birthday": OccasionKind.BIRTHDAY, "urodziny": OccasionKind.BIRTHDAY,
    "syntymapaiva": OccasionKind.BIRTHDAY, "bursdag": OccasionKind.BIRTHDAY,
}  # fmt: skip
# What Outlook writes into every row when nobody chose anything.
FILLERS = _set(
    "normal normaali normalny normalna normalne false epatosi usann falsz unspecified maarittamaton "
    "smtp ex ikkeangitt uspesifisert nieokreslona nieokreslone"
)
# Columns that Outlook fills by itself, from the name and the addresses.
_DERIVED = re.compile(
    r"initials|nimikirjaimet|initialer|inicjaly|(?:email|epost|sahkoposti[n]?|adresemail|nazwawyswietlanaemail)\d?"
    r"(?:displayname|visningsnavn|nayttonimi|nazwawyswietlana)?|visningsnavnfor\w+|nazwawyswietlana\w*\d?"
    r"|(?:sahkopostin|sahkopostiosoitteen)\d?nayttonimi"
)


def says_nothing_new(heading: str, text: str, said: AbstractSet[str]) -> bool:
    """Tell whether a column holds what Outlook made of the name or e-mail; ``said``: the words that are known."""
    if not _DERIVED.fullmatch(key(heading)):
        return False
    words = text.casefold().replace("(", " ").replace(")", " ").replace(",", " ").split()
    letters = [c for c in text.casefold() if c.isalpha()]
    first = {word[0] for word in said}
    return all(word in said for word in words) or (len(letters) <= 5 and all(c in first for c in letters))

"""Words of cells that stand for our codes, folded by ``headings.key``."""

from __future__ import annotations

from smallcrm.domain.model import Kind, OccasionKind


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


KINDS = {
    "company": Kind.COMPANY, "yritys": Kind.COMPANY, "bedrift": Kind.COMPANY, "firma": Kind.COMPANY,
    "organization": Kind.COMPANY, "selskap": Kind.COMPANY, "yhteiso": Kind.COMPANY,
    "household": Kind.HOUSEHOLD, "kotitalous": Kind.HOUSEHOLD, "husstand": Kind.HOUSEHOLD, "rodzina": Kind.HOUSEHOLD,
    "perhe": Kind.HOUSEHOLD, "familie": Kind.HOUSEHOLD, "family": Kind.HOUSEHOLD,
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

"""What single values mean: yes and no, languages, forms of address, countries, names, phone numbers."""

from __future__ import annotations

import re

from smallcrm.domain.model import Address, Kind
from smallcrm.exchange.tables.headings import key


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_YES = _set("yes y true 1 x ok on kylla k tosi totta joo ja j sann tak t prawda ano oui v selected zgoda sallittu") | {
    "✓",
    "✔",
    "☑",
    "☒",
    "✗",
}
_NO = _set("no n false 0 off ei e epatosi nei nie f falsz usann nej none brak ikke puuttuu") | {"☐"}
_NO_MAIL = frozenset(
    key(phrase)
    for phrase in (
        "Ei postia", "Ei mainoksia", "Ei mainospostia", "Kieltänyt postin", "Ei markkinointia", "Ei kirjeitä",
        "Suoramarkkinointikielto", "Postikielto", "Reservert", "Reservert mot post", "Reservert mot reklame",
        "Ønsker ikke post", "Nei takk til post", "Ikke post", "Ikke reklame", "Nie wysyłać", "Nie wysyłać poczty",
        "Nie wysyłać listów", "Bez poczty", "Nie chce poczty", "Sprzeciw", "Do not mail", "No mail", "No post",
        "No letters", "Do not post", "Opted out", "Ei saa postittaa", "Ei postitusta",
    )
)  # fmt: skip
_LANGUAGES = {
    "en": "en eng english englanti englanniksi engelsk angielski gb us enus engb",
    "fi": "fi fin finnish suomi suomeksi finsk finski fifi",
    "nb": "nb no nor nob nn nno norwegian norja norsk norjaksi norweski bokmal nynorsk nbno",
    "pl": "pl pol polish puola puolaksi polsk polski polskie plpl",
}
_LANGUAGE = {word: code for code, words in _LANGUAGES.items() for word in words.split()}
_FORMS = {
    Address.MS: "f female woman nainen kvinne k kobieta ms mrs miss rouva neiti fru froken pani kvinnelig dame n",
    Address.MR: "m male man mies mann mezczyzna mr herra herr pan mannlig",
    Address.INFORMAL: "informal sinuttelu du sina poimieniu ty duform uformell",
    Address.FAMILY: "family perhe familie rodzina panstwo",
}
_FORM = {word: form for form, words in _FORMS.items() for word in words.split()}
_COMPANY = re.compile(
    r"(?:\b(?:Oy|Oyj|Ab|Ky|Tmi|AS|ANS|ASA|Ltd|Limited|PLC|LLP|LLC|Inc|GmbH|s\.?c|S\.?A)\.?$)"
    r"|(?:\bsp\. ?z ?o\. ?o\.?|\bsp\. ?[jk]\.?$|\bspółka\b|^(?:Oy|Tmi|F\.?H\.?U|P\.?P\.?H\.?U?)\b)",
)
_HOUSEHOLD = re.compile(
    r"^(?:Perhe|Familien|Family|The family|Rodzina|Państwo|Familie)\b|\b(?:perhe|family)$|\s(?:&|\+|ja|og|and|i|och)\s",
    re.IGNORECASE,
)
_TITLES = _set("dr prof mgr inz lic mr mrs ms miss fru herr herra rouva pan pani hab med sir tri ft dipl")
_PARTICLES = _set("von van de af da der den ter la le di du zu")
_PHONE = re.compile(r"\+?[\d\s().\u00a0\-–]{5,25}$")
_PHONE_BREAK = re.compile(r"[;|,\n/:a-z]")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]{2,}$")


def yes_or_no(text: str) -> bool | None:
    """Return what a yes-or-no cell says, None where it says something else."""
    folded = key(text) or text.strip()
    if folded in _YES:
        return True
    return False if folded in _NO or not folded or set(folded) <= set("-–—") else None


def says_no_mail(text: str) -> bool:
    """Tell whether a note or tag is, as a whole, the wish to get no post."""
    return key(text) in _NO_MAIL


def language(text: str) -> str:
    """Return the letter language that a word means (en, fi, nb, pl), or an empty text."""
    return _LANGUAGE.get(key(text), "") or _LANGUAGE.get(key(re.split(r"[\s_/(\-]", text.strip())[0]), "")


def address_form(text: str) -> str:
    """Return the form of address that a word means, or an empty text."""
    return _FORM.get(key(text), "")


def is_email(text: str) -> bool:
    """Tell whether a text has the form of one e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def split_emails(text: str) -> list[str]:
    """Return the addresses of a cell one by one, if all of it is addresses; else the cell."""
    if "@" not in text or _EMAIL.fullmatch(text):
        return [text]
    parts = [p.strip().removeprefix("mailto:") for p in re.split(r"[;,\s/|]+| ::: ", text) if p.strip()]
    if len(parts) > 1 and all(map(is_email, parts)):
        return parts
    inside = re.fullmatch(r"[^<>@]*<([^<>\s]+@[^<>\s]+)>", text)
    return [inside[1]] if inside else [text]


def split_phones(text: str) -> list[str]:
    """Return the numbers of a cell one by one, if all of it is numbers; else the cell."""
    if not _PHONE_BREAK.search(text):
        return [text]
    parts = [
        p.strip() for p in re.split(r"\s*(?:[;|,\n]|:::|\s/\s|/(?=\s*[+0])|\b(?:tai|or|eller|lub|albo)\b)\s*", text)
    ]
    parts = [p for p in parts if p]
    if len(parts) > 1 and all(_PHONE.fullmatch(p) and sum(c.isdigit() for c in p) >= 5 for p in parts):
        return parts
    return [text]


def is_phone(text: str) -> bool:
    """Tell whether a text could be a phone number."""
    return _PHONE.fullmatch(text) is not None and 6 <= sum(c.isdigit() for c in text) <= 15


def mend_phone(text: str, home: str) -> str:
    """Give back the zero or plus that a spreadsheet took from a number, where no other reading is possible."""
    if not (text.isascii() and text.isdecimal()):
        return text
    if home == "FI" and text[0] in "45" and len(text) in {9, 10}:
        return "0" + text
    if home == "GB" and text[0] in "127" and len(text) == 10:
        return "0" + text
    codes = {"358": (10, 13), "47": (10, 10), "48": (11, 11), "44": (12, 12), "46": (10, 12)}
    for code, (least, most) in codes.items():
        if text.startswith(code) and least + (code == "358") <= len(text) <= most:
            return "+" + text
    return text


def name_kind(name: str) -> str:
    """Return whether a full name is a person's, a household's or a company's."""
    if _COMPANY.search(name):
        return Kind.COMPANY
    return Kind.HOUSEHOLD if _HOUSEHOLD.search(name) else Kind.PERSON


def split_name(name: str, *, family_first: bool = False) -> tuple[str, str, str]:
    """Return title, given and family name of a person; the last word is the family name unless the heading differs."""
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        if family and given:
            return "", given, family
    words = name.split()
    titles = 0
    while titles < len(words) - 1 and key(words[titles]) in _TITLES:
        titles += 1
    title, words = " ".join(words[:titles]), words[titles:]
    if len(words) == 1:
        return (title, "", words[0]) if title or family_first else (title, words[0], "")
    if family_first:
        at = next((i for i, w in enumerate(words) if w.casefold() not in _PARTICLES), 0) + 1
        return title, " ".join(words[at:]), " ".join(words[:at])
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _PARTICLES:
        at -= 1
    return title, " ".join(words[:at]), " ".join(words[at:])

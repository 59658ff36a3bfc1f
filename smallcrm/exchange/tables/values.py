"""What single values mean: yes and no, languages, forms of address, countries, names, phone numbers."""

from __future__ import annotations

import re

from smallcrm.domain.model import Address, Kind
from smallcrm.exchange.tables.headings import key, kind_of


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
_LOUD_COMPANY = re.compile(r"\b(?:OY|OYJ|AB|KY|TMI|LTD|LIMITED|LLP|LLC|INC|GMBH|SP\. ?Z ?O\. ?O)\.?$|^(?:OY|TMI)\b")
_HOUSEHOLD = re.compile(
    r"^(?:Perhe|Familien|Family|The family|Rodzina|Państwo|Familie)\b|\b(?:perhe|family)$|\s(?:&|\+|ja|og|and|i|och)\s",
    re.IGNORECASE,
)
_STAMPS = re.compile(
    r"(?P<count>[0-9]{1,3})(?:[.,]0+)?(?:\s*(?:/|of|av|z|ze)\s*[0-9]{1,2})?(?:\s*[^\W\d_]+\.?)?", re.IGNORECASE
)
_MOST_STAMPS = 200
"""Ten full cards of the largest kind: more is a price, a point or a year."""
_TITLES = _set(
    "dr prof mgr inz lic mr mrs ms miss fru froken frk herr hr herra rouva neiti pan pani hab med sir tri ft tkt dipl"
    " dipling ktm ktt vtm fil oikeust kauppat professori tohtori rev mx lek doc doktor siviling"
)
_TITLES_AS_WRITTEN = _set("DI FM HM OTK VT YTM LT LL Ins. ks. Hr Fr. fr. adw. adv. Lic.")
_PARTICLES = _set("von van de af da der den ter la le di du zu")
_PHONE = re.compile(r"\+?[\d\s().\u00a0\-–]{5,25}$")
_PHONE_BREAK = re.compile(r"[;|,\n/:a-z]")
_PHONE_PARTS = re.compile(r"\s*(?:[;|,\n]|:::|\s/\s|/(?=\s*[+0])|\b(?:tai|or|eller|lub|albo|ja|and|og|oraz)\b)\s*")
_WORDED = re.compile(
    r"(?:(?P<before>[^\W\d_][^\d+(]{0,20}?)\s*)?(?P<number>\+?\(?\d[\d\s().\u00a0\-–]*\d)"
    r"(?:\s*\((?P<after>[^\d()]{1,30})\)|\s+(?P<bare>[^\W\d_]+\.?))?"
)
_PHONE_WORDS = _set("p puh puhelin tel telefon tlf phone t nr numer num numero puhnro") | {""}
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


def stamps(text: str) -> int | None:
    """Return how many stamps a cell tells, also as *7/10*, *7 of 10* or *7 pcs*; None if it tells none."""
    found = _STAMPS.fullmatch(text.strip())
    count = int(found["count"]) if found else -1
    return count if 0 <= count <= _MOST_STAMPS else None


def is_email(text: str) -> bool:
    """Tell whether a text has the form of one e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def split_emails(text: str) -> list[str]:
    """Return the addresses of a cell one by one, if all of it is addresses; else the cell."""
    if "@" not in text or _EMAIL.fullmatch(text):
        return [text]
    parts = [p.strip().removeprefix("mailto:") for p in re.split(r"\s*:::\s*|[;,\s/|]+", text) if p.strip()]
    if len(parts) > 1 and all(map(is_email, parts)):
        return parts
    inside = re.fullmatch(r"[^<>@]*<([^<>\s]+@[^<>\s]+)>", text)
    return [inside[1]] if inside else [text]


def split_phones(text: str) -> list[str]:
    """Return the numbers of a cell one by one, if all of it is numbers; else the cell."""
    return [number for number, _ in read_phones(text)] or [text]


def read_phones(text: str) -> list[tuple[str, str]]:
    """Return each number of a cell and the word beside it, such as *work* or *wife*; nothing if there is no number."""
    if _PHONE_BREAK.search(text):
        parts = [p for p in map(str.strip, _PHONE_PARTS.split(text)) if p]
        worded = [_worded(part) for part in parts]
        if len(parts) > 1 and all(number for number, _ in worded):
            return worded
    number, word = _worded(text)
    if number:
        return [(number, word)]
    digits = sum(c.isdigit() for c in text)
    return [(text, "")] if digits >= 3 or (digits and not any(map(str.isalpha, text))) else []


def _worded(text: str) -> tuple[str, str]:
    """Return the number and the word of ``09 123 456 (work)`` or ``Tel. 09 123 456``; nothing if that is not all."""
    if _PHONE.fullmatch(text):
        return (text, "") if sum(c.isdigit() for c in text) >= 5 else ("", "")
    found = _WORDED.fullmatch(text)
    if not found or sum(c.isdigit() for c in found["number"]) < 5:
        return "", ""
    before, after = ((found[side] or "").strip(" .:()") for side in ("before", "after"))
    after = after or (found["bare"] or "").strip(".")
    word = after if key(before) in _PHONE_WORDS else before
    if after and before and word == before:
        return "", ""
    return found["number"].strip(), kind_of(word)


def is_phone(text: str) -> bool:
    """Tell whether a text could be a phone number."""
    return _PHONE.fullmatch(text) is not None and 6 <= sum(c.isdigit() for c in text) <= 15


def mend_phone(text: str, home: str) -> str:
    """Give back the zero or plus that a spreadsheet took from a number, where no other reading is possible."""
    if not (text.isascii() and text.isdecimal()):
        return text
    if home == "FI" and len(text) in {9, 10} and (text[0] in "45" or _is_area(text)):
        return "0" + text
    if home == "GB" and text[0] in "1237" and len(text) == 10:
        return "0" + text
    codes = {"358": (10, 13), "47": (10, 10), "48": (11, 11), "44": (12, 12), "46": (10, 12)}
    for code, (least, most) in codes.items():
        if text.startswith(code) and least + (code == "358") <= len(text) <= most:
            return "+" + text
    return text


def _is_area(text: str) -> bool:
    """Whether digits begin like a Finnish area code without its zero; no number inside an area is as long."""
    return text[0] in "235689" or text[:2] in {"13", "14", "15", "16", "17", "18", "19"}


def name_kind(name: str) -> str:
    """Return whether a full name is a person's, a household's or a company's."""
    if _COMPANY.search(name) or (name.isupper() and _LOUD_COMPANY.search(name)):
        return Kind.COMPANY
    return Kind.HOUSEHOLD if _HOUSEHOLD.search(name) else Kind.PERSON


def split_name(name: str, *, family_first: bool = False) -> tuple[str, str, str]:
    """Return title, given and family name of a person; the last word is the family name unless the heading differs."""
    name = name.strip(" ,;\t")
    mark = "," if "," in name else ";"
    if name.count(mark) == 1:
        family, given = (part.strip() for part in name.split(mark))
        if family and given:
            return "", given, family
    title, rest = split_title(name)
    words = rest.split()
    if len(words) == 1:
        return (title, "", words[0]) if title or family_first else (title, words[0], "")
    if family_first:
        at = next((i for i, w in enumerate(words) if w.casefold() not in _PARTICLES), 0) + 1
        return title, " ".join(words[at:]), " ".join(words[:at])
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _PARTICLES:
        at -= 1
    return title, " ".join(words[:at]), " ".join(words[at:])


def split_title(name: str) -> tuple[str, str]:
    """Return the titles that a name begins with, and the rest of it, which has one word at least."""
    words = name.split()
    titles = 0
    while titles < len(words) - 1 and (key(words[titles]) in _TITLES or words[titles] in _TITLES_AS_WRITTEN):
        titles += 1
    return " ".join(words[:titles]), " ".join(words[titles:])

"""The wish to get no post, as people write it into notes and tags in Finnish, Norwegian, Polish and English.

A wish is a word of refusal near a word for post, or a refusal to be written to at all. Where that is doubtful it counts
as a wish: a card too few can be sent later, a card too many cannot be taken back.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "a", "’": "'", "´": "'"})
_LONGEST = 2000


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _form(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words.split())})")


@dataclass(frozen=True, slots=True)
class _Language:
    """Forms of whole words of one language, without accents."""

    no: re.Pattern[str]
    post: re.Pattern[str]
    wish: re.Pattern[str]
    """Sending, getting and wanting: they bind a refusal to a word for post further on."""
    send: re.Pattern[str]
    """Sending and writing: refused by themselves."""
    passed: re.Pattern[str]
    """What is told of post that did not come, of paying by card, of having no card."""


_LANGUAGES = (
    _Language(
        _form(r"ei eika en eivat ala alkaa ilman kielt\w* kiels\w* kielle\w* stop perunut perui"),
        _form(
            r"posti posti[ae]\w* postin post[ie]j\w* postit postit[tu]\w* postiin postikort\w* kort[ti]\w* joulukort\w*"
            r" \w*paivakort\w* onnittelukort\w* kirje\w* mainos\w* mainok\w* mainont\w* mainost\w* markkinoin\w*"
            r" suorapost\w* suoramainon\w* suoramarkkinoin\w*"
        ),
        _form(r"halu\w* toivo\w* lahet\w* saa saisi ota ottaa vastaanota\w* tarvit\w* tilaa\w* laita\w* kiitos"),
        _form(r"lahet[ae]\w* lahettaa postittaa kirjoita kirjoittaa"),
        _form(
            r"ole ollut oo saanut saapunut tullut tule tulee kulje kulkenut loytynyt loydy muista\w* maksa\w* kateis\w*"
            r" mukana mukaan kaynyt kay toimi\w* hukassa kadonnut ongelm\w* palautunut numero\w* kuvia facebook\w*"
            r" instagram\w* allergi\w*"
        ),
    ),
    _Language(
        _form(r"ikke ikkje ingen inga inget intet inte ej nei aldri stopp stans frabe\w* avmeld\w* uten"),
        _form(
            r"post posten postkort kort kortet julekort \w*dagskort brev brevet brevpost reklame\w* reklam"
            r" markedsforing\w* direktereklame julbrev julebrev katalog\w*"
        ),
        _form(r"onsker? onskjer vil ville ha motta far send\w* sende skal lyst vill onskar takk tack mer mere skicka"),
        _form(r"send sende skriv skrive skicka kontakt kontakte"),
        _form(
            r"fatt mottatt kommet kom kommer kommit levert har hadde har klipp\w* klippe\w* betal\w* kontant\w* for"
            r" hjemme hent\w* funnet finn\w* glemt gyldig virk\w* sykler problem\w* bilde\w* facebook\w*"
            r" instagram\w* langt"
        ),
    ),
    _Language(
        _form(r"nie bez brak zadn\w* rezygn\w* sprzeciw\w* zakaz\w* wypis\w* stop odmaw\w* odmow\w*"),
        _form(
            r"poczt[ayoe]\w* poczt kart kart[aeyk]\w* list listy listow korespond\w* market\w* reklam reklam[yae]\w*"
            r" reklamow\w* ulotek ulotki katalog\w* kartecz\w* przesylek"
        ),
        _form(r"chc\w* zycz\w* wysyl\w* wysla\w* prosz\w* prosi zgo\w* przysyl\w* otrzymywac dostawac wyraz\w* na z"),
        _form(r"wysylac wysylaj\w* wyslac pisac pisz piszcie przysylac kontaktowac"),
        _form(
            r"dosta[lnw]\w* otrzyma[ln]\w* dotar\w* dosz\w* przysz\w* przych\w* ma mial\w* plac\w* zaplac\w* gotowk\w*"
            r" kod\w* adres\w* problem\w* dziala\w* reklamac\w* pamieta\w* zdjec\w* facebook\w* instagram\w* odebra\w*"
        ),
    ),
    _Language(
        _form(r"no not never stop without unsubscrib\w* refus\w* declin\w* cancel remove opt\w* none nothing"),
        _form(
            r"mail mails mailing mailings post posts posted cards? \w*cards letters? marketing advert\w* adverts"
            r" flyers? leaflets? catalogues? catalogs? postcards? newsletters?"
        ),
        _form(r"send\w* want\w* receiv\w* wish\w* get like please any more mail by like\w* sent need\w* via from"),
        _form(r"send post mail write contact"),
        _form(
            r"received got arrived came come comes has had have having found pay\w* paid cash accept\w* office code"
            r" carrier issues? problems? gift credit debit loyalty stamp business file address work\w* pictures?"
            r" photos? facebook instagram yet forgot\w* forget lost"
        ),
    ),
)
# How the words of refusal begin: most texts hold none, and need no longer look.
_MAYBE = re.compile(
    r"\b(?:ei|en|[aä]l[aä]|a\u0308l|ilman|kiel|stop|peru|ik|ing|in[gt]|ej|ne|aldr|stan|fra|avm|ut|ni|be|br|[zż]a|z\u0307a"
    r"|rez|res|sp|wyp|wyc|cof|odm|no|un|re|dec|can|opt|do|does|did|would|suora|mark|main|posti)",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:(?:suora)?(?:markkinointi|mainos|posti)kielto\w*|reserver[t]? (?:mot|seg)|reservasjon|unsubscribed?"
    r"|opt(?:ed)?[ -]?out|do not (?:contact|disturb)|brak zgod\w*|bez zgod\w*|(?:nie (?:wyraza\w*|wyrazi\w*|ma|dal\w*"
    r"|udziel\w*)|cofn\w*|wycof\w*) zgod\w*|nie zgadza\w*|sprzeciw wobec)\b"
)
_WHOLE = re.compile(r"(?:reservert|sprzeciw\w*|avmeldt|rezygnuje|kieltanyt|no mail|nomail|opt out|optout|unsub)")
_OTHER = re.compile(
    r"email\w*|sms\w*|tekstiviest\w*|tekstar\w*|puhelin\w*|puhelu\w*|soita\w*|soitt\w*|ring\w*|telefon\w*|tlf|dzwon\w*"
    r"|calls?|calling|phone\w*|texts?|texting|nyhetsbrev\w*|uutiskir\w*|newsletter\w*|whatsapp\w*|mejl\w*|maile?|maili"
)
_MARKETING = re.compile(r"market\w*|markkinoin\w*|markedsforing\w*|reklam\w*|mainon\w*|advert\w*|suoramarkk\w*")
_ELECTRONIC = re.compile(
    r"\be[- ]?(?:mails?|post\w*|maili\w*)\b|\bs[- ]?post\w*|\bsahkopost\w*|\bpoczt\w+ elektroniczn\w*|\bmaile?m\b"
    r"|\bposta\b(?= elektron)"
)
_FILLERS = _set(
    "more any enaa mer mere flere wiecej zadnych zadnej zadne mitaan muuta paper christmas birthday direct the a us me"
    " oss meg til dem lisaa our your their his her saa mu jej im mnie nam prosze please kiitos takk yhtaan"
    " minkaanlaista papier papierowej papierowych tradycyjnej swiatecznych urodzinowych"
)
_POLITE = _FILLERS | _set(
    "anything nic mitaan noe hanelle henkilolle asiakkaalle klientce klientowi do dziekuje tack thanks thank you"
    " til henne ham kunden nothing to him"
)


def refuses_post(text: str) -> bool:
    """Tell whether a note or tag holds the wish to get no post, no letters, no cards or no marketing."""
    if not _MAYBE.search(text):
        return False
    plain = _plain(text[:_LONGEST])
    return any(_refuses(clause) for clause in re.split(r"[.,;!?\n()]+|\s[-–—]\s", plain) if clause.strip())


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    plain = re.sub(r"\bcannot\b", "can not", plain)
    return _ELECTRONIC.sub(" email ", re.sub(r"\b(do|does|did|would|can)n'?t\b", r"\1 not", plain))


def _refuses(clause: str) -> bool:
    words = re.findall(r"[a-z0-9]+", clause)
    others = any(map(_OTHER.fullmatch, words))
    if _WHOLE.fullmatch(" ".join(words)):
        return True
    if _STRONG.search(clause) and not others:
        return True
    return any(_in(language, words, others=others) for language in _LANGUAGES)


def _in(language: _Language, words: list[str], *, others: bool) -> bool:
    nos = [i for i, word in enumerate(words) if language.no.fullmatch(word)]
    if not nos:
        return False
    if not others and any(_silence(language, words, at) for at in nos):
        return True
    posts = [i for i, word in enumerate(words) if language.post.fullmatch(word)]
    if others:
        posts = [i for i in posts if not _MARKETING.fullmatch(words[i])]
    return any(_bound(language, words, no, post) for no in nos for post in posts if no != post)


def _silence(language: _Language, words: list[str], at: int) -> bool:
    """*Do not write*, with nothing else said: no word for post is needed."""
    rest = [word for i, word in enumerate(words) if i != at]
    sent = [word for word in rest if language.send.fullmatch(word)]
    return bool(sent) and all(
        language.send.fullmatch(w) or language.wish.fullmatch(w) or w in _POLITE for w in rest
    )  # fmt: skip


def _bound(language: _Language, words: list[str], no: int, post: int) -> bool:
    first, last = min(no, post), max(no, post)
    between = [w for w in words[first + 1 : last] if w not in _FILLERS]
    around = words[max(0, first - 2) : last + 2]
    wished = any(map(language.wish.fullmatch, between))
    if any(map(language.passed.fullmatch, around)) and not (wished and _wants(between)):
        return False
    if no < post:
        return len(between) <= 1 or (wished and len(between) <= 6)
    after = words[no + 1 : no + 2]
    closes = not after or bool(language.wish.fullmatch(after[0]) or language.send.fullmatch(after[0]))
    stands_for_itself = language.no.fullmatch(words[no]) is not None and len(words[no]) > 5
    return len(between) <= 1 and (closes or after[0] in _POLITE or stands_for_itself)


def _wants(between: list[str]) -> bool:
    return any(re.fullmatch(r"halu\w*|toivo\w*|onsk\w*|lyst|chc\w*|zycz\w*|want\w*|wish\w*|vil", w) for w in between)

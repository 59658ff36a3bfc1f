"""Wishes to get no post in the words of customers and staff, and sentences that only look like one."""

from __future__ import annotations

import pytest

from smallcrm.exchange.refusals import refuses_post

WISHES = """
nie wysyłać kartek | proszę nie wysyłać listów | bez kartek | nie pisać | rezygnuje z korespondencji
brak zgody na korespondencję | brak zgody marketingowej | Brak zgody | nie wysyłać poczty | bez poczty
nie chce poczty | NIE WYSYŁAĆ | Stała klientka. Proszę nie wysyłać żadnych kartek urodzinowych!
nie wyraża zgody na marketing | sprzeciw wobec marketingu | nie życzy sobie listów | listów nie wysyłać
Klient wypisany z listy, bez reklam | ei postia kiitos | ei kortteja | Ei korttia! | ei saa lähettää postia
kielsi postin | älä lähetä postia | ei halua kirjeitä | ei mainoksia | Ei markkinointia | suoramarkkinointikielto
Posti: ei kiitos | postia ei saa lähettää | markkinointi kielletty | älkää lähettäkö mainoksia | ei enää mitään postia
Kanta-asiakas, ei halua joulukortteja | Ei ole halunnut postia | kortteja ei | ei postitusta
Asiakas ei halua että hänelle lähetetään kortteja | ikke send post | ingen post | vil ikke ha post | ikke kort
ingen kort | ønsker ikke post | reservert | nei takk til post | reservert mot reklame
Fast kunde. Ikke send julekort, takk | ønsker ikke å motta brev | post: nei | ingen reklame
Vil ikke ha markedsføring | har ikke lyst på post | avmeldt | ikke send noe | stopp all reklame | no cards please
please do not send mail | DO NOT SEND CARDS | unsubscribed | no mail | do not mail | Don't send letters | no letters
do not post | Asked us to stop sending her cards | doesn't want any marketing | does not want to receive mail
mail: no | opted out | Please don’t write | refuses post | No more birthday cards please | never send anything
ei sähköpostia eikä postia | no emails, no post
"""
OTHERS = """
ei ole saanut korttia | ei ole kanta-asiakaskorttia | posti ei kulje | maksaa kortilla, ei käteisellä | ei sähköpostia
Ei s-postia | ei tekstiviestejä | Ei pähkinöitä. Kortti kiitos | ei allergioita, postia saa lähettää | hakee postista
ei postinumeroa | ei puhelinmarkkinointia, soita ei | Ei uutiskirjettä | Ei muista korttia koskaan | ikke fått kort
har ikke kort | ikke klipp for kort | ikke for kort i nakken | reservert bord til fire | ikke e-post
reservert time på tirsdag | Vil ha en kort samtale | ikke ring | ingen nyhetsbrev på e-post
ikke hjemme når posten kommer | ingen postadresse | betaler med kort, ikke kontant | nei, kort er fint
har ikke fått posten ennå | nie dostała kartki | nie ma karty stałego klienta | bez reklamacji | nie na SMS
nie wysyłać SMS | płaci kartą, nie gotówką | nie ma na liście | brak kodu pocztowego | brak adresu do korespondencji
brak zgody na SMS | nie dzwonić | nie ma telefonu | no mail carrier issue | has not received the card | no gift card
no postcode | stop by the post office | no emails please | card not accepted | no problem with post | do not text
don't post pictures on Facebook | no marketing calls | no nuts | lost her card, no number | Likes cards and letters
Prefers post | Lubi kartki | Toivoo kortteja | Ønsker post
"""


def _phrases(block: str) -> list[str]:
    return [phrase.strip() for line in block.strip().splitlines() for phrase in line.split("|")]


@pytest.mark.parametrize("text", _phrases(WISHES))
def test_a_wish_for_no_post_is_heard(text: str) -> None:
    assert refuses_post(text)


@pytest.mark.parametrize("text", _phrases(OTHERS))
def test_what_only_sounds_like_it_is_none(text: str) -> None:
    assert not refuses_post(text)


def test_a_long_text_takes_no_time() -> None:
    assert not refuses_post("ei " * 100_000)

"""The Polish vocative: common names, pet names, exceptions, and what stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.vocative import vocative

WOMEN = """
Anna Anno, Maria Mario, Katarzyna Katarzyno, Małgorzata Małgorzato, Agnieszka Agnieszko, Barbara Barbaro, Ewa Ewo,
Krystyna Krystyno, Magdalena Magdaleno, Elżbieta Elżbieto, Joanna Joanno, Aleksandra Aleksandro, Zofia Zofio,
Monika Moniko, Teresa Tereso, Danuta Danuto, Natalia Natalio, Julia Julio, Karolina Karolino, Marta Marto, Beata Beato,
Dorota Doroto, Halina Halino, Jadwiga Jadwigo, Alicja Alicjo, Jolanta Jolanto, Grażyna Grażyno, Iwona Iwono,
Paulina Paulino, Wiktoria Wiktorio, Łucja Łucjo, Gabriela Gabrielo, Urszula Urszulo, Kinga Kingo, Aniela Anielo,
Emilia Emilio, Oliwia Oliwio, Zuzanna Zuzanno, Hanna Hanno, Róża Różo, Izabela Izabelo, Eugenia Eugenio,
Nella Nello, Stella Stello, Fabiola Fabiolo,
Apolonia Apolonio, Stefania Stefanio, Violetta Violetto, Bogumiła Bogumiło, Ludmiła Ludmiło
"""
PET_NAMES = """
Ania Aniu, Kasia Kasiu, Basia Basiu, Gosia Gosiu, Zuzia Zuziu, Ola Olu, Ala Alu, Ela Elu, Ula Ulu, Jola Jolu,
Hania Haniu, Jadzia Jadziu, Madzia Madziu, Ewcia Ewciu, Maja Maju, Kaja Kaju, Mariola Mariolu, Wiola Wiolu,
Lola Lolu, Tola Tolu,
Henia Heniu, Józia Józiu, Frania Franiu, Hela Helu, Nela Nelu, Pola Polu, Sonia Soniu, Babunia Babuniu
"""
MEN = """
Piotr Piotrze, Krzysztof Krzysztofie, Andrzej Andrzeju, Jan Janie, Stanisław Stanisławie, Tomasz Tomaszu, Paweł Pawle,
Marcin Marcinie, Michał Michale, Marek Marku, Grzegorz Grzegorzu, Józef Józefie, Łukasz Łukaszu, Adam Adamie,
Zbigniew Zbigniewie, Tadeusz Tadeuszu, Mateusz Mateuszu, Wojciech Wojciechu, Ryszard Ryszardzie, Jakub Jakubie,
Henryk Henryku, Robert Robercie, Rafał Rafale, Kazimierz Kazimierzu, Jacek Jacku, Maciej Macieju, Kamil Kamilu,
Dawid Dawidzie, Sławomir Sławomirze, Artur Arturze, Sebastian Sebastianie, Karol Karolu, Leszek Leszku,
Dominik Dominiku, Mikołaj Mikołaju, Aleksander Aleksandrze, Sylwester Sylwestrze, Ernest Erneście, August Auguście,
Filip Filipie, Błażej Błażeju, Feliks Feliksie, Borys Borysie, Roch Rochu, Łazarz Łazarzu, Chwalibóg Chwalibógu,
Kacper Kacprze, Kasper Kasprze, Lew Lwie, Abel Ablu, Gaweł Gawle, Przemysł Przemyśle, Wawrzyniec Wawrzyńcu,
Mieszko Mieszku, Izaak Izaaku, Aaron Aaronie,
Maciek Maćku, Krzysiek Krzyśku, Heniek Heńku, Kaziek Kaźku, Tomek Tomku, Franciszek Franciszku,
Staś Stasiu, Grześ Grzesiu, Tadź Tadziu, Czechoń Czechoniu, Ignac Ignacu, Staszko Staszku, Jaśko Jaśku, Janko Janku,
Jaś Jasiu, Wit Wicie, Kornel Kornelu, Marian Marianie, Augustyn Augustynie, Edmund Edmundzie,
Klucz Kluczu, Ludz Ludzu, Kaź Kaziu, Gość Gościu, Ambroż Ambrożu,
Kuba Kubo, Barnaba Barnabo, Kosma Kosmo, Bonawentura Bonawenturo
"""
UNCHANGED = """
Noemi Ingrid Karen Margot Steven Nicole Carmen Beatrycze Jerzy Antoni Ignacy Konstanty Wincenty Bazyli Idzi Alojzy Hugo
Bruno Matti Pekka Jaakko Liisa Päivi Åse Øyvind Xavier Kevin Quentin John Matthew Geoffrey Jack Kari Ruth Bo Pan Ng Brr
Birgit Nell Britt Gunn Ragnhild Ingeborg Gunvor Liv Siv Bodil Sissel Elisabet Sarah Leah Susan Joan Carol Evelyn Pat Kit
Lucia Patricia Anastasia Aslaug Marjut Rakel Eleanor Gwen Tom Scott Isobel
"""


def pairs(text: str) -> list[list[str]]:
    return [pair.split() for pair in text.replace("\n", " ").split(",")]


@pytest.mark.parametrize(("name", "form"), pairs(WOMEN) + pairs(PET_NAMES) + pairs(MEN))
def test_names(name: str, form: str) -> None:
    assert vocative(name) == form


@pytest.mark.parametrize("name", UNCHANGED.split())
def test_uncertain_and_foreign_names_stay(name: str) -> None:
    assert vocative(name) == name


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Anna Maria", "Anno Mario"),
        ("Jan Paweł", "Janie Pawle"),
        ("Anna-Maria", "Anno-Mario"),
        ("  Ewa  Anna ", "Ewo Anno"),
        ("ANNA", "ANNO"),
        ("anna", "anno"),
        ("Pawel\u0142".replace("l\u0142", "\u0142"), "Pawle"),
        ("Jo\u0301zef", "Józefie"),
        ("Anna M.", "Anna M."),
        ("Katarzyna (Kasia)", "Katarzyna (Kasia)"),
        ("Anna i Piotr", "Anno i Piotrze"),
        ("", ""),
        ("A", "A"),
        ("Anna-", "Anna-"),
    ],
)
def test_several_names_and_odd_writings(name: str, form: str) -> None:
    assert vocative(name) == form


@given(st.text(max_size=30))
def test_anything_typed_is_safe(name: str) -> None:
    assert bool(vocative(name)) == bool(name.strip())

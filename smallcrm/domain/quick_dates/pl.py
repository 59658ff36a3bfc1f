"""Polish: cases after prepositions, ordinals as days and hours, "wpół do", months in Roman numerals."""

from __future__ import annotations

from smallcrm.domain.quick_dates.digits import shapes
from smallcrm.domain.quick_dates.grammar import Maker, Part, Unit
from smallcrm.domain.quick_dates.language import Language, compounds, numbered, phrases
from smallcrm.domain.quick_dates.pl_beside import BESIDE

_MONTHS_GEN = "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
_SHORT = "pon./pn. wt./wto. śr./śro. czw./cz. pt./piąt. sob./so. niedz./nd./ndz./niedz"
_ACC = "poniedziałek wtorek środę czwartek piątek sobotę niedzielę"
_STEMS = (
    "pierwsz",
    "drug",
    "trzec",
    "czwart",
    "piąt",
    "szóst",
    "siódm",
    "ósm",
    "dziewiąt",
    "dziesiąt",
    "jedenast",
    "dwunast",
)
_TEENS = ("trzynast", "czternast", "piętnast", "szesnast", "siedemnast", "osiemnast", "dziewiętnast", "dwudziest")
_TENS = {20: "dwudziest", 30: "trzydziest"}


def _ordinals(hard: str, soft: str, k: str) -> dict[str, int]:
    """Return ordinals 1 to 31 with an ending: pierwsz-ego, drug-iego, trzec-iego."""
    ending = {2: k, 3: soft}
    ones = {n: stem + ending.get(n, hard) for n, stem in enumerate([*_STEMS, *_TEENS], 1)}
    both = {f"{stem}{hard} {ones[n]}": ten + n for ten, stem in _TENS.items() for n in range(1, 10) if ten + n < 32}
    return {word: n for n, word in ones.items()} | both | {f"trzydziest{hard}": 30}


_NUMBERS = """
    jeden/jedną/jedna dwa/dwie/dwóch trzy/trzech cztery/czterech pięć/pięciu sześć/sześciu siedem/siedmiu
    osiem/ośmiu dziewięć/dziewięciu dziesięć/dziesięciu jedenaście/jedenastu dwanaście/dwunastu trzynaście
    czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście
    """
_TENS_OF = """
    dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt
    """
_ONES = "jeden/jedną dwa/dwie trzy cztery pięć sześć siedem osiem dziewięć"
_CLASSES = {
    "WD.acc": numbered(_ACC, 0),
    "WD.nom": numbered("poniedziałek wtorek środa czwartek piątek sobota niedziela", 0),
    "WD.gen": numbered("poniedziałku wtorku środy czwartku piątku soboty niedzieli", 0),
    "WD.ins": numbered("poniedziałkiem wtorkiem środą czwartkiem piątkiem sobotą niedzielą", 0),
    "WD.loc": numbered("poniedziałku wtorku środzie czwartku piątku sobocie niedzieli", 0),
    "WD.abbr": numbered(_SHORT, 0),
    "WD": numbered(_ACC, 0) | numbered(_SHORT, 0),
    "WD.habit": numbered("poniedziałki wtorki środy czwartki piątki soboty niedziele", 0),
    "WD.any": numbered(_ACC, 0)
    | numbered("poniedziałku wtorku środy czwartku piątku soboty niedzieli", 0)
    | numbered("poniedziałek wtorek środa czwartek piątek sobota niedziela", 0),
    "MONTH.gen": numbered(_MONTHS_GEN),
    "MONTH.day": numbered(_MONTHS_GEN)
    | numbered("styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień")
    | {"sty.": 1, "stycz.": 1, "lut.": 2, "mar.": 3, "kwi.": 4, "kwiec.": 4, "cze.": 6, "czerw.": 6, "lip.": 7}
    | {
        "sierp.": 8,
        "wrz.": 9,
        "wrzes.": 9,
        "paź.": 10,
        "paźdz.": 10,
        "lis.": 11,
        "list.": 11,
        "gru.": 12,
        "grud.": 12,
    },
    "MONTH.loc": numbered(
        "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu"
    ),
    "NUM": numbered(_NUMBERS) | compounds(_TENS_OF, _ONES, " ") | {"sto": 100, "#": 999},
    "NUM2": numbered(_NUMBERS) | {"#": 999},
    "UNIT": phrases(
        ("dzień dni dn. dnia doba dobę", Unit.DAY),
        ("dni_robocze dni_roboczych dzień_roboczy", Unit.WORKDAY),
        ("tydzień tygodnie tygodni tyg.", Unit.WEEK),
        ("miesiąc miesiące miesięcy mies. m_c m_ce", Unit.MONTH),
        ("rok lata lat", Unit.YEAR),
        ("godzinę godziny godzin godz. h godzinkę", Unit.HOUR),
        ("minutę minuty minut min.", Unit.MINUTE),
    ),
    "UNIT.one": phrases(
        ("dzień dobę", Unit.DAY),
        ("tydzień", Unit.WEEK),
        ("miesiąc", Unit.MONTH),
        ("rok", Unit.YEAR),
        ("godzinę godzinkę", Unit.HOUR),
        ("minutę", Unit.MINUTE),
    ),
    "PART": phrases(
        (
            "rano z_rana z_samego_rana nad_ranem od_rana wcześnie_rano rankiem o_poranku od_samego_rana na_rano",
            Part.MORNING,
        ),
        ("przed_południem przedpołudniem", Part.FORENOON),
        ("w_południe w_samo_południe około_południa ok._południa koło_południa w_porze_obiadu", Part.NOON),
        ("po_południu popołudniu popołudnie na_popołudnie późnym_popołudniem wczesnym_popołudniem", Part.AFTERNOON),
        ("wieczorem wieczór pod_wieczór na_wieczór wieczorkiem późnym_wieczorem", Part.EVENING),
        ("w_nocy", Part.NIGHT),
    ),
    "DAY.ord": _ordinals("ego", "iego", "iego"),
    "DAY.nom": _ordinals("y", "i", "i"),
    "NTH.wd": numbered("pierwszy/pierwszą drugi/drugą trzeci/trzecią czwarty/czwartą ostatni/ostatnią"),
    "WEEK": {"#": 53},
    "PART_OF": phrases(
        (
            """
    na_początku z_początkiem na_początek początek początkiem od_początku w_pierwszych_dniach pierwsze_dni
    na_samym_początku zaraz_na_początku do_początku około_początku w_początkach
    """,
            1,
        ),
        (
            """
    w_połowie do_połowy połowa od_połowy około_połowy ok._połowy koło_połowy po_połowie w_środku połową na_połowę
    """,
            2,
        ),
        (
            """
    pod_koniec z_końcem na_koniec koniec końcem w_końcu końcówka w_końcówce pod_sam_koniec w_ostatnich_dniach
    na_końcu w_drugiej_połowie
    """,
            3,
        ),
    ),
    "HOUR": _ordinals("ej", "iej", "iej"),
    "HOUR.nom": _ordinals("a", "ia", "a"),
    "HOUR.ins": _ordinals("ą", "ią", "ą"),
    "HOUR.any": _ordinals("ej", "iej", "iej") | {"#": 12},
    "MIN": {
        "kwadrans": 15,
        "kwadransie": 15,
        "piętnaście": 15,
        "pięć": 5,
        "dziesięć": 10,
        "dwadzieścia": 20,
        "dwadzieścia pięć": 25,
    }
    | {"#": 29, "5 minut": 5, "10 minut": 10, "20 minut": 20, "pięć minut": 5, "dziesięć minut": 10},
    "MIN.after": {"piętnaście": 15, "trzydzieści": 30, "czterdzieści pięć": 45, "dziesięć": 10, "dwadzieścia": 20}
    | {"czterdzieści": 40, "pięćdziesiąt": 50, "zero zero": 0},
    "AT": phrases(
        (
            """
    o od około ok. koło godz. godzinie godziny godzinę godzina g. na tak_o gdzieś_o gdzieś_około
    """,
            1,
        )
    ),
    "BY": phrases(("po do między nie_przed najlepiej_po", 1)),
    "ON": phrases(
        ("w we na do od dopiero_w dopiero_we najpóźniej_w najpóźniej_we najpóźniej_do już_w koniecznie_w", 1)
    ),
    "IN": phrases(("w we", 1)),
    "TO": phrases(("do najpóźniej_do aż_do", 1)),
    "FROM": phrases(("od począwszy_od już_od dopiero_od", 1)),
    "DN": phrases(("dnia dn. w_dniu w_dn.", 1)),
    "R": phrases(("r. roku", 1), ("br. b.r. bieżącego_roku tego_roku", 2)),
    "NEXT_GEN": phrases(("przyszłego następnego kolejnego nadchodzącego przyszłej następnej kolejnej nadchodzącej", 1)),
    "NEXT": phrases(("przyszły przyszłą następny następną", 1)),
    "NEAR": phrases(("najbliższy najbliższą ten tę tą nadchodzący nadchodzącą", 1)),
    "LAST": phrases(
        (
            """
    zeszły zeszłą zeszłym zeszłego ubiegły ubiegłą ubiegłym ubiegłego miniony minioną minionym minionego ostatni
    ostatnią ostatnim ostatniego poprzedni poprzednią poprzednim zeszłej
    """,
            1,
        )
    ),
    "EVERY": phrases(
        ("każdy każdą każdego każdej co_drugi co_drugą co_trzeci co_trzecią co co_każdy co_tydzień_w co_miesiąc_w", 1)
    ),
}

_DAY_RULES = """
    dziś|dzisiaj|dzis -> day n=0
    na dziś|dzisiaj -> day n=0 firm=1
    do dziś|dzisiaj -> nothing
    ON? jutro|jutra|jutrzejszy -> day n=1
    ON? pojutrze|pojutrza -> day n=2
    po jutrze -> day n=2
    ON? jutrzejszy|jutrzejszego dzień|dnia? -> day n=1
    IN WD -> weekday on=1
    dopiero|najpóźniej|już|koniecznie|gdzieś|może IN WD -> weekday on=1
    na WD -> weekday firm=1
    TO WD.gen -> weekday firm=1
    FROM WD.gen -> weekday on=1
    FROM WD.gen do WD.gen -> behind
    WD.abbr WD.abbr -> behind
    TO WD.abbr -> weekday firm=1
    FROM WD.abbr -> weekday on=1
    do końca WD.gen -> weekday firm=1
    WD.nom najpóźniej -> nothing
    WD.nom -> weekday unclear=1
    WD.acc -> weekday unclear=1
    WD.abbr -> weekday unclear=2
    najpóźniej WD.nom -> weekday firm=1
    ON? NEAR WD -> weekday on=1
    ON? NEXT WD -> weekday following=1
    do|od NEXT_GEN WD.gen -> weekday following=1
    do|od najbliższego|najbliższej|tego|tej WD.gen -> weekday firm=1
    po WD.loc -> weekday after=1
    przed WD.ins -> weekday before=1
    z|ze WD.gen -> behind
    z|ze DN? DATE -> behind
    z|ze DN? DAY MONTH.day -> behind
    z|ze DN? DAY.ord MONTH.gen -> behind
    wcześniej dziś|dzisiaj -> behind
    nie może|mogą|pasuje? IN WD -> nothing
    zamiast IN? WD.any -> nothing
    nie przed WD.ins -> weekday firm=1
    IN WD.habit -> behind
    ON? EVERY WD.any -> behind
    co WD.any|tydzień|miesiąc|dzień|rok|kwartał|wieczór|rano|roku -> behind
    co NUM|drugi|trzeci|czwarty tydzień|dzień|tygodnie|dni|miesiąc|miesiące|lata|miesięcy|tygodni -> behind
    ON? LAST WD.any -> behind
    ON? LAST tydzień|tygodniu|tygodnia|miesiąc|miesiącu|miesiąca|roku|rok|weekend|sobotę -> behind
    PART_OF LAST tygodnia|miesiąca|roku -> behind
    w|we LAST MONTH.loc -> behind
    NUM? UNIT temu -> behind
    wczoraj|przedwczoraj|onegdaj -> behind
    NUM razy|raz w tygodniu|miesiącu|roku -> behind
    raz w|na tygodniu|miesiącu|roku|tydzień|miesiąc|rok -> behind
    ON ten|najbliższy? weekend -> weekend
    ten|najbliższy weekend -> weekend
    na weekend -> weekend firm=1
    ON? przyszły|następny weekend -> weekend following=1
    po weekendzie -> weekend after=1
    przed weekendem -> weekend before=1
    do weekendu -> weekend before=1
    IN NTH.wd WD MONTH.gen YEAR? -> nth_weekday
    IN NTH.wd WD miesiąca|tego_miesiąca -> nth_weekday
    IN NTH.wd WD NEXT_GEN miesiąca -> nth_weekday months=1
"""

_WEEK_RULES = """
    w przyszłym|następnym|kolejnym tygodniu -> in_week weeks=1
    na przyszły|następny tydzień -> in_week weeks=1
    w przyszłym tyg. -> in_week weeks=1
    PART_OF NEXT_GEN tygodnia|tyg. -> in_week weeks=1
    do końca NEXT_GEN tygodnia -> in_week weeks=1 end=1
    PART_OF tego? tygodnia -> in_week weeks=0
    do końca tego|bieżącego? tygodnia -> in_week weeks=0 end=1
    w tym tygodniu -> in_week weeks=0
    w ciągu tygodnia|dnia|roku|miesiąca -> nothing
    w środku tygodnia -> in_week weeks=0 part_of=2
    w środku NEXT_GEN tygodnia -> in_week weeks=1 part_of=2
    w|na? tygodniu|tydzień|tydz.|tyg.|tygodnia nr|numer? WEEK WEEK? -> week_number
    za ok.|około|jakieś|mniej_więcej|jakiś? NUM UNIT -> ahead
    za ok.|około|jakieś|jakiś|mniej_więcej? UNIT.one -> ahead
    za ok.|około|jakieś? NUM lub|albo|do|czy? NUM2 UNIT -> ahead
    za tydzień lub|albo|czy|do? dwa|dwóch -> ahead num=1 num2=2 unit=week
    za pół roku -> ahead num=6 unit=month
    za półtora roku -> ahead num=18 unit=month
    za półtora miesiąca|tygodnia -> nothing
    za kwartał -> ahead num=3 unit=month
    za pół godziny|godzinki -> ahead num=30 unit=minute
    za półtorej godziny -> ahead num=90 unit=minute
    za kwadrans -> ahead num=15 unit=minute
    za MIN HOUR.nom -> nothing
    za trzy kwadranse -> ahead num=45 unit=minute
    za parę|kilka|kilkanaście|jakiś dni|tygodni|miesięcy|lat|godzin|minut|czas -> nothing
    tydzień od WD.gen -> weekday plus=1
    NUM UNIT od dziś|dzisiaj|teraz -> ahead
    tydzień od dziś|dzisiaj -> ahead num=1 unit=week
"""

_MONTH_RULES = """
    dopiero? PART_OF MONTH.gen YEAR? R? -> month_part
    PART_OF tego|bieżącego? miesiąca|mies. -> month_part
    PART_OF NEXT_GEN miesiąca|mies. -> month_part months=1
    IN MONTH.loc YEAR? R? -> month
    dopiero|gdzieś|może IN MONTH.loc YEAR? R? -> month
    w przyszłym|następnym|kolejnym miesiącu -> month months=1
    na przyszły|następny miesiąc -> month months=1
    do_końca|przed_końcem MONTH.gen YEAR? R? -> until_end
    do_końca|przed_końcem tego|bieżącego? miesiąca -> until_end
    do końca NEXT_GEN miesiąca -> until_end months=1
    do_końca|przed_końcem tego|bieżącego? roku -> until_end of_year=1
    do końca YEAR R? -> until_end of_year=1
    do końca NEXT_GEN roku -> until_end of_year=1 years=1
    DN? DATE R? -> date
    w|na DATE R? -> date
    TO DN? DATE R? -> date firm=1
    FROM DN? DATE R? -> date
    przed DN? DATE R? -> date before=1
    po DN? DATE R? -> date after=1
    DN? DAY MONTH.day YEAR? R? -> date
    na DAY MONTH.day YEAR? R? -> date firm=1
    TO DN? DAY MONTH.day YEAR? R? -> date firm=1
    FROM DN? DAY MONTH.day YEAR? R? -> date
    przed DAY MONTH.day YEAR? R? -> date before=1
    po DAY MONTH.day YEAR? R? -> date after=1
    DN? DAY.ord MONTH.gen YEAR? R? -> date
    na|TO DAY.ord MONTH.gen YEAR? R? -> date firm=1
    FROM DAY.ord MONTH.gen YEAR? R? -> date
    TO DAY.ord MONTH.gen YEAR? R? -> date firm=1
    FROM DAY.ord MONTH.gen YEAR? R? -> date
    przed DAY.nom MONTH.gen -> date before=1
    po DAY.ord MONTH.gen -> date after=1
    DAY.nom MONTH.gen YEAR? R? -> date
    DN? DAY.ord -> day_number ending=1
    na|do|od DAY.ord -> day_number ending=1
    DN? NTH -> day_number ending=1
    na|do|od DN? NTH -> day_number ending=1
    DN? DAY.ord|NTH tego_miesiąca -> day_number
    DN? DAY.ord|NTH NEXT_GEN miesiąca -> day_number months=1
    na|do|od DAY.ord|NTH NEXT_GEN miesiąca -> day_number months=1 firm=1
    DN? DAY bm.|b._m. -> day_number
    na|do|od DN? DAY bm.|b._m. -> day_number firm=1
"""

_FEAST_RULES = """
    w|na wigilię -> date day=24 month=12
    do wigilii -> date day=24 month=12 firm=1
    w|na pierwszy dzień świąt|bożego_narodzenia -> date day=25 month=12
    w|na drugi dzień świąt|bożego_narodzenia -> date day=26 month=12
    w|na sylwestra -> date day=31 month=12
    w|na nowy_rok -> date day=1 month=1
    w|na trzech_króli|święto_trzech_króli -> date day=6 month=1
    w|na walentynki -> date day=14 month=2
    w|na dzień_kobiet -> date day=8 month=3
    w|na dzień_matki -> date day=26 month=5
    w|na mikołajki -> date day=6 month=12
"""
_TIME_RULES = """
    BY? AT AT* CLOCK -> clock
    BY CLOCK -> clock
    HM -> clock
    H -> bare
    AT? między|pomiędzy AT? CLOCK a|i AT? UNTIL -> clock
    między|pomiędzy HOUR.ins a|i HOUR.ins -> clock
    od CLOCK do UNTIL -> clock
    BY? AT AT* HOUR -> clock
    BY? AT AT* HOUR MIN.after -> clock
    BY HOUR -> clock
    na|około|o HOUR.ins -> clock
    godzina? HOUR.nom -> hour
    BY? AT* wpół do HOUR.any -> clock shift=-30
    BY? AT* w pół do HOUR.any -> clock shift=-30
    BY? AT* pół do HOUR.any -> clock shift=-30
    AT* MIN po HOUR.any -> clock
    AT* MIN przed HOUR.ins -> clock sign=-1
    AT* MIN przed HOUR.any -> clock sign=-1
    AT* za MIN HOUR.nom -> clock sign=-1
    przed AT* CLOCK -> none
    przed AT* HOUR.ins -> none
    przed obiadem|zamknięciem|otwarciem|pracą -> none
    gdzieś|może|najlepiej|wcześnie? PART -> part
"""


def table() -> Language:
    """Return the table of Polish."""
    make = Maker(
        _CLASSES,
        shapes(
            "./",
            r"-?(?:go|ego|szego|giego|ciego|tego|mego)",
            day_end=r"\.|-?(?:go|ego|szego|giego|ciego|tego|mego)",
            hour_end=r"-?(?:tej|ej|ta|stej|tą|szej|giej)",
            roman=True,
        ),
    )
    return Language(
        beside=BESIDE,
        days=make.rules(_DAY_RULES, _WEEK_RULES, _MONTH_RULES, _FEAST_RULES),
        times=make.rules(_TIME_RULES),
        hours={Part.MORNING: 9, Part.FORENOON: 10, Part.NOON: 12, Part.AFTERNOON: 15, Part.EVENING: 18},
        afternoon=6,
        bare_month=5,
        by_result=True,
    )

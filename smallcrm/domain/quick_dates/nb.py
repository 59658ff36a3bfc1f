"""Norwegian: "på tirsdag", "over helga", "halv tre", "om en ukes tid"; parts of the day set no clock."""

from __future__ import annotations

from smallcrm.domain.quick_dates.digits import shapes
from smallcrm.domain.quick_dates.grammar import Maker, Part, Unit
from smallcrm.domain.quick_dates.language import Language, compounds, numbered, phrases
from smallcrm.domain.quick_dates.nb_beside import BESIDE

_NUMBERS = """
    en/ett/én/ei/et to tre fire fem seks sju/syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten
    nitten
    """
_TENS = "tjue tretti førti femti seksti sytti åtti nitti"
_WEEKDAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag"
_SHORT = "man. tirs./tir. ons. tors. fre. lør./lørd. søn./sønd."
_HOURS = "ett/en to tre fire fem seks sju/syv åtte ni ti elleve tolv"
_CLASSES = {
    "WD": numbered(_WEEKDAYS, 0),
    "WD.abbr": numbered(_SHORT, 0),
    "WD.any": numbered(_WEEKDAYS, 0) | numbered(_SHORT, 0),
    "WD.tor": {"tor.": 3},
    "WD.def": numbered(_WEEKDAYS.replace("g", "gen"), 0),
    "WD.eve": {
        f"{day}s{part}": n for n, day in enumerate(_WEEKDAYS.split()) for part in ("kvelden", "morgenen", "kveld")
    },
    "MONTH": numbered("januar februar mars april mai juni juli august september oktober november desember"),
    "MONTH.any": numbered(
        """
    januar/jan. februar/feb./febr. mars/mar. april/apr. mai juni/jun. juli/jul. august/aug. september/sep./sept.
    oktober/okt. november/nov. desember/des.
    """
    ),
    "NUM": numbered(_NUMBERS) | compounds(_TENS, _HOURS.partition(" ti ")[0]) | {"hundre": 100, "#": 999},
    "NUM2": numbered(_NUMBERS) | {"#": 999},
    "UNIT": phrases(
        ("dag dager døgn dagers", Unit.DAY),
        ("virkedag virkedager arbeidsdag arbeidsdager", Unit.WORKDAY),
        ("uke uker ukers veke veker", Unit.WEEK),
        ("måned måneder mnd. måneders", Unit.MONTH),
        ("år års", Unit.YEAR),
        ("time timer t.", Unit.HOUR),
        ("minutt minutter min.", Unit.MINUTE),
    ),
    "UNIT.time": phrases(
        (
            """
    dags døgns
    """,
            Unit.DAY,
        ),
        (
            "ukes",
            Unit.WEEK,
        ),
        (
            "måneds",
            Unit.MONTH,
        ),
        (
            "års",
            Unit.YEAR,
        ),
        (
            "times",
            Unit.HOUR,
        ),
    ),
    "PART": phrases(
        (
            """
    tidlig morgen morgenen om_morgenen på_morgenen om_morran tidlig_på_morgenen på_morgenkvisten
    """,
            Part.MORNING,
        ),
        ("formiddag formiddagen om_formiddagen på_formiddagen f.m.", Part.FORENOON),
        ("midt_på_dagen til_lunsj ved_lunsjtid rundt_lunsj", Part.NOON),
        (
            "ettermiddag ettermiddagen om_ettermiddagen på_ettermiddagen e.m. utpå_ettermiddagen utpå_dagen",
            Part.AFTERNOON,
        ),
        ("kveld kvelden om_kvelden på_kvelden utpå_kvelden", Part.EVENING),
    ),
    "PART.today": phrases(
        ("i_formiddag", Part.FORENOON),
        ("i_ettermiddag", Part.AFTERNOON),
        ("i_kveld ikveld", Part.EVENING),
    ),
    "DAY.ord": numbered(
        """
    første andre/annen tredje fjerde femte sjette sjuende/syvende åttende niende tiende ellevte tolvte trettende
    fjortende femtende sekstende syttende attende nittende tjuende tjueførste tjueandre tjuetredje tjuefjerde
    tjuefemte tjuesjette tjuesjuende tjueåttende tjueniende trettiende trettiførste
    """
    ),
    "NTH.wd": numbered("første andre tredje fjerde siste"),
    "WEEK": {"#": 53},
    "PART_OF": phrases(
        (
            """
    i_begynnelsen_av i_starten_av begynnelsen_av starten_av tidlig_i tidlig primo først_i fra_begynnelsen_av
    fra_starten_av ved_begynnelsen_av ved_starten_av mot_begynnelsen_av til_begynnelsen_av i_de_første_dagene_av
    """,
            1,
        ),
        ("midt_i midten_av i_midten_av medio rundt_midten_av mot_midten_av ca._midten_av til_midten_av i_medio", 2),
        (
            """
    i_slutten_av mot_slutten_av slutten_av sent_i seint_i sist_i på_slutten_av ultimo ved_slutten_av sent seint
    til_slutten_av helt_i_slutten_av rundt_slutten_av
    """,
            3,
        ),
    ),
    "HOUR": numbered(_HOURS) | {"#": 12},
    "HOUR.word": numbered(_HOURS),
    "MIN": {"kvart": 15, "fem": 5, "ti": 10, "tjue": 20, "#": 29},
    "AT": phrases(("kl. klokka klokken klokka. kl:", 1)),
    "FUZZY": phrases(
        (
            """
    etter fra rundt ca. cirka omkring ved innen senest seinest til omtrent en_gang_etter litt_over mellom
    helst_etter gjerne_etter ikke_før
            """,
            1,
        )
    ),
    "TIDLIG": phrases(("tidlig seint sent", 1)),
    "ON": phrases(("på nå_på nå", 1)),
    "TO": phrases(("til innen senest senest_på seinest før_eller_på nå_til innen_på ikke_før tidligst tidligst_på", 1)),
    "FROM": phrases(("fra fra_og_med f.o.m. fom", 1)),
    "ABOUT": phrases(("ca. cirka omtrent rundt", 1)),
}

_DAY_RULES = """
    i_dag|idag -> day n=0
    innen|til i_dag|idag -> day n=0 firm=1
    nå? PART.today -> day n=0
    i_dag|idag tidlig|morges -> nothing
    tidligere i_dag|idag -> behind
    TO? i_morgen|imorgen|i_morra|imorra|i_mårra|i_måra|i_morgon -> day n=1
    TO? i_overmorgen|overimorgen|i_overmorra|overmorgen|iovermorgen -> day n=2
    dagen etter i_morgen -> day n=2
    WD -> weekday
    ON WD.any -> weekday on=1
    WD.abbr -> weekday unclear=2
    WD.tor -> weekday unclear=3
    denne|nå_denne|kommende WD.def -> weekday on=1
    WD.def etter helga|helgen|helg -> weekday_in_week weeks=1
    WD.def i? neste uke -> weekday_in_week weeks=1
    WD.def i? forrige|siste uke -> behind
    førstkommende|førstk.|kommende|denne|nærmeste|nå_førstkommende WD.any -> weekday on=1
    på|til|nå førstkommende|kommende|nærmeste|denne WD.any -> weekday firm=1
    TO WD.any -> weekday firm=1
    FROM WD.any -> weekday on=1
    siden WD.any|DATE -> behind
    siden DAY MONTH.any -> behind
    FROM? WD til|t.o.m. WD -> behind
    WD.abbr WD.abbr -> behind
    WD.any som_kommer -> weekday firm=1
    på|til|innen|nå? neste WD.any -> weekday following=1
    etter WD.any -> weekday after=1
    før WD.any -> weekday before=1
    WD.eve -> weekday
    på WD.eve -> weekday on=1
    i|til|denne|nå_i|førstkommende|kommende helga|helgen|helg|helgå -> weekend
    til helga|helgen|helg -> weekend firm=1
    til|i? neste helg -> weekend following=1
    over|etter helga|helgen|helg -> weekend after=1
    før helga|helgen|helg -> weekend before=1
    på? NTH.wd WD.any i MONTH YEAR? -> nth_weekday
    på? den? NTH.wd WD.any i måneden|måned -> nth_weekday
    på? NTH.wd WD.any i neste måned -> nth_weekday months=1
    på|en|ei? WD.any i MONTH -> nothing
    en|ei WD.any -> nothing
"""

_WEEK_RULES = """
    i|til|innen|på? neste uke|uka|uken -> in_week weeks=1
    til uka|uken -> in_week weeks=1
    uka|uken etter neste uke? -> in_week weeks=2
    PART_OF neste uke -> in_week weeks=1
    PART_OF uka|uken|denne_uka|denne_uken -> in_week weeks=0
    i|innen? løpet av neste uke -> nothing
    i løpet av uka|uken|dagen|måneden|året|neste_måned|helga|helgen -> nothing
    innen utgangen|slutten av neste uke -> in_week weeks=1 end=1
    innen utgangen|slutten av uka|uken|denne_uka -> in_week weeks=0 end=1
    denne uka|uken|uke -> in_week weeks=0
    i|til|innen|fra|før? uke|veke|uke_nr.|u. WEEK WEEK? -> week_number
    PART_OF uke WEEK -> week_number
    WD.any i? uke WEEK -> weekday_in_week
    PART_OF WD.any -> weekday on=1
    på|til? WD.any i? neste uke -> weekday_in_week weeks=1
    på|til? WD.any til uka|uken -> weekday_in_week weeks=1
    om ABOUT? NUM UNIT -> ahead
    om ABOUT? NUM til|eller? NUM2 UNIT -> ahead
    om ABOUT? NUM UNIT.time tid -> ahead
    om ABOUT? en|ei|et? halv time|times_tid -> ahead num=30 unit=minute
    om ABOUT? en halvtime|halvtimes_tid -> ahead num=30 unit=minute
    om ABOUT? en og en halv time -> ahead num=90 unit=minute
    om ABOUT? halvannen time -> ahead num=90 unit=minute
    om ABOUT? et kvarter|kvarters_tid -> ahead num=15 unit=minute
    om ABOUT? tre kvarter -> ahead num=45 unit=minute
    om ABOUT? et halvt år|års_tid -> ahead num=6 unit=month
    om ABOUT? et halvår|halvårs_tid -> ahead num=6 unit=month
    om ABOUT? et kvartal -> ahead num=3 unit=month
    om ABOUT? halvannet år -> ahead num=18 unit=month
    om ABOUT? halvannen måned|uke -> nothing
    NUM UNIT fra i_dag|nå|idag -> ahead
    NUM uke|uker fra|etter WD.any -> weekday plus=1
    en|ei uke fra|etter i_morgen|imorgen -> day n=8
    NUM UNIT fra|etter i_morgen|imorgen -> nothing
    hvilken_som_helst WD.any -> nothing
    om åtte dager -> ahead num=7 num2=8 unit=day
    på? WD.any om åtte dager -> ahead num=7 num2=8 unit=day
    om et par|noen|få|flere dager|uker|måneder|timer|år|minutter -> nothing
    ikke på|til? WD.any -> nothing
    i_stedet_for WD.any -> nothing
    hver|hvert|annenhver|annahver|annethvert NTH? WD.any|dag|uke|måned|år|kveld|morgen|helg|gang -> behind
    hver eneste|tredje|fjerde|femte|sjette|annen|andre|siste|første WD.any|dag|uke|måned|kveld -> behind
    hver NTH uke|dag|måned|WD.any -> behind
    alle WD.any -> behind
    på? sist|siste|forrige|sistleden|sistlidne WD.any|uke|måned|helg|gang|uka -> behind
    i? forrige|siste uke|måned|helg|uka|sommer|år -> behind
    WD.any sist|forrige_uke|i_forrige_uke -> behind
    forrige|sist ukes WD.any -> behind
    neste ukes WD.any -> weekday_in_week weeks=1
    for? NUM UNIT siden -> behind
    i_går|igår|i_forgårs|i_fjor|i_morges|i_natt|i_stad -> behind
    NUM ganger i|om uka|uken|måneden|dagen|året -> behind
"""

_MONTH_RULES = """
    PART_OF MONTH.any YEAR? -> month_part
    PART_OF måneden|måned|denne_måneden|inneværende_måned|mnd. -> month_part
    PART_OF neste måned|mnd. -> month_part months=1
    innen utgangen|slutten av MONTH YEAR? -> until_end
    ved|innen|før utgangen av MONTH YEAR? -> until_end
    innen|ved utgangen|slutten av måneden|denne_måneden|måned -> until_end
    innen|ved månedens slutt -> until_end
    innen månedsslutt|månedsskiftet -> until_end
    innen utgangen|slutten av neste måned -> until_end months=1
    innen|ved utgangen|slutten av året|inneværende_år -> until_end of_year=1
    innen|før|til årets slutt|utløp -> until_end of_year=1
    innen|før årsslutt -> until_end of_year=1
    på|den|d.? DATE -> date
    TO den? DATE -> date firm=1
    FROM den? DATE -> date
    etter den? DATE -> date after=1
    før den? DATE -> date before=1
    på|den|d.? DAY MONTH.any YEAR? -> date
    TO den? DAY MONTH.any YEAR? -> date firm=1
    FROM den? DAY MONTH.any YEAR? -> date
    etter den? DAY MONTH.any YEAR? -> date after=1
    før den? DAY MONTH.any YEAR? -> date before=1
    den? DAY.ord MONTH YEAR? -> date
    TO den? DAY.ord MONTH YEAR? -> date firm=1
    den NTH -> day_number
    TO? den NTH i? neste måned -> day_number months=1
    den NTH i? denne måneden -> day_number
    TO den NTH -> day_number firm=1
    NTH -> day_number unclear=3
    DAY -> day_number unclear=3 late=1
"""

_FEAST_RULES = """
    på|til|innen lille_julaften|lillejulaften -> date day=23 month=12
    på|til|innen julaften -> date day=24 month=12
    på|til første_juledag -> date day=25 month=12
    på|til andre_juledag|annen_juledag -> date day=26 month=12
    på|til|innen nyttårsaften -> date day=31 month=12
    på|til første_nyttårsdag|nyttårsdag -> date day=1 month=1
    på|til valentinsdagen|valentinsdag -> date day=14 month=2
    på|til nasjonaldagen|grunnlovsdagen -> date day=17 month=5
"""
_TIME_RULES = """
    FUZZY* AT FUZZY* CLOCK -> clock
    FUZZY FUZZY* CLOCK -> hour
    FUZZY* HM -> clock
    H -> bare
    mellom AT? CLOCK og AT? UNTIL -> clock
    mellom AT? HOUR.word og HOUR.word -> clock
    FUZZY* AT FUZZY* HOUR.word -> clock
    FUZZY HOUR.word -> hour
    FUZZY* AT? FUZZY* halv HOUR -> clock shift=-30
    FUZZY* AT? FUZZY* MIN over HOUR -> clock
    FUZZY* AT? FUZZY* MIN på HOUR -> clock sign=-1
    FUZZY* AT? FUZZY* MIN over halv HOUR -> clock shift=-30
    FUZZY* AT? FUZZY* MIN på halv HOUR -> clock shift=-30 sign=-1
    før AT? CLOCK -> none
    før AT? halv? HOUR.word -> none
    før lunsj|middag|stengetid|åpning|jobb -> none
    PART -> part
    TIDLIG|helst|gjerne|en_gang PART -> part
"""


def table() -> Language:
    """Return the table of Norwegian Bokmål."""
    make = Maker(_CLASSES, shapes("./", r"(?P<stop>\.)", day_end=r"\."))
    return Language(
        beside=BESIDE,
        days=make.rules(_DAY_RULES, _WEEK_RULES, _MONTH_RULES, _FEAST_RULES),
        times=make.rules(_TIME_RULES),
        hours={},
        afternoon=7,
        counted_move=False,
    )

"""Finnish: inflected weekdays, months and numerals, and compounds such as huomisaamuna."""

from __future__ import annotations

from smallcrm.domain.quick_dates.digits import shapes
from smallcrm.domain.quick_dates.fi_beside import BESIDE
from smallcrm.domain.quick_dates.grammar import Maker, Part, Unit
from smallcrm.domain.quick_dates.language import Language, numbered, phrases

_WEEKDAYS = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")
_MONTHS = (
    "tammikuu",
    "helmikuu",
    "maaliskuu",
    "huhtikuu",
    "toukokuu",
    "kesäkuu",
    "heinäkuu",
    "elokuu",
    "syyskuu",
    "lokakuu",
    "marraskuu",
    "joulukuu",
)


def _weekdays(ending: str, wednesday: str) -> dict[str, int]:
    return {(wednesday if n == 2 else stem + ending): n for n, stem in enumerate(_WEEKDAYS)}


def _months(ending: str, prefix: str = "") -> dict[str, int]:
    return {f"{prefix}{stem}{ending}": n for n, stem in enumerate(_MONTHS, 1)}


_PARTS = phrases(
    ("aamulla aamuna aamusta aamuksi aamun_aikana heti_aamusta aamutuimaan aamuun", Part.MORNING),
    ("aamupäivällä aamupäivänä aamupäivästä aamupäiväksi aamupäivään aamupv ap", Part.FORENOON),
    (
        """
    puolilta_päivin puolenpäivän_aikaan puolenpäivän_aikoihin keskipäivällä lounasaikaan keskellä_päivää
    """,
        Part.NOON,
    ),
    ("iltapäivällä iltapäivänä iltapäivästä iltapäiväksi iltapäivään iltapv ip", Part.AFTERNOON),
    ("illalla iltana illasta illaksi iltaan illansuussa", Part.EVENING),
)
_WHOLE_PARTS = {word: part for word, part in _PARTS.items() if " " not in word and len(word) > 2}
_UNITS = phrases(
    ("päivän pv pvn vuorokauden vrk", Unit.DAY),
    ("arkipäivän työpäivän", Unit.WORKDAY),
    ("viikon vk vkn vk:n vko vkon vko:n viikkoa", Unit.WEEK),
    ("kuukauden kk kk:n kkn", Unit.MONTH),
    ("vuoden v vuotta", Unit.YEAR),
    ("tunnin h t", Unit.HOUR),
    ("minuutin min minsan", Unit.MINUTE),
)
_TENS = """
    yhden kahden/parin kolmen neljän viiden kuuden seitsemän kahdeksan yhdeksän kymmenen yhdentoista kahdentoista
    """


def _numerals() -> dict[str, int]:
    """Return the genitives of 1 to 99: kolmen, kolmentoista, kolmenkymmenen, kolmenkymmenenviiden."""
    ones = {word: n for word, n in numbered(_TENS).items() if n < 10}
    teens = {f"{word}toista": 10 + n for word, n in ones.items() if word != "parin"}
    tens = {f"{word}kymmenen": 10 * n for word, n in ones.items() if n > 1 and word != "parin"}
    both = {ten + one: n + m for ten, n in tens.items() for one, m in ones.items() if one != "parin"}
    return ones | {"kymmenen": 10, "sadan": 100} | teens | tens | both


_CLASSES = {
    "WD.nom": _weekdays("", "keskiviikko"),
    "WD.ess": _weekdays("na", "keskiviikkona"),
    "WD.ill": _weekdays("hin", "keskiviikkoon"),
    "WD.tra": _weekdays("ksi", "keskiviikoksi") | _weekdays("lle", "keskiviikolle"),
    "WD.gen": _weekdays("n", "keskiviikon"),
    "WD.par": _weekdays("ta", "keskiviikkoa"),
    "WD.ela": _weekdays("sta", "keskiviikosta"),
    "WD.abbr": numbered("ma. ti. ke. to. pe. la. su.", 0),
    "WDPART": {
        f"{stem}{between}{part}": n * 10 + at
        for n, stem in enumerate(_WEEKDAYS)
        for part, at in _WHOLE_PARTS.items()
        for between in ("", " ")
    },
    "PART": _PARTS,
    "PART.tomorrow": {f"{start}{part}": at for start in ("huomis", "huomen") for part, at in _WHOLE_PARTS.items()},
    "PART.after": {f"ylihuomis{part}": at for part, at in _WHOLE_PARTS.items()},
    "MONTH.gen": _months("n"),
    "MONTH.ine": _months("ssa") | _months("ksi"),
    "MONTH.par": _months("ta"),
    "MONTH.early": {word: n for end in ("sta", "ssa", "ksi", "lle") for word, n in _months(end, "alku").items()},
    "MONTH.late": {word: n for end in ("sta", "ssa", "ksi", "lle") for word, n in _months(end, "loppu").items()},
    "NUM": _numerals() | {"#": 999},
    "NUM2": numbered(_TENS) | {"#": 999},
    "NUM.any": numbered("yksi kaksi/pari kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen") | {"#": 999},
    "UNIT": _UNITS,
    "AGO": phrases(
        ("päivää päivä viikkoa viikko kuukautta kuukausi vuotta vuosi tuntia tunti pv vk vko kk vuorokautta", 1),
        ("minuuttia min h", 1),
    ),
    "DAY.ord": numbered(
        """
    ensimmäinen/ensimmäisenä toinen/toisena kolmas/kolmantena neljäs/neljäntenä viides/viidentenä kuudes/kuudentena
    seitsemäs/seitsemäntenä kahdeksas/kahdeksantena yhdeksäs/yhdeksäntenä kymmenes/kymmenentenä
    yhdestoista/yhdentenätoista kahdestoista/kahdentenatoista kolmastoista neljästoista viidestoista kuudestoista
    seitsemästoista kahdeksastoista yhdeksästoista kahdeskymmenes
    """
    ),
    "NTH.ess": numbered(
        "ensimmäisenä/ensimmäinen toisena/toinen kolmantena/kolmas neljäntenä/neljäs viimeisenä/viimeinen"
    ),
    "WEEK": {"#": 53},
    "PART_OF": phrases(
        ("alussa alkupuolella alkupuolelle alkupäivinä alkuun alusta alkupuoliskolla ensimmäisinä_päivinä", 1),
        ("puolivälissä puoliväliin puolessavälissä puolessa_välissä puoleenväliin keskivaiheilla keskellä", 2),
        ("lopussa lopulla loppupuolella loppupuolelle loppupäivinä loppuun lopuksi viimeisinä_päivinä", 3),
    ),
    "HOUR.nom": numbered(
        "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen yksitoista kaksitoista"
    )
    | {"#": 12},
    "HOUR.abl": numbered(
        """
    yhdeltä kahdelta kolmelta neljältä viideltä kuudelta seitsemältä kahdeksalta yhdeksältä kymmeneltä yhdeltätoista
    kahdeltatoista
    """
    ),
    "HOUR.gen": numbered(f"{_TENS.replace('/parin', '')}"),
    "HOUR.ill": numbered(
        """
    yhteen kahteen kolmeen neljään viiteen kuuteen seitsemään kahdeksaan yhdeksään kymmeneen yhteentoista
    kahteentoista
    """
    ),
    "HOUR.par": numbered("yhtä kahta kolmea neljää viittä kuutta seitsemää kahdeksaa yhdeksää kymmentä yhtätoista"),
    "MIN": {"varttia": 15, "vartin": 15, "vartti": 15, "viittä": 5, "viisi": 5, "kymmentä": 10, "kymmenen": 10}
    | {"kahtakymmentä": 20, "kaksikymmentä": 20, "#": 29},
    "AT": phrases(("klo. kello kl. klo:", 1)),
    "FUZZY": phrases(("noin n. vasta jo viimeistään vaikka heti suunnilleen esim. viim.", 1)),
    "AFTER": phrases(
        (
            """
    jälkeen mennessä maissa aikaan aikoihin paikkeilla tienoilla alkaen jlk. jälk. hujakoilla
    """,
            1,
        )
    ),
}

_DAY_RULES = """
    tänään|tänäpänä -> day n=0
    täksi päiväksi -> day n=0 firm=1
    tänä PART -> day n=0
    huomenna|huomiseksi|huomen|huomisesta -> day n=1
    huomiseen mennessä|asti|saakka? -> day n=1
    PART.tomorrow -> day n=1
    ylihuomenna|ylihuomiseksi -> day n=2
    ylihuomiseen mennessä? -> day n=2
    PART.after -> day n=2
    WD.ess -> weekday
    WDPART mennessä|asti|saakka? -> weekday_part
    nyt|tulevana|tänä|lähimpänä|seuraavana|seuraavan WD.ess -> weekday
    ensi WD.ess -> weekday either=1
    ensi WDPART -> weekday_part either=1
    nyt|tulevana WDPART -> weekday_part
    ensi WD.tra -> weekday either=1
    ensi WD.ill mennessä? -> weekday either=1
    WD.tra -> weekday firm=1
    WD.ill mennessä|asti|saakka? -> weekday firm=1
    WD.ela alkaen|lähtien|eteenpäin -> weekday on=1
    WD.ela WD.ill -> behind
    WD.abbr WD.abbr -> behind
    WD.gen jälkeen -> weekday after=1
    ennen WD.par -> weekday before=1
    WD.nom -> weekday unclear=1
    WD.abbr -> weekday unclear=4
    WD.gen aikana -> weekday
    viikonloppuna|viikonlopulla -> weekend
    viikonlopuksi|viikonlopulle -> weekend firm=1
    tänä|tulevana|nyt viikonloppuna -> weekend
    ensi|seuraavana viikonloppuna|viikonlopuksi -> weekend either=1
    viikonlopun jälkeen -> weekend after=1
    ennen viikonloppua -> weekend before=1
    MONTH.gen NTH.ess WD.ess -> nth_weekday
    MONTH.gen NTH.ess WD.nom -> nth_weekday
    kuun NTH.ess WD.ess -> nth_weekday
    ensi kuun NTH.ess WD.ess -> nth_weekday months=1
"""

_WEEK_RULES = """
    ensi|seuraavalla|tulevalla viikolla|vk|vko|viikoksi|viikkoon|viikolle -> in_week weeks=1
    ensi viikon loppuun mennessä -> in_week weeks=1 end=1
    ensi|seuraavan viikon PART_OF mennessä? -> in_week weeks=1
    keskellä ensi viikkoa -> in_week weeks=1 part_of=2
    ensi alkuviikosta|alkuviikolla -> in_week weeks=1 part_of=1
    ensi loppuviikosta|loppuviikolla -> in_week weeks=1 part_of=3
    ensi viikon WD.ess -> weekday_in_week weeks=1
    tämän|tän viikon WD.ess -> weekday_in_week weeks=0
    tällä viikolla -> in_week weeks=0
    alkuviikosta|alkuviikolla|alkuviikoksi -> in_week weeks=0 part_of=1
    keskiviikkoisin -> behind
    loppuviikosta|loppuviikolla|loppuviikoksi -> in_week weeks=0 part_of=3
    keskellä viikkoa -> in_week weeks=0 part_of=2
    tämän? viikon PART_OF -> in_week weeks=0
    tämän? viikon loppuun mennessä -> in_week weeks=0 end=1
    viikolla|viikko|viikoksi|viikon|vko|vk|vkon|vkolla|vko_:_lla|vk_:_lla|vko:n|viikolle WEEK -> week_number
    viikoilla|viikot|vko|vk WEEK WEEK? -> week_number
    viikon|vkon|vko|vk WEEK PART_OF -> week_number
    viikon|vkon|vko|vk WEEK WD.ess -> weekday_in_week
    NUM? UNIT päästä|kuluttua -> ahead
    NUM tai? NUM2 UNIT päästä|kuluttua -> ahead
    puolen vuoden päästä|kuluttua -> ahead num=6 unit=month
    puolen tunnin päästä|kuluttua -> ahead num=30 unit=minute
    puolentoista tunnin päästä|kuluttua -> ahead num=90 unit=minute
    vartin päästä|kuluttua -> ahead num=15 unit=minute
    kolmen vartin päästä|kuluttua -> ahead num=45 unit=minute
    NUM? viikon|vk|vko päästä|kuluttua WD.ela -> weekday plus=1
    WD.ela NUM? viikon|vk|vko päästä|kuluttua -> weekday plus=1
    puolentoista|puolitoista|parinkymmenen viikon|vuoden|kuukauden|päivän päästä|kuluttua -> nothing
    muutaman|monenko|muutamien|usean|joidenkin|monen UNIT|päivän päästä|kuluttua -> nothing
    päivän parin päästä|kuluttua -> nothing
    viikon parin päästä|kuluttua -> nothing
    joka toinen|kolmas|neljäs? WD.nom|viikko|kuukausi|päivä|vuosi|kuu|ilta|aamu -> behind
    joka NUM WD.nom|viikko|kuukausi|päivä -> behind
    joka|jokaisen kuun|viikon|kuukauden|vuoden|MONTH.gen PART_OF -> behind
    joka|jokainen|kaikki WD.ess|WD.nom -> behind
    jokaisena WD.ess -> behind
    viime|toissa|edellisenä|menneenä|viimeksi WD.ess -> behind
    viime|edellisenä WDPART -> behind
    viime|edelliseen WD.ill -> behind
    ei|en|eivät|emme käy|pääse|sovi|ehdi|voi|tule|ole? WD.ess|WDPART -> nothing
    viime|toissa|edellisellä viikolla|kuussa|vuonna|viikonloppuna|kuun|viikon|päivinä|viikot -> behind
    viime viikon|kuun PART_OF -> behind
    viime|toissa viikon WD.ess -> behind
    viime MONTH.ine -> behind
    viime vuoden MONTH.ine -> behind
    NUM.any? AGO sitten -> behind
    NUM.any? AGO sitten WD.ess -> behind
    aiemmin|aikaisemmin tänään -> behind
    ei ennen WD.par -> weekday firm=1
    ei ennen DATE -> date firm=1
    eilen|toissapäivänä|eilisiltana|eilisaamuna -> behind
"""

_MONTH_RULES = """
    heti|aivan|ihan? MONTH.gen PART_OF YEAR? -> month_part
    MONTH.gen loppuun mennessä -> until_end
    MONTH.gen PART_OF mennessä -> month_part
    tämän? kuun|kuukauden loppuun mennessä -> until_end
    ensi kuun|kuukauden loppuun mennessä -> until_end months=1
    tämän? vuoden loppuun mennessä -> until_end of_year=1
    MONTH.early YEAR? -> month_part part_of=1
    MONTH.late YEAR? -> month_part part_of=3
    tämän? kuun PART_OF -> month_part
    tämän? kuukauden PART_OF -> month_part
    ensi|seuraavan kuun|kuukauden PART_OF -> month_part months=1
    alkukuusta|alkukuussa -> month_part part_of=1
    loppukuusta|loppukuussa -> month_part part_of=3
    ensi alkukuusta|alkukuussa -> month_part part_of=1 months=1
    MONTH.ine YEAR? -> month
    MONTH.gen NTH|NTH.ess viikolla|viikko -> nothing
    ensi|seuraavassa kuussa|kuuksi -> month months=1
    ensi kuun DAY päivä|päivänä|pvä|pnä? -> day_number months=1
    MONTH.gen YEAR PART_OF -> month_part
    DATE YEAR? mennessä|asti|saakka|alkaen|lähtien? -> date
    DATE jälkeen -> date after=1
    ennen DATE -> date before=1
    DAY päivä|päivänä|p:nä|pnä? MONTH.par YEAR? mennessä? -> date
    DAY MONTH.par YEAR? jälkeen -> date after=1
    ennen DAY MONTH.par -> date before=1
    MONTH.gen DAY päivä|päivänä|pvä|pv|pnä|p:nä? mennessä? -> date
    MONTH.gen DAY päivään mennessä|asti? -> date
    MONTH.gen DAY.ord päivä|päivänä? -> date
    DAY.ord päivä|päivänä? MONTH.par YEAR? -> date
    DAY päivä|päivänä|pvä|päivään|päiväksi -> day_number
    DAY päivään mennessä|asti -> day_number
    NTH -> day_number unclear=3
"""

_FEAST_RULES = """
    jouluaattona|jouluaatoksi -> date day=24 month=12
    joulupäivänä|joulupäiväksi -> date day=25 month=12
    tapaninpäivänä|tapaninpäiväksi -> date day=26 month=12
    uudenvuodenaattona|uudenvuodenaatoksi -> date day=31 month=12
    uudenvuodenpäivänä -> date day=1 month=1
    loppiaisena|loppiaiseksi -> date day=6 month=1
    ystävänpäivänä|ystävänpäiväksi -> date day=14 month=2
    vappuaattona|vappuaatoksi -> date day=30 month=4
    vappuna|vapuksi|vappupäivänä -> date day=1 month=5
    itsenäisyyspäivänä|itsenäisyyspäiväksi -> date day=6 month=12
"""
_TIME_RULES = """
    FUZZY* AT FUZZY* CLOCK AFTER? -> clock
    FUZZY* HM AFTER? -> clock
    FUZZY* H AFTER -> clock
    FUZZY* H -> bare
    AT? CLOCK ja UNTIL välillä|välissä -> clock
    FUZZY* AT? HOUR.abl AFTER? -> clock
    FUZZY* AT HOUR.nom AFTER? -> clock
    FUZZY* AT? HOUR.gen AFTER -> clock
    FUZZY* AT? HOUR.ill mennessä -> clock
    FUZZY* AT? puoli HOUR.abl AFTER? -> clock shift=-30
    FUZZY* AT? puoli HOUR.nom AFTER? -> hour shift=-30
    FUZZY* AT? puoli HOUR.gen AFTER -> clock shift=-30
    FUZZY* AT? puoli HOUR.ill mennessä -> clock shift=-30
    FUZZY* AT? MIN minuuttia|min? vaille HOUR.nom AFTER? -> clock sign=-1
    FUZZY* AT? MIN minuuttia|min? vaille HOUR.abl AFTER? -> clock sign=-1
    FUZZY* AT? MIN minuuttia|min? vaille HOUR.gen AFTER -> clock sign=-1
    FUZZY* AT? MIN minuuttia|min? yli HOUR.nom AFTER? -> clock
    FUZZY* AT? MIN minuuttia|min? yli HOUR.abl AFTER? -> clock
    ennen AT? CLOCK -> none
    ennen AT? puoli? HOUR.par -> none
    ennen puoltapäivää|puoltapäivä|lounasta|iltaa -> none
    heti|joskus|vaikka|esim.? PART -> part
"""


def table() -> Language:
    """Return the table of Finnish."""
    make = Maker(_CLASSES, shapes(".", r"(?P<stop>\.)", day_end=r"\.", hour_end=r":(?:lt[aä]|n|st[aä]|een)"))
    return Language(
        beside=BESIDE,
        days=make.rules(_DAY_RULES, _WEEK_RULES, _MONTH_RULES, _FEAST_RULES),
        times=make.rules(_TIME_RULES),
        hours={Part.MORNING: 9, Part.FORENOON: 10, Part.NOON: 12, Part.AFTERNOON: 14, Part.EVENING: 18},
        afternoon=7,
        bare_month=1,
    )

"""English: "on Thursday after four", "early January", "in a fortnight", "half past four"."""

from __future__ import annotations

from smallcrm.domain.quick_dates.digits import shapes
from smallcrm.domain.quick_dates.en_beside import BESIDE
from smallcrm.domain.quick_dates.grammar import Maker, Part, Unit
from smallcrm.domain.quick_dates.language import Language, compounds, numbered, phrases

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_SHORT = "mon. tue./tues. wed./weds. thu./thur./thurs. fri. sat. sun."
_MONTHS = "january february march april may june july august september october november december"
_NUMBERS = """
    one/a/an two/couple/a_couple_of/couple_of three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen
    """
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_HOURS = "one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty_first twenty_second twenty_third
    twenty_fourth twenty_fifth twenty_sixth twenty_seventh twenty_eighth twenty_ninth thirtieth thirty_first
    """
_CLASSES = {
    "WD": numbered(_WEEKDAYS, 0),
    "WD.abbr": numbered(_SHORT, 0),
    "WD.any": numbered(_WEEKDAYS, 0) | numbered(_SHORT, 0),
    "MONTH": numbered(_MONTHS),
    "MONTH.any": numbered(_MONTHS) | numbered("jan. feb. mar. apr. may jun. jul. aug. sep./sept. oct. nov. dec."),
    "NUM": numbered(_NUMBERS) | compounds(_TENS, _HOURS.partition(" ten")[0], " ") | {"hundred": 100, "#": 999},
    "NUM2": numbered(_NUMBERS.replace("/a/an", "").replace("/a_couple_of", "")) | {"#": 999},
    "UNIT": phrases(
        ("day days", Unit.DAY),
        ("working_day working_days business_day business_days workdays workday", Unit.WORKDAY),
        ("week weeks wk wks", Unit.WEEK),
        ("month months", Unit.MONTH),
        ("year years yr yrs", Unit.YEAR),
        ("hour hours hr hrs", Unit.HOUR),
        ("minute minutes min. mins", Unit.MINUTE),
    ),
    "UNIT.time": phrases(
        ("day's days days'", Unit.DAY),
        ("week's weeks weeks'", Unit.WEEK),
        ("month's months months'", Unit.MONTH),
        ("year's years years'", Unit.YEAR),
        ("hour's hours hours'", Unit.HOUR),
        ("minutes minutes'", Unit.MINUTE),
    ),
    "PART": phrases(
        ("morning in_the_morning first_thing first_thing_in_the_morning", Part.MORNING),
        ("late_morning mid_morning", Part.FORENOON),
        (
            "noon at_noon midday at_midday lunchtime at_lunchtime around_noon around_lunchtime by_noon at_lunch",
            Part.NOON,
        ),
        ("afternoon in_the_afternoon early_afternoon late_afternoon after_lunch", Part.AFTERNOON),
        ("evening in_the_evening night at_night early_evening late_evening after_work", Part.EVENING),
    ),
    "PART.today": phrases(
        ("this_morning", Part.MORNING),
        ("this_afternoon", Part.AFTERNOON),
        ("this_evening tonight tonite", Part.EVENING),
    ),
    "PART.half": phrases(("am a._m.", Part.MORNING), ("pm p._m.", Part.AFTERNOON)),
    "DAY.ord": numbered(_ORDINALS),
    "NTH.wd": numbered("first/1_st second/2_nd third/3_rd fourth/4_th last"),
    "WEEK": {"#": 53},
    "PART_OF": phrases(
        (
            """
    early early_in in_early beginning_of the_beginning_of start_of the_start_of at_the_beginning_of at_the_start_of
    in_the_beginning_of from_the_beginning_of by_early by_the_beginning_of by_the_start_of
    """,
            1,
        ),
        (
            """
    mid in_mid by_mid middle_of the_middle_of in_the_middle_of around_the_middle_of by_the_middle_of halfway_through
    """,
            2,
        ),
        (
            """
    late late_in in_late end_of the_end_of at_the_end_of towards_the_end_of toward_the_end_of near_the_end_of
    around_the_end_of by_late in_the_last_days_of
    """,
            3,
        ),
    ),
    "HOUR": numbered(_HOURS) | {"#": 12},
    "HOUR.word": numbered(_HOURS),
    "MIN": {"quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25},
    "MIN.round": {"5": 5, "10": 10, "20": 20, "25": 25},
    "MIN.any": {"#": 29},
    "MIN.after": {"fifteen": 15, "thirty": 30, "forty five": 45, "ten": 10, "twenty": 20, "forty": 40, "fifty": 50},
    "HALF": phrases(("am a._m.", 0), ("pm p._m.", 1)),
    "AT": phrases(
        (
            """
    at @ after from around about by from_about just_after shortly_after any_time_after ~ from_around not_before
    preferably ideally
            """,
            1,
        )
    ),
    "ON": phrases(("on by_on on_the", 1)),
    "TO": phrases(
        (
            """
    by until till til for before_or_on on_or_before no_later_than to latest not_before not_until no_earlier_than
    no_sooner_than earliest
    """,
            1,
        )
    ),
    "FROM": phrases(("from starting starting_from as_of", 1)),
}

_DAY_RULES = """
    today -> day n=0
    later|for|by|until today -> day n=0 firm=1
    later PART.today -> day n=0
    PART.today -> day n=0
    TO? tomorrow|tomorow|tommorow|tommorrow|tomorrow's|tmrw|tmw|tmr -> day n=1
    TO? the? day after tomorrow -> day n=2
    tomorrow week -> day n=8
    a|one? week tomorrow -> day n=8
    a week from tomorrow -> day n=8
    a|one? week today|from_today|from_now -> ahead num=1 unit=week
    today week -> ahead num=1 unit=week
    tomorrow PART.half -> day n=1
    ON? WD.any PART.half -> weekday on=1
    WD -> weekday
    WD.abbr -> weekday unclear=2
    ON WD.any -> weekday on=1
    ON? this|this_coming|coming|the_coming WD.any -> weekday on=1
    TO this|this_coming|coming? WD.any -> weekday firm=1
    TO|ON? next WD.any -> weekday either=1
    WD.any of? next week -> weekday_in_week weeks=1
    ON WD.any next week -> weekday_in_week weeks=1
    TO|ON? WD.any this week -> weekday_in_week weeks=0
    ON? WD.any of? the week after next -> weekday_in_week weeks=2
    FROM WD.any -> weekday on=1
    ever? since WD.any|DATE -> behind
    since DAY of? MONTH.any -> behind
    since MONTH.any DAY? -> behind
    FROM? WD.any to|till|through|until WD.any -> behind
    WD.any WD.any -> behind
    after WD.any -> weekday after=1
    before WD.any -> weekday before=1
    by|before? end|close of WD.any|play_WD -> weekday firm=1
    a week on|from WD.any -> weekday plus=1
    NUM weeks from|on WD.any -> weekday plus=1
    ON? WD.any week -> weekday perhaps=1
    at|on|over|for|by the|this? weekend -> weekend
    this weekend -> weekend
    for|this_coming|coming the? weekend -> weekend firm=1
    at|on|over|the? next weekend -> weekend either=1
    after the|this weekend -> weekend after=1
    before the|this weekend -> weekend before=1
    ON? the? NTH.wd WD.any in|of MONTH YEAR? -> nth_weekday
    ON? the? NTH.wd WD.any in|of the|this month -> nth_weekday
    ON? the? NTH.wd WD.any of|in next month -> nth_weekday months=1
    ON? a WD.any -> nothing
    ON? a|one WD.any in MONTH -> nothing
    some WD.any -> nothing
"""

_PAST_RULES = """
    instead_of|rather_than|not|can't|cannot|won't do|make|come|be_here|be_in|make_it? on|for? WD.any -> nothing
    all day|morning|afternoon|evening|week|month|year -> nothing
    every|each|most|all|alternate NTH.wd|other|single? WD.any|day|week|month|year|morning|night -> behind
    every|each NUM? UNIT -> behind
    ON? last|previous|past WD.any -> behind
    WD.any last week -> behind
    ON? last|previous|past week|month|year|weekend|night|fortnight -> behind
    the? PART_OF last week|month|year -> behind
    last MONTH.any -> behind
    NUM UNIT ago|earlier|before|old -> behind
    NUM? UNIT ago -> behind
    a few|couple_of days|weeks|months|years|hours ago -> behind
    since last week|month|year|time -> behind
    came|stopped|dropped|popped|swung|went|called by WD.any -> behind
    yesterday|the_other_day|day_before_yesterday|earlier_today -> behind
    once|twice|three_times a day|week|month|year|fortnight -> behind
    ON? WD.any mornings|afternoons|evenings|nights -> behind
    in a|just_a minute|moment|second|sec|bit -> nothing
    in a few|several|some|many days|weeks|months|hours|minutes|years -> nothing
    later this week|month|year -> nothing
    some|any time|day this week|month|year -> nothing
    sometime|during this week -> nothing
    during|within|throughout the? next? week|month -> nothing
    the? next NUM UNIT -> nothing
    within the? next? NUM UNIT -> nothing
"""

_WEEK_RULES = """
    TO|in|on? next week -> in_week weeks=1
    sometime|some_time|during next week -> in_week weeks=1
    the week after next -> in_week weeks=2
    week after next -> in_week weeks=2
    ON? WD.any|weekend|month|year after next -> nothing
    by? PART_OF next week -> in_week weeks=1
    later next week -> in_week weeks=1 part_of=3
    by the? end of next week -> in_week weeks=1 end=1
    PART_OF the|this week -> in_week weeks=0
    end of week -> in_week weeks=0 part_of=3
    by the? end of the|this? week -> in_week weeks=0 end=1
    this week -> in_week weeks=0
    in|on|by? week|wk|week_no.|week_number WEEK WEEK? -> week_number
    ON? WD.any in|of? week|wk WEEK -> weekday_in_week
    PART_OF week WEEK -> week_number
    in about|around|roughly|approx.|approximately|another? NUM UNIT -> ahead
    in about|around|roughly? NUM or|to? NUM2 UNIT -> ahead
    in a UNIT or two -> nothing
    in a UNIT and a half -> nothing
    two|a_couple_of weeks tomorrow -> day n=15
    two|2 weeks today -> ahead num=2 unit=week
    NUM UNIT today|tomorrow -> nothing
    in a UNIT or so -> ahead num=1
    in about|around|another? NUM UNIT.time ' time -> ahead
    in about|around|another? NUM UNIT.time time -> ahead
    in about|around? a fortnight -> ahead num=2 unit=week
    in a fortnight's time -> ahead num=2 unit=week
    in about|around? half an hour -> ahead num=30 unit=minute
    in about? an? hour and a half -> ahead num=90 unit=minute
    in about|around? a quarter of an hour -> ahead num=15 unit=minute
    in about|around? three quarters of an hour -> ahead num=45 unit=minute
    in about|around? half a year -> ahead num=6 unit=month
    in six months|months' time? -> ahead num=6 unit=month
    NUM UNIT from today|now -> ahead
    half a year from today|now -> ahead num=6 unit=month
    half an hour from now -> ahead num=30 unit=minute
    half a UNIT from today|now -> nothing
    a fortnight from today|now -> ahead num=2 unit=week
    a fortnight today -> ahead num=2 unit=week
    a fortnight on|from WD.any -> weekday plus=1 num=2
"""

_MONTH_RULES = """
    PART_OF MONTH.any YEAR? -> month_part
    PART_OF the|this month -> month_part
    PART_OF month -> month_part
    PART_OF next month -> month_part months=1
    by the? end of MONTH.any YEAR? -> until_end
    by|before the? end of the|this? month -> until_end
    by|before month end -> until_end
    by the? end of next month -> until_end months=1
    by|before the? end of the|this? year -> until_end of_year=1
    by|before year end -> until_end of_year=1
    ON the? DATE -> date on=1
    DATE -> date
    TO the? DATE -> date firm=1
    FROM the? DATE -> date
    after the? DATE -> date after=1
    before the? DATE -> date before=1
    ON? the? DAY of? MONTH.any YEAR? -> date
    TO the? DAY of? MONTH.any YEAR? -> date firm=1
    FROM the? DAY of? MONTH.any YEAR? -> date
    after the? DAY of? MONTH.any YEAR? -> date after=1
    before the? DAY of? MONTH.any YEAR? -> date before=1
    ON? the? DAY.ord of? MONTH.any YEAR? -> date
    TO the? DAY.ord of? MONTH.any YEAR? -> date firm=1
    ON? MONTH.any the? NTH ,? YEAR? -> date
    ON? MONTH.any DAY , YEAR -> date
    ON? MONTH.any DAY YEAR -> date
    ON|TO MONTH.any DAY -> date
    MONTH.any DAY -> date
    ON? MONTH.any the? DAY.ord -> date
    TO MONTH.any the? DAY.ord|NTH ,? YEAR? -> date firm=1
    after MONTH.any the? DAY.ord|NTH|DAY -> date after=1
    before MONTH.any the? DAY.ord|NTH|DAY -> date before=1
    on the NTH -> day_number
    ON|TO? the? NTH of next month -> day_number months=1
    the NTH of the|this month -> day_number
    ON|TO? the? DAY.ord of next month -> day_number months=1
    on the NTH of the|this? month -> day_number
    by|until|till|from the NTH -> day_number firm=1
    the? NTH -> day_number unclear=3
    on the DAY.ord -> day_number ending=1
"""

_FEAST_RULES = """
    ON|TO christmas_eve|xmas_eve -> date day=24 month=12
    ON|TO christmas_day|xmas_day -> date day=25 month=12
    ON|TO boxing_day -> date day=26 month=12
    ON|TO new_year's_eve|new_years_eve -> date day=31 month=12
    ON|TO new_year's_day|new_years_day -> date day=1 month=1
    ON|TO valentine's_day|valentines_day -> date day=14 month=2
"""
_TIME_RULES = """
    from CLOCK HALF? to|until|till UNTIL HALF? -> hour
    AT AT* CLOCK -> clock
    AT* CLOCK HALF -> clock
    AT* CLOCK o'clock HALF? -> clock
    AT* HM HALF? -> clock
    H -> bare
    AT AT* HOUR.word -> clock
    AT AT* HOUR.word MIN.after -> clock
    AT* HOUR.word o'clock|HALF -> clock
    AT* half past? HOUR HALF? -> clock shift=30
    AT* MIN minutes|mins? past|after HOUR HALF? -> clock
    AT* MIN minutes|mins? to|before HOUR HALF? -> clock sign=-1
    AT* MIN.any minutes|mins past|after HOUR HALF? -> clock
    AT* MIN.any minutes|mins to|before HOUR HALF? -> clock sign=-1
    AT* MIN.round past HOUR HALF? -> clock
    AT AT* MIN.round to HOUR HALF? -> clock sign=-1
    MIN.round to HOUR HALF? -> none
    AT* CLOCK HALF? to|till|until UNTIL HALF? -> hour
    AT* CLOCK HALF UNTIL HALF -> clock
    between CLOCK HALF? and UNTIL HALF? -> clock
    between HOUR.word and HOUR.word -> clock
    before AT* CLOCK HALF? -> none
    before HOUR.word|lunch|noon|work|closing|closing_time|opening -> none
    sometime|some_time|any_time|anytime|ideally|preferably? AT* PART -> part
"""


def table() -> Language:
    """Return the table of English."""
    make = Maker(_CLASSES, shapes("/", "st|nd|rd|th", hour_end="h|-?ish"))
    return Language(
        beside=BESIDE,
        days=make.rules(_DAY_RULES, _PAST_RULES, _WEEK_RULES, _MONTH_RULES, _FEAST_RULES),
        times=make.rules(_TIME_RULES),
        hours={Part.MORNING: 9, Part.FORENOON: 10, Part.NOON: 12, Part.AFTERNOON: 14, Part.EVENING: 18},
        afternoon=7,
    )

"""The words people write dates with, in nynorsk, bokmål and English: a grammar to read, never text to show."""

from __future__ import annotations

DAYS = 7
TODAY = frozenset({"i dag", "idag", "today"})
YESTERDAY = frozenset({"i går", "igår", "yesterday"})
TOMORROW = frozenset({"i morgon", "imorgon", "i morgen", "imorgen", "tomorrow"})
DAY_AFTER_TOMORROW = frozenset({"i overmorgon", "overmorgon", "i overmorgen", "overmorgen", "day after tomorrow"})
NEXT_MEETING = frozenset(
    {"neste møte", "neste bti-møte", "neste bti møte", "next meeting", "next bti meeting", "next bti-meeting"}
)
HALF_YEAR = frozenset(
    {"om eit halvt år", "om et halvt år", "om eit halvår", "om et halvår", "in half a year", "in six months"}
)
NEXT = frozenset({"neste", "next"})
FILLERS = frozenset({"på", "til", "innan", "innen", "den", "seinast", "senest", "on", "by", "until", "the"})
"""Words before a date that change nothing about which day it is."""

WEEKDAY_NAMES = {
    name: weekday
    for weekday, names in enumerate(
        (
            ("måndag", "mandag", "monday"),
            ("tysdag", "tirsdag", "tuesday"),
            ("onsdag", "wednesday"),
            ("torsdag", "thursday"),
            ("fredag", "friday"),
            ("laurdag", "lørdag", "saturday"),
            ("søndag", "sunday"),
        )
    )
    for name in names
}
"""Monday is 0."""
WEEKDAY_BEGINNINGS = {name[:3]: weekday for name, weekday in WEEKDAY_NAMES.items()}
"""«fre 15.1.»: with a date behind them only; alone «Tor» is somebody's name."""
WEEKS = ("veke", "uke", "week")

_MONTHS = (
    ("januar", "january", "jan"),
    ("februar", "february", "feb"),
    ("mars", "march", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("desember", "december", "des", "dec"),
)
MONTH_NAMES = {name: month for month, names in enumerate(_MONTHS, start=1) for name in names}

_NUMBERS = (
    ("ein", "ei", "eit", "eitt", "en", "et", "ett", "a", "an", "one"),
    ("to", "two"),
    ("tre", "three"),
    ("fire", "four"),
    ("fem", "five"),
    ("seks", "six"),
    ("sju", "syv", "seven"),
    ("åtte", "eight"),
    ("ni", "nine"),
    ("ti", "ten"),
    ("elleve", "eleven"),
    ("tolv", "twelve"),
    ("tretten", "thirteen"),
    ("fjorten", "fourteen"),
)
NUMBERS = {name: number for number, names in enumerate(_NUMBERS, start=1) for name in names}

UNITS = {
    **dict.fromkeys(("dag", "dagar", "dager", "day", "days"), (1, 0)),
    **dict.fromkeys(("veke", "veker", "uke", "uker", "week", "weeks"), (DAYS, 0)),
    **dict.fromkeys(("månad", "månader", "måned", "måneder", "mnd", "month", "months"), (0, 1)),
    **dict.fromkeys(("år", "year", "years"), (0, 12)),
}
"""(days, months) in one."""

"""The rows of the post: its class at home, days abroad and to single countries, and when somebody last looked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import ShopSettings
from smallcrm.domain.post_times import classes, days_at_home, is_old
from smallcrm.domain.text import fold
from smallcrm.i18n import _, country_name, current_locale, format_date, ngettext
from smallcrm.ui.pages.customers.typed import full_day_of
from smallcrm.ui.pages.settings.rows import SettingRow, choice_row, number_row, say_amid, text_row
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px

Keep = Callable[..., None]
FARTHEST = 60
"""Working days that post takes at most."""
_WIDEST = 300
"""Width of the choice of a class at most, px at 100 %: beside it twice as large there is no more."""
_ALSO = {"uk": "GB", "england": "GB", "great britain": "GB", "usa": "US"}
_SAMPLES = (("SE", 5), ("DE", 8), ("PL", 7))
_DAYS = re.compile(r"^(?P<country>.*?[^\W\d_].*?)[\s:=]*(?P<days>\d{1,3})?$", re.DOTALL)


def working_days(count: int) -> str:
    """Say working days around their number."""
    return ngettext("{n} working day", "{n} working days", count)


def post_rows(settings: ShopSettings, keep: Keep, today: date) -> tuple[SettingRow, ...]:
    """Make the rows of how long post takes."""
    typed = number_row(
        _("Post takes, at home"),
        days_at_home(settings.country, settings.post_class, settings.post_days),
        (0, 30),
        working_days,
        lambda n: keep(post_days=n),
        _("From the letter box to the door"),
        "setting_post_days",
    )
    abroad = number_row(
        _("Post takes, abroad"),
        settings.post_days_abroad,
        (0, FARTHEST),
        working_days,
        lambda n: keep(post_days_abroad=n),
        name="setting_post_abroad",
    )
    return (_class_row(settings, keep, typed), typed, abroad, _single(settings, keep), _checked(settings, keep, today))


def _class_row(settings: ShopSettings, keep: Keep, typed: SettingRow) -> SettingRow:
    """Make the choice of a class; without one the days of the row below are typed."""
    known = {one.key: one for one in classes(settings.country)}
    by_hand = [settings.post_days]

    def show(key: str) -> None:
        spin = typed.control
        if isinstance(spin, QSpinBox):
            days = known[key].days if key in known else by_hand[0]
            if spin.isEnabled() and key in known:
                by_hand[0] = spin.value()
            spin.blockSignals(True)
            spin.setValue(days)
            say_amid(spin, working_days(days))
            spin.blockSignals(False)
            spin.setEnabled(key not in known)

    def save(key: str) -> None:
        keep(post_class=key)
        show(key)

    words = [(key, _in_words(key, one.days)) for key, one in known.items()]
    choices = [("", _("Your own number of days")), *words]
    caption = _("What the post promises; you can type your own below")
    chosen = settings.post_class if settings.post_class in known else ""
    made = choice_row(_("Class of post within the country"), chosen, choices, save, caption, "setting_post_class")
    made.control.setMinimumWidth(min(made.control.minimumWidth(), px(_WIDEST)))
    show(chosen)
    return made


def _in_words(key: str, days: int) -> str:
    """Say a class of post with its working days."""
    words = {
        "standard": ngettext("Standard letter, {n} working day", "Standard letter, {n} working days", days),
        "economy": ngettext("Economy letter, {n} working day", "Economy letter, {n} working days", days),
        "priority": ngettext("Priority letter, {n} working day", "Priority letter, {n} working days", days),
        "second": ngettext("Second class, {n} working day", "Second class, {n} working days", days),
        "first": ngettext("First class, {n} working day", "First class, {n} working days", days),
    }
    return words[key].format(n=days)


def _single(settings: ShopSettings, keep: Keep) -> SettingRow:
    """Make the row of days to single countries, typed as ``Sweden 5; Germany 8``."""
    example = days_shown([one for one in _SAMPLES if one[0] != settings.country][:2])
    caption = _("For example “{example}”").format(example=example)
    return text_row(
        _("To particular countries"),
        days_shown(settings.post_days_to),
        lambda text: keep(post_days_to=days_typed(text, settings.country)),
        caption,
        "setting_post_days_to",
    )


def days_shown(days: Sequence[tuple[str, int]]) -> str:
    """Write days to countries so that ``days_typed`` reads them again."""
    return "; ".join(f"{country_name(country)} {count}" for country, count in days)


def days_typed(text: str, home: str) -> tuple[tuple[str, int], ...]:
    """Read days to countries, named in the language spoken or by their code. Raises BadInput for what is not known."""
    example = days_shown([one for one in _SAMPLES if one[0] != home][:2])
    names = _countries()
    found: dict[str, int] = {}
    for part in (p.strip() for p in re.split(r"[;\n]", text)):
        if not part:
            continue
        read = _DAYS.match(part)
        country = names.get(fold(read["country"].strip())) if read else None
        if read is None or country is None:
            raise BadInput("unknown_country", value=part, example=example)
        if read["days"] is None or int(read["days"]) > FARTHEST:
            raise BadInput("bad_post_days", country=country_name(country), most=FARTHEST, example=example)
        if country == home:
            raise BadInput("post_days_home", country=country_name(country))
        found[country] = int(read["days"])
    return tuple(sorted(found.items()))


def _countries() -> dict[str, str]:
    """Give the codes of countries by their folded names and codes; the language spoken has the last word."""
    from babel import Locale

    names: dict[str, str] = {}
    for locale in (Locale("en", "GB"), current_locale()):
        names |= {fold(str(name)): code for code, name in locale.territories.items() if _is_country(code)}
    return {**{fold(code): code for code in set(names.values())}, **names, **_ALSO}


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}


def _checked(settings: ShopSettings, keep: Keep, today: date) -> SettingRow:
    """Make the row of the day on which somebody last looked; a quiet word where that is long ago."""
    holder, line, note = QWidget(), QLineEdit(_day(settings.post_checked_on)), Paragraph("", "caption", "muted")
    holder.setObjectName("postChecked")
    line.setObjectName("setting_post_checked_on")
    line.setAccessibleName(_("Last checked"))
    column, row = QVBoxLayout(holder), QHBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    row.setSpacing(px(8))
    row.addWidget(line, 1)
    column.addLayout(row)
    column.addWidget(note)
    made = SettingRow(_("Last checked"), holder, _("Post offices change their times now and then"), wide=True)
    kept = [line.text()]

    def save(text: str) -> None:
        day = full_day_of(text, today)
        keep(post_checked_on=day)
        line.setText(_day(day))
        kept[0] = line.text()
        note.setText(_("That was more than a year ago: please check again.") if is_old(day, today) else "")
        note.setVisible(bool(note.text()))

    def finish() -> None:
        if line.text().strip() != kept[0]:
            made.keep(lambda: save(line.text()))

    line.editingFinished.connect(finish)
    row.addWidget(button(_("Today"), name="postCheckedToday", clicked=lambda: made.keep(lambda: save(_day(today)))))
    note.setText(
        _("That was more than a year ago: please check again.") if is_old(settings.post_checked_on, today) else ""
    )
    note.setVisible(bool(note.text()))
    return made


def _day(day: date | None) -> str:
    return format_date(day, "medium") if day else ""

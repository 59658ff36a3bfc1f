"""The calendar: month, week, list and year, what is beside them and what opens over them."""

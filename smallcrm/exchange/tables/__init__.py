"""Tables of people: CSV and spreadsheets, in and out."""

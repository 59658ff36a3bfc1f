"""Follow-ups: everything that somebody promised, asked or complained about, and what is to be done."""

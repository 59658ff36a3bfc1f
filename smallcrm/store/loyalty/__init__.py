"""Punch cards as they are saved: the ledger and its fold, numbers, programmes, reading them, proving them."""

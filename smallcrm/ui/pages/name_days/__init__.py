"""Name days for all customers, looked through once and kept as one step."""

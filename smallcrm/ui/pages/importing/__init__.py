"""Customers from a file: what was found out, what would happen, and the way back."""

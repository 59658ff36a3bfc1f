"""The first start: three screens at most, and nothing is written until the last button."""

"""Cards at the scanner: recognised by their rhythm, given back to the field they fell into, stamped and answered."""

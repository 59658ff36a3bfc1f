"""Card pictures, one module each: a front and its small echo inside."""

"""Settings: few, in words, each applied at once."""

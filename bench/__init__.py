"""The measured speed of the main jobs, each against a floor taken in the same run: ``make bench``."""

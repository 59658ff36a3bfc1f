"""vCard 2.1, 3.0 and 4.0: read from everywhere, written as 4.0."""

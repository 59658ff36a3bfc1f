"""The customers' page: the list at the left, one person at the right."""

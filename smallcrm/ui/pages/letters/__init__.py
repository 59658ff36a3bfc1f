"""Cards, letters and addresses: who gets one, what it looks like, and onto paper."""

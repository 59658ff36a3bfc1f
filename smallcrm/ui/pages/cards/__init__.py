"""Cards and rewards: the programmes of the shop, their terms, and what has come of them."""

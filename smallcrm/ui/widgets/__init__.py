"""Small widgets of our own. Pages are built from them."""

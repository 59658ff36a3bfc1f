"""SmallCRM: the regulars of a small shop, on one PC, without internet."""

__version__ = "0.1.0"

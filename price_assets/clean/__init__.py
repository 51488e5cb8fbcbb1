"""The raw table in, the canonical table out.

Belongs here: what a cell's text means as a number or a time, and which of several observations
with one key is kept. Does not: finding and opening files, which is for ``ingest``.
"""

from .amounts.price_strings import parse_prices
from .clean import clean_prices
from .settings import CleanSettings

__all__ = ["CleanSettings", "clean_prices", "parse_prices"]

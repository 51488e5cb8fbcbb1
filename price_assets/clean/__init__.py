"""The raw table in, the canonical table out."""

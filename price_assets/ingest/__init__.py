"""Any raw file in, the raw table out."""

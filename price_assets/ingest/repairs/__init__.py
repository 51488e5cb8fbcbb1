"""Rows that do not fit their table, mended where one way stands out."""

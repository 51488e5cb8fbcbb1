"""Parquet, Feather and Arrow files."""

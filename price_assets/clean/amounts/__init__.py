"""Cells to numbers."""

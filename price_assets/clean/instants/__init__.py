"""Cells to instants."""

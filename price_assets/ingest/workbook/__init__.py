"""Sheets of Excel and OpenDocument workbooks."""

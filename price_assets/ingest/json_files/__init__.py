"""The tables in a JSON document."""

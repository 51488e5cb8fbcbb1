"""Which column of a table is what, and the observations that follow from it."""

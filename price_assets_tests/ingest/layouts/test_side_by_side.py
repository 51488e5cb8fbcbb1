"""Series side by side, each with its own dates, that nothing names."""

from __future__ import annotations

from .tables import a_table, laid_out, observed


def test_pairs_of_columns_without_symbols_are_numbered_with_a_doubt() -> None:
    table = a_table(
        "Date,Price,Date,Price\n2024-01-02,1.5,2024-01-02,2.5\n2024-01-03,1.6,2024-01-04,2.6\n"
    )
    assert observed(table, "pairs.csv") == [
        ("2024-01-02", "pairs 1", "1.5"),
        ("2024-01-02", "pairs 2", "2.5"),
        ("2024-01-03", "pairs 1", "1.6"),
        ("2024-01-04", "pairs 2", "2.6"),
    ]
    (doubt,) = laid_out(table, "pairs.csv").doubts
    assert doubt.taken == "'pairs 1', 'pairs 2', from left to right"


def test_columns_that_stand_twice_cell_by_cell_are_one_series() -> None:
    table = a_table("Date,Price,Date,Price\n2024-01-02,1.5,2024-01-02,1.5\n")
    assert observed(table, "pairs.csv") == [("2024-01-02", "pairs", "1.5")]

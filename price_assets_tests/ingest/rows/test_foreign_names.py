"""A line of names that is delimited in another way than the rows below it."""

from __future__ import annotations

import pytest

from price_assets.ingest.grid import Cell, Grid
from price_assets.ingest.rows.foreign_names import with_foreign_names
from price_assets.ingest.rows.structure import Role, Structure


def named(title: list[Cell]) -> Structure:
    grid = Grid([title, ["2020-01-01", "1.5", "2.5"]], [1, 2], 2)
    return with_foreign_names(grid, Structure([Role.PREAMBLE, Role.DATA], 3, [], ["", "", ""]))


@pytest.mark.parametrize(("delimiter", "said"), [(";", "';'"), ("\t", "a tab"), (" ", "a blank")])
def test_a_line_that_another_delimiter_cuts_to_measure_is_the_names(
    delimiter: str, said: str
) -> None:
    found = named([delimiter.join(["Date", "Wheat", "Maize"])])
    assert found.names == ["Date", "Wheat", "Maize"]
    assert found.notes == [f"the names have {said} between them, and the rows another delimiter"]


@pytest.mark.parametrize("cell", [0, 0.0, False, "Prices"])
def test_a_cell_that_is_no_names_stays_above_the_data(cell: Cell) -> None:
    assert named([cell, None]).roles == [Role.PREAMBLE, Role.DATA]

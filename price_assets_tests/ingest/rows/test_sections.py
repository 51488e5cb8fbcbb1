"""Parts of one file that each have a title and the same header."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.checkpoints import RawPrices
from price_assets.ingest.grid import Grid
from price_assets.ingest.rows.stacked_tables import stacked_tables
from price_assets.ingest.rows.structure import Role
from price_assets.ingest.rows.tabulate import count_lines
from price_assets.ingest.settings import TableSettings

Ingest = Callable[..., RawPrices]


def sections(
    *titles: str, header: str = "Date,Close", rows: int = 12, below: str = "", again: bool = True
) -> str:
    """Write a part under each title; the months of the parts are the same, or follow."""
    lines = []
    for number, title in enumerate(titles):
        month = 1 if again else number + 1
        lines += [title] if title else []
        lines.append(header)
        for day in range(1, rows + 1):
            prices = [f"{20 + 100 * number + day / 10 + at}" for at in range(header.count(","))]
            lines.append(",".join([f"2024-{month:02d}-{day:02d}", *prices]))
        lines += [below] if below else []
        lines.append("")
    return "\n".join(lines) + "\n"


def symbols(raw: RawPrices) -> dict[str, int]:
    return {str(name): int(count) for name, count in raw.frame["symbol"].value_counts().items()}


@pytest.mark.parametrize("title", ["Symbol: {}", "Ticker,{}", "{}"])
@pytest.mark.parametrize("rows", [3, 12])
def test_each_part_with_the_header_again_has_the_symbol_of_its_own_title(
    ingest_files: Ingest, title: str, rows: int
) -> None:
    text = sections(title.format("GOLD"), title.format("SILVER"), rows=rows)
    raw = ingest_files({"x.csv": text})
    assert symbols(raw) == {"GOLD": rows, "SILVER": rows}
    assert [source.source for source in raw.sources] == ["x.csv", "x.csv#2"]
    assert [source.lines.preamble for source in raw.sources if source.lines] == [1, 1]
    assert sum(source.lines.total for source in raw.sources if source.lines) == text.count("\n")
    assert raw.rejected == []
    assert not any(source.notes or source.doubts for source in raw.sources)


def test_more_than_twenty_parts_are_all_told_apart(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": sections(*[f"Symbol: S{number}" for number in range(40)], rows=5)})
    assert symbols(raw) == {f"S{number}": 5 for number in range(40)}


def test_a_title_that_says_its_symbol_is_believed_where_other_times_follow(
    ingest_files: Ingest,
) -> None:
    raw = ingest_files({"x.csv": sections("Symbol: GOLD", "Symbol: TIN", again=False)})
    assert symbols(raw) == {"GOLD": 12, "TIN": 12}


def test_a_remark_below_each_part_is_its_footer(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": sections("Gold", "Silver", "Tin", below="Source: the exchange")})
    assert symbols(raw) == {"Gold": 12, "Silver": 12, "Tin": 12}
    assert [source.lines.footer for source in raw.sources if source.lines] == [1, 1, 1]


def test_a_title_of_the_whole_file_is_not_the_symbol_of_its_first_part(
    ingest_files: Ingest,
) -> None:
    raw = ingest_files({"x.csv": "Prices of metals\n" + sections("Gold", "Silver")})
    assert symbols(raw) == {"Gold": 12, "Silver": 12}


def test_months_as_titles_are_no_symbols_and_leave_a_doubt(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": sections("January", "February", again=False)})
    assert symbols(raw) == {"x": 24}
    assert "'February'" in raw.sources[0].doubts[0].sentence


@pytest.mark.parametrize(
    "titles", [("", ""), ("Symbol: A", "Symbol: A"), ("Gold", "Gold"), ("Page 1", "Page 2")]
)
def test_the_header_again_without_another_title_goes_on_with_the_table(
    ingest_files: Ingest, titles: Sequence[str]
) -> None:
    raw = ingest_files({"x.csv": sections(*titles)})
    assert [source.source for source in raw.sources] == ["x.csv"]
    assert list(symbols(raw).values()) == [24]
    assert not raw.sources[0].doubts


@pytest.mark.parametrize("header", ["Date,Gold,Silver", "Date,Symbol,Close"])
def test_a_title_over_names_that_tell_the_symbol_begins_no_other_table(header: str) -> None:
    text = sections("Market: London", "Market: Zurich", header=header)
    rows = [line.split(",") if line else [] for line in text.splitlines()]
    grid = Grid([list(row) for row in rows], list(range(1, len(rows) + 1)), len(rows))
    assert len(list(stacked_tables(grid, TableSettings()))) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["", "Gold", "Silver", "Symbol: A", "Symbol: B", "Page 2"]),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 8),
    st.sampled_from(["", "Source: the exchange", "Total,7.5"]),
    st.booleans(),
)
def test_every_line_of_the_parts_is_counted_once(
    titles: list[str], rows: int, below: str, again: bool
) -> None:
    text = sections(*titles, rows=rows, below=below, again=again)
    cells = [line.split(",") if line else [] for line in text.splitlines()]
    grid = Grid([list(row) for row in cells], list(range(1, len(cells) + 1)), len(cells))
    lines = data = 0
    for part, structure, above in stacked_tables(grid, TableSettings()):
        assert above == lines
        assert len(structure.roles) == len(part.rows)
        counts = count_lines(part, structure.roles)
        lines += counts.total
        data += sum(
            role is Role.DATA and len(row) == 2 and str(row[0]).startswith("2024")
            for row, role in zip(part.rows, structure.roles, strict=True)
        )
    assert lines == len(cells)
    assert data == rows * len(titles)

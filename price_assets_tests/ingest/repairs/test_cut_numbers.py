from __future__ import annotations

from pathlib import Path

import pytest

from price_assets.clean import clean_prices
from price_assets.ingest import IngestSettings, ingest, list_files
from price_assets.ingest.repairs.alignment import Piece
from price_assets.ingest.repairs.cut_numbers import find_cut_numbers, joined, joined_spans

COUNT = 12


def fields(*lines: str) -> list[list[Piece]]:
    return [[Piece(text) for text in line.split(",")] for line in lines]


def prices(tmp_path: Path, *lines: str, **settings: object) -> tuple[list[float], object]:
    """Read a file of these lines; return its prices, and the source's record."""
    path = tmp_path / "prices.csv"
    path.write_text("\n".join(lines) + "\n")
    found = clean_prices(ingest(list_files([path]), IngestSettings(**settings)))
    return found.frame.sort_values("timestamp")["price"].tolist(), found.sources[0]


def days(*rests: str) -> list[str]:
    return [f"2024-01-{day:02d},{rest}" for day, rest in enumerate(rests, start=1)]


def test_thousands_commas_in_all_rows_are_parts_of_the_prices(tmp_path: Path) -> None:
    lines = days(*(f"Onion,1,{402 + 3 * number}" for number in range(COUNT)))
    found, source = prices(tmp_path, "Date,Commodity,Price", *lines)
    assert found == [1402 + 3 * number for number in range(COUNT)]
    assert source.repaired[1] == "',' read as a part of 'Price'"
    assert len(source.repaired) == COUNT
    assert "1,402" in source.notes[0]


def test_that_a_second_part_may_be_another_column_is_doubted(tmp_path: Path) -> None:
    lines = days(*(f"Onion,1,{402 + 3 * number}" for number in range(COUNT)))
    _, source = prices(tmp_path, "Date,Commodity,Price", *lines)
    assert [doubt.setting for doubt in source.doubts] == ["column_names", "decimal"]
    assert source.doubts[0].thousandfold


def test_a_part_that_begins_with_a_zero_settles_that_it_is_no_column(tmp_path: Path) -> None:
    lines = days(*(f"{102 + number},{number:02d}" for number in range(COUNT)))
    found, source = prices(tmp_path, "Datum,Kurs", *lines)
    assert found == pytest.approx([102 + number + number / 100 for number in range(COUNT)])
    assert not [doubt for doubt in source.doubts if doubt.setting == "column_names"]


def test_names_for_all_fields_keep_them_apart(tmp_path: Path) -> None:
    lines = days(*(f"Onion,1,{402 + 3 * number}" for number in range(COUNT)))
    names = ["Date", "Commodity", "Price", "Count"]
    settings = {"column_names": names}
    found, source = prices(tmp_path, "Date,Commodity,Price", *lines, **settings)
    assert found == [1] * COUNT
    assert not source.repaired


def test_several_cut_columns_are_all_joined(tmp_path: Path) -> None:
    lines = days(*(f"Onion,1,{302 + k},1,{502 + k},1,{402 + k}" for k in range(COUNT)))
    found, source = prices(tmp_path, "Date,Commodity,Min,Max,Price", *lines)
    assert found == [1402 + k for k in range(COUNT)]
    assert source.columns.extra == {"Min": "Min", "Max": "Max"}


def test_rows_of_the_headers_own_width_stay_as_they_are(tmp_path: Path) -> None:
    values = [965 + 9 * number for number in range(COUNT)]
    lines = days(*(f"Onion,{value:,}" for value in values))
    found, source = prices(tmp_path, "Date,Commodity,Price", *lines)
    assert found == values
    assert set(source.repaired) == {at for at, value in enumerate(values, 1) if value > 999}


def test_a_large_text_is_joined_in_all_its_blocks(tmp_path: Path) -> None:
    count = 30_000
    lines = [
        f"{1990 + k // 336}-{1 + k // 28 % 12:02d}-{1 + k % 28:02d},{100 + k % 7},{k % 100:02d}"
        for k in range(count // 3)
    ]
    wide = [
        f"{line.partition(',')[0]},{name},{line.partition(',')[2]}"
        for line in lines
        for name in ("AAPL", "MSFT", "Long name of a fund")
    ]
    found, source = prices(tmp_path, "Date,Symbol,Close", *wide)
    assert len(found) == len(source.repaired) == count
    assert min(found) == 100
    assert sorted(set(found))[-1] == 106.99
    assert not source.doubts


@pytest.mark.parametrize(
    ("names", "rests"),
    [
        ("Date,Close", [f"{100 + k % 5}.5,{300 + 7 * k}" for k in range(COUNT)]),
        ("Date,Close", [f"{101 + k % 5},100" for k in range(COUNT)]),
        ("Date,Close", [f"{101 + k % 5},{90 * k * k + 7}" for k in range(COUNT)]),
        ("Date,Close", [f'"{101 + k % 5}","{300 + 7 * k}"' for k in range(COUNT)]),
    ],
    ids=["decimal point", "constant", "of any length", "quoted"],
)
def test_a_column_without_a_name_is_no_part_of_a_price(
    tmp_path: Path, names: str, rests: list[str]
) -> None:
    found, source = prices(tmp_path, names, *days(*rests))
    assert max(found) < 107
    assert not source.repaired


def test_row_numbers_without_a_name_are_no_part_of_a_number(tmp_path: Path) -> None:
    lines = [f"{k},{2000 + k},{101 + k % 5}.5" for k in range(1, COUNT)]
    found, source = prices(tmp_path, "Year,Price", *lines)
    assert found == [101 + k % 5 + 0.5 for k in range(1, COUNT)]
    assert not source.repaired
    assert not source.doubts


def test_whole_numbers_without_a_name_that_make_no_number_of_one_form_are_doubted(
    tmp_path: Path,
) -> None:
    lines = days(*(f"{101 + k % 5},{[5, 25, 125][k % 3]}" for k in range(COUNT)))
    found, source = prices(tmp_path, "Date,Close", *lines)
    assert found == [101 + k % 5 for k in range(COUNT)]
    assert [doubt.thousandfold for doubt in source.doubts] == [True]
    assert "101,5" in source.doubts[0].taken


def test_columns_that_are_all_cut_alike_go_before_others() -> None:
    rows = fields(*days(*(f"{102 + k},{10 + k},{103 + k},{20 + k},{3500 + k}" for k in range(9))))
    found = find_cut_numbers(rows, ["Date", "Open", "Close", "Volume"])
    assert found is not None
    assert found.spans == (1, 2, 2, 1)


def test_two_ways_that_are_as_good_are_none() -> None:
    rows = fields(*days(*(f"{k + 11},{k + 31},{k + 51}" for k in range(9))))
    assert find_cut_numbers(rows, ["Date", "First thing", "Second thing"]) is None


def test_a_longer_number_among_cut_ones_is_joined_of_more_parts() -> None:
    rows = fields(*days(*(f"Onion,1,{402 + k}" for k in range(9))))
    found = find_cut_numbers(rows, ["Date", "Commodity", "Price"])
    assert found is not None
    row = ["2024-02-01", "Onion", "1", "070", "000"]
    spans = joined_spans([Piece(text) for text in row], found)
    assert spans is not None
    assert joined(row, spans, ",") == ["2024-02-01", "Onion", "1,070,000"]


def test_parts_that_make_no_number_are_not_joined() -> None:
    rows = fields(*days(*(f"Onion,1,{402 + k}" for k in range(9))))
    found = find_cut_numbers(rows, ["Date", "Commodity", "Price"])
    assert found is not None
    for line in ("2024-02-01,Onion,1,40", "2024-02-01,Onion,1,n/a", "2024-02-01,Red,Onion,992"):
        assert joined_spans([Piece(text) for text in line.split(",")], found) is None


def test_signs_around_a_number_tell_that_its_parts_are_one() -> None:
    rows = fields(*days("Red,Rs. 1,450/-", "Red,Rs. 1,500/-"))
    found = find_cut_numbers(rows, ["Arrival", "Variety", "Price (Rs/Qtl)"])
    assert found is not None
    assert found.spans == (1, 1, 2)
    assert found.proven


def test_indian_groups_of_two_are_parts_of_a_number(tmp_path: Path) -> None:
    lines = days(*(f"Gold,1,{45 + k % 3},{100 + k}" for k in range(COUNT)))
    found, _ = prices(tmp_path, "Date,Commodity,Price", *lines)
    assert found == [145100 + 1000 * (k % 3) + k for k in range(COUNT)]


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ("Date,Open,Close,Volume,OpenInterest", "09:{k:02d}:00,101.5,102.5,{v},{k}"),
        ("Date,Close,Volume", "{k:02d},{v},"),
        ("Date,Close", "{v},0"),
    ],
    ids=["an unnamed time", "a comma at the end", "zeros"],
)
def test_another_reason_for_one_field_more_goes_before_cut_numbers(
    tmp_path: Path, names: str, line: str
) -> None:
    lines = days(*(line.format(k=k, v=800 + 17 * k) for k in range(10, 10 + COUNT)))
    _, source = prices(tmp_path, names, *lines)
    assert not source.repaired

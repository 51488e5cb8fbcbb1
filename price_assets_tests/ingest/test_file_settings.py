"""What a person says about files in ``price_assets.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from price_assets.checkpoints import PriceAssetsError
from price_assets.clean import clean_prices
from price_assets.ingest import IngestSettings, PriceFileError, ingest, list_files

EURO = "Tag;Schluss;Umsatz\n2020-01-06;1.234;10\n2020-01-07;1.240;11\n2020-01-08;1.250;12\n"
POINT = "date,close\n2020-01-06,1.25\n2020-01-07,1.26\n"


def landed(folder: Path, rules: str | None = None, **files: str) -> list:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_csv", ".csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    if rules is not None:
        (folder / "price_assets.toml").write_text(rules)
    return list_files([folder])


def test_a_setting_holds_for_the_files_whose_name_matches_and_for_no_other(tmp_path: Path) -> None:
    rules = '["eu/*.csv"]\ndecimal = "comma"\nsymbol = "DAX"\n'
    files = landed(tmp_path, rules, eu__dax_csv=EURO, us_csv=POINT)
    clean = clean_prices(ingest(files)).frame.set_index(["symbol", "timestamp"])["price"]
    assert clean["DAX", "2020-01-06"] == 1234
    assert clean["us", "2020-01-06"] == 1.25


def test_a_key_above_all_patterns_holds_for_every_file_and_a_later_pattern_counts_more(
    tmp_path: Path,
) -> None:
    rules = 'symbol = "X"\n["b*"]\nsymbol = "Y"\n["bb*"]\nsymbol = "Z"\n'
    files = landed(tmp_path, rules, a_csv=POINT, b_csv=POINT, bb_csv=POINT)
    frame = ingest(files).frame
    assert frame.drop_duplicates("source").set_index("source")["symbol"].to_dict() == {
        "a.csv": "X",
        "b.csv": "Y",
        "bb.csv": "Z",
    }


def test_what_the_file_says_counts_more_than_what_the_asset_says(tmp_path: Path) -> None:
    files = landed(tmp_path, '["a.csv"]\nsymbol = "X"\n', a_csv=POINT, b_csv=POINT)
    frame = ingest(files, IngestSettings(symbol="Y")).frame
    assert frame.groupby("source")["symbol"].first().to_dict() == {"a.csv": "X", "b.csv": "Y"}


def test_what_was_said_is_written_down_beside_each_source(tmp_path: Path) -> None:
    files = landed(tmp_path, '["a.csv"]\nscale = 0.01\n', a_csv=POINT, b_csv=POINT)
    assert [source.settings for source in ingest(files).sources] == [{"scale": 0.01}, {}]


def test_a_scale_multiplies_the_prices_of_its_files_alone(tmp_path: Path) -> None:
    files = landed(tmp_path, '["a.csv"]\nscale = 0.01\n', a_csv=POINT, b_csv=POINT)
    first = clean_prices(ingest(files)).frame.groupby("symbol")["price"].first()
    assert first.to_dict() == {"a": 0.0125, "b": 1.25}


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        (
            '["*.csv"]\ndelimeter = ";"\n',
            r"\[\"\*.csv\"\]: unknown setting 'delimeter'.*'delimiter'",
        ),
        ('["*.csv"]\ndecimal = "dot"\n', "setting 'decimal': .*found 'dot'"),
        ('["*.csv"]\nday_first = 3\n', "setting 'day_first'"),
        ("[a.csv]\nsymbol = 'X'\n", "unknown setting 'csv'.*in quotes"),
        ("symbol = \n", "price_assets.toml: expected TOML"),
        ('["*.xlsx"]\nsheet = "A"\n', r"\[\"\*.xlsx\"\]: fits no file"),
        ('["*.csv"]\nsheet = "A"\n', "'sheet' is set, and has no meaning"),
        ('["*.csv"]\nprice_column = "Kurs"\n', "expected a column 'Kurs'"),
    ],
)
def test_a_setting_that_is_unknown_wrong_or_of_no_use_is_an_error_that_names_it(
    tmp_path: Path, rules: str, complaint: str
) -> None:
    files = landed(tmp_path, rules, a_csv=POINT)
    with pytest.raises(PriceFileError, match=complaint):
        ingest(files)


def test_a_setting_of_the_asset_that_applies_to_no_file_is_an_error(tmp_path: Path) -> None:
    files = landed(tmp_path, None, a_csv=POINT)
    with pytest.raises(PriceFileError, match="settings of ingest: 'sheet' is set"):
        ingest(files, IngestSettings(sheet="Prices"))


def test_a_pattern_for_a_file_that_is_not_read_now_is_no_error(tmp_path: Path) -> None:
    landed(tmp_path, '["b.csv"]\nsymbol = "X"\n', a_csv=POINT, b_csv=POINT)
    assert set(ingest(list_files([tmp_path / "a.csv"])).frame["symbol"]) == {"a"}


def test_the_file_of_settings_is_no_source_and_starts_a_run_when_it_changes(
    tmp_path: Path,
) -> None:
    from price_assets.ingest import settings_files

    files = landed(tmp_path, '["a.csv"]\nsymbol = "X"\n', a_csv=POINT)
    assert [file.name for file in files] == ["a.csv"]
    [before] = settings_files(files)
    (tmp_path / "price_assets.toml").write_text('["a.csv"]\nsymbol = "XYZ"\n')
    [after] = settings_files(files)
    assert (before.name, before.size) != (after.name, after.size)


def test_a_convention_that_applies_to_none_of_its_files_is_an_error(tmp_path: Path) -> None:
    rules = '["a.csv"]\nday_first = true\n'
    files = landed(tmp_path, rules, a_csv=POINT, b_csv=POINT.replace("2020-01-0", "01/02/202"))
    with pytest.raises(PriceAssetsError, match=r"price_assets\.toml sets day_first to True"):
        clean_prices(ingest(files))

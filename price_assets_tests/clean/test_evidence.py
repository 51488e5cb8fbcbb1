"""What other columns, other files and a person say of a source's numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from price_assets.checkpoints import (
    CleanPrices,
    Doubt,
    PriceAssetsError,
    RawPrices,
    RawSummary,
    Source,
    SourceColumns,
)
from price_assets.clean import CleanSettings, clean_prices
from price_assets.clean.companions import is_companion


def raw_of(*files: dict[str, Any], **source: Any) -> RawPrices:
    """Build a raw document of files a, b … from columns; of each file ``settings`` too."""
    frames, sources = [], []
    for name, file in zip("abcdef", files, strict=False):
        columns = {
            key: cells for key, cells in file.items() if key not in ("settings", "delimiter")
        }
        count = len(columns["price"])
        frame = pd.DataFrame(
            {
                "source": [name] * count,
                "row": range(1, count + 1),
                "column": ["price"] * count,
                "timestamp": [f"{day}.01.2020" for day in range(13, 13 + count)],
                "symbol": [name.upper()] * count,
                **columns,
            }
        )
        frames.append(frame)
        extra = {key: key for key in columns if key not in ("price", "timestamp", "symbol")}
        sources.append(
            Source(
                source=name,
                uri=name,
                sha256="0" * 64,
                bytes=1,
                rows=count,
                observations=count,
                format="delimited",
                delimiter=file.get("delimiter", ","),
                layout="long",
                columns=SourceColumns(
                    timestamp=["date"], symbol=["symbol"], price=["price"], extra=extra
                ),
                settings=file.get("settings", {}),
                **source,
            )
        )
    frame = pd.concat(frames, ignore_index=True)
    total = len(frame)
    return RawPrices(
        frame, [], sources, RawSummary(files=len(files), rows=total, observations=total)
    )


def prices(clean: CleanPrices, symbol: str = "A") -> list[float]:
    return clean.frame.loc[clean.frame["symbol"] == symbol, "price"].tolist()


def test_the_files_other_columns_tell_the_mark_of_the_price() -> None:
    clean = clean_prices(
        raw_of({"price": ["141.264"], "Vol.": ["3,31B"], "Var%": ["0,24%"], "name": ["x1.5"]})
    )
    assert prices(clean) == [141264]
    assert clean.frame[["Vol.", "Var%"]].iloc[0].tolist() == [3.31e9, 0.24]
    assert clean.sources[0].conventions["price"] == (
        "decimal comma by the file's other columns, thousands point"
    )
    assert clean.sources[0].doubts == []


def test_a_price_is_about_as_large_as_the_high_of_its_row() -> None:
    clean = clean_prices(raw_of({"price": ["1.234", "1.236"], "High": ["1240", "1244"]}))
    assert prices(clean) == [1234, 1236]
    assert "by the size of the prices beside it" in clean.sources[0].conventions["price"]
    clean = clean_prices(raw_of({"price": ["1,234", "1,236"], "Mínimo": [1, 1]}))
    assert prices(clean) == [1.234, 1.236]


def test_the_open_and_the_price_are_written_alike() -> None:
    clean = clean_prices(raw_of({"price": ["1.234", "1.236"], "open": ["1.235", "1.233,5"]}))
    assert prices(clean) == [1234, 1236]
    assert clean.frame["open"].tolist() == [1235, 1233.5]


def test_files_of_the_same_form_decide_for_each_other() -> None:
    told, open_one = {"price": ["1.234,5"]}, {"price": ["1.234"]}
    clean = clean_prices(raw_of(told, open_one))
    assert (prices(clean), prices(clean, "B")) == ([1234.5], [1234])
    assert clean.sources[1].doubts == []
    assert clean.sources[1].conventions["price"] == (
        "decimal comma by other files of this form, thousands point"
    )
    of_other_form = clean_prices(raw_of(told, {**open_one, "delimiter": "|"}))
    assert prices(of_other_form, "B") == [1.234]
    contradicted = clean_prices(raw_of(told, open_one, {"price": ["1,234.5"]}))
    assert prices(contradicted, "B") == [1.234]


def test_files_of_the_same_form_share_the_order_of_day_and_month() -> None:
    american = {"price": ["1.5"], "timestamp": ["01/31/2020"]}
    clean = clean_prices(raw_of(american, {"price": ["1.5"], "timestamp": ["02/03/2020"]}))
    assert clean.frame["timestamp"].tolist() == ["2020-01-31", "2020-02-03"]
    assert clean.sources[1].doubts == []


def test_what_nothing_decides_is_recorded_as_a_doubt() -> None:
    clean = clean_prices(raw_of({"price": ["1.234"], "delimiter": ";"}))
    assert prices(clean) == [1.234]
    assert clean.sources[0].doubts == [
        Doubt(
            what="decimal mark",
            taken="1.234 as 1.234",
            other="1.234 as 1234",
            setting="decimal",
            thousandfold=True,
        )
    ]
    assert "no price tells the decimal mark" in clean.sources[0].notes[0]


def test_the_point_of_a_currency_is_no_decimal_mark_in_what_a_doubt_says() -> None:
    clean = clean_prices(raw_of({"price": ["Rs. 1,450"], "delimiter": ";"}))
    (doubt,) = clean.sources[0].doubts
    said = {float(words.rpartition(" as ")[2]) for words in (doubt.taken, doubt.other)}
    assert said == {1450.0, 1.45}
    assert float(doubt.taken.rpartition(" as ")[2]) == prices(clean)[0]


def test_a_column_with_both_marks_is_noted_and_its_open_cells_are_in_doubt() -> None:
    clean = clean_prices(raw_of({"price": ["1.234,5", "1,234.5", "1,234.6", "1,234"]}))
    assert prices(clean) == [1234.5, 1234.5, 1234.6, 1234]
    (source,) = clean.sources
    assert source.notes == [
        "prices are written in two ways, 2 different ones with a decimal point and 1 with a "
        "decimal comma: each of these is read by itself"
    ]
    assert [doubt.taken for doubt in source.doubts] == ["1,234 as 1234"]


def test_units_and_remarks_are_recorded() -> None:
    clean = clean_prices(raw_of({"price": ["4.25 %", "4.5 %", "4.75 % *"]}))
    assert prices(clean) == [4.25, 4.5, 4.75]
    assert clean.sources[0].conventions["price"] == "decimal point, unit %"
    assert clean.sources[0].notes == ["remarks stand with prices and are left out: *"]


def test_a_scale_reaches_prices_and_those_beside_them_only() -> None:
    raw = raw_of({"price": ["1455", "7"], "high": ["1500", "7"], "volume": ["10", "20"]})
    clean = clean_prices(raw, CleanSettings(scale=0.01))
    assert prices(clean) == [14.55, 0.07]
    assert clean.frame["high"].tolist() == [15.0, 0.07]
    assert clean.frame["volume"].tolist() == [10, 20]
    assert clean.sources[0].conventions["price"].endswith(", times 0.01")
    assert prices(clean_prices(raw, CleanSettings(scale=2.5))) == [3637.5, 17.5]


def test_what_is_said_of_a_file_goes_before_what_is_said_of_all() -> None:
    raw = raw_of(
        {"price": ["1,234"], "settings": {"decimal": "point", "price_column": "price"}},
        {"price": ["1,234", "holiday"], "settings": {"scale": 0.1, "missing_markers": ["holiday"]}},
    )
    clean = clean_prices(raw, CleanSettings(decimal="comma"))
    assert prices(clean) == [1234]
    assert prices(clean, "B") == [0.1234]
    assert clean.summary.missing == {"b": {"B": 1}}


def test_dates_are_read_as_a_file_says() -> None:
    raw = raw_of(
        {
            "price": ["1"],
            "timestamp": ["2020_31_01 10h"],
            "settings": {"date_format": "%Y_%d_%m %Hh", "timezone": "Europe/Paris"},
        }
    )
    assert clean_prices(raw).frame["timestamp"].tolist() == ["2020-01-31T09:00:00Z"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"decimal": "dot"}, "a: expected a value that decimal can have, found 'dot'"),
        ({"scale": 0}, "a: expected a value that scale can have, found 0"),
        ({"timezone": "Mars/Base"}, "a: .*Mars/Base.*"),
    ],
)
def test_a_setting_of_a_file_that_cannot_be_is_an_error_that_names_it(
    said: dict[str, Any], message: str
) -> None:
    with pytest.raises(PriceAssetsError, match=message):
        clean_prices(raw_of({"price": ["1"], "timestamp": ["2020-01-01 10:00"], "settings": said}))


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"decimal": "comma"}, "numbers written with a point or a comma"),
        ({"day_first": True}, "dates to which it applies"),
        ({"timezone": "Europe/Paris"}, "times of day without a zone"),
        ({"date_format": "%Y"}, "times written as text"),
    ],
)
def test_a_setting_for_all_files_that_reaches_none_is_an_error(
    said: dict[str, Any], missing: str
) -> None:
    raw = raw_of({"price": ["1", "2"], "timestamp": [1580428800, 1580428900]})
    (name,) = said
    with pytest.raises(PriceAssetsError, match=f"has set {name}, but no file has {missing}; remov"):
        clean_prices(raw, CleanSettings(**said))


def test_a_setting_for_all_files_that_each_file_overrides_reaches_none() -> None:
    raw = raw_of({"price": ["1,5"], "settings": {"decimal": "comma"}})
    with pytest.raises(PriceAssetsError, match="has set decimal"):
        clean_prices(raw, CleanSettings(decimal="point"))


@pytest.mark.parametrize(
    "name", ["Open", "HIGH", "Mínimo", "Máxima (R$)", "bid_price", "Najwyższy", "Adj Close", "L"]
)
def test_prices_beside_the_price_are_known_by_name(name: str) -> None:
    assert is_companion(name)


@pytest.mark.parametrize("name", ["volume", "change", "open interest", "", "row"])
def test_other_columns_are_not_prices(name: str) -> None:
    assert not is_companion(name)

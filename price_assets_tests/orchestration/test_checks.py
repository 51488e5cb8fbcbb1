import dagster as dg
import numpy as np
import pandas as pd
import pytest

from price_assets.checkpoints import CleanPrices, CleanSummary, Doubt
from price_assets.checkpoints.diagnostics import Drift, SymbolDrift
from price_assets.forecast import score, train
from price_assets.orchestration.checks import (
    clean_checks,
    model_checks,
    raw_checks,
    table_checks,
)
from price_assets.orchestration.metadata import table
from price_assets.orchestration.quality_checks import clean_quality_checks
from price_assets_tests.examples import a_source, clean_frame, clean_prices_of, raw_prices


@pytest.fixture(scope="module")
def model():
    return train(clean_prices_of(list(np.cumsum(np.random.default_rng(5).normal(size=200)))))


def checked(document):
    return {check.check_name: check for check in model_checks(document)}


def with_skill(model, skill):
    return model.model_copy(update={"metrics": model.metrics.model_copy(update={"skill": skill})})


def test_a_model_worse_than_naive_is_a_warning_that_says_by_how_much(model):
    check = checked(with_skill(model, -0.07))["against_naive"]
    assert not check.passed
    assert check.severity is dg.AssetCheckSeverity.WARN
    assert check.metadata["skill"].value == -0.07
    assert checked(with_skill(model, 0.07))["against_naive"].passed


def test_a_model_that_is_not_valid_is_an_error_that_says_what_is_wrong(model):
    assert checked(model)["document_valid"].passed
    check = checked(model.model_copy(update={"candidates": []}))["document_valid"]
    assert not check.passed
    assert check.severity is dg.AssetCheckSeverity.ERROR
    assert check.description == "one_choice: 0 candidates are marked as chosen"


def test_each_rule_of_a_table_has_a_check_that_says_what_is_wrong():
    document = clean_prices_of([1.0, 2.0])
    assert all(check.passed for check in table_checks(document))
    document.frame["timestamp"] = "2020-01-01"
    failed = {check.check_name: check for check in table_checks(document) if not check.passed}
    assert list(failed) == ["unique_keys"]
    assert failed["unique_keys"].description == "WTI at 2020-01-01 stands twice"


def test_a_file_set_aside_is_a_warning_that_says_why():
    raw = raw_prices()
    check = {check.check_name: check for check in raw_checks(raw)}["files_read"]
    assert check.passed
    bad = a_source("b.pdf", 0).model_copy(update={"error": "b.pdf: expected prices", "rows": 0})
    raw.sources = [*raw.sources, bad]
    check = {check.check_name: check for check in raw_checks(raw)}["files_read"]
    assert not check.passed
    assert check.severity is dg.AssetCheckSeverity.WARN
    assert check.description == "b.pdf: expected prices"


@pytest.mark.parametrize("grave", [True, False])
def test_a_doubt_of_a_thousandfold_is_a_warning_with_the_other_reading_and_the_setting(grave):
    clean = clean_prices_of([1.234])
    doubt = Doubt(
        what="decimal mark",
        taken="1.234 is read as 1.234",
        other="1234",
        setting="decimal",
        thousandfold=grave,
    )
    clean.sources = [a_source().model_copy(update={"doubts": [doubt]})]
    check = {check.check_name: check for check in clean_checks(clean)}["conventions_decided"]
    assert check.passed is not grave
    assert check.severity is dg.AssetCheckSeverity.WARN
    assert ("1234; set decimal" in check.description) is grave
    assert "1234; set decimal" in check.metadata["doubts"].data[0]


def test_a_table_of_thousands_of_rows_is_cut_off_and_says_so():
    shown = table({"symbol": str(number), "rows": number} for number in range(5000)).value
    assert len(shown.records) == 101
    assert shown.records[-1].data == {"symbol": "… and 4,900 more", "rows": ""}
    assert [column.name for column in shown.schema.columns] == ["symbol", "rows"]


def clean_of(frame, **summary):
    clean = CleanPrices.from_frame(frame)
    if summary:
        clean.summary = CleanSummary(**summary)
    return {check.check_name: check for check in clean_quality_checks(clean)}


def test_ordinary_prices_have_no_warning():
    walk = list(np.cumsum(np.random.default_rng(5).normal(size=200)))
    checks = clean_of(clean_frame(walk))
    assert set(checks) == {"few_rejected", "no_gaps", "no_jumps", "no_symbol_ended"}
    assert all(check.passed for check in checks.values())


def test_gaps_jumps_and_ended_symbols_are_warnings_with_the_rows_concerned():
    walk = np.cumsum(np.random.default_rng(5).normal(size=200))
    jumped = np.where(np.arange(200) >= 150, walk + 1e4, walk)
    gappy = clean_frame(list(jumped), "WTI").drop(index=range(50, 70))
    ended = clean_frame(list(walk[:100]), "GONE")
    checks = clean_of(pd.concat([ended, gappy], ignore_index=True))
    for name, symbol, column in (
        ("no_gaps", "WTI", "hours without a price"),
        ("no_jumps", "WTI", "change"),
        ("no_symbol_ended", "GONE", "hours since"),
    ):
        check = checks[name]
        assert not check.passed
        assert check.severity is dg.AssetCheckSeverity.WARN
        assert check.description == "1 found, of 1 symbols"
        (record,) = check.metadata["found"].records
        assert record.data["symbol"] == symbol
        assert record.data[column] > 0


def test_many_rejected_rows_are_a_warning_and_duplicates_are_not():
    frame = clean_frame([1.0, 2.0, 3.0])
    counts = {"rows_out": 90, "missing": {}}
    many = clean_of(frame, rows_in=100, rejected={"unreadable price": 10}, **counts)
    assert not many["few_rejected"].passed
    assert many["few_rejected"].description == "10.0% of the observations were rejected"
    assert many["few_rejected"].metadata["expected_at_most"].value == 0.05
    twice = clean_of(frame, rows_in=100, rejected={"duplicate": 10}, **counts)
    assert twice["few_rejected"].passed


def test_intervals_that_did_not_hold_are_a_warning_with_expected_and_actual(model):
    def covered(rows, **coverage):
        metrics = model.metrics.model_copy(update={"coverage": coverage, "rows": rows})
        return checked(model.model_copy(update={"metrics": metrics}))["coverage_near_level"]

    good = {"0.8": 0.79, "0.95": 0.96}
    assert covered(500, **good).passed
    bad = covered(500, **{"0.8": 0.66, "0.95": 0.94})
    assert not bad.passed
    assert bad.description == "the 80% interval held 66.0% of 500 prices"
    assert bad.metadata["expected_0.8"].value == 0.8
    assert bad.metadata["actual_0.8"].value == 0.66
    assert covered(40, **{"0.8": 0.66}).passed, "of a few rows nothing can be said"


def drifted(model, **changes):
    """Check a model whose newest prices move otherwise, but for what is changed."""
    drift = {
        "newest": "rows later than those trained on",
        "before": 300,
        "rows": 120,
        "moments": 120,
        "expected": [0.1] * 10,
        "found": [0.4, *[0.025] * 8, 0.4],
        "stability_index": 1.7,
        "by_chance": 0.2,
        "shifted": True,
        "symbols": [
            SymbolDrift(symbol=name, rows=rows, size_ratio=ratio)
            for name, rows, ratio in (
                ("A", 30, 1.2),
                ("B", 31, None),
                ("C", 32, 3.0),
                ("D", 27, 0.1),
            )
        ],
    }
    diagnostics = model.diagnostics.model_copy(update={"drift": Drift(**{**drift, **changes})})
    return checked(model.model_copy(update={"diagnostics": diagnostics}))["no_drift"]


def test_prices_that_move_otherwise_are_a_warning_with_the_symbols_that_do_so_most(model):
    check = drifted(model)
    assert not check.passed
    assert check.severity is dg.AssetCheckSeverity.WARN
    assert check.description == (
        "rows later than those trained on differ from the rows before: "
        "population stability index 1.70"
    )
    shown = {name: check.metadata[name].value for name in check.metadata if name != "symbols"}
    assert shown == {"expected_at_most": 0.25, "actual": 1.7, "by_chance": 0.2, "rows": 120}
    assert [record.data for record in check.metadata["symbols"].records] == [
        {"symbol": "C", "rows": 32, "size ratio": 3.0},
        {"symbol": "D", "rows": 27, "size ratio": 0.1},
        {"symbol": "A", "rows": 30, "size ratio": 1.2},
        {"symbol": "B", "rows": 31, "size ratio": None},
    ]


def test_prices_that_move_as_before_or_differ_by_chance_are_no_warning(model):
    for index, chance in ((0.05, 0.2), (0.5, 0.7)):
        check = drifted(model, stability_index=index, by_chance=chance, shifted=False)
        assert check.passed
        assert check.description == ""
        assert (check.metadata["actual"].value, check.metadata["by_chance"].value) == (
            index,
            chance,
        )
    own = checked(model)["no_drift"]
    assert own.passed
    assert own.metadata["actual"].value == model.diagnostics.drift.stability_index


def test_where_prices_cannot_be_compared_the_check_passes_and_says_why(model):
    prices = list(np.cumsum(np.random.default_rng(5).normal(size=200)))
    nothing = checked(score(clean_prices_of(prices), model))["no_drift"]
    few = checked(score(clean_prices_of([*prices, *[1.0, 2.0] * 6]), model))["no_drift"]
    short = checked(train(clean_prices_of([1.0, 2.0, 4.0])))["no_drift"]
    for check, why in (
        (nothing, "no row is later than"),
        (few, "too few changes of price"),
        (short, "of 3 rows"),
    ):
        assert check.passed
        assert check.description.startswith(f"not compared: {why}")
        assert set(check.metadata) == {"expected_at_most"}


def test_a_real_shift_of_the_later_rows_is_a_warning(model):
    random = np.random.default_rng(5)
    prices = np.cumsum(random.normal(size=200))
    trend = prices[-1] + np.arange(1, 121) * 0.7
    check = checked(score(clean_prices_of([*prices, *trend]), model))["no_drift"]
    assert not check.passed
    assert all(type(check.metadata[name].value) is float for name in ("actual", "by_chance"))
    (record,) = check.metadata["symbols"].records
    assert record.data["rows"] == 120

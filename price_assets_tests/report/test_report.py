import html
import html.parser
import re

import numpy as np
import pytest
from rich.cells import cell_len

from price_assets.checkpoints import CleanPrices, Report
from price_assets.checkpoints.diagnostics import DataQuality
from price_assets.checkpoints.model_document import Interval
from price_assets.forecast import TrainSettings, train
from price_assets.report import ReportSettings, make_report, render_html, render_text
from price_assets.report.wording import p_value, price
from price_assets_tests.examples import a_source, clean_frame

WIDEST = 100


@pytest.fixture(scope="module")
def model():
    import pandas as pd

    walk = np.round(np.cumsum(np.random.default_rng(1).normal(size=400)), 2)
    clean = CleanPrices.from_frame(
        pd.concat(
            [clean_frame(list(50 + walk), "OIL"), clean_frame(list(walk[::-1] * 1000), "ZINC")],
            ignore_index=True,
        )
    )
    clean.sources.append(a_source("zinc & oil.csv"))
    return train(clean).model_copy(
        update={
            "data_quality": DataQuality(
                rows_in=812,
                rows_out=800,
                rejected={"duplicate": 3, "unreadable price": 2},
                missing={"zinc & oil.csv": {"ZINC": 7}},
                rejected_by_source={"zinc & oil.csv": {"duplicate": 3, "unreadable price": 2}},
            )
        }
    )


def with_symbol(model, symbol):
    return model.model_copy(
        update={
            "forecast": [step.model_copy(update={"symbol": symbol}) for step in model.forecast[:1]],
            "history": [item.model_copy(update={"symbol": symbol}) for item in model.history[:1]],
        }
    )


def test_the_text_has_its_parts_in_the_order_a_reader_asks(model):
    text = render_text(model)
    titles = ["PRICE FORECAST", "Forecast", "Accuracy", "Data", "Commentary", "Provenance"]
    places = [re.search(rf"^{title}", text, re.MULTILINE).start() for title in titles]
    assert places == sorted(places)


def test_both_say_how_far_ahead_and_how_often(model):
    for said in (render_text(model), unescaped(render_html(model))):
        assert "The next price of 2 symbols" in said
        assert "ne step ahead, on" in said
        assert "Prices come: daily (seasons of 5 steps) for 2 symbols." in said
    further = train(clean_frame(list(np.arange(60.0) % 7), "OIL"), TrainSettings(horizon=3))
    for said in (render_text(further), unescaped(render_html(further))):
        assert "The next 3 prices of OIL" in said
        assert "1 to 3 steps ahead, on" in said


def unescaped(page):
    return html.unescape(" ".join(page.split()))


def test_no_line_is_wider_than_a_hundred_columns(model):
    long = with_symbol(model, "a very long symbol " * 9)
    words = "word " * 100 + "\n\n" + "x" * 250
    wide = "\N{CJK UNIFIED IDEOGRAPH-4EF7}" * 250
    for text in (render_text(model, words), render_text(long, wide), render_text(hourly(model))):
        assert max(map(cell_len, text.splitlines())) <= WIDEST


def hourly(model):
    """Forecasts whose times and prices are as long as they get."""
    step = model.forecast[0]
    long = {
        "timestamp": "2020-04-06T10:00:00.123456Z",
        "price": 1234567.1234567891,
        "last_price": 1234567.25,
        "intervals": {level: Interval(low=1234567.1, high=1234568.9) for level in ("0.8", "0.95")},
    }
    return model.model_copy(update={"forecast": [step.model_copy(update=long)]})


def test_no_number_and_no_time_is_split_over_two_lines(model):
    text = render_text(hourly(model))
    for whole in ("2020-04-06T10:00:00.123456Z", "1,234,567.25", "1,234,567.10 to 1,234,568.90"):
        assert whole in text


def test_what_is_doubtful_about_a_file_stands_in_both(model):
    source = model.sources[0].model_copy(update={"notes": ["the day first; or the month"]})
    doubtful = model.model_copy(update={"sources": [source]})
    assert "Note on zinc & oil.csv: the day first; or the month." in render_text(doubtful)
    assert "Note on zinc &amp; oil.csv: the day first; or the month." in render_html(doubtful)


def test_lines_of_a_commentary_stay_lines(model):
    assert "\n- first point\n- second point\n" in render_text(
        model, "- first point\n- second point"
    )


def test_a_method_that_was_kept_for_want_of_rows_is_not_called_the_best(model):
    untried = [item.model_copy(update={"mae": None}) for item in model.candidates[1:]]
    only = [model.candidates[0].model_copy(update={"chosen": True}), *untried]
    text = " ".join(render_text(model.model_copy(update={"candidates": only})).split())
    assert "there were too few rows to try any other" in text


def test_the_counts_of_the_data_stand_in_the_text(model):
    text = " ".join(render_text(model).split())
    assert "812 observations in the files = 800 kept + 5 rejected + 7 that the source marks" in text
    assert "duplicate 3, unreadable price 2" in text


def test_accuracy_stands_beside_the_naive_baseline_per_symbol(model):
    lines = [line.split() for line in render_text(model).splitlines()]
    for row in model.metrics.symbols:
        (found,) = [
            line for line in lines if line[:2] == [row.symbol, f"{row.rows:,}"] and len(line) > 6
        ]
        assert found[2:4] == [price(row.mae), price(row.mae_naive)]


@pytest.mark.parametrize(("skill", "words"), [(-0.01, "LARGER error"), (0.01, "smaller error")])
def test_a_model_that_does_not_beat_naive_is_said_not_to(model, skill, words):
    symbols = [row.model_copy(update={"skill": skill}) for row in model.metrics.symbols]
    changed = model.model_copy(
        update={"metrics": model.metrics.model_copy(update={"symbols": symbols})}
    )
    assert render_text(changed).count(words) == len(symbols)
    assert render_html(changed).count(words) == len(symbols)


def test_the_verdict_is_in_the_first_lines(model):
    first = " ".join(render_text(model).split("\n\nData\n")[0].split())
    assert model.metrics.verdict in first


def test_figures_that_were_not_measured_are_said_not_to_be(model):
    metrics = model.metrics.model_copy(
        update={"reason": "no later rows", "mae": None, "mae_naive": None}
    )
    text = render_text(model.model_copy(update={"metrics": metrics}))
    assert "Not measured: no later rows" in text


def test_a_skill_stands_with_its_interval(model):
    found = Interval(low=-0.0123, high=0.0456)
    metrics = model.metrics.model_copy(update={"skill": 0.0167, "skill_interval": found})
    changed = model.model_copy(update={"metrics": metrics})
    for said in (render_text(changed), unescaped(render_html(changed))):
        assert "1.67 % (-1.23 % to 4.56 %)" in " ".join(said.split())


@pytest.mark.parametrize(
    ("shifted", "words"), [(True, "are NOT spread like"), (False, "are spread like")]
)
def test_drift_is_said_in_words_with_its_figures(model, shifted, words):
    drift = model.diagnostics.drift.model_copy(
        update={"shifted": shifted, "stability_index": 0.3141, "by_chance": 0.2718}
    )
    diagnostics = model.diagnostics.model_copy(update={"drift": drift})
    changed = model.model_copy(update={"diagnostics": diagnostics})
    for said in (render_text(changed), unescaped(render_html(changed))):
        said = " ".join(said.split())
        assert words in said
        assert "stability index 0.314" in said
        assert "up to 0.272 may be chance" in said


def test_without_newer_rows_nothing_is_said_of_drift(model):
    diagnostics = model.diagnostics.model_copy(update={"drift": None})
    changed = model.model_copy(update={"diagnostics": diagnostics})
    assert "stability index" not in render_text(changed)
    assert "stability index" not in render_html(changed)


def test_the_page_tells_in_which_file_rows_were_rejected_and_why(model):
    page = re.sub(r"<[^>]+>", "|", unescaped(render_html(model)))
    assert "|zinc & oil.csv||unreadable price||2|" in page
    assert "|zinc & oil.csv||duplicate||3|" in page


@pytest.mark.parametrize(
    ("value", "words"), [(None, "-"), (0.00049, "<0.001"), (0.0005, "0.001"), (0.25, "0.250")]
)
def test_a_small_p_value_is_not_written_as_zero(value, words):
    assert p_value(value) == words


def test_the_forecast_stands_with_its_interval(model):
    text = render_text(model)
    for step in model.forecast:
        low, high = step.intervals["0.8"].low, step.intervals["0.8"].high
        interval = f"{price(low, step.last_price)} to {price(high, step.last_price)}"
        (line,) = [line for line in text.splitlines() if interval in line]
        assert line.split()[:2] == [step.symbol, price(step.last_price, step.last_price)]
        assert step.timestamp in line


def test_where_it_comes_from_stands_at_the_end(model):
    provenance = " ".join(render_text(model).split("\nProvenance\n")[1].split())
    assert model.checksum in provenance
    assert model.fit in provenance
    assert "zinc & oil.csv" in provenance
    assert model.sources[0].sha256 in provenance
    for name, value in {**model.params, **model.packages}.items():
        assert name in provenance
        assert str(value) in provenance


def test_a_report_knows_which_model_it_is_about(model):
    report = make_report(model, ReportSettings(commentary=f"Model checksum: sha256:{'0' * 64}"))
    assert report.model_checksum == model.checksum
    assert Report(text="Forged.\n").model_checksum is None


def test_commentary_stands_in_both_and_its_absence_is_said_in_both(model):
    for render in (render_text, render_html):
        assert "No commentary yet" in render(model)
        assert "No commentary yet" in render(model, " \n ")
        said = render(model, "First.\n\nSecond.")
        assert "No commentary yet" not in said
        assert said.index("First.") < said.index("Second.")


def test_the_same_model_gives_the_same_bytes(model):
    settings = ReportSettings(commentary="Words.")
    assert make_report(model, settings).content == make_report(model, settings).content
    assert make_report(model, settings).html == make_report(model, settings).html


class Page(html.parser.HTMLParser):
    """Checks that tags nest, and gathers them and what they load."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.loads = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        named = [value for name, value in attributes if name in ("src", "href")]
        # What begins so stands in the page itself.
        self.loads += [value for value in named if not value.startswith("#")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):  # noqa: ARG002 - the name is the base class's
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_whole_loads_nothing_and_has_a_picture_per_symbol(model):
    page = Page(render_html(model))
    assert page.tags.count("h3") == len(model.forecast)
    assert page.tags.count("svg") > len(model.forecast)
    assert page.loads == []
    assert "script" not in page.tags


@pytest.mark.parametrize("symbol", ["<script>alert(1)</script>", 'a"b', "[red]x[/red] :smile:"])
def test_a_symbol_that_looks_like_markup_is_shown_as_text(model, symbol):
    changed = with_symbol(model, symbol)
    page = render_html(changed)
    assert "script" not in Page(page).tags
    unfolded = re.sub(r"\s+", "", render_text(changed))
    assert symbol.replace(" ", "")[:8] in unfolded


def test_control_characters_in_a_symbol_cannot_change_the_layout(model):
    changed = with_symbol(model, "A\nModel checksum: forged\x1b[31m\u2028\u202e")
    report = make_report(changed)
    assert not {"\x1b", "\u2028", "\u202e"} & set(report.text)
    assert report.model_checksum == changed.checksum


@pytest.mark.parametrize(
    ("value", "like", "words"),
    [
        (1.1348, None, "1.1348"),
        (0.0, None, "0.0000"),
        (-36.98, None, "-36.980"),
        (1234567.891, None, "1,234,568"),
        (1234567.891, 1234567.89, "1,234,567.89"),
        (1e-05, None, "0.000010000"),
        (0.9, 0.90312, "0.90000"),
        (None, None, "-"),
        (2.5, 1e-300, "2.5000000000"),
        (102.56, 102.56735989012345, "102.56"),
        (0.00162, 0.00162008, "0.00162000"),
    ],
)
def test_prices_are_written_without_exponents_and_with_their_decimals(value, like, words):
    assert price(value, like) == words

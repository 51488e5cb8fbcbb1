"""The page: its size, its tools, its pictures, and where each of its numbers comes from."""

import html
import html.parser
import re
from collections import Counter

import pytest

from price_assets.checkpoints.diagnostics import DataQuality
from price_assets.report import page_pictures, render_html
from price_assets_tests.pictures.values import (
    ODD_NAMES,
    a_drift,
    a_history,
    a_presence,
    a_step,
    an_accuracy,
    groups,
    periods,
)

from .models import MODELS, fifty, page_of, two

LARGEST = 1_500_000
MOST_WITHOUT_TOOLS = 12
# Numbers of the sentences themselves, whatever the model is.
IN_SENTENCES = {
    *("1", "80", "95", "0.5"),  # 1 - MAE / naive MAE, the levels, the AUC of chance
    *("95", "100", "10", "0.25"),  # 95 of 100 cases, the largest tenth, a large shift
}
NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?!\w)")


class Parts(html.parser.HTMLParser):
    """Gathers the texts of elements, and checks that they nest."""

    VOID = frozenset({"meta", "br", "input"})

    def __init__(self, page):
        super().__init__()
        self.texts, self.ids, self.references, self.tags = {}, [], [], Counter()
        self.open = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.handle_startendtag(tag, attrs)
        if tag not in self.VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag, attrs):
        self.tags[tag] += 1
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "href" and value.startswith("#"):
                self.references.append(value[1:])
            self.references += re.findall(r"url\(#([^)]+)\)", value or "")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        for tag in set(self.open):
            self.texts[tag][-1] += data


def test_the_page_of_fifty_symbols_is_small_enough_to_be_sent():
    page = page_of("fifty")
    assert Parts(page).tags["h3"] == 50
    assert len(page.encode()) < LARGEST


@pytest.mark.parametrize("name", MODELS)
def test_no_two_elements_have_one_name_and_no_reference_leads_nowhere(name):
    parts = Parts(page_of(name))
    assert [one for one, count in Counter(parts.ids).items() if count > 1] == []
    assert set(parts.references) - set(parts.ids) == set()


@pytest.mark.parametrize("symbols", [MOST_WITHOUT_TOOLS, MOST_WITHOUT_TOOLS + 1])
def test_only_a_page_of_more_than_twelve_symbols_has_tools_and_a_script(symbols):
    fewer = fifty().model_copy(update={"forecast": fifty().forecast[:symbols], "history": []})
    page = render_html(fewer)
    with_tools = symbols > MOST_WITHOUT_TOOLS
    for part in ("<script>", "<form", "data-sortable", "script-src"):
        assert (part in page) == with_tools


@pytest.mark.parametrize("name", MODELS)
def test_each_number_of_the_figures_tables_and_captions_stands_in_the_model(name):
    model = MODELS[name]()
    parts = Parts(page_of(name))
    document = model.model_dump(mode="json", by_alias=True, exclude={"estimator"})
    texts, known = set(), set(IN_SENTENCES)
    for value in leaves(document):
        if not isinstance(value, str):
            known |= written(value)
        elif re.search(r"[^\W\d]|\d-\d", value):
            texts.add(value)
    shown = [text for tag in ("dd", "td", "figcaption") for text in parts.texts[tag]]
    assert len(shown) > 40
    for text in shown:
        # Names and times hold digits that are no numbers.
        for word in sorted(filter(lambda part: part in text, texts), key=len, reverse=True):
            text = text.replace(word, " ")
        assert set(NUMBER.findall(text)) <= known, text


def leaves(value):
    """Yield the numbers and the texts of a document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value is not None and not isinstance(value, bool):
        yield value


def written(number):
    """Write a number as itself and as a percentage, to any decimals."""
    return {f"{part:,.{decimals}f}" for part in (number, 100 * number) for decimals in range(11)}


def changed(**parts):
    """Take the model of two symbols with other parts."""
    model = two()
    metrics = model.metrics.model_copy(update=parts.pop("metrics", {}))
    diagnostics = model.diagnostics.model_copy(update=parts.pop("diagnostics", {}))
    return model.model_copy(update={"metrics": metrics, "diagnostics": diagnostics, **parts})


NOTHING = DataQuality(rows_in=0, rows_out=0, rejected={}, missing={}, rejected_by_source={})


@pytest.mark.parametrize(
    ("model", "pictures"),
    [
        # Of each symbol one; skill, reliability, over time, coverage, drift; quality, presence.
        (lambda: two(), 2 + 5 + 2),
        (lambda: changed(data_quality=NOTHING), 2 + 5 + 1),
        (lambda: changed(metrics={"symbols": [an_accuracy(None, None)]}), 2 + 4 + 2),
        (lambda: changed(metrics={"reason": "too few rows", "symbols": []}), 2 + 0 + 2),
        (lambda: changed(diagnostics={"reliability": [], "drift": None}), 2 + 3 + 2),
        (lambda: changed(diagnostics={"periods": []}), 2 + 3 + 2),
        (lambda: changed(history=[], backtest=[]), 0 + 5 + 2),
        (
            lambda: changed(
                diagnostics={
                    "reliability": groups(1),
                    "periods": [
                        period.model_copy(update={"coverage": {}}) for period in periods(1, None)
                    ],
                    "drift": a_drift(shifted=True),
                    "presence": a_presence({"OIL": [0]}),
                }
            ),
            2 + 4 + 2,
        ),
        (
            lambda: changed(
                forecast=[
                    a_step(1e59, {"0.95": 1e58}, last_price=-1e59, symbol="OIL"),
                    a_step(1e-9, {}, last_price=1e-9, symbol="ZINC"),
                ],
                history=[
                    a_history([-1e59, 1e59], ["0001-01-01", "9999-12-31"]),
                    a_history([1e-9], symbol="ZINC"),
                ],
                backtest=[],
            ),
            2 + 5 + 2,
        ),
    ],
)
def test_a_page_has_a_picture_of_everything_that_there_is(model, pictures):
    assert Parts(render_html(model())).tags["svg"] == pictures


def test_of_a_thousand_symbols_the_first_are_drawn_and_all_stand_in_the_tables(monkeypatch):
    monkeypatch.setattr(page_pictures, "MOST_CARDS", 3)
    names = [f"S{number:03d}" for number in range(1000)]
    page = render_html(
        changed(
            forecast=[a_step(symbol=name) for name in names],
            history=[a_history(symbol=name) for name in names],
            backtest=[],
        )
    )
    parts = Parts(page)
    assert parts.texts["h3"] == names[:3]
    assert set(names) <= set(parts.texts["th"])
    assert "The first 3 symbols are drawn; 997 more stand in the tables alone." in page


def test_symbols_of_any_letters_stand_in_a_page_and_its_pictures_say_whose_they_are():
    page = render_html(
        changed(
            forecast=[a_step(symbol=name) for name in ODD_NAMES],
            history=[a_history(symbol=name) for name in ODD_NAMES],
            metrics={"symbols": [an_accuracy(symbol=name) for name in ODD_NAMES]},
            backtest=[],
        )
    )
    printed = [re.sub(r"[\x00-\x1f\u202e]", " ", name) for name in ODD_NAMES]
    assert Parts(page).texts["h3"] == printed
    said = [html.unescape(words) for words in re.findall('role="img" aria-label="([^"]*)"', page)]
    assert said[: len(printed)] == [f"Prices of {name} and their forecast" for name in printed]

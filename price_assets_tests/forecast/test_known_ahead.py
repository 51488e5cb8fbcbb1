"""What is known beside the price: ahead of it, or of the past."""

import numpy as np
import pandas as pd
import pytest

from price_assets.checkpoints import CleanPrices, PriceAssetsError
from price_assets.forecast import TrainSettings, score, train

from .tables import days, table, weekdays

FEW = 20
PLANNED = TrainSettings(known_ahead=["load"], trees=FEW)


def planned(rows=400, ahead=1, seed=1):
    """The price follows a load that is known the day before; `ahead` rows have no price yet."""
    random = np.random.default_rng(seed)
    load = random.normal(size=rows + ahead)
    price = 40.0 + 10.0 * load + random.normal(size=rows + ahead)
    price[rows:] = np.nan
    return table({"A": (days(rows + ahead), price)}).assign(load=load)


def chosen(model):
    return next(item.name for item in model.candidates if item.chosen)


def test_a_price_that_follows_a_known_load_is_forecast_far_better_with_it():
    frame = planned()
    told = train(frame, PLANNED)
    untold = train(frame.drop(columns="load").dropna(), TrainSettings(trees=FEW))
    assert told.metrics.skill > 0.7
    assert untold.metrics.skill < 0.4
    assert told.estimator["extras"] == [], "what is known ahead is no column of the past as well"
    assert told.metrics.auc > 0.9


def test_the_next_price_is_forecast_from_its_row_ahead():
    frame = planned()
    forecasts = []
    for load in (-2.0, 2.0):
        frame.loc[frame.index[-1], "load"] = load
        (step,) = train(frame, PLANNED).forecast
        assert step.timestamp == days(401)[-1]
        assert step.method != "naive"
        forecasts.append(step.price)
    assert forecasts[0] == pytest.approx(20.0, abs=4.0)
    assert forecasts[1] == pytest.approx(60.0, abs=4.0)


def test_rows_ahead_say_when_the_next_prices_come():
    """A holiday is passed over where the plan says so, and after the last row ahead by rhythm."""
    frame = planned(rows=300, ahead=2)
    stamps = [*days(300), days(304)[-1], days(305)[-1]]
    frame["timestamp"] = stamps
    frame = frame.astype({"timestamp": "str"})
    settings = TrainSettings(known_ahead=["load"], horizon=3, trees=FEW)
    model = train(frame, settings)
    assert [step.timestamp for step in model.forecast] == [*stamps[-2:], days(306)[-1]]
    assert [step.method == "naive" for step in model.forecast] == [False, False, True]
    # Where no plan is named the rows ahead say nothing.
    (step,) = train(frame, TrainSettings(trees=FEW)).forecast
    assert step.timestamp == days(301)[-1]


def test_without_a_row_ahead_the_naive_forecast_is_given_and_said_why():
    model = train(planned(ahead=0), PLANNED)
    (step,) = model.forecast
    assert (step.method, step.price) == ("naive", step.last_price)
    assert step.probability_of_rise == 0.5
    assert any(
        note.startswith("A: no row ahead gives load for the next price") for note in model.notes
    )
    assert model.metrics.skill > 0.7, "of the past the values are known"


def test_a_value_missing_in_the_past_is_a_naive_forecast_there_alone():
    frame = planned()
    holes = frame.index[:400][::7]
    frame.loc[holes, "load"] = np.nan
    model = train(frame, PLANNED)
    (series,) = model.backtest
    texts, prices = frame["timestamp"].tolist(), frame["price"].tolist()
    naive = {
        stamp
        for stamp, forecast in zip(series.timestamps, series.forecast, strict=True)
        if forecast == prices[texts.index(stamp) - 1]
    }
    assert naive == {texts[row] for row in holes} & set(series.timestamps)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (
            ["wind"],
            "no numeric column 'wind', which known_ahead names; the clean prices have: load",
        ),
        (["load", "price"], "no numeric column 'price'"),
    ],
)
def test_a_column_that_is_not_there_is_refused_by_name(names, words):
    with pytest.raises(PriceAssetsError, match=words) as error:
        train(planned(), TrainSettings(known_ahead=names))
    assert "\n" not in str(error.value)


def test_a_column_without_any_value_is_refused():
    with pytest.raises(PriceAssetsError, match="column 'load', which known_ahead names, has no"):
        train(planned(ahead=0).assign(load=np.nan), PLANNED)


def test_scoring_needs_the_column_that_is_known_ahead_too():
    frame = planned()
    model = train(frame, PLANNED)
    with pytest.raises(PriceAssetsError, match="no numeric column 'load'"):
        score(frame.drop(columns="load").dropna(), model)


def test_scoring_uses_the_rows_ahead_of_the_new_prices():
    whole = planned(rows=420)
    model = train(whole.iloc[:401].assign(price=whole["price"].where(whole.index < 400)), PLANNED)
    scored = score(whole, model)
    assert scored.metrics.rows == 20
    assert scored.metrics.skill > 0.6
    assert scored.forecast[0].timestamp == days(421)[-1]
    assert scored.forecast[0].method == model.estimator["candidate"]


def test_rows_ahead_are_kept_in_a_document_and_used_from_it():
    clean = CleanPrices.from_frame(planned())
    assert train(clean, PLANNED).content == train(planned(), PLANNED).content


def test_each_symbol_has_rows_ahead_of_its_own():
    frame = pd.concat(
        [planned(seed=2), planned(seed=3, ahead=0).assign(symbol="B")], ignore_index=True
    ).astype({"symbol": "str"})
    model = train(frame, PLANNED)
    assert [step.method == "naive" for step in model.forecast] == [False, True]
    assert any(note.startswith("B: no row ahead") for note in model.notes)


def led_by_volume(rows=500, seed=4):
    """Yesterday's volume moves today's price."""
    random = np.random.default_rng(seed)
    volume = random.normal(size=rows)
    change = np.append(0.0, volume[:-1]) + 0.5 * random.normal(size=rows)
    return table({"A": (weekdays(rows), np.cumsum(change))}).assign(volume=volume)


def test_a_price_led_by_yesterdays_volume_is_forecast_better_with_it():
    frame = led_by_volume()
    told = train(frame, TrainSettings(trees=FEW))
    untold = train(frame, TrainSettings(trees=FEW, use_extras=False))
    assert told.estimator["extras"] == ["volume"]
    assert told.metrics.skill > 0.3
    assert untold.estimator["extras"] == []
    assert chosen(untold) == "naive"
    assert (
        untold.content
        == train(frame.drop(columns="volume"), TrainSettings(trees=FEW, use_extras=False)).content
    )


def test_a_column_with_few_values_is_no_extra():
    frame = led_by_volume()
    frame["seldom"] = np.where(frame.index % 11 == 0, 1.0, np.nan)
    frame["often"] = np.where(frame.index % 9 == 0, 1.0, np.nan)
    assert train(frame, TrainSettings(trees=FEW)).estimator["extras"] == ["volume", "often"]


def test_of_many_columns_those_with_most_values_are_used():
    frame = led_by_volume(rows=120)
    for number in range(14):
        frame[f"c{number}"] = np.where(frame.index >= number, 1.0 * frame.index, np.nan)
    extras = train(frame, TrainSettings(trees=FEW)).estimator["extras"]
    assert extras == ["volume", *(f"c{number}" for number in range(11))]


def test_scoring_needs_the_extras_that_were_trained_on():
    frame = led_by_volume()
    model = train(frame, TrainSettings(trees=FEW))
    with pytest.raises(PriceAssetsError, match="no numeric column 'volume', whose past the model"):
        score(frame.drop(columns="volume"), model)


@pytest.mark.parametrize("name", ["load", "volume"])
@pytest.mark.parametrize("size", [1e-300, 1e50, 1e300])
def test_columns_of_any_size_give_a_sound_document(name, size):
    frame = planned(rows=200).rename(columns={"load": name})
    frame[name] *= size
    known = ["load"] if name == "load" else []
    model = train(frame, TrainSettings(known_ahead=known, trees=FEW))
    assert model.broken_rules() == {}
    assert np.isfinite(model.forecast[0].price)

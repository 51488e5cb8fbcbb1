"""Intervals and probabilities that follow what came."""

import numpy as np
import pandas as pd
import pytest

from price_assets.forecast import TrainSettings, backtest, score, train

from .prepared import prepared_of
from .tables import days, mean_reverting, table

FEW = TrainSettings(trees=20)


def naive_kept(measured, seed=15):
    """1,200 normal changes, and then the changes given."""
    changes = np.concatenate([np.random.default_rng(seed).normal(size=1200), measured])
    return table({"A": (days(len(changes)), 100.0 + np.cumsum(changes))})


def width(found, level="80"):
    return (found[f"high_{level}"] - found[f"low_{level}"]).to_numpy()


def test_no_interval_has_seen_its_own_price_nor_a_later_one():
    frame = mean_reverting(rows=420, symbols=2)
    before = backtest(frame, FEW)
    moments = sorted(set(before["timestamp"]))
    changed = moments[40]
    later = (frame["timestamp"] >= changed).to_numpy()
    after = backtest(frame.assign(price=frame["price"] + 500.0 * later), FEW)
    earlier = (before["timestamp"] <= changed).to_numpy()
    names = ["low_80", "high_80", "low_95", "high_95", "probability_of_rise"]
    pd.testing.assert_frame_equal(before.loc[earlier, names], after.loc[earlier, names])
    assert (before.loc[~earlier, names] != after.loc[~earlier, names]).any().all()


def test_of_errors_that_reach_further_than_ever_told_the_share_inside_is_held():
    # Jumps among zeros reach further, in units of their own mean, than normal changes ever told.
    measured = np.tile([0.0, 5.0, 0.0, 0.0, -5.0], 120)
    model = train(naive_kept(measured), TrainSettings(test_share=1 / 3))
    assert next(item.name for item in model.candidates if item.chosen) == "naive"
    assert model.metrics.rows == 600
    # As they were on the validation rows the widths would hold 60 %.
    assert model.metrics.coverage["0.8"] == pytest.approx(0.8, abs=0.02)


@pytest.mark.parametrize("level", ["0.8", "0.95"])
def test_in_the_long_run_the_share_inside_is_the_level_whatever_comes(level):
    random = np.random.default_rng(4)
    # The spread grows tenfold, and shocks come in swarms.
    measured = random.standard_t(2, 2400) * np.linspace(1.0, 10.0, 2400)
    measured[::7] *= 20.0
    model = train(naive_kept(measured, seed=3), TrainSettings(test_share=2 / 3))
    assert model.metrics.rows == 2400
    assert model.metrics.coverage[level] == pytest.approx(float(level), abs=0.02)


def test_after_misses_intervals_are_wider_and_after_hits_narrower():
    still = np.concatenate([np.full(30, 0.01), np.full(30, 10.0)])
    found = backtest(naive_kept(still), TrainSettings(test_from=days(1261)[1201]))
    assert len(found) > 50
    missed = (found["actual"] > found["high_80"]) | (found["actual"] < found["low_80"])
    # In units of volatility, which itself follows: the step after a miss is up, else down.
    prepared = prepared_of(naive_kept(still))
    volatility = prepared.features.volatility[prepared.targets.known][-len(found) :]
    quantile = 0.5 * width(found) / volatility
    rising = np.diff(quantile) > 0
    assert missed.any()
    assert not missed.all()
    np.testing.assert_array_equal(rising, missed.to_numpy()[:-1])


def test_an_error_that_is_not_known_at_the_origin_teaches_nothing_yet():
    frame = mean_reverting(rows=420, symbols=1)
    settings = TrainSettings(horizon=5, trees=20)
    before = backtest(frame, settings)
    origins = list(dict.fromkeys(before["origin"]))
    changed = sorted(set(before["timestamp"]))[40]
    later = (frame["timestamp"] >= changed).to_numpy()
    after = backtest(frame.assign(price=frame["price"] + 500.0 * later), settings)
    known = (before["origin"] < changed).to_numpy()
    # Five origins have it among their targets, and none of them may know.
    assert changed in before.loc[known, "timestamp"].tolist()
    names = ["low_80", "high_80", "probability_of_rise"]
    pd.testing.assert_frame_equal(before.loc[known, names], after.loc[known, names])
    assert len(origins) > 45


def test_scoring_goes_on_from_where_training_ended():
    frame = mean_reverting(rows=500, symbols=2)
    moments = sorted(set(frame["timestamp"]))
    model = train(frame[frame["timestamp"] < moments[450]], FEW)
    scored = score(frame, model)
    assert scored.metrics.rows == 100
    assert scored.estimator == model.estimator, "the fit stays as it was trained"
    # One moment later: both forecasts of it were hits or misses, and the widths have followed.
    later = score(frame[frame["timestamp"] <= moments[450]], model)
    prices = frame[frame["timestamp"] == moments[450]]["price"].tolist()
    before, after = model.estimator["quantiles"], {}
    for level, allowed in (("0.8", 0.2), ("0.95", 0.05)):
        outside = sum(
            not step.intervals[level].low <= price <= step.intervals[level].high
            for step, price in zip(model.forecast, prices, strict=True)
        )
        after[level] = before[level] * np.exp(0.06 * np.sqrt(2) * (outside / 2 - allowed))
    for step in later.forecast:
        half = {level: ends.high - step.price for level, ends in step.intervals.items()}
        assert half["0.95"] / half["0.8"] == pytest.approx(after["0.95"] / after["0.8"])


def test_a_probability_that_claims_too_much_is_taken_back():
    # On the validation rows every price comes back; afterwards none does.
    frame = mean_reverting(rows=700, symbols=2)
    cut = sorted(set(frame["timestamp"]))[500]
    noise = np.random.default_rng(8)
    parts = []
    for _symbol, rows in frame.groupby("symbol"):
        late = (rows["timestamp"] >= cut).to_numpy()
        price = rows["price"].to_numpy().copy()
        spread = np.abs(np.diff(price[~late])).mean()
        price[late] = price[~late][-1] + np.cumsum(noise.normal(scale=spread, size=late.sum()))
        parts.append(rows.assign(price=price))
    model = train(pd.concat(parts), TrainSettings(trees=20, test_from=cut))
    trained_before = train(frame[frame["timestamp"] < cut], FEW)
    assert model.estimator["mix"]["slope"] < 0.7 * trained_before.estimator["mix"]["slope"]

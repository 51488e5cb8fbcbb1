"""Whether prices move as they did when the fit learnt from them."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from price_assets.checkpoints import ModelDocument
from price_assets.checkpoints.diagnostics import LARGE_SHIFT
from price_assets.forecast import TrainSettings, score, train
from price_assets.forecast.drift import measure_drift, profile_changes

from .prepared import prepared_of
from .tables import random_walk, table, weekdays

FEW = TrainSettings(trees=20)
LEARNT = 420


def walks(changes):
    """Turn changes, a column a symbol, into a table of prices."""
    stamps = weekdays(len(changes))
    return table(
        {
            f"W{number}": (stamps, 50.0 + np.cumsum(column))
            for number, column in enumerate(np.asarray(changes).T)
        }
    )


def changes_of(seed, count=LEARNT, symbols=3):
    return np.random.default_rng([17, seed]).normal(size=(count, symbols))


def drift_of(frame, learnt, **settings):
    """Hold what came from a number of moments on against what came before."""
    prepared = prepared_of(frame, **settings)
    targets = prepared.targets
    newest = targets.known & (targets.moment >= np.unique(targets.moment)[learnt - 1])
    return measure_drift(prepared, profile_changes(prepared, ~newest), newest, "these")


@pytest.fixture(scope="module")
def model():
    return train(walks(changes_of(1)), FEW)


def followed_by(later):
    """Return the table trained on, with further changes."""
    return walks(np.concatenate([changes_of(1), later]))


def test_changes_like_those_before_are_seldom_more_than_chance():
    """Symbols that move as one are the hardest case: they are one observation a moment."""
    seeds, found = 120, []
    for seed in range(seeds):
        single = changes_of(seed, count=380, symbols=1)
        found.append(drift_of(walks(np.repeat(single, 3, axis=1)), 300))
    beyond = sum(drift.stability_index > drift.by_chance for drift in found)
    assert beyond <= stats.binom.ppf(0.999, seeds, 0.01)
    assert not any(drift.shifted and drift.stability_index <= drift.by_chance for drift in found)
    # And the bound is no more than is needed: the index comes near it.
    assert max(drift.stability_index / drift.by_chance for drift in found) > 0.6


def test_forecasts_that_overlap_are_not_counted_as_so_many_observations():
    seeds = 30
    found = [
        drift_of(walks(changes_of(seed, count=600, symbols=1)), 400, horizon=24)
        for seed in range(seeds)
    ]
    beyond = sum(drift.stability_index > drift.by_chance for drift in found)
    assert beyond <= stats.binom.ppf(0.999, seeds, 0.01)
    alone = stats.chi2.ppf(0.99, 9) * (1 / 200 + 1 / 390)
    assert sum(drift.stability_index > alone for drift in found) > 5, "the case is too easy"


def test_a_shift_is_seen_in_forecasts_that_overlap_too():
    changes = changes_of(5, count=560, symbols=1)
    changes[500:] = 0.5
    assert drift_of(walks(changes), 500, horizon=6).shifted


def test_the_same_changes_of_more_symbols_are_no_more_evidence():
    single = changes_of(3, count=400, symbols=1)
    one = drift_of(walks(single), 300)
    many = drift_of(walks(np.repeat(single, 5, axis=1)), 300)
    assert (one.moments, many.moments) == (100, 100)
    assert many.rows == 5 * one.rows
    assert many.stability_index == pytest.approx(one.stability_index, rel=1e-9)
    assert many.by_chance == pytest.approx(one.by_chance, rel=1e-9)


def test_a_walk_that_goes_on_has_not_shifted(model):
    drift = score(followed_by(changes_of(2, count=90)), model).diagnostics.drift
    assert drift.newest == "rows later than those trained on"
    assert (drift.rows, drift.moments) == (3 * 90, 90)
    assert not drift.shifted
    assert drift.stability_index < 0.1
    assert all(0.8 < item.size_ratio < 1.25 for item in drift.symbols)


def test_changes_three_times_as_large_have_shifted(model):
    # The typical change is a median over 63 changes: it does not see these few yet.
    later = 3.0 * changes_of(2, count=30)
    drift = score(followed_by(later), model).diagnostics.drift
    assert drift.shifted
    assert drift.stability_index > max(LARGE_SHIFT, drift.by_chance)
    assert all(2.0 < item.size_ratio < 4.0 for item in drift.symbols)
    assert drift.found[0] + drift.found[-1] > 0.5


def test_a_steady_trend_after_a_random_walk_has_shifted(model):
    drift = score(followed_by(np.full((80, 3), 0.5)), model).diagnostics.drift
    assert drift.shifted
    assert sum(drift.found[:5]) == 0.0


def test_another_distribution_of_the_same_size_has_shifted(model):
    size = np.abs(changes_of(1)).mean()
    later = size * np.sign(changes_of(2, count=80))
    drift = score(followed_by(later), model).diagnostics.drift
    assert drift.shifted
    assert all(0.85 < item.size_ratio < 1.15 for item in drift.symbols)


@pytest.mark.parametrize("factor", [1000.0, 1e-6])
def test_units_do_not_count(factor):
    frame = random_walk(rows=200, symbols=2)
    other = frame.copy()
    other.loc[other["symbol"] == "W1", "price"] *= factor
    first, second = (train(each, FEW).diagnostics.drift for each in (frame, other))
    assert first.newest == "the measured span"
    assert second.found == first.found
    assert second.expected == first.expected
    assert second.stability_index == pytest.approx(first.stability_index, rel=1e-9)
    assert [item.size_ratio for item in second.symbols] == pytest.approx(
        [item.size_ratio for item in first.symbols], rel=1e-9
    )


def test_levels_do_not_count():
    frame = random_walk(rows=200, symbols=2)
    other = frame.copy()
    # In binary a whole number more leaves the changes nearly as they are.
    other.loc[other["symbol"] == "W1", "price"] += 4096.0
    first, second = (drift_of(each, 150) for each in (frame, other))
    assert second.found == first.found
    assert second.stability_index == pytest.approx(first.stability_index, rel=1e-9)


def test_scoring_holds_later_rows_against_the_document_and_not_against_the_rows_before(model):
    frame = followed_by(changes_of(2, count=40))
    read = ModelDocument.decode(model.content, "model.json")
    whole = score(frame, read).diagnostics.drift
    profiles = [item.changes for item in read.trained.symbols]
    assert whole.before == sum(sum(profile.rows) for profile in profiles)
    # The oldest rows are out of reach of every feature: without them nothing is different.
    cut = frame[frame["timestamp"] >= weekdays(60)[-1]]
    assert score(cut, read).diagnostics.drift == whole
    # And what the document says is what counts.
    wide = [
        item.model_copy(update={"changes": item.changes.model_copy(update={"mean_size": 1e3})})
        for item in read.trained.symbols
    ]
    trained = read.trained.model_copy(update={"symbols": wide})
    other = score(frame, read.model_copy(update={"trained": trained})).diagnostics.drift
    assert all(item.size_ratio < 0.01 for item in other.symbols)


def test_a_symbol_without_a_profile_is_left_out(model):
    frame = followed_by(changes_of(2, count=40))
    renamed = frame.assign(symbol=frame["symbol"].replace("W2", "new"))
    drift = score(renamed, model).diagnostics.drift
    assert [item.symbol for item in drift.symbols] == ["W0", "W1"]
    assert (drift.rows, drift.moments) == (2 * 40, 40)
    none = [item.model_copy(update={"changes": None}) for item in model.trained.symbols]
    trained = model.trained.model_copy(update={"symbols": none})
    bare = model.model_copy(update={"trained": trained})
    assert score(frame, bare).diagnostics.drift is None


@pytest.mark.parametrize(("rows", "told"), [(0, False), (6, False), (7, True)])
def test_of_fewer_than_twenty_newest_changes_nothing_is_said(model, rows, told):
    drift = score(followed_by(changes_of(2, count=rows)), model).diagnostics.drift
    assert (drift is not None) is told
    if told:
        assert drift.rows == 3 * rows
        assert drift.by_chance > 3.0


@pytest.mark.parametrize(("rows", "told"), [(29, False), (30, True)])
def test_a_symbol_has_a_profile_from_twenty_changes_on(rows, told):
    # Before the tenth price a change has no unit.
    (symbol,) = train(walks(changes_of(1, count=rows, symbols=1)), FEW).trained.symbols
    assert (symbol.changes is not None) is told
    if told:
        assert sum(symbol.changes.rows) == 20
        assert symbol.changes.deciles == sorted(symbol.changes.deciles)


def test_many_symbols_at_one_moment_prove_nothing():
    changes = changes_of(4, count=120, symbols=40)
    changes[-1] = 30.0
    drift = drift_of(walks(changes), 119)
    assert (drift.moments, drift.rows) == (1, 40)
    assert drift.found[-1] == 1.0
    assert drift.stability_index < drift.by_chance
    assert not drift.shifted


def test_prices_that_mostly_stay_the_same_are_held_against_their_own_shares():
    """With ties the tenths are not tenths; what counts is how many each had."""
    random = np.random.default_rng(6)
    changes = random.normal(size=(500, 2)) * (random.uniform(size=(500, 2)) < 0.3)
    drift = drift_of(walks(changes), 400)
    assert max(drift.expected) > 0.6
    assert sum(drift.expected) == pytest.approx(1.0)
    assert sum(drift.found) == pytest.approx(1.0)
    assert not drift.shifted
    assert drift.stability_index < 0.1


def typical(before):
    """Read the definition of the typical change slowly: sizes before, the newest last."""
    newest = before[::-1][:63]
    blocks = [newest[start : start + 9] for start in range(0, len(newest), 9)]
    means = [np.mean(block) for place, block in enumerate(blocks) if len(block) > 4 or not place]
    return np.median(means)


def in_units(prices):
    change = prices.diff()
    sizes = change.abs().tolist()
    # Ten prices before, and so nine changes.
    return pd.Series(
        [
            change.iloc[row] / typical(sizes[1:row]) if row >= 10 else np.nan
            for row in range(len(prices))
        ],
        index=prices.index,
    )


def test_every_figure_equals_a_slow_recount():
    frame = random_walk(rows=300, symbols=2)
    document = train(frame, FEW)
    drift, first = document.diagnostics.drift, document.metrics.from_
    wide = frame.pivot_table(index="timestamp", columns="symbol", values="price")
    expected, found, ratios, before = np.zeros(10), np.zeros(10), [], []
    for symbol in wide:
        changes = in_units(wide[symbol]).dropna()
        old, new = changes[changes.index < first], changes[changes.index >= first]
        ordered = sorted(old)
        edges = [-np.inf, *(ordered[len(old) * k // 10] for k in range(1, 10)), np.inf]
        shares = pd.cut(old, edges, right=False).value_counts(sort=False, normalize=True)
        expected += len(new) * shares.to_numpy()
        found += pd.cut(new, edges, right=False).value_counts(sort=False).to_numpy()
        ratios.append(new.abs().mean() / old.abs().mean())
        before.append(len(old))
    rows, moments = found.sum(), 60
    assert (drift.before, drift.rows, drift.moments) == (sum(before), rows, moments)
    assert drift.found == pytest.approx((found / rows).tolist())
    assert drift.expected == pytest.approx((expected / rows).tolist())
    assert [item.size_ratio for item in drift.symbols] == pytest.approx(ratios)
    # Half a moment more in each tenth.
    p, q = ((part / rows * moments + 0.5) / (moments + 5.0) for part in (found, expected))
    assert drift.stability_index == pytest.approx(stats.entropy(p, q) + stats.entropy(q, p))
    bound = stats.chi2.ppf(0.99, 9) * (1 / moments + 1 / max(before))
    assert drift.by_chance == pytest.approx(bound)

"""The area under the curve and its interval, and the probability of a rise."""

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from price_assets.forecast.direction import Mix, area_under_curve, fit_mix


def clustered(random, clusters=60, size=8, dependence=0.8, signal=0.5):
    """Draw symbols that rise and fall together on a day."""
    day = np.repeat(np.arange(clusters), size)
    common, own = random.normal(size=clusters)[day], random.normal(size=clusters * size)
    rises = dependence * common + np.sqrt(1 - dependence**2) * own > 0
    told = random.normal(size=clusters)[day] + signal * rises + 0.3 * random.normal(size=len(day))
    return told, rises, day


@pytest.mark.parametrize("seed", range(4))
def test_the_area_is_the_share_of_pairs_ranked_rightly_ties_half(seed):
    random = np.random.default_rng(seed)
    told, rises, day = clustered(random)
    told = np.round(told, 1)
    found = area_under_curve(told, rises, day)
    above = told[rises][:, None] - told[~rises][None, :]
    assert found.value == pytest.approx(np.mean((above > 0) + 0.5 * (above == 0)))
    assert found.value == pytest.approx(roc_auc_score(rises, told))
    assert found.low < found.value < found.high


def test_the_variance_is_that_of_the_three_terms_of_obuchowski():
    random = np.random.default_rng(1)
    told, rises, day = clustered(random, clusters=27, size=4)
    found = area_under_curve(told, rises, day)
    blocks = day // 3  # 27 ** (1 / 3)
    ups, downs = np.flatnonzero(rises), np.flatnonzero(~rises)
    psi = (told[ups][:, None] > told[downs][None, :]).astype(float)
    area, of_up, of_down = psi.mean(), psi.mean(axis=1), psi.mean(axis=0)
    count, m, n = 9, len(ups), len(downs)
    s10 = s01 = s11 = 0.0
    for block in range(count):
        up = (of_up[blocks[ups] == block] - area).sum()
        down = (of_down[blocks[downs] == block] - area).sum()
        s10, s01, s11 = s10 + up * up, s01 + down * down, s11 + up * down
    factor = count / (count - 1)
    variance = factor * (s10 / m**2 + s01 / n**2 + 2 * s11 / (m * n))
    reach = 2.3060041350333704 * np.sqrt(variance) / (area * (1 - area))  # t, 8 degrees
    assert np.log(found.high / (1 - found.high)) - np.log(area / (1 - area)) == pytest.approx(reach)


def test_the_interval_holds_the_truth_nineteen_times_of_twenty_though_symbols_move_together():
    random = np.random.default_rng(2)
    truth = np.mean([area_under_curve(*clustered(random, clusters=600)).value for _ in range(60)])
    trials = [area_under_curve(*clustered(random, clusters=90)) for _ in range(400)]
    held = np.mean([trial.low <= truth <= trial.high for trial in trials])
    assert 0.90 <= held <= 0.985


@pytest.mark.parametrize(
    ("rises", "moments"),
    [([True] * 40, range(40)), ([False] * 40, range(40)), ([True, False] * 20, [1, 2] * 20)],
    ids=["only rises", "only falls", "two moments"],
)
def test_where_it_cannot_be_judged_there_is_no_area(rises, moments):
    told = np.linspace(0, 1, 40)
    assert area_under_curve(told, np.array(rises), np.array(moments)) is None


def test_useless_ranks_are_a_coin():
    rises = np.tile([True, False], 50)
    found = area_under_curve(np.full(100, 0.5), rises, np.arange(100))
    assert 0.0 <= found.low <= found.value == 0.5 <= found.high <= 1.0


@pytest.mark.parametrize(("moments", "clusters"), [(100, 20), (10, 4), (18, 6), (1000, 100)])
def test_perfect_ranks_are_no_certainty(moments, clusters):
    rises = np.tile([True, False], moments // 2)
    best = area_under_curve(rises.astype(float), rises, np.arange(moments))
    worst = area_under_curve(1.0 - rises, rises, np.arange(moments))
    if clusters < 5:
        assert best is worst is None
        return
    # The rule of three: of n blocks that all agree, 3 / n may still be otherwise.
    assert (best.value, best.high) == (1.0, 1.0)
    assert best.low == pytest.approx(1.0 - 3.0 / clusters)
    assert (worst.value, worst.low) == (0.0, 0.0)
    assert worst.high == pytest.approx(3.0 / clusters)


def test_the_rule_of_three_is_the_limit_of_a_proportion_without_a_failure():
    rises = np.tile([True, False], 500)
    found = area_under_curve(rises.astype(float), rises, np.arange(1000))
    # Were the true share no more than `low`, 100 of 100 would agree once in twenty.
    assert found.low**100 == pytest.approx(0.05, abs=0.003)


def told_by(size, seed=3):
    """Log-odds that are true, and rises drawn by them."""
    random = np.random.default_rng(seed)
    truth = random.normal(size=size)
    return random, truth, random.uniform(size=size) < 1 / (1 + np.exp(-truth))


def test_the_mix_makes_overconfident_odds_honest():
    _, truth, rises = told_by(20000)
    mix = fit_mix({"rise": 4.0 * truth}, rises)
    probability = mix.probability(mix.score({"rise": 4.0 * truth}, 20000))
    for low, high in ((0.1, 0.3), (0.4, 0.6), (0.7, 0.9)):
        inside = (probability > low) & (probability < high)
        assert rises[inside].mean() == pytest.approx(probability[inside].mean(), abs=0.03)


def test_of_two_scores_the_one_that_tells_is_taken():
    random, truth, rises = told_by(4000)
    noise = random.normal(size=4000)
    assert set(fit_mix({"sign": truth, "rise": noise}, rises).weights) == {"sign"}
    assert set(fit_mix({"sign": noise, "rise": truth}, rises).weights) == {"rise"}


def test_two_scores_that_both_tell_are_taken_together_in_units_of_their_spread():
    random, truth, rises = told_by(20000)
    first = truth + random.normal(size=20000)
    second = 1000.0 * (truth + random.normal(size=20000))
    mix = fit_mix({"sign": first, "rise": second}, rises)
    assert mix.weights["sign"] == pytest.approx(0.5 / first.std())
    assert mix.weights["rise"] == pytest.approx(0.5 / second.std())


def test_scores_that_tell_the_wrong_way_round_are_worth_nothing():
    _, truth, rises = told_by(4000)
    mix = fit_mix({"rise": -truth}, rises)
    assert mix.slope == 0.0
    probability = mix.probability(mix.score({"rise": -truth}, 4000))
    np.testing.assert_allclose(probability, rises.mean())


@pytest.mark.parametrize("ups", [0, 24])
def test_too_few_rises_are_no_basis(ups):
    rises = np.arange(200) < ups
    mix = fit_mix({"rise": np.linspace(0, 1, 200)}, rises)
    assert mix == Mix()
    assert mix.probability(mix.score({}, 3)).tolist() == [0.5, 0.5, 0.5]


def test_a_score_that_never_varies_is_passed_over():
    _, truth, rises = told_by(4000)
    assert set(fit_mix({"sign": np.ones(4000), "rise": truth}, rises).weights) == {"rise"}
    assert fit_mix({"sign": np.ones(4000)}, rises) == Mix()


def test_forecasts_that_overlap_make_longer_blocks_and_a_wider_interval():
    random = np.random.default_rng(5)
    walk = np.convolve(random.normal(size=640), np.ones(40), "valid")
    rises = walk + 3.0 * random.normal(size=601) > 0
    single, overlapping = (
        area_under_curve(walk, rises, np.arange(601), overlap) for overlap in (1, 40)
    )
    assert single.value == overlapping.value
    assert overlapping.high - overlapping.low > 1.3 * (single.high - single.low)


@pytest.mark.parametrize("spread", [1e-3, 1e-5])
def test_where_scores_lie_makes_no_difference_to_what_they_tell(spread):
    _, truth, rises = told_by(4000)
    near, far = {"rise": truth}, {"rise": 5.0 + spread * truth}
    expected = fit_mix(near, rises)
    found = fit_mix(far, rises)
    np.testing.assert_allclose(
        found.probability(found.score(far, 4000)),
        expected.probability(expected.score(near, 4000)),
        atol=1e-4,
    )


@pytest.mark.parametrize("spread", [1e-8, 1e-12, 1e-15])
def test_scores_that_vary_in_their_last_digits_alone_tell_nothing(spread):
    _, truth, rises = told_by(4000)
    assert fit_mix({"rise": 5.0 + spread * truth}, rises) == Mix()

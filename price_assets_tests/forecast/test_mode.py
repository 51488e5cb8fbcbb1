"""Whether to train or to score."""

import numpy as np
import pytest

from price_assets.checkpoints import PriceAssetsError
from price_assets.forecast import Mode, TrainSettings, choose_mode, train_or_score

from .tables import mean_reverting, table, weekdays

AUTO = TrainSettings(mode=Mode.auto)


def test_train_is_the_default_and_looks_at_no_earlier_model(reverting_table, reverting_model):
    assert TrainSettings().mode is Mode.train
    assert choose_mode(reverting_table, reverting_model) == (Mode.train, "the mode is train")


def test_scoring_without_a_model_is_refused_with_what_to_do(reverting_table):
    with pytest.raises(PriceAssetsError, match="there is no model to score with; train one"):
        train_or_score(reverting_table, None, TrainSettings(mode="score"))


def test_scoring_is_done_when_asked_for_whatever_changed(walk_table, reverting_model):
    settings = TrainSettings(mode="score")
    document, reason = train_or_score(walk_table, reverting_model, settings)
    assert (document.mode, reason) == ("score", "the mode is score")


def test_auto_trains_where_there_is_no_model(reverting_table, reverting_model):
    document, reason = train_or_score(reverting_table, None, AUTO)
    assert reason == "there is no earlier model"
    assert document.content == reverting_model.content


def test_auto_scores_while_the_rows_stand(reverting_table, reverting_model):
    document, reason = train_or_score(reverting_table, reverting_model, AUTO)
    assert document.mode == "score"
    assert reason == "the earlier model saw 1260 of the 1260 rows (100.0%), all unchanged"


def test_auto_scores_from_a_scored_model_too(reverting_table, reverting_model):
    scored, _ = train_or_score(reverting_table, reverting_model, AUTO)
    again, _ = train_or_score(reverting_table, scored, AUTO)
    assert again.content == scored.content


@pytest.mark.parametrize(("rows", "mode"), [(442, Mode.score), (443, Mode.train)])
def test_auto_trains_once_too_many_rows_are_new(rows, mode, reverting_model):
    # 420 of 442 days are 95.02 %, of 443 94.8 %.
    found, reason = choose_mode(mean_reverting(rows=rows), reverting_model, AUTO)
    assert found is mode
    assert f"of the {3 * rows} rows" in reason


def test_the_share_can_be_set(reverting_model):
    settings = TrainSettings(mode="auto", auto_share=0.5)
    assert choose_mode(mean_reverting(rows=600), reverting_model, settings)[0] is Mode.score


def changed_tables(frame):
    yield "a price", frame.assign(price=np.where(frame.index == 500, 1.0, frame["price"]))
    yield "a missing row", frame.drop(index=500)
    yield "a missing last row", frame.drop(index=419)
    moved = frame["timestamp"].where(frame.index != 0, "2019-12-31")
    yield "a timestamp", frame.assign(timestamp=moved)
    yield "a missing symbol", frame[frame["symbol"] != "S1"]
    early = table({"S0": (["2019-12-02"], [100.0])})
    yield "an earlier row", early.merge(frame, how="outer")


def test_auto_trains_when_rows_that_were_trained_on_changed(reverting_table, reverting_model):
    cases = dict(changed_tables(reverting_table))
    assert len(cases) == 6
    for name, frame in cases.items():
        mode, reason = choose_mode(frame, reverting_model, AUTO)
        assert mode is Mode.train, name
        assert reason.startswith("rows that the earlier model was trained on changed: S"), name


def test_auto_trains_when_the_settings_differ(reverting_table, reverting_model):
    settings = TrainSettings(mode="auto", trees=7)
    mode, reason = choose_mode(reverting_table, reverting_model, settings)
    assert (mode, reason) == (
        Mode.train,
        "the settings differ from those of the earlier model",
    )


def test_auto_trains_when_the_earlier_model_cannot_be_read(reverting_table, reverting_model):
    damaged = reverting_model.model_copy(update={"estimator": {}})
    mode, reason = choose_mode(reverting_table, damaged, AUTO)
    assert mode is Mode.train
    assert reason.startswith("the earlier model cannot be used")


def test_a_new_symbol_alone_does_not_make_it_train(reverting_table, reverting_model):
    extra = table({"T": (weekdays(10), np.arange(10.0))})
    both = reverting_table.merge(extra, how="outer")
    assert choose_mode(both, reverting_model, AUTO)[0] is Mode.score

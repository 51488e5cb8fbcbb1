"""Tables one below the other keep every cell, whichever way they are put together."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from price_assets.ingest import stacking
from price_assets.ingest.stacking import stack_frames

CELLS = {
    "str": st.one_of(st.none(), st.text("ab1", max_size=3)),
    "int64": st.integers(-9, 9),
    "Int64": st.one_of(st.none(), st.integers(-9, 9)),
    "float64": st.one_of(st.just(np.nan), st.floats(-9, 9)),
}


@st.composite
def _blocks(draw):
    dtypes = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3))
    lengths = draw(st.lists(st.integers(0, 4), min_size=2, max_size=4))
    return [
        pd.DataFrame(
            {
                f"c{at}": pd.Series(
                    draw(st.lists(CELLS[dtype], min_size=length, max_size=length)), dtype=dtype
                )
                for at, dtype in enumerate(dtypes)
            }
        )
        for length in lengths
    ]


@given(_blocks())
def test_blocks_of_one_text_stack_to_what_their_columns_stack_to(blocks):
    found = stack_frames(blocks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stacking, "_are_alike", lambda _: False)
        expected = stack_frames(blocks)
    pd.testing.assert_frame_equal(found, expected)


def test_a_column_that_one_file_lacks_is_null_there():
    found = stack_frames([pd.DataFrame({"a": ["x"]}), pd.DataFrame({"a": ["y"], "b": [1]})])
    assert found["a"].tolist() == ["x", "y"]
    assert found["b"].isna().tolist() == [True, False]


def test_numbers_and_texts_in_one_column_stay_what_they_are():
    found = stack_frames([pd.DataFrame({"a": ["1.50"]}), pd.DataFrame({"a": [1.5]})])
    assert found["a"].tolist() == ["1.50", 1.5]

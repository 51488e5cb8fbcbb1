from hypothesis import given
from hypothesis import strategies as st

from price_assets.report.sparkline import sparkline


def test_a_rise_a_fall_and_no_change_look_like_it():
    assert sparkline([1, 2, 3, 4, 5, 6, 7, 8]) == "▁▂▃▄▅▆▇█"
    assert sparkline([8.0, 1.0]) == "█▁"
    assert sparkline([5.0, 5.0, 5.0]) == "▄▄▄"
    assert sparkline([]) == ""


def test_of_many_values_the_means_of_equal_parts_are_drawn():
    assert sparkline([0.0] * 50 + [1.0] * 50, width=4) == "▁▁██"
    assert sparkline([0.0, 9.0] * 48 + [100.0] * 4, width=24)[-1] == "█"


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=80), st.integers(1, 30))
def test_any_finite_values_have_a_line_of_the_width_asked_for(values, width):
    line = sparkline(values, width)
    assert len(line) == min(len(values), width)
    assert set(line) <= set("▁▂▃▄▅▆▇█")

"""A fingerprint changes when the data does, and only then."""

import hashlib
import struct

import pytest

from price_assets.forecast.fingerprint import fingerprint_json, fingerprint_panel, fingerprint_rows
from price_assets.forecast.panel import as_clean, to_panel

from .tables import days, table


def panel_of(**series):
    return to_panel(as_clean(table({name: (days(len(p)), p) for name, p in series.items()})))


def test_it_is_the_hash_of_timestamps_and_little_endian_doubles():
    expected = hashlib.sha256(b"2020-01-01\n2020-01-02\n" + struct.pack("<2d", 1.5, -2.0))
    panel = panel_of(A=[1.5, -2.0, 9.0])
    assert fingerprint_rows(panel, 0, rows=2) == f"sha256:{expected.hexdigest()}"


@pytest.mark.parametrize(
    "other",
    [
        {"A": [1.0, 2.0], "B": [3.0000000000000004]},
        {"A": [1.0, 2.0], "C": [3.0]},
        {"A": [1.0, 2.0]},
    ],
    ids=["the last bit of a price", "a name", "a symbol"],
)
def test_it_changes_with(other):
    base = fingerprint_panel(panel_of(A=[1.0, 2.0], B=[3.0]))
    assert base == fingerprint_panel(panel_of(A=[1.0, 2.0], B=[3.0]))
    assert base != fingerprint_panel(panel_of(**other))


def test_the_order_of_keys_does_not_matter():
    assert fingerprint_json({"a": 1, "b": 0.1}) == fingerprint_json({"b": 0.1, "a": 1})
    assert fingerprint_json({"a": 1}) != fingerprint_json({"a": 2})

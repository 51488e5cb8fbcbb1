import hashlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from price_assets.checkpoints.encoding import decode, encode, rows_to_lines
from price_assets.checkpoints.errors import CheckpointDamagedError, InvalidDocumentError

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner),
    max_leaves=20,
)


def bits(value):
    return value.hex() if isinstance(value, float) else value


@given(st.dictionaries(st.text("defg", min_size=1), PLAIN))
def test_what_is_encoded_is_decoded_to_the_same_values_and_checksum(parts):
    content, checksum = encode(parts)
    decoded, found = decode(content, "a.json")
    assert decoded == parts
    assert found == checksum
    assert list(decoded) == list(parts), "the order of the keys is kept"


@given(
    st.lists(
        st.tuples(
            st.text(st.sampled_from('},{"source":\\n\n ab')),
            st.floats(allow_nan=False, allow_infinity=False),
        ),
        max_size=30,
    )
)
def test_rows_stand_one_a_line_whatever_their_text_contains(rows):
    columns = {"source": [row[0] for row in rows], "price": [row[1] for row in rows]}
    content, _ = encode({"data": rows_to_lines(columns)})
    lines = content.decode().split("\n")
    records = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"source":')]
    assert [(r["source"], bits(r["price"])) for r in records] == [(t, bits(p)) for t, p in rows]


def test_many_rows_are_set_apart_where_batches_meet():
    count = 12_001
    content, _ = encode({"data": rows_to_lines({"n": list(range(count))})})
    assert content.count(b"\n{") == count
    assert [row["n"] for row in json.loads(content)["data"]] == list(range(count))


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_does_not_have_is_refused(number):
    with pytest.raises(InvalidDocumentError, match="'metrics' cannot be written as strict JSON"):
        encode({"metrics": {"mae": number}})


def test_a_value_without_a_json_form_is_refused():
    with pytest.raises(InvalidDocumentError, match="row of the table cannot be written"):
        encode({"data": rows_to_lines({"price": [object()]})})


def test_the_checksum_is_the_sha256_of_every_byte_before_it():
    content, checksum = encode({"a": 1})
    before = content[: content.index(b'"checksum"')]
    assert checksum == "sha256:" + hashlib.sha256(before).hexdigest()
    assert json.loads(content)["checksum"] == checksum


@given(st.data())
def test_any_cut_and_any_changed_byte_is_noticed(data):
    content, _ = encode({"version": "x/1", "data": rows_to_lines({"price": [1.5, 2.5]})})
    cut = data.draw(st.integers(0, len(content) - 1), label="cut at")
    with pytest.raises(CheckpointDamagedError, match="a.json"):
        decode(content[:cut], "a.json")
    where = data.draw(st.integers(0, len(content) - 1), label="changed at")
    changed = bytes([*content[:where], content[where] ^ 1, *content[where + 1 :]])
    with pytest.raises(CheckpointDamagedError, match="a.json"):
        decode(changed, "a.json")

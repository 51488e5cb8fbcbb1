"""Cells taken apart: the date, the time of day and what stands after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .clock import since_midnight, with_colons
from .languages import common_words, folded
from .zones import AMBIGUOUS, Suffix, read_suffix

if TYPE_CHECKING:
    import numpy as np

_AFTER = r"(?P<after>(?:[^\d:].*)?)$"
_ISO = (
    r"^(?P<before>\d{4}-\d{2}-\d{2})[T ](?P<clock>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r"(?P<after>(?:Z|[-+]\d{2}:?\d{2})?)$"
)
# The first time of day with colons; 05:00 after a sign is an offset, and after a year, as in the
# logs of web servers, it is none.
_COLONS = (
    r"^(?P<before>(?:.*?(?:[^\d:+\-]|\d{4}:))??)(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,:]\d+)?)?)"
    + _AFTER
)
# Any character but the other ones of ASCII; all letters of Unicode would take long to compile.
_LETTER = r"[A-Za-z\x{80}-\x{10FFFF}]"
_WEEKDAY = rf"(?:{_LETTER}+[,.]?\s+)?"
# Without colons a time of day is one only behind a whole date, or 31 01 2004 would have one.
_WHOLE_DATE = (
    r"(?:\d{8}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    rf"|{_WEEKDAY}\d{{1,2}}[-\s/.]*{_LETTER}{{3,}}[-\s/.,]*\d{{4}}"
    rf"|{_WEEKDAY}{_LETTER}{{3,}}[-\s/.]*\d{{1,2}},?\s+\d{{4}})"
)
_OTHER = (
    rf"^(?P<before>{_WHOLE_DATE})(?:T|[\s,;_]+)"
    r"(?P<clock>\d{1,2}[hH.]\d{2}(?:[mM.:]\d{2})?[mMsS]?|\d{4}(?:\d{2}(?:[.,]\d{1,9})?)?|\d{1,15})"
    r"(?:\s?[hH])?(?:\s?-\s?\d{1,2})?(?P<after>(?:[^\d.,].*)?)$"
)
_HALF_AFTER_HYPHEN = r"(?i)(\d)-([ap]\.?m\.?)$"
_DAY_IN_ZONE = r"^(\d{4}-\d{2}-\d{2})(?:Z|[-+]\d{2}:\d{2})$"


@dataclass(frozen=True)
class Moments:
    """Cells taken apart, one entry of each array for each.

    Attributes
    ----------
    dates
        pyarrow array of the different dates as they are written.
    codes
        dtype integer, the place of each cell's date among them.
    spans
        dtype ``timedelta64[us]``, since midnight; NaT where invalid.
    timed, zoned
        dtype ``bool``: there is a time of day; there is a zone.
    offsets
        dtype ``timedelta64[us]``, from UTC; zero where no offset stands.
    zones
        dtype ``object``: IANA name of the zone, None where there is none; None for none at all.
    cut
        dtype ``bool``: digits below a microsecond were cut.
    notes
        What a careful reader should know.
    """

    dates: Any
    codes: np.ndarray[Any, Any]
    spans: np.ndarray[Any, Any]
    timed: np.ndarray[Any, Any]
    zoned: np.ndarray[Any, Any]
    offsets: np.ndarray[Any, Any]
    zones: np.ndarray[Any, Any] | None
    cut: np.ndarray[Any, Any]
    notes: list[str]


def take_apart(text: Any) -> Moments:
    """Take cells apart.

    Parameters
    ----------
    text
        pyarrow large string array in Unicode normal form NFKC, without nulls.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    before, clock, after = _split(text)
    endings = after.dictionary_encode()
    suffixes = [read_suffix(ending) for ending in endings.dictionary.to_pylist()]
    of_cell = endings.indices.to_numpy(zero_copy_only=False)
    heads = before.dictionary_encode()
    starts, halves = _without_halves(heads.dictionary.to_pylist())
    of_head = heads.indices.to_numpy(zero_copy_only=False)
    dates, codes = _dates(starts, of_head, suffixes, of_cell)
    half = np.array([suffix.half for suffix in suffixes], "int64")[of_cell]
    half = np.where(half == 0, halves[of_head], half)
    minutes = np.array([suffix.minutes or 0 for suffix in suffixes], "int64")[of_cell]
    named = any(suffix.zone for suffix in suffixes)
    zones = np.array([suffix.zone for suffix in suffixes], object)[of_cell] if named else None
    zoned = [suffix.minutes is not None or suffix.zone is not None for suffix in suffixes]
    spans, cut = since_midnight(clock, half)
    abbreviations = sorted({s.abbreviation for s in suffixes if s.abbreviation})
    notes = [f"{name} is taken as {AMBIGUOUS[name]}" for name in abbreviations]
    if pc.any(pc.starts_with(clock, "24:")).as_py():
        notes.append("hour 24 is taken as midnight of the next day")
    timed = pc.not_equal(clock, pa.scalar("", clock.type)).to_numpy(zero_copy_only=False)
    return Moments(
        dates=pa.array(dates, pa.large_string()),
        codes=codes,
        spans=spans,
        timed=timed,
        zoned=np.array(zoned, bool)[of_cell],
        offsets=(minutes * 60_000_000).astype("timedelta64[us]"),
        zones=zones,
        cut=cut,
        notes=notes,
    )


def _split(text: Any) -> tuple[Any, Any, Any]:
    """Return what stands before the time of day, that, and what stands after it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    empty = pa.nulls(len(text), text.type)
    found = dict.fromkeys(("before", "clock", "after"), empty)
    open_cells = pc.is_null(empty)
    for pattern in (_ISO, _COLONS, _OTHER):
        some = text.filter(open_cells)
        if pattern is _OTHER:
            some = pc.replace_substring_regex(some, _HALF_AFTER_HYPHEN, r"\1 \2")
        parts = pc.extract_regex(some, pattern)
        values = {name: pc.struct_field(parts, name) for name in found}
        if pattern is _OTHER:
            values["clock"] = with_colons(values["clock"])
        found = {
            name: pc.replace_with_mask(found[name], open_cells, values[name]) for name in found
        }
        open_cells = pc.is_null(found["clock"])
        if not pc.any(open_cells).as_py():
            break
    alone = pc.replace_substring_regex(text.filter(open_cells), _DAY_IN_ZONE, r"\1")
    before = pc.replace_with_mask(found["before"], open_cells, alone)
    before = pc.utf8_rtrim(pc.replace_substring_regex(before, r"(\d)T$", r"\1"), " ,;@|_:([")
    return before, pc.fill_null(found["clock"], ""), pc.fill_null(found["after"], "")


def _without_halves(starts: list[str]) -> tuple[list[str], np.ndarray[Any, Any]]:
    """Take the half of the day out that stands before its time, as in Korean and Chinese."""
    import numpy as np

    halves = np.zeros(len(starts), "int64")
    for place, start in enumerate(starts):
        word = start.rpartition(" ")[2]
        if word and not word.isascii() and folded(word) in common_words().afternoon:
            halves[place] = 2 if common_words().afternoon[folded(word)] else 1
            starts[place] = start.removesuffix(word).rstrip(" ,")
    return starts, halves


def _dates(
    starts: list[str],
    of_start: np.ndarray[Any, Any],
    suffixes: list[Suffix],
    of_suffix: np.ndarray[Any, Any],
) -> tuple[list[str], np.ndarray[Any, Any]]:
    """Put dates together that stand partly before and partly after the time of day."""
    import pandas as pd

    if not any(suffix.date for suffix in suffixes):
        return starts, of_start
    codes, pairs = pd.factorize(of_start.astype("int64") * len(suffixes) + of_suffix)
    dates = [
        f"{starts[pair // len(suffixes)]} {suffixes[pair % len(suffixes)].date}".strip()
        for pair in pairs.tolist()
    ]
    return dates, codes

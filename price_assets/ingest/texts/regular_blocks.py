"""The fast lane: a block of text in which every line has as many fields as the header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .dialect import Dialect

if TYPE_CHECKING:
    import pandas as pd

_PARSED_AT_ONCE = 1 << 20
_COUNTED_AT_ONCE = 1 << 18
"""So little that what is made of it on the way stays near the processor."""
_COMMENT_SIGNS = ("#", "%", "//", "--", ";", "!")


def _may_be_regular(dialect: Dialect) -> bool:
    """Tell whether blocks of this dialect can be read in the fast lane at all."""
    return (
        len(dialect.delimiter) == 1
        and dialect.delimiter.isascii()
        and (dialect.quote is None or dialect.quote.isascii())
        and dialect.escape in (None, dialect.quote)
        and not dialect.skip_space
        and not dialect.fixed_width
        and not dialect.wrapped
    )


def read_regular(
    block: bytes, lines: int, dialect: Dialect, names: list[str]
) -> pd.DataFrame | None:
    """Read a block all of whose lines are records of one width.

    Parameters
    ----------
    block
        UTF-8, whole lines, without a header.
    lines
        How many, as `plain_lines` counts them.
    dialect
        How it is delimited.
    names
        A unique name for each field.

    Returns
    -------
    pandas.DataFrame or None
        Columns of dtype ``str``, one row a line; None where a line is blank, may be a comment or
        is of another width, or a byte is no UTF-8: the tolerant lane then looks at each.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    columns = [str(position) for position in range(len(names))]
    # Looking for a byte is far quicker than a parser that minds it.
    quoted = dialect.quote is not None and dialect.quote.encode() in block
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(block),
            read_options=arrow_csv.ReadOptions(
                column_names=columns, block_size=_PARSED_AT_ONCE, use_threads=False
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=dialect.delimiter, quote_char=dialect.quote if quoted else False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.large_string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowException:
        return None
    if table.num_rows != lines or _has_comments(table, block):
        return None
    return _as_frame(table, names)


def plain_lines(block: bytes, dialect: Dialect) -> int | None:
    """Count the lines of a block without control characters and unusual quotes.

    Returns
    -------
    int or None
        None for a block that is no matter for the fast lane.
    """
    import numpy as np

    if not _may_be_regular(dialect):
        return None
    ends = returns = controls = 0
    for start in range(0, len(block), _COUNTED_AT_ONCE):
        signs = np.frombuffer(block, np.uint8, min(_COUNTED_AT_ONCE, len(block) - start), start)
        controls += int(np.count_nonzero(signs < ord(" ")))
        ends += int(np.count_nonzero(signs == ord("\n")))
    # Looking for a byte that is not there is far quicker than counting it.
    if b"\r" in block and (returns := block.count(b"\r")) != block.count(b"\r\n"):
        return None
    if controls != ends + returns + (block.count(b"\t") if b"\t" in block else 0):
        return None
    quote = (dialect.quote or "").encode()
    if quote and quote in block and not _quotes_are_regular(block, dialect.delimiter, quote):
        return None
    return ends + (not block.endswith(b"\n"))


def _has_comments(table: Any, block: bytes) -> bool:
    import pyarrow.compute as pc

    first = table.column(0)
    return any(
        sign[:1].encode() in block and pc.any(pc.starts_with(first, sign)).as_py()
        for sign in _COMMENT_SIGNS
    )


def _quotes_are_regular(block: bytes, delimiter: str, quote: bytes) -> bool:
    """Tell whether each quote opens a field at its start or closes it at its end.

    Then a parser by the book reads what a careful person would; a quote elsewhere needs a look.
    """
    mark = delimiter.encode()
    opening = block.count(mark + quote) + block.count(b"\n" + quote) + block.startswith(quote)
    closing = block.count(quote + mark) + block.count(quote + b"\n") + block.endswith(quote)
    closing += block.count(quote + b"\r") if b"\r" in block else 0
    return opening == closing and opening + closing == block.count(quote)


def _as_frame(table: Any, names: list[str]) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    dtype: Any = pd.StringDtype(na_value=np.nan)
    columns = {
        name: pd.Series(dtype.__from_arrow__(column), copy=False)
        for name, column in zip(names, table.columns, strict=True)
    }
    return pd.DataFrame(columns, copy=False, index=pd.RangeIndex(table.num_rows))

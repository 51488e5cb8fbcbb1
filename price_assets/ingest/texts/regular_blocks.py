"""The fast lane: a block of text in which every line has as many fields as the header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .dialect import Dialect
from .text_blocks import end_of_lines

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_PARSED_AT_ONCE = 1 << 20
_COUNTED_AT_ONCE = 1 << 22
"""So few pieces, because after each step another thread may take the interpreter, and keep it."""
_SMALLEST_PIECE = 1 << 17
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


def regular_pieces(
    block: memoryview, dialect: Dialect, width: int
) -> list[tuple[memoryview, pa.Table | None]]:
    """Read a block in the fast lane, and where that fails each half of it by itself, and so on.

    So one odd line costs the tolerant lane for a small piece, not for all of a block.

    Parameters
    ----------
    block, dialect, width
        As for `read_regular`.

    Returns
    -------
    list[tuple[memoryview, pyarrow.Table or None]]
        The pieces in their order, which make up the block, and the table of each that is regular.
    """
    signs = plain_signs(block, dialect)
    table = None if signs is None else read_regular(block, signs, dialect, width)
    if table is not None or len(block) <= _SMALLEST_PIECE or not _may_be_regular(dialect):
        return [(block, table)]
    cut = end_of_lines(block[: len(block) // 2])
    if not cut:
        return [(block, None)]
    halves = (block[:cut], block[cut:])
    return [piece for half in halves for piece in regular_pieces(half, dialect, width)]


@dataclass(frozen=True)
class Signs:
    """What signs a block is made of.

    Attributes
    ----------
    lines
        Count.
    quoted
        Whether there are quotes in it.
    ascii
        Whether there is nothing but ASCII.
    """

    lines: int
    quoted: bool
    ascii: bool


def plain_signs(block: memoryview, dialect: Dialect) -> Signs | None:
    """Look at the signs of a block; at all of them at once, which is far quicker than by cells.

    Returns
    -------
    Signs or None
        None for a block with control characters or unusual quotes, which is no matter for the
        fast lane.
    """
    import numpy as np

    if not block or not _may_be_regular(dialect):
        return None
    ends = odd = quotes = 0
    quote = ord(dialect.quote or "\0")
    found = np.empty(min(_COUNTED_AT_ONCE, len(block)), bool)
    for start in range(0, len(block), _COUNTED_AT_ONCE):
        signs = np.frombuffer(block, np.int8, min(_COUNTED_AT_ONCE, len(block) - start), start)
        at = found[: len(signs)]
        ends += int(np.count_nonzero(np.equal(signs, ord("\n"), out=at)))
        # As signed numbers, those beyond ASCII are negative.
        odd += int(np.count_nonzero(np.less(signs, ord(" "), out=at)))
        quotes += int(np.count_nonzero(np.equal(signs, quote, out=at))) if quote else 0
    beyond = 0 if odd == ends else int(np.count_nonzero(np.frombuffer(block, np.int8) < 0))
    controls = odd - beyond
    if controls != ends or quotes:
        data = bytes(block)
        returns = data.count(b"\r")
        if returns != data.count(b"\r\n") or controls != ends + returns + data.count(b"\t"):
            return None
        if quotes and not _quotes_are_regular(data, dialect):
            return None
    return Signs(ends + (block[-1] != ord("\n")), quoted=quotes > 0, ascii=beyond == 0)


def read_regular(block: memoryview, signs: Signs, dialect: Dialect, width: int) -> pa.Table | None:
    """Read a block all of whose lines are records of one width.

    Parameters
    ----------
    block
        UTF-8, whole lines, without a header.
    signs
        What it is made of, as `plain_signs` found it.
    dialect
        How it is delimited.
    width
        Fields of a line. At least 1.

    Returns
    -------
    pyarrow.Table or None
        So many columns of text, one row a line; None where a line is blank, may be a comment or
        is of another width, or a byte is no UTF-8: the tolerant lane then looks at each.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    columns = [str(position) for position in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(block),
            read_options=arrow_csv.ReadOptions(
                column_names=columns, block_size=_PARSED_AT_ONCE, use_threads=False
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=dialect.delimiter, quote_char=dialect.quote if signs.quoted else False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.large_string()),
                strings_can_be_null=False,
                check_utf8=not signs.ascii,
            ),
        )
    except pa.ArrowException:
        return None
    return None if table.num_rows != signs.lines or _has_comments(table) else table


def _has_comments(table: pa.Table) -> bool:
    import pyarrow.compute as pc

    first = table.column(0)
    return any(pc.any(pc.starts_with(first, sign)).as_py() for sign in _COMMENT_SIGNS)


def _quotes_are_regular(block: bytes, dialect: Dialect) -> bool:
    """Tell whether each quote opens a field at its start or closes it at its end.

    Then a parser by the book reads what a careful person would; a quote elsewhere needs a look.
    """
    mark, quote = dialect.delimiter.encode(), (dialect.quote or "").encode()
    opening = block.count(mark + quote) + block.count(b"\n" + quote) + block.startswith(quote)
    closing = block.count(quote + mark) + block.count(quote + b"\n") + block.endswith(quote)
    closing += block.count(quote + b"\r") if b"\r" in block else 0
    return opening == closing and opening + closing == block.count(quote)


def to_frame(table: pa.Table, names: list[str]) -> pd.DataFrame:
    """Return a block's columns under their names, as dtype ``str``, without a copy."""
    import numpy as np
    import pandas as pd

    dtype: Any = pd.StringDtype(na_value=np.nan)
    columns = {
        name: pd.Series(dtype.__from_arrow__(column), copy=False)
        for name, column in zip(names, table.columns, strict=True)
    }
    return pd.DataFrame(columns, copy=False, index=pd.RangeIndex(table.num_rows))

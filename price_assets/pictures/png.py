"""A picture as PNG."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from .style import settings
from .unprintable import without_glyph_warnings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The widest picture fits the dialog that the UI shows it in, in a window of 1280 pixels.
_DOTS_PER_INCH = 90


def to_png(figure: Figure) -> bytes:
    """Write a picture as PNG on white; the same figure gives the same bytes.

    Parameters
    ----------
    figure
        Drawn with the colours `PRINT`.
    """
    content = io.BytesIO()
    with settings(), without_glyph_warnings():
        figure.savefig(
            content,
            format="png",
            dpi=_DOTS_PER_INCH,
            facecolor="white",
            transparent=False,
            metadata={"Software": None},
        )
    return content.getvalue()

"""How much work the boosted trees are worth: little where the signal is faint, more where not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .arrays import Integers
from .settings import TrainSettings


@dataclass(frozen=True)
class Effort:
    """Size of a boosted fit.

    Attributes
    ----------
    trees, leaves, learning_rate, least_rows, columns_share
        As of `BoostedForecaster`.
    most_rows
        Rows it learns from; of more a part is taken, evenly over the table.
    """

    trees: int
    leaves: int
    learning_rate: float
    least_rows: int
    columns_share: float
    most_rows: int

    def thin(self, rows: Integers) -> Integers:
        """Take at most `most_rows` of some rows, evenly spread."""
        if len(rows) <= self.most_rows:
            return rows
        places = np.linspace(0, len(rows) - 1, self.most_rows).astype(np.int64)
        return np.asarray(rows[places])


# Small trees with many rows in a leaf and few columns each overfit a faint signal least; where
# half of the change can be told, large ones go on improving. Found on rows before the measured
# spans of the seven panels of the benchmark.
_SCREEN = Effort(50, 8, 0.06, 60, 0.4, 16_000)
_FAINT = Effort(120, 8, 0.05, 60, 0.4, 48_000)
_STRONG_FOLD = Effort(300, 31, 0.06, 30, 0.6, 100_000)
_STRONG = Effort(400, 63, 0.06, 30, 0.6, 600_000)
# More rows than these are first screened with fewer trees.
_MANY_ROWS = 60_000
#: Skill on validation rows from which the larger trees are worth their time.
STRONG_SKILL = 0.1


def first_effort(rows: int, settings: TrainSettings) -> Effort:
    """Return the size of the first fits on the folds, for so many rows to learn from."""
    return _as_set(_SCREEN if rows > _MANY_ROWS else _FAINT, settings)


def strong_effort(settings: TrainSettings, final: bool) -> Effort:
    """Return the size for a strong signal: on a fold, or for the fit that forecasts."""
    return _as_set(_STRONG if final else _STRONG_FOLD, settings)


def _as_set(effort: Effort, settings: TrainSettings) -> Effort:
    chosen = {
        name: value
        for name in ("trees", "leaves", "learning_rate")
        if (value := getattr(settings, name)) is not None
    }
    return replace(effort, **chosen)

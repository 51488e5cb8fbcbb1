"""From the canonical table to the model document, and back to predictions.

Belongs here: features, candidates, backtest, measures, the choice whether to train or to score.
Does not: files, Dagster, the words and pictures of the report.

The names below are loaded on first use, so that reading the settings stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .settings import Mode, Origin, TrainSettings

if TYPE_CHECKING:
    from .measured_span import backtest
    from .mode import choose_mode, train_or_score
    from .scoring import score
    from .training import train

__all__ = [
    "Mode",
    "Origin",
    "TrainSettings",
    "backtest",
    "choose_mode",
    "score",
    "train",
    "train_or_score",
]

_HOMES = {
    "backtest": "measured_span",
    "choose_mode": "mode",
    "score": "scoring",
    "train": "training",
    "train_or_score": "mode",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

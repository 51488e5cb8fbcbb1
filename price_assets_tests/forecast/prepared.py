"""The stage's own parts made from a plain table, as `train` makes them."""

from __future__ import annotations

from price_assets.forecast import TrainSettings
from price_assets.forecast.panel import as_clean, to_panel
from price_assets.forecast.prepare import choose_extras, prepare, tell_frequencies


def panel_of(frame):
    return to_panel(as_clean(frame))


def prepared_of(frame, **settings):
    """Make targets and features of a table, with the settings that are named."""
    panel, chosen = panel_of(frame), TrainSettings(**settings)
    frequencies = tell_frequencies(panel, chosen)
    return prepare(panel, chosen, frequencies, choose_extras(panel, chosen), tuple(panel.symbols))


def column_of(prepared, name):
    """Return one feature of every target; shape (M,)."""
    return prepared.features.values[:, prepared.features.names.index(name)]

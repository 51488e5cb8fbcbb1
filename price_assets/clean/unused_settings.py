"""Settings that touch nothing: a person who made one meant something by it."""

from __future__ import annotations

from collections.abc import Iterable

from price_assets.checkpoints import PriceAssetsError

from .looks import Look
from .settings import CleanSettings

_NOTHING_FOR = {
    "decimal": "numbers written with a point or a comma",
    "day_first": "dates to which it applies",
    "date_format": "times written as text",
    "timezone": "times of day without a zone",
}


def refuse_unused(settings: CleanSettings, looks: Iterable[Look]) -> None:
    """Refuse a setting that changed the reading of none of the files it is for.

    Parameters
    ----------
    settings
        What is set for all files.
    looks
        The sources. Where a file has a setting of its own, that for all does not reach it.

    Raises
    ------
    PriceAssetsError
        If such a setting is there; it names the setting.
    """
    looks = list(looks)
    for_all = {name for name in _NOTHING_FOR if getattr(settings, name) is not None}
    for look in looks:
        for_all -= _used(look) - look.own
    if looks and for_all:
        name = min(for_all)
        raise PriceAssetsError(
            f"prices_clean has set {name}, but no file has {_NOTHING_FOR[name]}; remove it"
        )
    # A pattern of price_assets.toml is known here by what it says: a setting and its value.
    used: dict[tuple[str, str], bool] = {}
    for look in looks:
        for name in sorted(look.own & set(_NOTHING_FOR)):
            said = (name, str(getattr(look.settings, name)))
            used[said] = used.get(said, False) or name in _used(look)
    for (name, value), applied in used.items():
        if not applied:
            raise PriceAssetsError(
                f"price_assets.toml sets {name} to {value}, but none of the files that it is for "
                f"has {_NOTHING_FOR[name]}; remove it"
            )


def _used(look: Look) -> set[str]:
    found = set()
    if look.prices.marked or any(cells.marked for cells, _ in look.extras.values()):
        found.add("decimal")
    if look.times.day_first_applied:
        found.add("day_first")
    if look.rows["timestamp"].dtype.kind not in "iuf":
        found.add("date_format")
    if look.settings.timezone is not None and look.has_local_times:
        found.add("timezone")
    return found

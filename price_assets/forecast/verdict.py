"""What the figures mean, in a sentence."""

from __future__ import annotations

#: Fewer forecasts than these tell nothing of the accuracy.
LEAST_MEASURED = 5


def verdict_on(
    method: str, rows: int, skill: float | None, p_value: float | None, beats: bool, symbols: int
) -> str:
    """Say what the accuracy of the chosen method means.

    Parameters
    ----------
    method
        Name of the candidate.
    rows, symbols
        How many forecasts were measured, of how many symbols.
    skill, p_value, beats
        As in `Metrics`.
    """
    few = f"measured on {rows} {'row' if rows == 1 else 'rows'} alone, too few rows to tell"
    if method == "naive":
        verdict = (
            "The naive forecast (the last price) was kept: no other candidate was clearly better "
            "on the validation rows."
        )
        return f"{verdict} It was {few} how accurate it is." if rows < LEAST_MEASURED else verdict
    if skill is None:
        verdict = f"The prices did not change in the measured span, so {method} cannot be judged."
        return f"{verdict} It was {few}." if rows < LEAST_MEASURED else verdict
    share = f"{abs(skill) * 100:.2g} %"
    error = "its error is" if symbols == 1 else f"its error is, on the mean of {symbols} symbols,"
    if rows < LEAST_MEASURED:
        return (
            f"The {method} forecast was {few} whether it beats the naive one: {error} "
            f"{share} {'smaller' if skill > 0.0 else 'larger'}, which may be chance."
        )
    chance = "too few rows to test"
    if p_value is not None:
        chance = f"p = {p_value:.2g}" if p_value >= 0.001 else "p < 0.001"
    if beats:
        return (
            f"The {method} forecast beats the naive one on rows it has not seen: {error} "
            f"{share} smaller ({chance})."
        )
    if skill > 0.0:
        return (
            f"The {method} forecast does not clearly beat the naive one on rows it has not seen: "
            f"{error} {share} smaller, which may be chance ({chance})."
        )
    return (
        f"The {method} forecast does not beat the naive one on rows it has not seen: {error} "
        f"{share} larger, though it was better on the validation rows."
    )

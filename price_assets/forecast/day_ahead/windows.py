"""Linear models of all steps of a day, each calibrated on a window of its own length.

The LEAR form (Uniejewski, Nowotarski and Weron 2016, Energies 9; Lago et al. 2021, Applied Energy
293): many inputs, medians and absolute deviations for centre and scale, the inverse hyperbolic sine
against spikes, a lasso for each step, windows of different length averaged; and beside the lasso
fits ridge ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from price_assets.forecast.arrays import Floats

from .days import FIRST_DAY


@dataclass(frozen=True)
class Window:
    """How far back a model looks, and how its fits are held back.

    Attributes
    ----------
    days
        Length.
    lasso
        Penalties of the lasso fits, on standardised inputs.
    ridge
        Penalty of the ridge fit, on scaled inputs; None for none.
    """

    days: int
    lasso: tuple[float, ...]
    ridge: float | None


_ALL = 1_000_000
#: Chosen on the year before the measured span of four markets.
WINDOWS = (
    Window(56, (0.05,), None),
    Window(84, (0.05, 0.025), 30.0),
    Window(182, (0.025, 0.0125), 30.0),
    Window(364, (0.025, 0.0125), 30.0),
    Window(728, (0.025, 0.006), 30.0),
    Window(_ALL, (0.025, 0.006), 30.0),
)
# So many digits are kept of a coefficient, in use and in the document alike.
_DIGITS = 10
# Further than any market went, and not beyond the range of a double: a million million units.
_LARGEST = 30.0


@dataclass(frozen=True, eq=False)
class WindowFit:
    """A model of one window: the mean of its fits.

    ``sinh(arcsinh((inputs - centre) / scale) @ coefficients + intercept) * out_scale + out_centre``

    Attributes
    ----------
    centre, scale
        Of the inputs; shape (P,).
    coefficients
        Shape (P, H).
    intercept, out_centre, out_scale
        Shape (H,).
    """

    centre: Floats
    scale: Floats
    coefficients: Floats
    intercept: Floats
    out_centre: Floats
    out_scale: Floats

    def forecast(self, inputs: Floats) -> Floats:
        """Forecast days from their inputs, of shape (n, P); shape (n, H)."""
        # Day by day, so that a day's result depends on that day alone.
        scaled = np.arcsinh((inputs - self.centre) / self.scale)
        told = np.stack([row @ self.coefficients for row in scaled]) + self.intercept
        told = np.clip(told, -_LARGEST, _LARGEST)
        return np.asarray(np.sinh(told) * self.out_scale + self.out_centre)


def fit_window(
    inputs: Floats, prices: Floats, day: int, window: Window, warm: dict[float, Floats]
) -> WindowFit:
    """Fit one window's model to the days before `day`.

    Parameters
    ----------
    inputs
        Of all days; shape (D, P), the last seven the weekday.
    prices
        Shape (D, H).
    day
        Number of the first day that is not learnt from.
    window
        Which.
    warm
        Coefficients by penalty from an earlier day, to begin from; replaced by the new ones.
    """
    from sklearn.linear_model import enet_path

    start = max(FIRST_DAY, day - window.days)
    centre, scale = _centre_and_scale(inputs[start:day])
    centre[-7:], scale[-7:] = 0.0, 1.0
    out_centre, out_scale = _centre_and_scale(prices[start:day])
    known = np.arcsinh((inputs[start:day] - centre) / scale)
    known_mean = known.mean(axis=0)
    known -= known_mean
    target = np.arcsinh((prices[start:day] - out_centre) / out_scale)
    target_mean = target.mean(axis=0)
    target -= target_mean
    gram, cross = known.T @ known, known.T @ target
    found = []
    if window.ridge is not None:
        found.append(np.linalg.solve(gram + window.ridge * np.eye(len(gram)), cross))
    spread = np.sqrt(np.diag(gram) / len(known))
    spread[spread < 1e-9] = 1.0
    standard = np.asfortranarray(known / spread)
    standard_gram = np.ascontiguousarray(gram / spread / spread[:, None])
    standard_cross = np.ascontiguousarray((cross / spread[:, None]).T)
    targets = np.ascontiguousarray(target.T)
    for penalty in window.lasso:
        begin = warm.get(penalty, np.zeros((prices.shape[1], inputs.shape[1])))
        ended = np.empty_like(begin)
        for step in range(len(begin)):
            ended[step] = enet_path(
                standard,
                targets[step],
                # With the least share of ridge the fit is unique where inputs repeat each other.
                l1_ratio=0.999,
                alphas=[penalty],
                precompute=standard_gram,
                Xy=standard_cross[step],
                coef_init=begin[step].copy(),
                check_input=False,
                tol=1e-3,
                max_iter=200,
            )[1][:, 0]
        warm[penalty] = ended
        found.append(ended.T / spread[:, None])
    coefficients = np.mean(found, axis=0)
    return WindowFit(
        centre=centre,
        scale=scale,
        coefficients=_rounded(coefficients),
        intercept=target_mean - known_mean @ _rounded(coefficients),
        out_centre=out_centre,
        out_scale=out_scale,
    )


def _centre_and_scale(values: Floats) -> tuple[Floats, Floats]:
    """Return the median and the scaled median absolute deviation of each column.

    A column that hardly varies gets its standard deviation, or 1.
    """
    centre = np.median(values, axis=0)
    deviation = np.median(np.abs(values - centre), axis=0) * 1.4826
    spread = values.std(axis=0)
    other = np.where(spread > 0.0, spread, 1.0)
    return centre, np.where(deviation > 1e-6 * np.maximum(spread, 1e-12), deviation, other)


def _rounded(values: Floats) -> Floats:
    """Round to some significant digits: a third of the document's length, and no accuracy."""
    size = np.where(values == 0.0, 1.0, np.abs(values))
    unit = 10.0 ** (_DIGITS - 1 - np.floor(np.log10(size)))
    return np.asarray(np.round(values * unit) / unit)

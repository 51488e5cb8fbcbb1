"""Forecasters of a user's own, for the setting `forecaster`."""

from __future__ import annotations

import numpy as np


class LastChangeAgain:
    """Forecasts a share of one column, the share fitted; keeps itself as plain JSON."""

    def fit(self, X, y):  # noqa: N803 - scikit-learn's name
        self.share = float(X[:, 0] @ y / max(X[:, 0] @ X[:, 0], 1e-9))
        return self

    def predict(self, X):  # noqa: N803
        # Like scikit-learn's own, it wants a row at least.
        if not len(X):
            raise ValueError("Found array with 0 sample(s)")
        return self.share * X[:, 0].astype(np.float64)

    def to_json(self):
        return {"share": self.share}

    @classmethod
    def from_json(cls, state):
        made = cls()
        made.share = state["share"]
        return made


class WithoutJson(LastChangeAgain):
    to_json = property()
    from_json = property()


class Unserialisable(LastChangeAgain):
    def to_json(self):
        return {"share": {1, 2}}


class NotFinite(LastChangeAgain):
    def to_json(self):
        return {"share": float("nan")}


class WrongShape(LastChangeAgain):
    def predict(self, X):  # noqa: N803
        return np.zeros((len(X), 2))


class TellsNothing(LastChangeAgain):
    def predict(self, X):  # noqa: N803
        return np.full(len(X), np.nan)


class WantsArguments(LastChangeAgain):
    def __init__(self, size):
        self.size = size


class FailsToFit(LastChangeAgain):
    def fit(self, X, y):  # noqa: N803
        raise RuntimeError(f"it does not converge on {len(X)} rows and {len(y)} targets")


class Forgetful(LastChangeAgain):
    @classmethod
    def from_json(cls, state):
        raise KeyError(f"the state {state} is of another version")


not_a_class = LastChangeAgain()

"""Small files in the forms that publishers of prices use, each with what a reading must find."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

_GROUPS = [
    import_module(f"{__name__}.{module.name}")
    for module in iter_modules(__path__)
    if module.name != "case"
]
CASES = [case for group in _GROUPS for case in group.CASES]

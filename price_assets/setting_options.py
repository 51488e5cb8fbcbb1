"""Shell options made from the stages' settings, so that the two cannot differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo


def setting_options(
    settings: type[BaseModel], leave_out: Sequence[str] = ()
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command an option for each field of a settings class.

    The command receives the values as typed, None where an option was not used: the settings
    class converts and checks them.

    Parameters
    ----------
    settings
        The class; every field has a description.
    leave_out
        Fields that the command decides itself.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for name, field in reversed(settings.model_fields.items()):  # the help lists them reversed
            if name not in leave_out:
                command = _option(name, field)(command)
        return command

    return decorate


def used(values: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the options that were typed, so that defaults stay where they are declared."""
    return {name: value for name, value in values.items() if value not in (None, ())}


def _option(name: str, field: FieldInfo) -> Callable[[Any], Any]:
    flag = "--" + name.replace("_", "-")
    parts = get_args(field.annotation) or (field.annotation,)
    kind: Any = next(part for part in parts if part is not NoneType)
    if get_origin(field.annotation) is list:
        how: dict[str, Any] = {"multiple": True, "metavar": "TEXT"}
    elif kind is bool:
        flag, how = f"{flag}/--no-{flag[2:]}", {"default": None}
    elif isinstance(kind, type) and issubclass(kind, Enum):
        how = {"type": click.Choice([item.value for item in kind])}
    else:
        how = {"metavar": {int: "INTEGER", float: "NUMBER"}.get(kind, "TEXT")}
    default = "" if field.default is None else f"  [default: {default_words(field)}]"
    return click.option(flag, name, help=f"{field.description}.{default}", **how)


def default_words(field: FieldInfo) -> str:
    """Write a setting's default as a person would type it."""
    default = field.get_default(call_default_factory=True)
    if isinstance(default, Enum):
        return str(default.value)
    if isinstance(default, (list, tuple)):
        return " ".join(map(str, default))
    return str(default)

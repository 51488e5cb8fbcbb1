"""`report.html`: the same report as one self-contained page with pictures."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from price_assets.checkpoints import ModelDocument

from . import wording
from .commentary import Commentary
from .markdown import to_html
from .page_pictures import accuracy_pictures, data_pictures, symbol_cards

if TYPE_CHECKING:
    from jinja2 import Template

#: With more symbols than these the page has a search and can be sorted.
MOST_WITHOUT_TOOLS = 12


def render_html(model: ModelDocument, commentary: Commentary | str | None = None) -> str:
    """Write a report as one HTML page that needs nothing from anywhere.

    Parameters
    ----------
    model
        The model document; every number of the page stands in it.
    commentary
        What a person says about it, as Markdown, in which HTML is shown as text; words alone are
        taken as said of this model, and not reviewed.

    Returns
    -------
    str
        The page, for UTF-8. The same arguments give the same page.
    """
    said = wording.as_commentary(commentary, model)
    script = _part("page.js")
    cards, undrawn = symbol_cards(model)
    return _template().render(
        model=model,
        wording=wording,
        said=said,
        words=None if said is None else to_html(wording.printable(said.words)),
        style=_part("page.css"),
        script=script,
        script_hash=_source_hash(script),
        tools=len({step.symbol for step in model.forecast}) > MOST_WITHOUT_TOOLS,
        cards=cards,
        undrawn=undrawn,
        accuracy=accuracy_pictures(model),
        data=data_pictures(model),
    )


def _source_hash(script: str) -> str:
    """Name a script in a Content Security Policy, so that no other one runs."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _part(name: str) -> str:
    return files("price_assets.report").joinpath(name).read_text(encoding="utf-8").strip()


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("price_assets.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.jinja")

"""A person's Markdown as safe HTML."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# The page's own headings come before those of a commentary.
_LEVELS_DOWN = 2


def to_html(words: str) -> str:
    """Render CommonMark and tables.

    HTML in the words is shown as text, links that could run a script are no links, and pictures,
    which the page would have to ask for elsewhere, are not shown.
    """
    parser = _parser()
    tokens = parser.parse(words)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1:]) + _LEVELS_DOWN, 6)}"
    return str(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")

"""Page signs: what web pages write for signs and letters, as it comes along in lists made from them."""

import re
from html import unescape

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[\da-fA-F]{2,4});")
_MARKUP = re.compile(r"[<>]|&lt;|&gt;")


def without_entities(cell: str) -> str:
    """Return a cell with "&amp;" and "&#39;" as a page shows them; markup stays as it is."""
    return cell if _MARKUP.search(cell) else _ENTITY.sub(_shown, cell)


def _shown(found: re.Match[str]) -> str:
    return unescape(found[0])

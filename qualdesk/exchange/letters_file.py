"""Letters in a file: pages that a browser prints, or rows for a mail merge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from qualdesk.exchange.spreadsheet import Sheet, csv_file

_PAGE: Final = """<section>
<address>{address}</address>
<p class="day">{day}</p>
<h1>{subject}</h1>
<div>{body}</div>{enclosed}
</section>
"""
_WHOLE: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Letters</title><style>
body {{ font: 11pt/1.5 serif; margin: 0; }}
section {{ page-break-after: always; margin: 45mm 25mm 20mm; }}
address, div, p {{ white-space: pre-line; font-style: normal; }}
h1 {{ font-size: 11pt; margin: 12mm 0 6mm; }}
.day {{ text-align: right; margin-top: 10mm; }}
</style></head><body>
{pages}</body></html>
"""
_HEADS: Final = ("address", "subject", "body", "enclose")


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """A letter as it goes on paper."""

    address: str
    subject: str
    body: str
    enclose: str = ""


def letters_html(letters: Sequence[PrintedLetter], day: date) -> bytes:
    """Return one page a letter; whatever a name holds stays words."""
    pages = "".join(_page(letter, day) for letter in letters)
    return _WHOLE.format(pages=pages).encode()


def letters_csv(letters: Sequence[PrintedLetter]) -> bytes:
    """Return one row a letter; cells that would run as formulas are made harmless."""
    rows = (tuple(getattr(one, head) for head in _HEADS) for one in letters)
    return csv_file(Sheet("Letters", _HEADS, tuple(rows)))


def _page(letter: PrintedLetter, day: date) -> str:
    return _PAGE.format(
        address=escape(letter.address),
        day=f"{day.day} {day:%B %Y}",
        subject=escape(letter.subject),
        body=escape(letter.body),
        enclosed=f"\n<p>Enclosed: {escape(letter.enclose)}</p>" if letter.enclose else "",
    )

"""Problem rows as CSV: each as it stood in the list, with the reason, to be mended and read again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.records import Record
from qualdesk.exchange.spreadsheet import Sheet, csv_file

_OWN = ("Problem line", "Problem column", "Problem reason")


def problems_csv(
    names: Sequence[str], records: Iterable[Record], problems: Iterable[Problem]
) -> bytes:
    """Return one row for each line with problems: its cells, then line, columns and reasons."""
    by_line: dict[int, list[Problem]] = defaultdict(list)
    for one in problems:
        by_line[one.line].append(one)
    cells = {record.line: record.cells or (record.raw.strip(),) for record in records}
    rows = []
    for line, found in sorted(by_line.items()):
        own = cells.get(line) or (found[0].value,)
        padded = (*own, *("",) * (len(names) - len(own)))[: len(names)]
        columns = ", ".join(dict.fromkeys(one.column for one in found if one.column))
        reasons = " ".join(dict.fromkeys(one.message for one in found))
        rows.append((*padded, str(line), columns, reasons))
    return csv_file(Sheet("Problems", (*names, *_OWN), tuple(rows)))

"""The problem rows of an import as a file of their own."""

from collections.abc import Iterable
from pathlib import Path

from qualdesk.errors import InputError
from qualdesk.exchange.column_matching import own_names
from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.list_tables import Opening, open_table
from qualdesk.exchange.problems_csv import problems_csv


def write_problems(
    target: Path, source: Path, opening: Opening, problems: Iterable[Problem]
) -> None:
    """Write the rows of `source` that have problems to `target`, each with its reason.

    Raises:
        InputError: if it cannot be written, or would replace the list itself.
    """
    if target.resolve() == source.resolve():
        raise InputError(
            f"{target.name} is the list itself. Give the problems a file of their own."
        )
    table = open_table(source, opening)
    try:
        target.write_bytes(problems_csv(own_names(table.headings), table.rows, problems))
    except OSError as problem:
        raise InputError(f"{target} cannot be written: {problem.strerror}.") from problem

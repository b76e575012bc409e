"""Printing: letters are written into a file first, and count as printed once it is there."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from qualdesk.commands.letters import mark_printed
from qualdesk.commands.requests.letters import MarkPrinted
from qualdesk.errors import InputError
from qualdesk.exchange.letters_file import PrintedLetter, letters_csv, letters_html
from qualdesk.queries.letters import letters_to_print
from qualdesk.queries.post import letter_rows
from qualdesk.store.session import Database, Press


def write_letters(database: Database, path: Path, letter_ids: Sequence[int], now: datetime) -> int:
    """Write chosen letters into a file (.csv for a mail merge, else pages); return how many.

    They go on waiting until somebody says that they are posted.

    Raises:
        InputError: if the file cannot be written.
    """
    with database.read() as session:
        rows = letter_rows(session, ids=letter_ids)
    letters = [
        PrintedLetter(one.address, one.subject, one.body, one.enclose) for one in rows.values()
    ]
    try:
        path.write_bytes(_file_of(letters, path, now))
    except OSError as problem:
        raise InputError(f"{path} cannot be written: {problem.strerror}.") from problem
    return len(letters)


def print_letters(database: Database, path: Path, now: datetime) -> int:
    """Write all letters that wait into a file (.csv for a mail merge, else pages); return how many.

    Raises:
        OSError: if the file cannot be written; then every letter goes on waiting.
    """
    with database.read() as session:
        rows = letters_to_print(session, now=now)
    if not rows:
        return 0
    letters = [PrintedLetter(one.address, one.subject, one.body, one.enclose) for one in rows]
    path.write_bytes(_file_of(letters, path, now))
    request = MarkPrinted(tuple(one.id for one in rows))
    return len(database.carry_out(mark_printed, request, press=Press.new(), now=now).letter_ids)


def _file_of(letters: Sequence[PrintedLetter], path: Path, now: datetime) -> bytes:
    is_table = path.suffix.lower() == ".csv"
    return letters_csv(letters) if is_table else letters_html(letters, now.date())

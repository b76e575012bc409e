"""Printing: letters are written into a file first, and count as printed once it is there."""

from datetime import datetime
from pathlib import Path

from qualdesk.commands.letters import mark_printed
from qualdesk.commands.requests.letters import MarkPrinted
from qualdesk.exchange.letters_file import PrintedLetter, letters_csv, letters_html
from qualdesk.queries.letters import letters_to_print
from qualdesk.store.session import Database, Press


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
    is_table = path.suffix.lower() == ".csv"
    path.write_bytes(letters_csv(letters) if is_table else letters_html(letters, now.date()))
    request = MarkPrinted(tuple(one.id for one in rows))
    return len(database.carry_out(mark_printed, request, press=Press.new(), now=now).letter_ids)

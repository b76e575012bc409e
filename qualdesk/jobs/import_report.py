"""What becomes of the rows of a list, counted: before an import, or by it."""

from dataclasses import dataclass
from datetime import date

from qualdesk.exchange.lead_rows import Problem


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows of a list; `rows` is the sum of added, joined and not taken."""

    rows: int = 0
    prospects_added: int = 0
    prospects_joined: int = 0
    not_taken: int = 0
    leads_opened: int = 0
    phones_valid: int = 0
    phones_invalid: int = 0
    phones_missing: int = 0
    suppressed: int = 0
    closed: int = 0
    to_find_out: int = 0
    callable: int = 0
    duplicates_flagged: int = 0
    mail_suppressed: int = 0
    """Rows that must not be mailed; they count among the others too."""
    left_out: int = 0
    """Of those not taken, the rows that the list itself says are no leads any more."""
    matching_used_again: bool = False
    """Whether the columns were matched as a person matched them for a list of the same shape."""
    read_before_on: date | None = None
    """The day the same file was read in the same way; then nothing was changed."""
    list_id: int | None = None
    """The list it became, by which it can be withdrawn; none where nothing was written."""
    problems: tuple[Problem, ...] = ()

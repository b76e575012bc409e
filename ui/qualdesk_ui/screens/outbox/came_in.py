"""Mail that came in as rows of a table: from whom, what it is, what the program made of it."""

from collections.abc import Callable
from datetime import datetime

from qualdesk.domain.moments import moment_words
from qualdesk.domain.received import ReceivedKind
from qualdesk.queries.came_in import ReceivedRow
from qualdesk_ui.screens.outbox.rows import own_zone
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.chip import ChipLook
from qualdesk_ui.widgets.long_model import Ranked
from qualdesk_ui.widgets.table import Column
from qualdesk_ui.widgets.tone import Tone

CameIn = Ranked[ReceivedRow]

_LOOKS = {
    ReceivedKind.REPLY: ("mail", Tone.ACCENT),
    ReceivedKind.STOP: ("ban", Tone.BAD),
    ReceivedKind.ANSWER: ("calendar-check", Tone.ACCENT),
    ReceivedKind.BOUNCE: ("corner-up-left", Tone.BAD),
    ReceivedKind.DELAY: ("clock", Tone.SECONDARY),
    ReceivedKind.AUTOMATIC: ("moon", Tone.SECONDARY),
    ReceivedKind.UNREADABLE: ("triangle-alert", Tone.WARN),
    ReceivedKind.UNRELATED: ("message-circle-question-mark", Tone.WARN),
    ReceivedKind.SEEN: ("check", Tone.SECONDARY),
}


def received_columns(now: Callable[[], datetime]) -> list[Column[CameIn]]:
    """Return the columns of mail that came in."""

    def when(one: CameIn) -> str:
        return moment_words(one.row.at, now(), own_zone())

    return [
        Column("From", 220, _from, beside=_company, role=Role.BODY_MEDIUM),
        Column("Subject", 0, _subject),
        Column("What it is", 172, _kind, chip=_chip),
        Column("What came of it", 190, _outcome, tone=_quiet, drop=1),
        Column("When", 136, when, tone=_quiet),
    ]


def received_chip(row: ReceivedRow) -> ChipLook:
    """Return what a mail is, in a word or three."""
    icon, tone = _LOOKS[row.kind]
    is_done = row.kind.is_nobodys and not row.is_open
    return ChipLook(row.kind.label, icon, Tone.SECONDARY if is_done else tone)


def outcome_words(row: ReceivedRow) -> str:
    """Return what the program, or a person, made of it."""
    if row.settled_by:
        done = "gave it to them" if row.lead_id is not None and not row.trouble else "put it aside"
        return f"{row.settled_by.split(' ')[0]} {done}"
    return row.trouble or row.kind.made_of_it


def _from(one: CameIn) -> str:
    return one.row.name or one.row.from_address or "Nobody named"


def _company(one: CameIn) -> str:
    return one.row.company if one.row.company != one.row.name else ""


def _subject(one: CameIn) -> str:
    return one.row.subject or "No subject"


def _kind(one: CameIn) -> str:
    return one.row.kind.label


def _chip(one: CameIn) -> ChipLook:
    return received_chip(one.row)


def _outcome(one: CameIn) -> str:
    return outcome_words(one.row)


def _quiet(_one: CameIn) -> Tone:
    return Tone.SECONDARY

"""Mails and letters as rows of a table: their columns, how they stand, and in which words."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QTimeZone

from qualdesk.domain.mail import MailShelf, MailState
from qualdesk.domain.moments import clock_time, moment_words
from qualdesk.queries.post import MailRow, PostCounts, WaitingLetter
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.chip import ChipLook
from qualdesk_ui.widgets.long_model import Ranked
from qualdesk_ui.widgets.segment import Option
from qualdesk_ui.widgets.table import Column
from qualdesk_ui.widgets.tone import Tone

LETTERS = "letters"
"""The tab of what goes on paper, beside those of `MailShelf`."""
CAME_IN = "came-in"
"""The tab of what others wrote to us."""

_NEAR = timedelta(hours=12)

Mail = Ranked[MailRow]
Paper = Ranked[WaitingLetter]

_SHELVES = {
    MailShelf.TO_SETTLE: ("triangle-alert", Tone.WARN),
    MailShelf.WAITING: ("clock", Tone.ACCENT),
    MailShelf.SENT: ("check", Tone.OK),
    MailShelf.NOT_SENT: ("x", Tone.SECONDARY),
}
_STATES = {
    MailState.HELD: ("Waits", "clock", Tone.ACCENT),
    MailState.SENDING: ("On its way", "send", Tone.ACCENT),
    MailState.SENT: ("Sent", "check", Tone.OK),
    MailState.FAILED: ("Failed", "circle-x", Tone.BAD),
    MailState.UNKNOWN: ("Unclear", "triangle-alert", Tone.WARN),
    MailState.CANCELLED: ("Cancelled", "x", Tone.SECONDARY),
}


EMPTY_OF: Mapping[str, tuple[str, str]] = {
    MailShelf.TO_SETTLE: (
        "Nothing to settle",
        "What fails, or of which nobody knows whether it went, waits here for a decision.",
    ),
    MailShelf.WAITING: (
        "Nothing waits",
        "E-mails of outcomes wait here until the time to undo is over.",
    ),
    MailShelf.SENT: (
        "Nothing was sent yet",
        "What a mail server took, and what went by hand, stands here.",
    ),
    MailShelf.NOT_SENT: (
        "Nothing was held back",
        "What was cancelled, or left as it is, stands here.",
    ),
    CAME_IN: (
        "Nothing came in",
        "Replies, answers to invitations and what came back stand here once a mailbox is read.",
    ),
    LETTERS: (
        "No letter waits",
        "Letters of tracks and close-outs wait here to be printed and posted.",
    ),
}
"""What is said where a tab has no rows: title and sentence."""


def shelf_options() -> list[Option]:
    """Return the tabs."""
    shelves = [
        Option(shelf.value, shelf.label, icon=icon, tone=tone)
        for shelf, (icon, tone) in _SHELVES.items()
    ]
    return [
        *shelves,
        Option(CAME_IN, "Came in", icon="download", tone=Tone.VIOLET),
        Option(LETTERS, "Letters", icon="mail-open", tone=Tone.TEAL),
    ]


def counts_of(counts: PostCounts) -> dict[str, int]:
    """Return how many stand behind each tab."""
    mails = {shelf.value: n for shelf, n in counts.mails.items()}
    return {**mails, CAME_IN: counts.came_in, LETTERS: counts.letters}


def note_of(counts: PostCounts, *, has_server: bool) -> str:
    """Return the sentence beside the title."""
    if not has_server:
        return "No mail server is set: mails wait, or go by your mail program"
    doubtful, waiting = counts.mails[MailShelf.TO_SETTLE], counts.mails[MailShelf.WAITING]
    parts = (
        f"{doubtful:,} to settle" if doubtful else "",
        f"{waiting:,} wait" if waiting else "",
        f"{counts.came_in:,} came in from nobody known" if counts.came_in else "",
    )
    return " · ".join(part for part in parts if part)


def own_zone() -> str:
    """Return the zone of this desk."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"


def mail_columns(
    now: Callable[[], datetime], *, has_server: Callable[[], bool]
) -> list[Column[Mail]]:
    """Return the columns of mails."""

    def when(one: Mail) -> str:
        return when_words(one.row, now(), has_server=has_server())

    return [
        Column("To", 250, _to_name, beside=_to_company, role=Role.BODY_MEDIUM),
        Column("Subject", 0, _subject),
        Column("Why", 150, _why, tone=_quiet, drop=1),
        Column("State", 116, _state, chip=_chip),
        Column("When", 200, when, tone=_quiet),
    ]


def letter_columns(now: Callable[[], datetime]) -> list[Column[Paper]]:
    """Return the columns of letters."""

    def since(one: Paper) -> str:
        return moment_words(one.row.print_after, now(), own_zone())

    return [
        Column("To", 250, _letter_name, beside=_letter_company, role=Role.BODY_MEDIUM),
        Column("Subject", 0, _letter_subject),
        Column("Enclose", 200, _enclose, tone=_letter_quiet, drop=1),
        Column("Waits since", 160, since, tone=_letter_quiet),
    ]


def chip_of(row: MailRow) -> ChipLook:
    """Return how a mail stands, in a word."""
    text, icon, tone = _STATES[row.state]
    return ChipLook("By hand" if row.is_by_hand else text, icon, tone)


def when_words(row: MailRow, now: datetime, *, has_server: bool) -> str:
    """Return when it went, leaves or is tried again."""
    match row.state:
        case MailState.SENT:
            return moment_words(row.sent_at, now, own_zone()) if row.sent_at else ""
        case MailState.HELD:
            return _leaves(row, now, has_server=has_server)
        case MailState.SENDING:
            return "now"
        case MailState.CANCELLED:
            return "will not go"
        case _:
            tried = "1 try" if row.attempts == 1 else f"{row.attempts} tries"
            at = f"{moment_words(row.tried_at, now, own_zone())}, " if row.tried_at else ""
            return f"left as it is, {tried}" if row.is_left else f"{at}{tried}"


def _leaves(row: MailRow, now: datetime, *, has_server: bool) -> str:
    if row.send_after > now:
        at = _near(row.send_after, now)
        return f"again at {at}" if row.attempts else f"undo until {at}"
    return "goes next" if has_server else "no mail server"


def _near(moment: datetime, now: datetime) -> str:
    """Return the time alone where it is near, with its day where it is not."""
    zone = own_zone()
    return clock_time(moment, zone) if moment - now < _NEAR else moment_words(moment, now, zone)


def _to_name(one: Mail) -> str:
    return one.row.to_name or one.row.to_address


def _to_company(one: Mail) -> str:
    return one.row.company


def _subject(one: Mail) -> str:
    return one.row.subject


def _why(one: Mail) -> str:
    return one.row.kind.label


def _state(one: Mail) -> str:
    return chip_of(one.row).text


def _chip(one: Mail) -> ChipLook:
    return chip_of(one.row)


def _quiet(_one: Mail) -> Tone:
    return Tone.SECONDARY


def _letter_name(one: Paper) -> str:
    return one.row.name


def _letter_company(one: Paper) -> str:
    return one.row.company if one.row.company != one.row.name else ""


def _letter_subject(one: Paper) -> str:
    return one.row.subject


def _enclose(one: Paper) -> str:
    return one.row.enclose or "–"


def _letter_quiet(_one: Paper) -> Tone:
    return Tone.SECONDARY

"""What the sample desk's Outbox holds beside close-outs: mail in each state, letters, what came in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session

from qualdesk.commands.touches import write_words
from qualdesk.domain.lead import LeadState
from qualdesk.domain.mail import Letter, LetterState, MailKind, MailState
from qualdesk.domain.naming import prospect_name, salutation
from qualdesk.domain.received import ReceivedKind
from qualdesk.domain.track import StepKind, TrackStep
from qualdesk.mail.letters import track_fields, track_letter
from qualdesk.store import tables
from qualdesk.store.tracks import shipped_tracks

_Row = Row[*tuple[object, ...]]
"""A lead that is nurtured, with its prospect, company, site and first press."""


@dataclass(frozen=True, slots=True)
class _Mail:
    """How a mail stands, and how many minutes ago it was last tried."""

    state: MailState
    minutes: int
    attempts: int
    error: str = ""


_MAILS: Final = (
    _Mail(MailState.UNKNOWN, 42, 1, "The line broke before the server answered: timed out"),
    _Mail(MailState.FAILED, 95, 1, "550 5.1.1 No such person here"),
    _Mail(MailState.HELD, -25, 1, "450 4.2.0 Greylisted, try again later"),
    _Mail(MailState.SENT, 190, 1),
    _Mail(MailState.CANCELLED, 300, 0, "They came forward meanwhile."),
)
_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class _CameIn:
    """A mail that came in, how many minutes ago, and whose: a place among those nurtured."""

    kind: ReceivedKind
    minutes: int
    subject: str
    words: str
    whose: int | None = None
    sender: str = ""


_CAME_IN: Final = (
    _CameIn(ReceivedKind.AUTOMATIC, 380, "Away until Monday", "I am back on Monday.", 2),
    _CameIn(ReceivedKind.REPLY, 64, "Re: What it came down to", "Call me on Thursday, please.", 0),
    _CameIn(
        ReceivedKind.UNRELATED,
        31,
        "Your call this morning",
        "You spoke to my assistant. I decide about the lines, so write to me here.",
        sender="g.moser@almsee.example",
    ),
)


def fill_post(session: Session, *, caller: str, firm: str, now: datetime) -> None:
    """Write mails and letters of tracks in a caller's name, to those who are nurtured; some answer."""
    caller_id = session.execute(
        select(tables.Person.id).where(tables.Person.name == caller)
    ).scalar_one()
    sender = _Sender(caller_id, caller, firm)
    rows = session.execute(_NURTURED).all()
    _fill_mails(session, rows, sender, now)
    _fill_letters(session, rows[-_LETTERS:], sender, now)
    _fill_received(session, rows, now)


@dataclass(frozen=True, slots=True)
class _Sender:
    """In whose name it goes."""

    id: int
    name: str
    firm: str


_NURTURED: Final = (
    select(tables.Lead.id, tables.Prospect, tables.Account.name, tables.Site)
    .add_columns(tables.LeadChange.command_id)
    .join(tables.Prospect, tables.Prospect.id == tables.Lead.prospect_id)
    .join(tables.Account, tables.Account.id == tables.Lead.account_id)
    .join(tables.Site, tables.Site.id == tables.Prospect.site_id)
    .join(tables.LeadChange, tables.LeadChange.lead_id == tables.Lead.id)
    .where(tables.Lead.state == LeadState.NURTURE, tables.LeadChange.version == 1)
    .where(tables.Prospect.last_name != "")
    .order_by(tables.Lead.id)
)


def _fill_mails(session: Session, rows: Sequence[_Row], sender: _Sender, now: datetime) -> None:
    notes = _steps(StepKind.EMAIL)
    for number, (row, mail) in enumerate(zip(rows, _MAILS, strict=False)):
        letter = _written(next(notes), row, sender)
        at = now - timedelta(minutes=mail.minutes)
        session.execute(
            insert(tables.Outbox).values(
                lead_id=row.id,
                command_id=row.command_id,
                person_id=sender.id,
                kind=MailKind.NURTURE,
                state=mail.state,
                to_name=_name(row),
                to_address=row.Prospect.email,
                subject=letter.subject,
                body=letter.body,
                message_id=f"<sample-{number}@aldergrove.example>",
                send_after=at,
                attempts=mail.attempts,
                last_error=mail.error,
                tried_at=min(at, now - timedelta(minutes=5)) if mail.attempts else None,
                sent_at=at if mail.state is MailState.SENT else None,
            )
        )


def _fill_letters(session: Session, rows: Sequence[_Row], sender: _Sender, now: datetime) -> None:
    papers = _steps(StepKind.LETTER)
    for row in rows:
        step = next(papers)
        letter = _written(step, row, sender)
        session.execute(
            insert(tables.Letter).values(
                lead_id=row.id,
                command_id=row.command_id,
                person_id=sender.id,
                state=LetterState.WAITING,
                address=f"{row.name}\n{_name(row)}\n{row.Site.postal_code} {row.Site.city}",
                subject=letter.subject,
                body=letter.body,
                enclose=step.enclose,
                print_after=now - timedelta(hours=20),
            )
        )


def _fill_received(session: Session, rows: Sequence[_Row], now: datetime) -> None:
    for uid, mail in enumerate(_CAME_IN, start=1):
        row = None if mail.whose is None else rows[mail.whose]
        at = now - timedelta(minutes=mail.minutes)
        session.execute(
            insert(tables.Received).values(
                mailbox="sample",
                uid_validity=1,
                uid=uid,
                digest=f"sample-{uid}",
                command_id=rows[0].command_id,
                kind=mail.kind,
                by_itself=ReceivedKind.REPLY if row is None else mail.kind,
                lead_id=row.id if row is not None else None,
                from_address=row.Prospect.email if row is not None else mail.sender,
                subject=mail.subject,
                text_id=write_words(session, mail.words),
                sent_at=at,
                received_at=at,
            )
        )


def _steps(kind: StepKind) -> Iterator[TrackStep]:
    """Yield the steps of this kind, over and over."""
    found = [one for track in shipped_tracks() for one in track.touches if one.kind is kind]
    while True:
        yield from found


def _name(row: _Row) -> str:
    prospect: tables.Prospect = row.Prospect
    return prospect_name(prospect.first_name, prospect.last_name, row.name)


def _written(step: TrackStep, row: _Row, sender: _Sender) -> Letter:
    prospect: tables.Prospect = row.Prospect
    greeting = salutation(prospect.title, prospect.first_name, prospect.last_name)
    fields = track_fields(
        salutation=greeting,
        first_name=prospect.first_name,
        company=row.name,
        caller=sender.name,
        firm=sender.firm,
        offer="line inspection",
        about="wet glass",
    )
    return track_letter(step, fields)

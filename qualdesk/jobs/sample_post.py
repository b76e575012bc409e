"""What the sample desk's Outbox holds beside close-outs: mail in each state, and letters to print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session

from qualdesk.domain.lead import LeadState
from qualdesk.domain.mail import LetterState, MailKind, MailState
from qualdesk.domain.naming import prospect_name, salutation
from qualdesk.domain.track import StepKind, TrackStep
from qualdesk.mail.letters import Letter, track_fields, track_letter
from qualdesk.store import tables
from qualdesk.store.tracks import shipped_tracks


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


def fill_post(session: Session, *, caller: str, firm: str, now: datetime) -> None:
    """Write mails and letters of tracks in a caller's name, to those who are nurtured."""
    caller_id = session.execute(
        select(tables.Person.id).where(tables.Person.name == caller)
    ).scalar_one()
    rows = session.execute(
        select(tables.Lead.id, tables.Prospect, tables.Account.name, tables.Site)
        .add_columns(tables.LeadChange.command_id)
        .join(tables.Prospect, tables.Prospect.id == tables.Lead.prospect_id)
        .join(tables.Account, tables.Account.id == tables.Lead.account_id)
        .join(tables.Site, tables.Site.id == tables.Prospect.site_id)
        .join(tables.LeadChange, tables.LeadChange.lead_id == tables.Lead.id)
        .where(tables.Lead.state == LeadState.NURTURE, tables.LeadChange.version == 1)
        .where(tables.Prospect.last_name != "")
        .order_by(tables.Lead.id)
    ).all()
    notes, papers = _steps(StepKind.EMAIL), _steps(StepKind.LETTER)
    for number, (row, mail) in enumerate(zip(rows, _MAILS, strict=False)):
        letter = _written(next(notes), row, caller, firm)
        at = now - timedelta(minutes=mail.minutes)
        session.execute(
            insert(tables.Outbox).values(
                lead_id=row.id,
                command_id=row.command_id,
                person_id=caller_id,
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
                sent_at=at if mail.state is MailState.SENT else None,
            )
        )
    for row in rows[-_LETTERS:]:
        step = next(papers)
        letter = _written(step, row, caller, firm)
        session.execute(
            insert(tables.Letter).values(
                lead_id=row.id,
                command_id=row.command_id,
                person_id=caller_id,
                state=LetterState.WAITING,
                address=f"{row.name}\n{_name(row)}\n{row.Site.postal_code} {row.Site.city}",
                subject=letter.subject,
                body=letter.body,
                enclose=step.enclose,
                print_after=now - timedelta(hours=20),
            )
        )


def _steps(kind: StepKind) -> Iterator[TrackStep]:
    """Yield the steps of this kind, over and over."""
    found = [one for track in shipped_tracks() for one in track.touches if one.kind is kind]
    while True:
        yield from found


def _name(row: Row[*tuple[object, ...]]) -> str:
    prospect: tables.Prospect = row.Prospect
    return prospect_name(prospect.first_name, prospect.last_name, row.name)


def _written(step: TrackStep, row: Row[*tuple[object, ...]], caller: str, firm: str) -> Letter:
    prospect: tables.Prospect = row.Prospect
    greeting = salutation(prospect.title, prospect.first_name, prospect.last_name)
    fields = track_fields(
        salutation=greeting,
        first_name=prospect.first_name,
        company=row.name,
        caller=caller,
        firm=firm,
        offer="line inspection",
        about="wet glass",
    )
    return track_letter(step, fields)

"""Builders for nurture: somebody on a shipped track, and what their touches have come to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.outcomes import send_to_nurture
from qualdesk.commands.requests.calls import SendToNurture
from qualdesk.domain.track import Track
from qualdesk.events.calls import SentToNurture
from qualdesk.store import tables
from qualdesk.store.seeds import seed
from qualdesk.store.session import Database, Press
from qualdesk.store.tracks import newest_tracks
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, writing


@dataclass(frozen=True)
class Nurtured:
    """Maria on a track, by Priya."""

    database: Database
    lead_id: int
    caller_id: int
    track_id: int
    track: Track

    def touches(self) -> dict[str, tuple[datetime, str | None]]:
        """Return by step when its touch comes and how it ended, as the newest plan has it."""
        with self.database.read() as session:
            rows = session.execute(
                select(tables.PlannedTouch.step, tables.Deadline.due_at, tables.Deadline.ended_as)
                .join(tables.Deadline, tables.Deadline.subject_id == tables.PlannedTouch.id)
                .where(tables.Deadline.lead_id == self.lead_id)
                .order_by(tables.Deadline.id)
            )
            return {row.step: (row.due_at, row.ended_as) for row in rows}

    def endings(self) -> dict[str, str | None]:
        """Return by step how its touch ended."""
        return {step: ending for step, (_due_at, ending) in self.touches().items()}

    def due(self, step: str) -> datetime:
        """Return when a touch comes."""
        return self.touches()[step][0]

    def lead(self) -> tables.Lead:
        """Return the lead as it stands."""
        with self.database.read() as session:
            return session.get_one(tables.Lead, self.lead_id)

    def mails(self) -> list[tables.Outbox]:
        """Return the mails that were written to them."""
        with self.database.read() as session:
            found = select(tables.Outbox).order_by(tables.Outbox.id)
            return list(session.scalars(found.where(tables.Outbox.lead_id == self.lead_id)))

    def letters(self) -> list[tables.Letter]:
        """Return the letters on paper that were written to them."""
        with self.database.read() as session:
            found = select(tables.Letter).where(tables.Letter.lead_id == self.lead_id)
            return list(session.scalars(found))

    def nurture(self, version: int, now: datetime = NOW) -> SentToNurture:
        """Start the track, or start it again."""
        call = a_call(self.lead_id, self.caller_id, version=version)
        request = SendToNurture(call, about="wet glass", track_id=self.track_id, firm="Aldergrove")
        press = Press.new(self.caller_id)
        return self.database.carry_out(send_to_nurture, request, press=press, now=now)


def on_a_track(
    database: Database,
    key: str = "webinar",
    *,
    street: str = "Milchstr. 4",
    email: str = "maria.keller@bergmann-molkerei.example",
) -> Nurtured:
    """Put Maria on a track at NOW."""
    with writing(database) as session:
        seed(session, NOW)
        prospect_id = a_prospect(session, email=email)
        session.query(tables.Site).update({"street": street, "postal_code": "80331"})
        caller_id, lead_id = a_person(session), a_lead(session, prospect_id=prospect_id)
        tracks = newest_tracks(session)
    track_id = next(track_id for track_id, track in tracks.items() if track.id == key)
    maria = Nurtured(database, lead_id, caller_id, track_id, tracks[track_id])
    maria.nurture(1)
    return maria

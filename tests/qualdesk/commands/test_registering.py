"""Before an event somebody registers: mailed how to join, called again when it is over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from qualdesk.commands.outcomes import register
from qualdesk.commands.requests.calls import Register, TakeBack
from qualdesk.commands.undo import take_back
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import Outcome
from qualdesk.errors import InputError
from qualdesk.events.calls import Registered
from qualdesk.queries.registrations import Registration, registration_open
from qualdesk.store import tables
from qualdesk.store.session import Database, Session
from tests.builders import NOW, a_call, a_campaign, a_lead, a_person, a_prospect, writing

EVENT = date(2026, 11, 26)
HOW = "https://meet.aldergrove.example/caps, 10:00"


def a_registering_lead(
    session: Session, *, event_on: date = EVENT, email: str = "maria@bergmann.example"
) -> int:
    campaign_id = a_campaign(session, event_on=event_on)
    campaign = session.get_one(tables.Campaign, campaign_id)
    key = "webinar-registration"
    campaign.registration_script_id = session.scalars(
        select(tables.Script.id).where(tables.Script.key == key)
    ).one()
    campaign.joining = HOW
    prospect = a_prospect(session, email=email)
    return a_lead(session, prospect_id=prospect, campaign_id=campaign_id, attempts=2)


def _register(session: Session, lead_id: int, **others: str) -> Registered:
    call = a_call(lead_id, a_person(session))
    return register(session, Register(call, firm="Aldergrove", **others), NOW)


def test_they_are_mailed_how_to_join_and_are_due_when_the_event_is_over(
    database: Database,
) -> None:
    with writing(database) as session:
        lead_id = a_registering_lead(session)
        after = _register(session, lead_id, joining=HOW).after
        mail = session.scalars(select(tables.Outbox)).one()
        assert (mail.kind, mail.state, mail.to_address) == (
            MailKind.JOINING,
            MailState.HELD,
            "maria@bergmann.example",
        )
        assert mail.subject == "Your place: Line inspection without line stops, Thu 26 Nov"
        assert HOW in mail.body
        assert after.mail_goes_at == mail.send_after == NOW + timedelta(seconds=30)
        assert (after.outcome, after.state, after.lane, after.attempts) == (
            Outcome.CALL_BACK_LATER,
            LeadState.QUEUED,
            Lane.FRESH,
            0,
        )
        assert after.due_at == datetime(2026, 11, 26, 16, 0, tzinfo=UTC)  # 17:00 in München


def test_a_new_address_is_kept_and_without_words_no_mail_goes(database: Database) -> None:
    with writing(database) as session:
        lead_id = a_registering_lead(session, email="")
        with pytest.raises(InputError, match="There is no e-mail address"):
            _register(session, lead_id, joining=HOW)
        assert _register(session, lead_id).after.mail_goes_at is None
    with writing(database) as session:
        other = a_registering_lead(session, email="")
        _register(session, other, joining=HOW, to_address="maria@example.org")
        session.flush()
        lead = session.get_one(tables.Lead, other)
        assert session.get_one(tables.Prospect, lead.prospect_id).email == "maria@example.org"


@pytest.mark.parametrize("event_on", [date(2026, 11, 18), date(2026, 11, 2)])
def test_on_the_day_of_the_event_nobody_registers_any_more(
    database: Database, event_on: date
) -> None:
    with writing(database) as session:
        lead_id = a_registering_lead(session, event_on=event_on)
        assert _open(session, lead_id) is None
        with pytest.raises(InputError, match="The day of the event has come"):
            _register(session, lead_id, joining=HOW)


def test_what_may_be_registered_for_is_known_before_the_call(database: Database) -> None:
    with writing(database) as session:
        lead_id = a_registering_lead(session)
        offer = "Line inspection without line stops"
        assert _open(session, lead_id) == Registration(offer, EVENT, HOW)


def test_a_campaign_without_an_event_has_nothing_to_register_for(database: Database) -> None:
    with writing(database) as session:
        lead_id = a_lead(session)
        assert _open(session, lead_id) is None
        with pytest.raises(InputError, match="has no event to register for"):
            _register(session, lead_id)


def test_undo_takes_back_the_place_and_the_mail(database: Database) -> None:
    with writing(database) as session:
        lead_id = a_registering_lead(session)
    with writing(database) as session:
        _register(session, lead_id, joining=HOW)
    with writing(database) as session:
        take_back(session, TakeBack(a_person(session)), NOW)
        assert session.scalars(select(tables.Outbox.state)).all() == [MailState.CANCELLED]
        session.expire_all()
        assert session.get_one(tables.Lead, lead_id).attempts == 2


def _open(session: Session, lead_id: int) -> Registration | None:
    return registration_open(session, lead_id=lead_id, zone="Europe/Berlin", now=NOW)

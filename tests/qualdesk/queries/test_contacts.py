"""Other contacts at the account: whoever is being called by a colleague is named, and by whom."""

from datetime import timedelta

from qualdesk.commands.claims import LEASE, claim_lead
from qualdesk.commands.requests.order import ClaimLead
from qualdesk.queries.card_parts import Contact, contacts
from qualdesk.store import tables
from qualdesk.store.session import Database, Session
from tests.builders import NOW, a_lead, a_person, a_prospect, writing


def test_a_contact_whom_a_colleague_is_calling_says_so(database: Database) -> None:
    with writing(database) as session:
        maria, anja = _two_at_one_account(session)
        sam, lead_id = a_person(session, "Sam Okoro"), a_lead(session, prospect_id=anja)
        assert _the_other(session, maria).called_by == ""
        claim_lead(session, ClaimLead(sam, lead_id), NOW)
        assert _the_other(session, maria).called_by == "Sam Okoro"


def test_a_claim_that_has_run_out_is_nobodys_call(database: Database) -> None:
    with writing(database) as session:
        maria, anja = _two_at_one_account(session)
        lead_id = a_lead(session, prospect_id=anja)
        claim_lead(session, ClaimLead(a_person(session, "Sam Okoro"), lead_id), NOW)
        other = _the_other(session, maria, later=LEASE + timedelta(seconds=1))
    assert other.called_by == ""


def _two_at_one_account(session: Session) -> tuple[int, int]:
    maria = session.get_one(tables.Prospect, a_prospect(session, "Maria Keller"))
    anja = session.get_one(
        tables.Prospect, a_prospect(session, "Anja Vogt", numbers=("+498999998299",))
    )
    anja.account_id, anja.site_id = maria.account_id, maria.site_id
    session.flush()
    return maria.id, anja.id


def _the_other(session: Session, prospect_id: int, *, later: timedelta = timedelta(0)) -> Contact:
    account_id = session.get_one(tables.Prospect, prospect_id).account_id
    (other,) = contacts(session, account_id, prospect_id, NOW + later)
    return other

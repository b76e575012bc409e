"""Learning: what answers write back to prospect and account, once, and how undo puts it back."""

import pytest
from sqlalchemy import select, update

from qualdesk.commands.outcomes import (
    promise_callback,
    push_to_sales,
    reach_gatekeeper,
    record_no_answer,
)
from qualdesk.commands.requests.calls import (
    Call,
    PromiseCallback,
    PushToSales,
    ReachGatekeeper,
    RecordNoAnswer,
    TakeBack,
)
from qualdesk.commands.undo import take_back
from qualdesk.store import tables
from qualdesk.store.session import Database, Press, Session
from tests.builders import NOW, a_call, a_campaign, a_lead, a_person, writing

LATER = NOW.replace(hour=15)
OTHERS = {"need": "It costs us", "who": "Others decide"}


def a_case(database: Database, script: str) -> tuple[Call, int]:
    with writing(database) as session:
        lead_id = a_lead(session, campaign_id=a_campaign(session, script=script))
        caller_id = a_person(session)
        prospect_id = session.get_one(tables.Lead, lead_id).prospect_id
        return a_call(lead_id, caller_id), prospect_id


def told(database: Database, call: Call, **answers: str) -> int:
    """Promise another call after these answers; return the version that gives the lead."""
    said = Call(call.lead_id, call.caller_id, call.lead_version, answers=answers)
    request = PromiseCallback(said, LATER)
    return database.carry_out(
        promise_callback, request, press=Press.new(), now=NOW
    ).after.lead_version


def the_prospect(session: Session, prospect_id: int) -> tables.Prospect:
    return session.get_one(tables.Prospect, prospect_id)


def people_at(database: Database, prospect_id: int) -> set[tuple[str, str, str]]:
    with database.read() as session:
        account_id = the_prospect(session, prospect_id).account_id
        here = select(tables.Prospect).where(tables.Prospect.account_id == account_id)
        return {(one.first_name, one.last_name, one.job_title) for one in session.scalars(here)}


def undo(database: Database, call: Call) -> None:
    database.carry_out(take_back, TakeBack(call.caller_id), press=Press.new(), now=NOW)


def test_an_address_heard_is_the_prospects_from_then_on_and_undo_puts_the_old_one_back(
    database: Database,
) -> None:
    call, prospect_id = a_case(database, "webinar-registration")
    told(database, call, seat="Yes, a place for me", email="m.keller@new.example")
    with database.read() as session:
        prospect = the_prospect(session, prospect_id)
        assert (prospect.email, prospect.email_domain) == ("m.keller@new.example", "new.example")
    undo(database, call)
    with database.read() as session:
        prospect = the_prospect(session, prospect_id)
        assert prospect.email == "maria.keller@bergmann-molkerei.example"
        assert prospect.email_domain == "bergmann-molkerei.example"


@pytest.mark.parametrize("heard", ["That address is right", "keller at new dot example"])
def test_what_is_no_address_is_an_answer_and_changes_nothing(
    database: Database, heard: str
) -> None:
    call, prospect_id = a_case(database, "webinar-registration")
    told(database, call, email=heard)
    with database.read() as session:
        assert the_prospect(session, prospect_id).email.endswith("@bergmann-molkerei.example")
        answers = select(tables.Answer.words).where(tables.Answer.lead_id == call.lead_id)
        assert session.scalars(answers).all() == [heard]


def test_what_was_corrected_again_since_is_not_put_back(database: Database) -> None:
    call, prospect_id = a_case(database, "webinar-registration")
    told(database, call, email="m.keller@new.example")
    with writing(database) as session:
        session.execute(
            update(tables.Prospect)
            .where(tables.Prospect.id == prospect_id)
            .values(email="by.hand@new.example")
        )
    undo(database, call)
    with database.read() as session:
        assert the_prospect(session, prospect_id).email == "by.hand@new.example"


def test_an_answer_of_an_earlier_call_writes_nothing_again(database: Database) -> None:
    call, prospect_id = a_case(database, "webinar-registration")
    version = told(database, call, email="m.keller@new.example")
    with writing(database) as session:
        the_prospect(session, prospect_id).email = "by.hand@new.example"
    again = Call(call.lead_id, call.caller_id, version)
    told(database, again, email="m.keller@new.example", who="I decide")
    with database.read() as session:
        assert the_prospect(session, prospect_id).email == "by.hand@new.example"


def test_how_many_people_an_account_has_is_learned(database: Database) -> None:
    call, prospect_id = a_case(database, "open-territory")
    told(database, call, need="It costs us", size="some 40")
    with database.read() as session:
        account_id = the_prospect(session, prospect_id).account_id
        assert session.get_one(tables.Account, account_id).size == 40
    undo(database, call)
    with database.read() as session:
        assert session.get_one(tables.Account, account_id).size is None


def test_who_decides_is_kept_as_a_contact_also_when_the_outcome_is_taken_back(
    database: Database,
) -> None:
    call, prospect_id = a_case(database, "inquiry")
    told(database, call, **OTHERS, who_then="Dr. Stefan Roth; Plant manager")
    expected = {("Maria", "Keller", ""), ("Dr. Stefan", "Roth", "Plant manager")}
    assert people_at(database, prospect_id) == expected
    undo(database, call)
    assert people_at(database, prospect_id) == expected
    with database.read() as session:
        learned = session.scalars(select(tables.Learned)).one()
        assert (learned.field, learned.after) == (
            "account.decision_maker",
            "Dr. Stefan Roth; Plant manager",
        )


def test_nobody_is_added_who_is_known_there(database: Database) -> None:
    call, prospect_id = a_case(database, "inquiry")
    told(database, call, **OTHERS, who_then="maria keller; Head of Quality")
    assert people_at(database, prospect_id) == {("Maria", "Keller", "")}


def test_an_answer_behind_a_closed_branch_names_nobody(database: Database) -> None:
    call, prospect_id = a_case(database, "inquiry")
    told(database, call, need="It costs us", who="I decide", who_then="Stefan Roth")
    assert people_at(database, prospect_id) == {("Maria", "Keller", "")}


def test_whom_a_gatekeeper_names_is_kept(database: Database) -> None:
    call, prospect_id = a_case(database, "inquiry")
    request = ReachGatekeeper(call, decision_maker="Stefan Roth, plant manager")
    database.carry_out(reach_gatekeeper, request, press=Press.new(), now=NOW)
    assert ("Stefan", "Roth", "plant manager") in people_at(database, prospect_id)


def test_an_invitation_goes_to_the_address_heard_in_the_same_call(database: Database) -> None:
    call, _prospect_id = a_case(database, "webinar-registration")
    answers = {
        "seat": "Yes, a place for me",
        "email": "m.keller@new.example",
        "hope": "Something costs us",
        "who": "I decide",
        "timing": "This quarter",
    }
    said = Call(call.lead_id, call.caller_id, call.lead_version, answers=answers)
    request = PushToSales(said, meeting_at=LATER, invite=True)
    database.carry_out(push_to_sales, request, press=Press.new(), now=NOW)
    with database.read() as session:
        addresses = session.scalars(select(tables.Outbox.to_address)).all()
    assert "m.keller@new.example" in addresses


def test_an_outcome_without_a_conversation_learns_as_well(database: Database) -> None:
    call, prospect_id = a_case(database, "new-product")
    said = Call(call.lead_id, call.caller_id, call.lead_version, answers={"today": "Two AG-100"})
    database.carry_out(record_no_answer, RecordNoAnswer(said), press=Press.new(), now=NOW)
    with database.read() as session:
        account_id = the_prospect(session, prospect_id).account_id
        assert session.get_one(tables.Account, account_id).installed == "Two AG-100"

"""The courteous end: told in writing or on the phone, with a door, and who else to ask."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from qualdesk.commands.cap_choices import choose_at_cap
from qualdesk.commands.doors import doors_shut
from qualdesk.commands.letters import mark_printed
from qualdesk.commands.outcomes import close_out, record_no_answer
from qualdesk.commands.requests.calls import ChooseAtCap, CloseOut, RecordNoAnswer, TakeBack
from qualdesk.commands.requests.letters import MarkPrinted
from qualdesk.commands.undo import take_back
from qualdesk.domain.cadence import Cadence
from qualdesk.domain.campaign import AtEnd, CampaignKind
from qualdesk.domain.caps import CapChoice
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.outcome import CloseOutReason, Reopen, ToldBy
from qualdesk.errors import InputError
from qualdesk.events.calls import ClosedOut
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.settling import settle_ended_campaigns
from qualdesk.queries.letters import letters_to_print
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_campaign, a_lead, a_person, a_prospect, writing

MAY_ASK_ON = date(2027, 5, 18)
OPENS_AT = datetime(2027, 5, 18, 7, 0, tzinfo=UTC)


@pytest.fixture
def maria(database: Database) -> Callable[..., ClosedOut]:
    """Close Maria out, who has an e-mail and a postal address; return what happened."""
    with writing(database) as session:
        priya, lead_id = a_person(session), a_lead(session)
        session.query(tables.Site).update({"street": "Milchstr. 4"})
    call = a_call(lead_id, priya)
    plain = CloseOut(call, CloseOutReason.NO_NEED_NOW, ToldBy.PHONE, words="No need.")

    def closed(**fields: object) -> ClosedOut:
        request = replace(plain, **fields)  # type: ignore[arg-type]
        return database.carry_out(close_out, request, press=Press.new(priya), now=NOW)

    return closed


def _leads(database: Database) -> list[tables.Lead]:
    with database.read() as session:
        return list(session.scalars(select(tables.Lead).order_by(tables.Lead.id)))


def test_a_door_that_opens_on_a_day_opens_then(
    database: Database, maria: Callable[..., ClosedOut]
) -> None:
    event = maria(reopen=Reopen.AT_DATE, reopen_on=MAY_ASK_ON)
    assert event.reopens_on == MAY_ASK_ON
    meet_deadlines(database, OPENS_AT - timedelta(seconds=1))
    assert len(_leads(database)) == 1
    meet_deadlines(database, OPENS_AT)
    former, fresh = _leads(database)
    assert (former.state, fresh.state, fresh.lane) == (
        LeadState.CLOSED,
        LeadState.NURTURE,
        Lane.CHECK_IN,
    )
    assert fresh.due_at == OPENS_AT
    with database.read() as session:
        words = session.scalars(select(tables.TouchText.words)).all()
        assert session.get(tables.QueueEntry, fresh.id) is not None
    assert "Closed out earlier (no need now); we said that we would ask again today." in words


def test_a_door_opens_for_nobody_who_left(
    database: Database, maria: Callable[..., ClosedOut]
) -> None:
    maria(reopen=Reopen.AT_DATE, reopen_on=MAY_ASK_ON)
    with writing(database) as session:
        session.query(tables.Prospect).update({"left_on": NOW.date()})
    meet_deadlines(database, OPENS_AT)
    assert len(_leads(database)) == 1


def test_undo_takes_the_door_and_the_letter_back(
    database: Database, maria: Callable[..., ClosedOut]
) -> None:
    maria(
        reopen=Reopen.AT_DATE,
        reopen_on=MAY_ASK_ON,
        told_by=ToldBy.LETTER,
        subject="Thank you",
        body="Dear Ms Keller",
        referral="Stefan Roth",
    )
    with writing(database) as session:
        take_back(session, TakeBack(a_person(session)), NOW + timedelta(seconds=10))
    meet_deadlines(database, OPENS_AT)
    maria_now, stefan = _leads(database)
    assert maria_now.state == LeadState.QUEUED
    assert (stefan.state, stefan.resolution) == (LeadState.CLOSED, Resolution.MERGED)
    with database.read() as session:
        assert letters_to_print(session, now=OPENS_AT) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reopen": Reopen.AT_DATE}, "On which day may we ask again?"),
        ({"reopen": Reopen.AT_DATE, "reopen_on": NOW.date()}, "That day is past."),
        ({"told_by": ToldBy.LETTER, "body": " "}, "The letter is empty."),
    ],
)
def test_what_is_missing_is_said(
    maria: Callable[..., ClosedOut], fields: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        maria(**fields)


def test_a_letter_on_paper_needs_a_postal_address(
    database: Database, maria: Callable[..., ClosedOut]
) -> None:
    with writing(database) as session:
        session.query(tables.Site).update({"street": ""})
    with pytest.raises(InputError, match="There is no postal address"):
        maria(told_by=ToldBy.LETTER, subject="S", body="B")


def test_a_letter_on_paper_is_listed_after_the_undo_window_and_a_touch_once_printed(
    database: Database, maria: Callable[..., ClosedOut]
) -> None:
    maria(told_by=ToldBy.LETTER, subject="Thank you", body="Dear Ms Keller")
    with database.read() as session:
        assert letters_to_print(session, now=NOW) == []
        (letter,) = letters_to_print(session, now=NOW + timedelta(minutes=1))
    assert (letter.name, letter.subject) == ("Maria Keller", "Thank you")
    for _time in range(2):
        database.carry_out(mark_printed, MarkPrinted((letter.id,)), press=Press.new(), now=NOW)
    with database.read() as session:
        kinds = session.scalars(select(tables.Touch.kind).order_by(tables.Touch.id)).all()
        assert letters_to_print(session, now=NOW + timedelta(days=1)) == []
    assert kinds == ["call", "letter"]


def test_whom_they_name_gets_a_lead_at_the_same_company(
    database: Database, maria: Callable[..., ClosedOut]
) -> None:
    event = maria(referral=" Stefan Roth ")
    with database.read() as session:
        lead = session.get_one(tables.Lead, event.referral_lead_id)
        prospect = session.get_one(tables.Prospect, lead.prospect_id)
        kept = session.scalars(select(tables.CloseOut)).one()
    assert (prospect.first_name, prospect.last_name) == ("Stefan", "Roth")
    assert (lead.state, lead.lane) == (LeadState.QUEUED, Lane.FRESH)
    assert (kept.referral, kept.is_referral_asked) == ("Stefan Roth", True)


@pytest.mark.parametrize(
    ("reopen", "kind", "is_shut"),
    [
        (Reopen.ON_TRIGGER, None, False),
        (Reopen.ON_TRIGGER, CampaignKind.TRADE_SHOW, False),
        (Reopen.ON_TRIGGER, CampaignKind.UPGRADE, True),
        (Reopen.AT_DATE, None, True),
        (Reopen.NEVER, None, True),
    ],
)
def test_a_list_opens_only_the_doors_that_were_left_open(
    database: Database,
    maria: Callable[..., ClosedOut],
    reopen: Reopen,
    kind: CampaignKind | None,
    *,
    is_shut: bool,
) -> None:
    day = MAY_ASK_ON if reopen is Reopen.AT_DATE else None
    maria(reopen=reopen, reopen_kind=kind, reopen_on=day)
    with writing(database) as session:
        show = a_campaign(session, "BrauTech", kind=CampaignKind.TRADE_SHOW)
        prospect_id = session.scalars(select(tables.Prospect.id)).one()
        assert doors_shut(session, [prospect_id], show) == ({prospect_id} if is_shut else set())


def test_a_list_of_the_kind_agreed_on_opens_the_door_and_one_of_another_does_not(
    database: Database, maria: Callable[..., ClosedOut], tmp_path: Path
) -> None:
    maria(reopen=Reopen.ON_TRIGGER, reopen_kind=CampaignKind.TRADE_SHOW)
    with writing(database) as session:
        a_campaign(session, "Upgrade 8", kind=CampaignKind.UPGRADE)
        a_campaign(session, "BrauTech", kind=CampaignKind.TRADE_SHOW)
    path = tmp_path / "visitors.csv"
    path.write_text(
        "Name,Company,Email,Phone\n"
        "Maria Keller,Bergmann Molkerei,maria.keller@bergmann-molkerei.example,+49 89 99998210\n",
        encoding="utf-8",
    )
    of_another = import_list(database, ImportOrder(path, "Upgrade 8", "DE"), now=NOW)
    assert (of_another.prospects_joined, of_another.leads_opened) == (1, 0)
    of_the_kind = import_list(database, ImportOrder(path, "BrauTech", "DE"), now=NOW)
    assert (of_the_kind.prospects_joined, of_the_kind.leads_opened) == (1, 1)
    former, again = _leads(database)
    assert (former.state, again.state) == (LeadState.CLOSED, LeadState.QUEUED)
    assert again.prospect_id == former.prospect_id


@pytest.mark.parametrize(
    ("email", "street", "told_by"),
    [
        ("maria@x.example", "", ToldBy.EMAIL),
        ("", "Milchstr. 4", ToldBy.LETTER),
        ("", "", ToldBy.NOBODY),
    ],
)
def test_who_was_never_reached_is_told_that_i_tried(
    database: Database, email: str, street: str, told_by: ToldBy
) -> None:
    with writing(database) as session:
        campaign_id = a_campaign(session)
        rules = Cadence(attempts=1, least_touches=0, least_media=0)
        session.get_one(tables.Campaign, campaign_id).cadence = rules
        prospect_id = a_prospect(session, email=email)
        session.query(tables.Site).update({"street": street})
        priya = a_person(session)
        lead_id = a_lead(session, prospect_id=prospect_id, campaign_id=campaign_id)
    with writing(database) as session:
        after = record_no_answer(session, RecordNoAnswer(a_call(lead_id, priya)), NOW).after
        call = a_call(lead_id, priya, version=after.lead_version)
        request = ChooseAtCap(call, after.touch_id, CapChoice.CLOSE_OUT, firm="Aldergrove")
        event = choose_at_cap(session, request, NOW)
    assert event.after.mail_goes_at == (
        NOW + timedelta(seconds=30) if told_by is ToldBy.EMAIL else None
    )
    with database.read() as session:
        kept = session.scalars(select(tables.CloseOut)).one()
        texts = [*session.scalars(select(tables.Outbox)), *session.scalars(select(tables.Letter))]
    assert (kept.reason, kept.told_by) == (CloseOutReason.UNREACHABLE, told_by)
    assert [text.subject for text in texts] == (
        [] if told_by is ToldBy.NOBODY else ["I tried to reach you about " + _OFFER]
    )


_OFFER = "Line inspection without line stops"


@pytest.mark.parametrize(
    ("attempts", "email", "state", "resolution"),
    [
        (0, "maria@x.example", LeadState.CLOSED, Resolution.CLOSED_OUT),
        (2, "maria@x.example", LeadState.CLOSED, Resolution.UNREACHABLE),
        (2, "", LeadState.NURTURE, None),
    ],
)
def test_a_campaign_may_end_by_turning_down_courteously_whom_it_can_write_to(
    database: Database,
    attempts: int,
    email: str,
    state: LeadState,
    resolution: Resolution | None,
) -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    with writing(database) as session:
        campaign_id = a_campaign(session, ends_on=date(2026, 11, 17))
        session.get_one(tables.Campaign, campaign_id).at_end = AtEnd.CLOSE_OUT
        prospect_id = a_prospect(session, email=email)
        a_lead(session, prospect_id=prospect_id, campaign_id=campaign_id, attempts=attempts)
    assert settle_ended_campaigns(database, now, "Aldergrove") == 1
    assert settle_ended_campaigns(database, now, "Aldergrove") == 0
    (lead,) = _leads(database)
    assert (lead.state, lead.resolution) == (state, resolution)
    with database.read() as session:
        mails = session.scalars(select(tables.Outbox)).all()
    assert len(mails) == (state is LeadState.CLOSED)
    assert all(mail.body.rstrip().endswith("With kind regards\n\nAldergrove") for mail in mails)

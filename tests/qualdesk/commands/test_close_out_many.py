"""Turning down many at once: each is told in their way, promises stay, one undo takes all back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qualdesk.commands.close_out_many import MOST, close_out_many
from qualdesk.commands.corrections import correct_mail
from qualdesk.commands.hand_off_undo import take_back_deed
from qualdesk.commands.requests.close_outs import CloseOutMany
from qualdesk.commands.requests.hand_offs import TakeBackDeed
from qualdesk.commands.requests.mail import CorrectMail
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.mail import LetterState, MailState
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.domain.person import Role
from qualdesk.errors import Forbidden, InputError
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.queries.farewells import farewell_preview, waiting_in
from qualdesk.queries.post import mail_rows
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_campaign, a_lead, a_person, a_prospect, writing

REASON = CloseOutReason.CAMPAIGN_OVER


class Many:
    """Four who wait: by e-mail, on paper, in no way, and one who was promised a call."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with writing(database) as session:
            self.lead = a_person(session, "Helena Brandt", role=Role.TEAM_LEAD)
            self.caller = a_person(session)
            self.campaign = a_campaign(session)
            mailed = a_prospect(session, "Maria Keller", company="A")
            posted = a_prospect(
                session, "Tom Ashworth", company="B", email="", numbers=["+498999998211"]
            )
            untold = a_prospect(
                session, "Jan Wit", company="C", email="", numbers=["+498999998212"]
            )
            promised = a_prospect(
                session, "Eva Noll", company="D", email="e@d.example", numbers=["+498999998213"]
            )
            site = session.get_one(tables.Prospect, posted).site_id
            session.get_one(tables.Site, site).street = "Mill Lane 4"
            found = [
                a_lead(session, prospect_id=one, campaign_id=self.campaign)
                for one in (mailed, posted, untold)
            ]
            found.append(
                a_lead(session, prospect_id=promised, campaign_id=self.campaign, lane=Lane.PROMISED)
            )
        self.ids = tuple(found)

    def close(self, *, by: int | None = None, ids: tuple[int, ...] = ()) -> ClosedOutMany:
        who = by or self.lead
        request = CloseOutMany(ids or self.ids, who, REASON, "Aldergrove")
        press = Press.new(who)
        return self.database.carry_out(close_out_many, request, press=press, now=NOW)

    def take_back(self, deed: str) -> None:
        request = TakeBackDeed(deed, self.lead)
        self.database.carry_out(take_back_deed, request, press=Press.new(self.lead), now=NOW)

    def states(self) -> list[tuple[str, str | None]]:
        with self.database.read() as session:
            leads = session.scalars(select(tables.Lead).order_by(tables.Lead.id))
            return [(lead.state, lead.resolution) for lead in leads]


@pytest.fixture
def many(database: Database) -> Many:
    return Many(database)


def test_each_is_told_in_their_way_and_a_promise_stays(many: Many) -> None:
    event = many.close()
    assert (event.by_email, event.by_letter, event.by_nobody, event.left) == (1, 1, 1, 1)
    closed = (LeadState.CLOSED, Resolution.CLOSED_OUT)
    assert many.states() == [closed, closed, closed, (LeadState.QUEUED, None)]
    with many.database.read() as session:
        mail = session.scalars(select(tables.Outbox)).one()
        letter = session.scalars(select(tables.Letter)).one()
    assert (mail.state, mail.send_after) == (MailState.HELD, NOW + timedelta(seconds=30))
    assert "Mill Lane 4" in letter.address


def test_the_preview_says_what_it_comes_to(many: Many) -> None:
    with many.database.read() as session:
        preview = farewell_preview(
            session,
            lead_ids=many.ids,
            reason=REASON,
            person_id=many.lead,
            firm="Aldergrove",
            now=NOW,
        )
        assert waiting_in(session, campaign_id=many.campaign) == list(many.ids[:3])
    event = many.close()
    said = (preview.by_email, preview.by_letter, preview.by_nobody, preview.left)
    assert said == (event.by_email, event.by_letter, event.by_nobody, event.left)
    with many.database.read() as session:
        mail = session.scalars(select(tables.Outbox)).one()
    assert (mail.subject, mail.body) == (preview.subject, preview.body)


def test_one_undo_takes_all_back_and_nothing_leaves(many: Many) -> None:
    before = many.states()
    many.take_back(many.close().deed)
    assert many.states() == before
    with many.database.read() as session:
        assert session.scalars(select(tables.Outbox.state)).all() == [MailState.CANCELLED]
        assert session.scalars(select(tables.Letter.state)).all() == [LetterState.CANCELLED]


def test_once_a_mail_has_left_who_got_it_can_be_asked_to_disregard_it(many: Many) -> None:
    before, event = many.states(), many.close()
    with writing(many.database) as session:
        session.query(tables.Outbox).update({"state": MailState.SENT, "sent_at": NOW})
    many.take_back(event.deed)
    assert many.states() == before
    with many.database.read() as session:
        (row,) = mail_rows(session, ids=session.scalars(select(tables.Outbox.id)).all()).values()
    request = CorrectMail(row.undone_touch_id or 0, many.lead, outbox_id=row.id)
    put_right = many.database.carry_out(correct_mail, request, press=Press.new(many.lead), now=NOW)
    assert put_right.names == (row.to_name,)
    with many.database.read() as session:
        rows = mail_rows(session, ids=[row.id])
    assert rows[row.id].undone_touch_id is None


def test_only_a_team_lead_does_so(many: Many) -> None:
    with pytest.raises(Forbidden, match="team lead"):
        many.close(by=many.caller)


def test_where_nobody_can_be_closed_it_says_why(many: Many) -> None:
    with pytest.raises(InputError, match="None of these"):
        many.close(ids=many.ids[3:])


def test_whom_somebody_calls_now_stays(many: Many) -> None:
    with writing(many.database) as session:
        session.add(
            tables.Claim(
                lead_id=many.ids[0],
                caller_id=many.caller,
                claim_no=1,
                until=NOW + timedelta(minutes=3),
            )
        )
    event = many.close()
    assert event.lead_ids == many.ids[1:3]
    assert many.states()[0] == (LeadState.QUEUED, None)


def test_more_than_two_hundred_are_closed_part_by_part(many: Many) -> None:
    with pytest.raises(InputError, match="at most 200"):
        many.close(ids=tuple(range(1, MOST + 2)))

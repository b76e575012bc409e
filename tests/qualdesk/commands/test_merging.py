"""Merging: every contact kept, one pursuit, and parted again as if nothing had been."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from qualdesk.commands.claims import claim_next
from qualdesk.commands.duplicates import keep_apart, note_duplicates, take_back_decision
from qualdesk.commands.merging import merge_prospects, part_prospects
from qualdesk.commands.outcomes import record_no_answer
from qualdesk.commands.requests.calls import RecordNoAnswer
from qualdesk.commands.requests.duplicates import (
    KeepApart,
    MergeProspects,
    NoteDuplicates,
    PartProspects,
    TakeBackDecision,
)
from qualdesk.commands.requests.order import ClaimNext
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.errors import Conflict, InputError
from qualdesk.queries.duplicates import duplicates, merges, open_pairs
from qualdesk.queries.exports import hand_off_rows
from qualdesk.queries.first_source import first_source
from qualdesk.queries.timeline import timeline
from qualdesk.store import tables
from qualdesk.store.session import Database, Session
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, a_response, writing
from tests.qualdesk.commands.handed import handed_over

LATER = NOW + timedelta(hours=1)


def two(session: Session) -> tuple[int, int]:
    """Return two entries of Maria Keller, each with a lead and a number of its own."""
    one = a_prospect(session, numbers=["+498999998210"], email="")
    other = a_prospect(session, numbers=["+498999998211"], email="maria@bergmann.example")
    a_lead(session, prospect_id=one)
    a_lead(session, prospect_id=other)
    return one, other


def lead_of(session: Session, prospect_id: int) -> tables.Lead:
    lead = session.scalars(select(tables.Lead).where(tables.Lead.prospect_id == prospect_id)).one()
    session.refresh(lead)
    return lead


def select_number(session: Session, prospect_id: int) -> tables.ProspectNumber:
    table = tables.ProspectNumber
    return session.scalars(select(table).where(table.prospect_id == prospect_id)).one()


def numbers_of(session: Session, prospect_id: int) -> list[str]:
    query = (
        select(tables.Number.e164)
        .join(tables.ProspectNumber, tables.ProspectNumber.number_id == tables.Number.id)
        .where(tables.ProspectNumber.prospect_id == prospect_id)
        .order_by(tables.ProspectNumber.position)
    )
    return list(session.scalars(query))


def test_the_one_that_stays_has_all_numbers_and_the_one_open_lead(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        event = merge_prospects(session, MergeProspects(one, other), LATER)
        assert (event.kept_id, event.merged_id, event.name) == (one, other, "Maria Keller")
        assert numbers_of(session, one) == ["+498999998210", "+498999998211"]
        assert session.get_one(tables.Prospect, one).email == "maria@bergmann.example"
        assert session.get_one(tables.Prospect, other).merged_into_id == one
        assert lead_of(session, one).state == LeadState.QUEUED
        ended = lead_of(session, other)
        assert (ended.state, ended.resolution) == (LeadState.CLOSED, Resolution.MERGED)


def test_a_number_that_is_taken_over_keeps_its_extension(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        reached_at = tables.ProspectNumber
        theirs = session.scalars(select(reached_at).where(reached_at.prospect_id == other)).one()
        theirs.extension = "4711"
        merge_prospects(session, MergeProspects(one, other), LATER)
        extensions = select(reached_at.extension).where(reached_at.prospect_id == one)
        assert session.scalars(extensions.order_by(reached_at.position)).all() == ["", "4711"]


@pytest.mark.parametrize("corrected", ["", "415"])
def test_a_number_of_both_keeps_the_extension_that_only_one_had(
    database: Database, corrected: str
) -> None:
    with writing(database) as session:
        ids = [a_prospect(session, numbers=["+498999998210"]) for _n in range(2)]
        one, other = (select_number(session, prospect_id) for prospect_id in ids)
        other.extension = "412"
        merged = merge_prospects(session, MergeProspects(*ids), NOW)
        session.refresh(one)
        assert one.extension == "412"
        one.extension = corrected or one.extension
        part_prospects(session, PartProspects(merged.merge_id), NOW)
        session.refresh(one)
        assert one.extension == corrected


def test_parting_gives_everything_back(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        event = merge_prospects(session, MergeProspects(one, other), LATER)
    with writing(database) as session:
        part_prospects(session, PartProspects(event.merge_id), LATER)
        assert numbers_of(session, one) == ["+498999998210"]
        assert session.get_one(tables.Prospect, one).email == ""
        assert session.get_one(tables.Prospect, other).merged_into_id is None
        assert lead_of(session, other).state == LeadState.QUEUED
        assert not merges(session)
        with pytest.raises(Conflict, match="parted already"):
            part_prospects(session, PartProspects(event.merge_id), LATER)


def test_the_further_pursuit_stays_whoever_came_first(database: Database) -> None:
    with writing(database) as session:
        one = a_prospect(session, numbers=["+498999998210"])
        other = a_prospect(session, numbers=["+498999998211"])
        a_lead(session, prospect_id=one)
        a_lead(session, prospect_id=other, lane=Lane.PROMISED)
        assert merge_prospects(session, MergeProspects(one, other), LATER).kept_id == other


def test_contacts_with_both_are_read_together(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        priya = a_person(session)
        lead_id = lead_of(session, other).id
        record_no_answer(session, RecordNoAnswer(a_call(lead_id, priya)), NOW)
        merge_prospects(session, MergeProspects(one, other), LATER)
        assert [row.title for row in timeline(session, one)] == ["No answer"]


def test_who_asked_not_to_be_called_is_not_called_under_the_other_entry(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        session.add(
            tables.Suppression(
                scope=SuppressionScope.PERSON,
                medium=Medium.PHONE,
                prospect_id=other,
                command_id=session.scalars(select(tables.Command.id)).first(),
                since=NOW,
            )
        )
        session.flush()
        merge_prospects(session, MergeProspects(one, other), LATER)
        assert claim_next(session, ClaimNext(a_person(session)), LATER).lead_id is None


def test_an_entry_without_a_number_can_be_called_at_the_others(database: Database) -> None:
    with writing(database) as session:
        one = a_prospect(session, numbers=[])
        other = a_prospect(session, numbers=["+498999998211"])
        a_lead(session, prospect_id=one, lane=Lane.RESEARCH)
        merge_prospects(session, MergeProspects(one, other), LATER)
        assert lead_of(session, one).lane == Lane.FRESH


def test_nobody_is_merged_while_somebody_is_calling_them(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        sam = a_person(session, "Sam Okoro")
        claim_next(session, ClaimNext(sam), NOW)
        with pytest.raises(Conflict, match="Sam Okoro is calling one of them"):
            merge_prospects(session, MergeProspects(one, other, a_person(session)), NOW)


def test_two_hand_offs_are_not_made_one(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        session.execute(update(tables.Lead).values(state=LeadState.WITH_SALES, lane=None))
        with pytest.raises(Conflict, match="Both are with sales"):
            merge_prospects(session, MergeProspects(one, other), LATER)


def test_a_third_entry_joins_who_stayed_and_parting_keeps_the_chain(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        third = a_prospect(session, numbers=["+498999998212"])
        first = merge_prospects(session, MergeProspects(one, other), LATER)
        second = merge_prospects(session, MergeProspects(other, third), LATER)
        assert (second.kept_id, second.merged_id) == (one, third)
        with pytest.raises(InputError, match="one already"):
            merge_prospects(session, MergeProspects(third, other), LATER)
        part_prospects(session, PartProspects(first.merge_id), LATER)
        assert session.get_one(tables.Prospect, third).merged_into_id == one
        assert numbers_of(session, one) == ["+498999998210", "+498999998212"]


def test_a_pair_waits_once_until_somebody_decides(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        assert note_duplicates(session, NoteDuplicates(((other, one),)), NOW).count == 1
        assert note_duplicates(session, NoteDuplicates(((one, other),)), NOW).count == 0
        (row,) = duplicates(session)
        assert {row.one.prospect_id, row.other.prospect_id} == {one, other}
        priya = a_person(session)
        keep_apart(session, KeepApart(row.id, priya), NOW)
        assert not duplicates(session)
        assert note_duplicates(session, NoteDuplicates(((one, other),)), NOW).count == 0
        with pytest.raises(Conflict, match="decided"):
            keep_apart(session, KeepApart(row.id, priya), NOW)


def test_a_merge_decides_the_pair(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        note_duplicates(session, NoteDuplicates(((one, other),)), NOW)
        merge_prospects(session, MergeProspects(one, other, a_person(session)), NOW)
        assert not duplicates(session)
        (merge,) = merges(session)
        assert (merge.kept.prospect_id, merge.merged.prospect_id) == (one, other)


def test_a_pair_shows_numbers_the_last_touch_and_where_its_lead_is_open(
    database: Database,
) -> None:
    with writing(database) as session:
        one, other = two(session)
        priya = a_person(session)
        note_duplicates(session, NoteDuplicates(((one, other),)), NOW)
        record_no_answer(session, RecordNoAnswer(a_call(lead_of(session, one).id, priya)), NOW)
        (row,) = duplicates(session)
        assert (row.one.numbers, row.other.numbers) == (("+498999998210",), ("+498999998211",))
        assert (row.one.last_touch_at, row.other.last_touch_at) == (NOW, None)
        assert row.one.lead_id == lead_of(session, one).id
        assert row.one.open_in


def test_a_decision_that_is_taken_back_waits_for_a_person_again(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        priya = a_person(session)
        note_duplicates(session, NoteDuplicates(((one, other),)), NOW)
        (row,) = duplicates(session)
        event = merge_prospects(session, MergeProspects(one, other, priya), LATER)
        assert open_pairs(session) == 0
    with writing(database) as session:
        request = TakeBackDecision(row.id, event.merge_id, priya)
        take_back_decision(session, request, LATER)
        assert open_pairs(session) == 1
        assert not merges(session)
        with pytest.raises(Conflict, match="Nobody has decided"):
            take_back_decision(session, TakeBackDecision(row.id, None, priya), LATER)


def test_two_who_became_one_by_way_of_a_third_wait_no_more(database: Database) -> None:
    with writing(database) as session:
        one, other = two(session)
        third = a_prospect(session, numbers=["+498999998212"])
        pairs = ((one, other), (one, third), (other, third))
        note_duplicates(session, NoteDuplicates(pairs), NOW)
        merge_prospects(session, MergeProspects(one, other), LATER)
        merge_prospects(session, MergeProspects(one, third), LATER)
        assert (open_pairs(session), duplicates(session)) == (0, [])


def test_responses_to_both_are_read_together_and_go_back_to_whose_they_were(
    database: Database,
) -> None:
    with writing(database) as session:
        one, other = two(session)
        a_response(session, lead_of(session, one).id, ResponseKind.ATTENDED)
        a_response(session, lead_of(session, other).id, ResponseKind.DOWNLOADED)
        event = merge_prospects(session, MergeProspects(one, other), LATER)
        assert len(timeline(session, one)) == 2
    with writing(database) as session:
        part_prospects(session, PartProspects(event.merge_id), LATER)
        assert (len(timeline(session, one)), len(timeline(session, other))) == (1, 1)


def test_a_merge_keeps_who_gets_the_credit_of_a_hand_off(database: Database) -> None:
    handed = handed_over(database)
    before = handed.hand_off()
    with writing(database) as session:
        again = a_prospect(session, numbers=["+498999998299"], email="")
        a_lead(session, prospect_id=again)
        event = merge_prospects(session, MergeProspects(again, handed.lead().prospect_id), LATER)
        assert event.kept_id == handed.lead().prospect_id
    after = handed.hand_off()
    credit = (before.lead_id, before.caller_id, before.rep_id)
    assert (after.lead_id, after.caller_id, after.rep_id) == credit
    assert handed.lead().state == LeadState.WITH_SALES
    with database.read() as session:
        (row,) = hand_off_rows(session, now=LATER)
    assert row.hand_off is not None
    assert row.hand_off.hand_off_id == handed.hand_off_id


def test_the_first_source_of_both_is_the_first_source_until_they_are_parted(
    database: Database,
) -> None:
    handed = handed_over(database)
    first = NOW - timedelta(days=300)
    with writing(database) as session:
        again = a_prospect(session, numbers=["+498999998299"], email="")
        a_response(session, a_lead(session, prospect_id=again), ResponseKind.DOWNLOADED, at=first)
        event = merge_prospects(session, MergeProspects(again, handed.lead().prospect_id), LATER)
        found = first_source(session, hand_off_id=handed.hand_off_id)
    assert found is not None
    assert found.at == first
    with writing(database) as session:
        part_prospects(session, PartProspects(event.merge_id), LATER)
        own = first_source(session, hand_off_id=handed.hand_off_id)
    assert own is not None
    assert own.at != first

"""Scripts and definitions: each save a new version, old ones untouched, judged leads keep theirs."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from qualdesk.commands.outcomes import push_to_sales, send_to_nurture
from qualdesk.commands.requests.calls import PushToSales, SendToNurture
from qualdesk.commands.requests.scripts import SaveDefinition, SaveScript, UseVersion
from qualdesk.commands.scripts import save_definition, save_script, use_version
from qualdesk.domain.lead_definition import Criterion, LeadDefinition, Standing
from qualdesk.domain.person import Role
from qualdesk.domain.script import Ask, Choice, Script, Step
from qualdesk.domain.versions import Versioned
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.events.scripts import SavedDefinition, SavedScript
from qualdesk.queries.hand_offs import hand_off_verdict
from qualdesk.queries.prospect_card import prospect_card
from qualdesk.queries.scripts import one_version
from qualdesk.store import tables
from qualdesk.store.seeds import read_script
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_campaign, a_lead, a_person, writing

AGREED = {"agreed_on": date(2026, 11, 12), "agreed_with": "Jonas Weber"}


def newest(database: Database, kind: Versioned, key: str) -> Script | LeadDefinition:
    with database.read() as session:
        return one_version(session, kind=kind, key=key).body


def inquiry(database: Database) -> Script:
    body = newest(database, Versioned.SCRIPT, "inquiry")
    assert isinstance(body, Script)
    return body


def agreed_lead(database: Database) -> LeadDefinition:
    body = newest(database, Versioned.DEFINITION, "agreed-lead")
    assert isinstance(body, LeadDefinition)
    return replace(body, agreed_on=date(2026, 11, 12), agreed_with="Jonas Weber")


def team_lead(database: Database) -> int:
    with writing(database) as session:
        return a_person(session, "Sam Reed", role=Role.TEAM_LEAD)


def save(database: Database, script: Script, based_on: int = 1) -> SavedScript:
    request = SaveScript(team_lead(database), script, based_on)
    return database.carry_out(save_script, request, press=Press.new(), now=NOW)


def agree(database: Database, definition: LeadDefinition, based_on: int = 1) -> SavedDefinition:
    request = SaveDefinition(team_lead(database), definition, based_on)
    return database.carry_out(save_definition, request, press=Press.new(), now=NOW)


def campaign_of(database: Database, name: str = "Caps") -> int:
    with writing(database) as session:
        return a_campaign(session, name)


def used_versions(database: Database, campaign_id: int) -> tuple[int, int]:
    with database.read() as session:
        campaign = session.get_one(tables.Campaign, campaign_id)
        script = session.get_one(tables.Script, campaign.script_id)
        definition = session.get_one(tables.LeadDefinition, campaign.definition_id)
        return script.version, definition.version


def test_saving_a_script_makes_a_version_that_its_campaigns_use_from_now_on(
    database: Database,
) -> None:
    campaign_id = campaign_of(database)
    event = save(database, replace(inquiry(database), title="Warmer"))
    assert (event.saved.version, event.saved.campaigns) == (2, ("Caps",))
    assert used_versions(database, campaign_id) == (2, 1)


def test_the_old_version_is_never_edited(database: Database) -> None:
    before = inquiry(database)
    save(database, replace(before, title="Warmer"))
    with database.read() as session:
        rows = session.scalars(
            select(tables.Script).where(tables.Script.key == "inquiry").order_by(tables.Script.id)
        ).all()
        assert [read_script(row.body).title for row in rows] == [before.title, "Warmer"]
        assert rows[1].saved_at == NOW


def test_the_change_stands_in_the_history_of_the_campaign(database: Database) -> None:
    campaign_id = campaign_of(database)
    save(database, replace(inquiry(database), title="Warmer"))
    with database.read() as session:
        (change,) = session.scalars(select(tables.CampaignChange)).all()
        script = session.get_one(tables.Script, change.script_id)
    assert (change.campaign_id, script.version) == (campaign_id, 2)


def test_a_campaign_kept_on_an_older_version_stays_there(database: Database) -> None:
    campaign_id = campaign_of(database)
    first = inquiry(database)
    save(database, replace(first, title="Warmer"))
    request = UseVersion(team_lead(database), campaign_id, Versioned.SCRIPT, "inquiry", 1)
    used = database.carry_out(use_version, request, press=Press.new(), now=NOW)
    event = save(database, replace(first, title="Warmest"), based_on=2)
    assert (used.campaign, used.version, event.saved.campaigns) == ("Caps", 1, ())
    assert used_versions(database, campaign_id) == (1, 1)


def test_the_script_before_an_event_is_followed_and_chosen_in_its_own_place(
    database: Database,
) -> None:
    campaign_id = campaign_of(database)
    with writing(database) as session:
        found = select(tables.Script.id).where(tables.Script.key == "webinar-registration")
        session.get_one(tables.Campaign, campaign_id).registration_script_id = session.scalar(found)
    first = newest(database, Versioned.SCRIPT, "webinar-registration")
    assert isinstance(first, Script)
    assert save(database, replace(first, title="Warmer")).saved.campaigns == ("Caps",)
    back = UseVersion(team_lead(database), campaign_id, Versioned.SCRIPT, first.id, 1)
    database.carry_out(use_version, back, press=Press.new(), now=NOW)
    with database.read() as session:
        campaign = session.get_one(tables.Campaign, campaign_id)
        registering = session.get_one(tables.Script, campaign.registration_script_id or 0)
        after = session.get_one(tables.Script, campaign.script_id)
    assert (registering.key, registering.version, after.key) == (first.id, 1, "inquiry")


def test_a_new_key_begins_at_version_1_and_no_campaign_uses_it(database: Database) -> None:
    event = save(database, replace(inquiry(database), id="mine"), based_on=0)
    assert (event.saved.version, event.saved.campaigns) == (1, ())


def test_only_team_leads_save_and_choose(database: Database) -> None:
    campaign_id = campaign_of(database)
    with writing(database) as session:
        caller = a_person(session)
    script = SaveScript(caller, replace(inquiry(database), title="Warmer"), 1)
    definition = SaveDefinition(caller, agreed_lead(database), 1)
    use = UseVersion(caller, campaign_id, Versioned.SCRIPT, "webinar")
    with pytest.raises(Forbidden, match="Only a team lead may change scripts"):
        database.carry_out(save_script, script, press=Press.new(), now=NOW)
    with pytest.raises(Forbidden, match="Only a team lead"):
        database.carry_out(save_definition, definition, press=Press.new(), now=NOW)
    with pytest.raises(Forbidden, match="Only a team lead"):
        database.carry_out(use_version, use, press=Press.new(), now=NOW)


def test_what_somebody_saved_meanwhile_is_not_lost(database: Database) -> None:
    script = inquiry(database)
    save(database, replace(script, title="Warmer"))
    with pytest.raises(Conflict, match="has a version 2 meanwhile"):
        save(database, replace(script, title="Colder"), based_on=1)


def test_a_save_without_a_change_is_refused(database: Database) -> None:
    with pytest.raises(InputError, match="nothing was changed"):
        save(database, inquiry(database))


def test_a_faulty_script_is_refused_with_its_step(database: Database) -> None:
    script = inquiry(database)
    bad = Step("bad", "Hello {nobody}")
    with pytest.raises(InputError, match=r"Step “bad” uses .nobody."):
        save(database, replace(script, steps=(*script.steps, bad)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agreed_on": None}, "on which day it was agreed"),
        ({"agreed_with": " "}, "with whom it was agreed"),
        ({"title": ""}, "has no title"),
        ({"criteria": (Criterion("need", "Need", is_required=False),)}, "No criterion is required"),
        ({"criteria": (Criterion("a", ""),)}, "Criterion “a” has no title"),
        ({"criteria": (Criterion("a", "A"), Criterion("a", "B"))}, "Two criteria are called “a”"),
    ],
)
def test_a_definition_that_cannot_be_is_refused(
    database: Database, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        agree(database, replace(agreed_lead(database), **changes))  # type: ignore[arg-type]


def test_the_day_sales_agreed_and_with_whom_are_recorded(database: Database) -> None:
    campaign_id = campaign_of(database)
    event = agree(database, agreed_lead(database))
    kept = newest(database, Versioned.DEFINITION, "agreed-lead")
    assert isinstance(kept, LeadDefinition)
    assert (kept.agreed_on, kept.agreed_with) == (date(2026, 11, 12), "Jonas Weber")
    assert event.saved.campaigns == ("Caps",)
    assert used_versions(database, campaign_id) == (1, 2)


def test_a_criterion_that_a_script_asks_about_leaves_the_script_first(database: Database) -> None:
    campaign_of(database)
    definition = agreed_lead(database)
    fewer = replace(definition, criteria=definition.criteria[:3])
    with pytest.raises(InputError, match="still asks about “budget”"):
        agree(database, fewer)


def test_a_required_criterion_that_no_script_asks_for_is_named(database: Database) -> None:
    campaign_of(database)
    definition = agreed_lead(database)
    more = replace(definition, criteria=(*definition.criteria, Criterion("size", "Size")))
    assert agree(database, more).unasked == (inquiry(database).title,)


def test_script_and_definition_of_a_campaign_go_together(database: Database) -> None:
    campaign_id = campaign_of(database)
    other = replace(agreed_lead(database), id="other", criteria=(Criterion("size", "Size"),))
    agree(database, other, based_on=0)
    request = UseVersion(team_lead(database), campaign_id, Versioned.DEFINITION, "other")
    with pytest.raises(InputError, match=r"informs “need”, which .+ does not have"):
        database.carry_out(use_version, request, press=Press.new(), now=NOW)
    assert used_versions(database, campaign_id) == (1, 1)


@pytest.mark.parametrize(
    ("key", "version", "sentence"),
    [
        ("sing", 0, "There is no script “sing”"),
        ("inquiry", 9, "has no version 9. The newest is 1"),
        ("inquiry", 0, "uses .* already"),
    ],
)
def test_a_campaign_can_use_only_what_is_there_and_new_to_it(
    database: Database, key: str, version: int, sentence: str
) -> None:
    campaign_id = campaign_of(database)
    request = UseVersion(team_lead(database), campaign_id, Versioned.SCRIPT, key, version)
    with pytest.raises(InputError, match=sentence):
        database.carry_out(use_version, request, press=Press.new(), now=NOW)


def small_script(database: Database) -> Script:
    """Save a script whose every answer meets its criterion, for the campaign Caps."""
    steps = tuple(
        Step(one, f"{one}?", Ask.CHOICE, choices=(Choice("Yes", Standing.MET),), criterion=one)
        for one in ("need", "authority", "timing")
    )
    script = replace(inquiry(database), steps=(*steps, Step("end", "Thank you.", ends=True)))
    save(database, script)
    return script


def test_an_open_call_is_judged_by_the_versions_it_began_with(database: Database) -> None:
    campaign_of(database)
    script = small_script(database)
    with writing(database) as session:
        caller, lead = a_person(session), a_lead(session, campaign_id=a_campaign(session, "Caps"))
    with database.read() as session:
        card = prospect_card(session, lead_id=lead, caller_id=caller, now=NOW)
    # Meanwhile the team lead turns "Yes" into something that says nothing.
    vague = tuple(
        replace(step, choices=(Choice("Yes"),)) if step.choices else step for step in script.steps
    )
    save(database, replace(script, steps=vague), based_on=2)
    answers = dict.fromkeys(("need", "authority", "timing"), "Yes")
    call = a_call(
        lead, caller, answers=answers, script_id=card.script_id, definition_id=card.definition_id
    )
    event = database.carry_out(push_to_sales, PushToSales(call), press=Press.new(), now=NOW)
    assert event.hand_off_id is not None
    with database.read() as session:
        touch = session.scalars(select(tables.Touch)).one()
        assert (touch.script_id, touch.definition_id) == (card.script_id, card.definition_id)


def test_a_lead_that_was_judged_keeps_its_version_in_the_history(database: Database) -> None:
    campaign_of(database)
    small_script(database)
    with writing(database) as session:
        caller, lead = a_person(session), a_lead(session, campaign_id=a_campaign(session, "Caps"))
    answers = dict.fromkeys(("need", "authority", "timing"), "Yes")
    push = PushToSales(a_call(lead, caller, answers=answers))
    event = database.carry_out(push_to_sales, push, press=Press.new(), now=NOW)
    assert event.hand_off_id is not None
    definition = agreed_lead(database)
    agree(database, replace(definition, criteria=(*definition.criteria, Criterion("size", "Size"))))
    with database.read() as session:
        verdict = hand_off_verdict(session, hand_off_id=event.hand_off_id)
    assert verdict.definition.agreed_on is None
    assert verdict.sentence().startswith("A lead: all 3 required met")


def test_the_next_call_to_the_same_lead_takes_the_new_version(database: Database) -> None:
    campaign_of(database)
    with writing(database) as session:
        caller, lead = a_person(session), a_lead(session, campaign_id=a_campaign(session, "Caps"))
    nurture = SendToNurture(a_call(lead, caller), date(2027, 2, 17))
    database.carry_out(send_to_nurture, nurture, press=Press.new(), now=NOW)
    save(database, replace(inquiry(database), title="Warmer"))
    with database.read() as session:
        card = prospect_card(session, lead_id=lead, caller_id=caller, now=NOW)
    assert card.script.title == "Warmer"

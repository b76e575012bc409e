"""What each shipped script keeps (DESIGN §6): short, kind, complete on every path."""

from collections.abc import Iterator
from datetime import date

import pytest

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.lead import Grade
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.merge_fields import MERGE_FIELDS, merged
from qualdesk.domain.script import (
    Ask,
    Script,
    Step,
    meaning,
    open_steps,
    questions,
)
from qualdesk.domain.script_faults import definition_faults, faults
from qualdesk.domain.verdicts import verdict
from qualdesk.domain.write_back import DECISION_MAKER
from qualdesk.jobs.sample_cast import sample_scripts
from qualdesk.store.seeds import shipped_definitions, shipped_scripts

TODAY = date(2026, 11, 18)
SPOKEN = {
    "greeting": "Good afternoon",
    "first_name": "Maria",
    "name": "Maria Keller",
    "job_title": "Head of Quality",
    "email": "maria.keller@bergmann-molkerei.example",
    "company": "Bergmann Molkerei",
    "caller": "Priya Nair",
    "firm": "Aldergrove",
    "campaign": "Webinar",
    "offer": "Line inspection without line stops",
    "event_day": "on Thursday 3 December",
    "deadline": "3 December",
    "installed": "two AG-100",
    "rep": "Jonas Weber",
    "slot": "Thursday at 10:00",
    "city": "München",
    "last_touch": "on Thursday",
}
WORDS_A_SECOND = 2.5
WORDS_OF = {
    Ask.TEXT: ("in their own words",),
    Ask.NUMBER: ("12",),
    Ask.MONEY: ("EUR 40000",),
    Ask.DATE: ("2027-03-01", "2029-03-01"),
    Ask.PERSON: ("Stefan Roth; Plant manager",),
}
"""What may be heard in a field besides the choices: dates near and far."""

ASKED_FOR = {
    "webinar-registration": ("Shall I keep you a place?", "Where shall the link go?"),
    "seminar-registration": ("Shall I keep you a seat?", "Where shall the programme"),
    "webinar": ("What brought you to it?", "What is next on your side"),
    "seminar": ("What brought you there", "what is the next step"),
    "trade-show": ("The giveaway", "Who would be the right person"),
    "direct-mail": ("Who looks after that",),
    "white-paper": ("A project of our own", "For studies or research", "We offer the same"),
    "new-product": ("What do you use for it today",),
    "upgrade": ("How many of them do you use", "worth a change"),
    "promotion": ("It holds until {deadline}",),
    "industry": ("who is at the table", "Who else has a say"),
    "dormant": ("It was closed", "Why did you stop"),
    "open-territory": ("What do you need most", "When do you need it"),
}
"""What DESIGN §6 says that each kind needs, in the words of its script."""

WHY_YOU = {
    "inquiry": "You asked us about {offer}",
    "webinar-registration": "We are holding a webinar {event_day}: {offer}",
    "seminar-registration": "We are holding a seminar {event_day}: {offer}",
    "webinar": "You joined {offer} {last_touch}",
    "seminar": "You came to {offer} {last_touch}",
    "trade-show": "You visited {offer}",
    "direct-mail": "We wrote to {company} about {offer}",
    "white-paper": "You took our paper {offer} {last_touch}",
    "new-product": "about {offer}, because of what you use today",
    "upgrade": "You use {installed} from us",
    "promotion": "It is about {offer}, until {deadline}",
    "industry": "We work with firms like {company} on {offer}",
    "dormant": "You were a client of ours",
    "open-territory": "Nobody from sales looks after your area just now",
}
"""Why this person is called, in the opener of each script: what they did, have, or are to us."""

ENDS_WITHOUT_A_GRADE = ("another_time", "other_person")

every_script = pytest.mark.parametrize(
    "script", [*shipped_scripts(), *sample_scripts()], ids=lambda one: one.id
)
every_definition = pytest.mark.parametrize(
    "definition", shipped_definitions(), ids=lambda one: one.id
)


def answers_to(script: Script, step: Step) -> list[str]:
    """Return one answer for each way in which the conversation can go on."""
    waiting = [one.when for one in script.steps if one.when and one.when.step == step.id]
    ways: dict[object, str] = {}
    for answer in (*(choice.value for choice in step.choices), *WORDS_OF.get(step.field, ())):
        opened = frozenset(condition for condition in waiting if answer in condition.answers)
        ways.setdefault((opened, meaning(step, answer, TODAY)), answer)
    return list(ways.values())


def finished_paths(script: Script, given: dict[str, str] | None = None) -> Iterator[dict[str, str]]:
    answers = given or {}
    open_ones = questions(script, answers, TODAY)
    asked = next((one for one in open_ones if one.id not in answers), None)
    if asked is None:
        yield answers
        return
    for answer in answers_to(script, asked):
        yield from finished_paths(script, answers | {asked.id: answer})


def last_step(script: Script, answers: dict[str, str]) -> Step:
    return open_steps(script, answers, TODAY)[-1]


@every_definition
def test_a_shipped_definition_has_no_fault(definition: LeadDefinition) -> None:
    assert definition_faults(definition) == []


def test_there_is_a_plain_definition_and_bant_and_champ() -> None:
    titles = {one.id: [two.title for two in one.criteria] for one in shipped_definitions()}
    assert titles == {
        "agreed-lead": ["Need", "Authority", "Timing", "Budget"],
        "bant": ["Budget", "Authority", "Need", "Timeline"],
        "champ": ["Challenges", "Authority", "Money", "Prioritization"],
    }


def test_there_is_a_script_for_each_kind_of_campaign_and_for_the_calls_before_an_event() -> None:
    keys = {kind.script for kind in CampaignKind}
    keys |= {kind.registration_script for kind in CampaignKind if kind.registration_script}
    assert keys == {one.id for one in shipped_scripts()} - {"inquiry"}
    assert len(keys) == 13


@pytest.mark.parametrize("script", shipped_scripts(), ids=lambda one: one.id)
def test_each_kind_is_asked_what_it_needs(script: Script) -> None:
    asked = {step.id for path in finished_paths(script) for step in questions(script, path, TODAY)}
    heard = [step for step in script.steps if step.id in asked]
    words = " ".join([*(step.say for step in heard), *(c.value for s in heard for c in s.choices)])
    assert [one for one in ASKED_FOR.get(script.id, ()) if one not in words] == []


def test_of_every_script_it_is_known_what_its_kind_needs() -> None:
    assert set(ASKED_FOR) == {one.id for one in shipped_scripts()} - {"inquiry"}


@every_definition
@every_script
def test_a_shipped_script_has_no_fault(script: Script, definition: LeadDefinition) -> None:
    assert faults(script, definition) == []


def test_each_merge_field_has_words_here() -> None:
    assert set(SPOKEN) == MERGE_FIELDS


@every_script
def test_an_opener_has_at_most_30_words_says_who_calls_and_asks(script: Script) -> None:
    opener = merged(script.steps[0].say, SPOKEN)
    assert len(opener.split()) <= 30
    assert "Priya" in opener
    assert "Aldergrove" in opener
    assert opener.endswith("?")


@pytest.mark.parametrize("script", shipped_scripts(), ids=lambda one: one.id)
def test_an_opener_says_why_it_is_they_who_are_called(script: Script) -> None:
    said = script.steps[0].say
    assert WHY_YOU[script.id] in said
    assert said.index("{firm}") < said.index(WHY_YOU[script.id]) < said.rindex("?")


def test_of_every_script_it_is_known_why_they_are_called() -> None:
    assert set(WHY_YOU) == {one.id for one in shipped_scripts()}


@every_script
def test_every_path_ends_with_the_close_of_its_grade(script: Script) -> None:
    seen: set[Grade] = set()
    for answers in finished_paths(script):
        last = last_step(script, answers)
        assert last.ends, answers
        grade = verdict(script, shipped_definitions()[0], answers, TODAY).grade
        ending = f"close_{grade}" if grade else ENDS_WITHOUT_A_GRADE
        assert last.id.startswith(ending), answers
        seen |= {grade} if grade else set()
    assert seen == set(Grade)


@every_definition
@every_script
def test_every_path_to_sales_asks_all_that_the_definition_requires(
    script: Script, definition: LeadDefinition
) -> None:
    required = {one.id for one in definition.required}
    to_sales = [one for one in finished_paths(script) if "close_meets_now" in one]
    assert to_sales
    for answers in to_sales:
        assert required <= {one.criterion for one in questions(script, answers, TODAY)}, answers


@every_script
def test_no_path_asks_more_than_eight_questions(script: Script) -> None:
    longest = max(finished_paths(script), key=lambda one: len(questions(script, one, TODAY)))
    assert len(questions(script, longest, TODAY)) <= 8, longest


@every_script
def test_whoever_decides_instead_is_kept(script: Script) -> None:
    assert DECISION_MAKER in {step.updates for step in script.steps}


@every_script
def test_a_question_has_a_short_form_for_when_it_is_folded(script: Script) -> None:
    asked = [step for step in script.steps if step.ask is not Ask.NOTHING]
    assert [step.id for step in asked if len(step.short or step.say) > 60] == []


@every_script
def test_a_voicemail_lasts_at_most_20_seconds(script: Script) -> None:
    spoken = merged(script.voicemail, SPOKEN)
    assert spoken
    assert len(spoken.split()) / WORDS_A_SECOND <= 20


@every_script
def test_a_script_answers_at_least_five_objections(script: Script) -> None:
    assert len({one.says for one in script.objections}) >= 5
    assert all(one.answer for one in script.objections)


@every_script
def test_nobody_is_pressed(script: Script) -> None:
    spoken = " ".join(
        [*(step.say for step in script.steps), *(o.answer for o in script.objections)]
    )
    pushy = ("!", "honestly", "guarantee", "last chance", "only today", "act now", "trust me")
    assert [one for one in pushy if one in spoken.casefold()] == []


def test_together_they_ask_in_every_way() -> None:
    assert {step.ask for script in shipped_scripts() for step in script.steps} == set(Ask)

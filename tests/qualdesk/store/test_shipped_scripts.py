"""What each shipped script keeps (DESIGN §6): short, kind, complete on every path."""

from collections.abc import Iterator
from datetime import date

import pytest

from qualdesk.domain.lead import Grade
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.merge_fields import merged
from qualdesk.domain.script import Ask, Script, Step, open_steps, questions
from qualdesk.domain.script_faults import faults
from qualdesk.domain.verdicts import verdict
from qualdesk.store.seeds import shipped_definitions, shipped_scripts

SPOKEN = {
    "greeting": "Good afternoon",
    "first_name": "Maria",
    "name": "Maria Keller",
    "company": "Bergmann Molkerei",
    "caller": "Priya Nair",
    "firm": "Aldergrove",
    "campaign": "Webinar",
    "offer": "Line inspection without line stops",
    "rep": "Jonas Weber",
    "slot": "Thursday at 10:00",
    "city": "München",
    "last_touch": "on Thursday",
}
TODAY = date(2026, 11, 18)
WORDS_A_SECOND = 2.5

every_script = pytest.mark.parametrize("script", shipped_scripts(), ids=lambda one: one.id)


def the_definition() -> LeadDefinition:
    return shipped_definitions()[0]


def answers_to(step: Step) -> list[str]:
    offered = [choice.value for choice in step.choices]
    free = ["in their own words"] if step.ask is Ask.TEXT or step.placeholder else []
    return offered + free


def finished_paths(script: Script, given: dict[str, str] | None = None) -> Iterator[dict[str, str]]:
    answers = given or {}
    asked = next((one for one in questions(script, answers) if one.id not in answers), None)
    if asked is None:
        yield answers
        return
    for answer in answers_to(asked):
        yield from finished_paths(script, answers | {asked.id: answer})


def closes(script: Script, answers: dict[str, str]) -> list[str]:
    return [one.id for one in open_steps(script, answers) if one.id.startswith("close_")]


@every_script
def test_a_shipped_script_has_no_fault(script: Script) -> None:
    assert faults(script, the_definition()) == []


@every_script
def test_an_opener_has_at_most_30_words_and_says_who_calls(script: Script) -> None:
    opener = merged(script.steps[0].say, SPOKEN)
    assert len(opener.split()) <= 30
    assert "Priya" in opener
    assert "Aldergrove" in opener
    assert opener.endswith("?")


@every_script
def test_the_first_close_on_every_finished_path_is_that_of_the_grade(script: Script) -> None:
    seen: set[Grade] = set()
    for answers in finished_paths(script):
        if grade := verdict(script, the_definition(), answers, TODAY).grade:
            assert closes(script, answers)[0].startswith(f"close_{grade}"), answers
            seen.add(grade)
    assert seen == set(Grade)


@every_script
def test_a_path_without_a_grade_asks_for_the_right_person(script: Script) -> None:
    for answers in finished_paths(script):
        if verdict(script, the_definition(), answers, TODAY).grade is None:
            assert "other_person" in {one.id for one in open_steps(script, answers)}


@every_script
def test_every_path_asks_all_that_the_definition_requires(script: Script) -> None:
    required = {one.id for one in the_definition().required}
    for answers in finished_paths(script):
        asked = {step.criterion for step in questions(script, answers)}
        assert required <= asked, answers


@every_script
def test_no_path_asks_more_than_eight_questions(script: Script) -> None:
    assert max(len(questions(script, answers)) for answers in finished_paths(script)) <= 8


@every_script
def test_a_voicemail_lasts_at_most_20_seconds(script: Script) -> None:
    spoken = merged(script.voicemail, SPOKEN)
    assert spoken
    assert len(spoken.split()) / WORDS_A_SECOND <= 20


@every_script
def test_a_script_answers_at_least_five_objections(script: Script) -> None:
    assert len({one.says for one in script.objections}) >= 5
    assert all(one.answer for one in script.objections)

"""Loading checks: each fault of a script is said with its step and what mends it."""

from dataclasses import replace

import pytest

from qualdesk.domain.lead_definition import Criterion, LeadDefinition, Standing
from qualdesk.domain.script import Ask, Choice, Condition, Objection, Script, Step
from qualdesk.domain.script_faults import definition_faults, faults
from tests.qualdesk.domain.conversation import (
    BUDGET,
    CLOSE,
    LATER,
    NEED,
    NO_NEED,
    PLAIN,
    TIMING,
    WHO,
    a_script,
)

OTHERS = Step("others", "Thank you.", ends=True, when=Condition("who", ("Others decide",)))


def test_a_whole_script_has_none() -> None:
    assert faults(a_script(), PLAIN) == []


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        (a_script(WHO, replace(CLOSE, id="who")), "Two steps are called “who”: give one"),
        (Script("empty", "Empty", ()), "There is no step: write the opening first."),
        (a_script(replace(CLOSE, say=" ")), "Step “close” says nothing: write"),
        (a_script(OTHERS, WHO, CLOSE), "Step “others” depends on “who”, which is not asked before"),
        (
            a_script(WHO, replace(OTHERS, when=Condition("who", ("Nobody",))), CLOSE),
            "Step “others” waits for “Nobody”, which “who” does not offer: write one",
        ),
        (
            a_script(
                replace(WHO, criterion=""),
                replace(LATER, when=Condition("who", means=Standing.MET)),
                CLOSE,
            ),
            "waits for what “who” means, which informs no criterion: name its answers",
        ),
        (
            a_script(replace(CLOSE, say="Hello {frist_name}")),
            "Step “close” uses {frist_name}, which",
        ),
        (
            replace(a_script(), objections=(Objection("No", "Why, {nmae}?"),)),
            "The answer to “No” uses {nmae}, which does not exist",
        ),
        (replace(a_script(), voicemail="{who}"), "The voicemail uses {who}, which does not exist"),
        (a_script(Step("a", "?", Ask.CHOICE), CLOSE), "Step “a” asks for a choice and offers none"),
        (a_script(replace(CLOSE, choices=(Choice("Yes"),))), "offers choices and asks nothing"),
        (a_script(replace(WHO, choices=(Choice("I"), Choice("I"))), CLOSE), "offers “I” twice"),
        (a_script(replace(WHO, choices=(Choice("I; you"),)), CLOSE), "has words and no semicolon"),
        (
            a_script(replace(WHO, choices=tuple(Choice(str(n)) for n in range(9))), CLOSE),
            "offers more than 8 choices",
        ),
        (
            a_script(replace(WHO, updates="prospect.shoe_size"), CLOSE),
            "Step “who” updates “prospect.shoe_size” by choice: there is no such field",
        ),
        (
            a_script(replace(WHO, updates="account.size"), CLOSE),
            "Step “who” updates “account.size” by choice: ask for it as number.",
        ),
        (a_script(WHO, BUDGET), "The conversation stops after “budget” without an end"),
        (a_script(WHO, OTHERS), "The conversation stops after “who” without an end"),
        (
            a_script(NEED, NO_NEED, TIMING, LATER),
            "The conversation stops after “timing” without an end: let a step",
        ),
    ],
)
def test_a_fault_is_said_with_its_step_and_what_mends_it(script: Script, fault: str) -> None:
    found = faults(script)
    assert any(fault in one for one in found), found
    assert all(one.endswith((".", ")")) for one in found)


def test_paths_are_told_apart_by_what_an_answer_means() -> None:
    met = replace(CLOSE, id="met", when=Condition("timing", means=Standing.MET))
    assert faults(a_script(TIMING, LATER, met)) == []
    assert len(faults(a_script(TIMING, LATER, replace(met, ends=False)))) == 1


def test_many_branches_are_walked_at_once() -> None:
    steps = [replace(WHO, id=f"who{n}") for n in range(40)]
    echoes = [
        Step(f"echo{n}", "I see.", when=Condition(f"who{n}", ("I decide",))) for n in range(40)
    ]
    in_turn = [step for pair in zip(steps, echoes, strict=True) for step in pair]
    assert faults(a_script(*in_turn, CLOSE)) == []


def test_a_script_that_cannot_meet_the_definition_says_so() -> None:
    assert faults(a_script(NEED, NO_NEED, WHO, CLOSE), PLAIN) == [
        "No step asks for Timing, which Agreed lead requires: give one of them criterion “timing”."
    ]


def test_a_criterion_the_definition_lacks_is_named_with_those_it_has() -> None:
    known = "authority, budget, need, timing"
    script = a_script(NEED, NO_NEED, WHO, TIMING, LATER, replace(BUDGET, criterion="purse"), CLOSE)
    assert faults(script, PLAIN) == [
        f"Step “budget” informs “purse”, which {PLAIN.title} does not have: use one of {known}."
    ]


@pytest.mark.parametrize(
    ("criteria", "fault"),
    [
        (
            (Criterion("a", "A"), Criterion("a", "B")),
            "Two criteria are called “a”: give one another",
        ),
        ((Criterion("a", " "),), "Criterion “a” has no title: write what sales calls it."),
        ((Criterion("a", "A", is_required=False),), "No criterion is required: every call would"),
    ],
)
def test_a_fault_of_a_definition_is_said(criteria: tuple[Criterion, ...], fault: str) -> None:
    found = definition_faults(LeadDefinition("x", "X", criteria))
    assert len(found) == 1
    assert fault in found[0]

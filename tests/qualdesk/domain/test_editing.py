"""Editing: every change gives another script, and what hangs on a changed part follows it."""

from dataclasses import replace

from qualdesk.domain.editing import (
    copied,
    fault_words,
    step_named_in,
    with_new_criterion,
    with_new_step,
    with_step,
    with_step_moved,
    without_step,
)
from qualdesk.domain.lead_definition import Criterion, LeadDefinition
from qualdesk.domain.script import Ask, Choice, Condition, Script, Step

ASKED = Step("check", "How?", Ask.CHOICE, choices=(Choice("By hand"), Choice("Samples")))
AFTER = Step("cost", "What does it cost?", Ask.TEXT, when=Condition("check", ("By hand",)))
SCRIPT = Script("caps", "Caps", (ASKED, AFTER))


def ids(script: Script) -> list[str]:
    return [step.id for step in script.steps]


def test_a_new_step_has_an_id_that_no_other_has() -> None:
    script = with_new_step(with_new_step(SCRIPT, 1), 1)
    assert len(set(ids(script))) == 4
    removed = without_step(script, 0)
    assert len(set(ids(with_new_step(removed, 0)))) == 4


def test_a_step_moves_and_stays_at_the_ends() -> None:
    assert ids(with_step_moved(SCRIPT, 0, 1)) == ["cost", "check"]
    assert with_step_moved(SCRIPT, 0, -1) is SCRIPT
    assert with_step_moved(SCRIPT, 1, 1) is SCRIPT


def test_who_waits_for_a_renamed_answer_waits_for_its_new_words() -> None:
    renamed = replace(ASKED, choices=(Choice("Manually"), Choice("Samples")))
    after = with_step(SCRIPT, 0, renamed).steps[1]
    assert after.when == Condition("check", ("Manually",))


def test_a_removed_answer_leaves_the_condition_to_be_found_as_a_fault() -> None:
    fewer = replace(ASKED, choices=(Choice("Samples"),))
    assert with_step(SCRIPT, 0, fewer).steps[1].when == AFTER.when


def test_a_fault_leads_to_the_step_it_names_first() -> None:
    assert step_named_in("Step “cost” depends on “check”, which is not asked.", SCRIPT) == 1
    assert step_named_in("The voicemail uses {forename}.", SCRIPT) is None


def test_a_fault_is_said_with_numbers_instead_of_ids() -> None:
    said = fault_words("Step “cost” waits for “x”, which “check” does not offer.", SCRIPT)
    assert said == "Step 2 waits for “x”, which step 1 does not offer."


def test_a_copy_has_a_key_and_a_title_of_its_own() -> None:
    copy = copied(SCRIPT, ["caps", "caps-copy"])
    assert (copy.id, copy.title) == ("caps-copy-2", "Caps, copy")


def test_a_new_criterion_is_helpful_until_sales_requires_it() -> None:
    definition = LeadDefinition("bant", "BANT", (Criterion("need", "Need"),))
    added = with_new_criterion(definition).criteria[-1]
    assert not added.is_required
    assert added.id not in {"need", ""}

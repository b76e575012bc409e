"""Editing a script or a lead definition: each change gives another one, the old stays as it was."""

import re
from collections.abc import Iterable
from dataclasses import replace

from qualdesk.domain.lead_definition import Criterion, LeadDefinition
from qualdesk.domain.script import Ask, Script, Step

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def with_new_step(script: Script, place: int) -> Script:
    """Return the script with an empty question at a place; its id stays for good."""
    number = len(script.steps) + 1
    new = Step(_free(f"step_{number}", (step.id for step in script.steps)), "", Ask.TEXT)
    return replace(script, steps=(*script.steps[:place], new, *script.steps[place:]))


def with_step(script: Script, place: int, step: Step) -> Script:
    """Return the script with another step at a place; who waits for a renamed answer follows it."""
    before = script.steps[place]
    steps = [*script.steps[:place], step, *script.steps[place + 1 :]]
    if len(before.choices) == len(step.choices):
        renamed = {
            old.value: new.value
            for old, new in zip(before.choices, step.choices, strict=True)
            if old.value != new.value
        }
        steps = [_following(one, step.id, renamed) for one in steps]
    return replace(script, steps=tuple(steps))


def without_step(script: Script, place: int) -> Script:
    """Return the script without a step."""
    return replace(script, steps=(*script.steps[:place], *script.steps[place + 1 :]))


def with_step_moved(script: Script, place: int, by: int) -> Script:
    """Return the script with a step moved up (-1) or down (1); at the ends it stays."""
    to = place + by
    if not 0 <= to < len(script.steps):
        return script
    steps = list(script.steps)
    steps.insert(to, steps.pop(place))
    return replace(script, steps=tuple(steps))


def with_new_criterion(definition: LeadDefinition) -> LeadDefinition:
    """Return the definition with one more criterion, helpful until sales requires it."""
    number = len(definition.criteria) + 1
    known = (one.id for one in definition.criteria)
    new = Criterion(_free(f"criterion_{number}", known), "", is_required=False)
    return replace(definition, criteria=(*definition.criteria, new))


def copied(thing: Script | LeadDefinition, known: Iterable[str]) -> Script | LeadDefinition:
    """Return a copy under a key of its own, to begin something new from."""
    stem = _NOT_A_LETTER.sub("-", thing.id.casefold()).strip("-")
    return replace(thing, id=_free(f"{stem}-copy", known), title=f"{thing.title}, copy")


def step_named_in(sentence: str, script: Script) -> int | None:
    """Return the place of the step that a fault names first, or None if it names none."""
    found = {
        sentence.find(f"“{step.id}”"): place
        for place, step in reversed(list(enumerate(script.steps)))
        if f"“{step.id}”" in sentence
    }
    return found[min(found)] if found else None


def fault_words(sentence: str, script: Script) -> str:
    """Return a fault as the editor says it: steps by their number, nothing of the file's spelling."""
    for place, step in enumerate(script.steps, start=1):
        sentence = sentence.replace(f"Step “{step.id}”", f"Step {place}")
        sentence = sentence.replace(f"“{step.id}”", f"step {place}")
    return sentence.replace(" (ends = true)", "")


def _following(step: Step, asked: str, renamed: dict[str, str]) -> Step:
    if step.when is None or step.when.step != asked or not renamed:
        return step
    answers = tuple(renamed.get(answer, answer) for answer in step.when.answers)
    return replace(step, when=replace(step.when, answers=answers))


def _free(wanted: str, known: Iterable[str]) -> str:
    taken = set(known)
    number = 2
    name = wanted
    while name in taken:
        name = f"{wanted}{'_' if '_' in wanted else '-'}{number}"
        number += 1
    return name

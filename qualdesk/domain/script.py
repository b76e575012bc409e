"""Scripts: what the caller says and asks, which steps an answer opens, and what it says of a lead."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qualdesk.domain.lead_definition import LeadDefinition, Standing, Verdict

_FIELD = re.compile(r"\{([a-z_]+)\}")

MERGE_FIELDS = frozenset(
    {
        "greeting",
        "first_name",
        "name",
        "company",
        "caller",
        "firm",
        "campaign",
        "offer",
        "rep",
        "slot",
        "city",
        "last_touch",
    }
)


class Ask(StrEnum):
    """How an answer is taken."""

    NOTHING = "nothing"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer on offer, and what it says of the step's criterion."""

    value: str
    means: Standing = Standing.UNKNOWN


@dataclass(frozen=True, slots=True)
class Condition:
    """Shows a step only after one of some answers to an earlier step."""

    step: str
    answers: tuple[str, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to say or ask. `short` is the question once it is answered and folded."""

    id: str
    say: str
    ask: Ask = Ask.NOTHING
    short: str = ""
    choices: tuple[Choice, ...] = ()
    placeholder: str = ""
    hint: str = ""
    criterion: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """What a prospect may say against it, and a kind answer."""

    says: str
    answer: str


@dataclass(frozen=True, slots=True)
class Script:
    """A whole conversation in order, with its voicemail and objections."""

    id: str
    title: str
    steps: tuple[Step, ...]
    voicemail: str = ""
    objections: tuple[Objection, ...] = ()


Answers = Mapping[str, str]


def open_steps(script: Script, answers: Answers) -> list[Step]:
    """Return the steps on the path the answers have opened so far, in order.

    An answer that stands on a branch which a later change of mind has closed opens nothing.
    """
    path: list[Step] = []
    heard: dict[str, str] = {}
    for step in script.steps:
        if _is_open(step, heard):
            path.append(step)
            heard[step.id] = answers.get(step.id, "")
    return path


def questions(script: Script, answers: Answers) -> list[Step]:
    """Return the steps on the path that ask something."""
    return [step for step in open_steps(script, answers) if step.ask is not Ask.NOTHING]


def current_question(script: Script, answers: Answers) -> Step | None:
    """Return the first open question without an answer."""
    return next((step for step in questions(script, answers) if not answers.get(step.id)), None)


def merged(text: str, fields: Mapping[str, str]) -> str:
    """Return `text` with its merge fields filled; a missing one reads [field]."""
    return _FIELD.sub(lambda match: fields.get(match[1]) or f"[{match[1].replace('_', ' ')}]", text)


def merge_parts(text: str, fields: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """Split `text` into (words, field): plain words have no field, a missing field has no words."""
    parts: list[tuple[str, str | None]] = []
    end = 0
    for match in _FIELD.finditer(text):
        parts.append((text[end : match.start()], None))
        parts.append((fields.get(match[1], ""), match[1]))
        end = match.end()
    parts.append((text[end:], None))
    return [part for part in parts if part[0] or part[1]]


def verdict(script: Script, definition: LeadDefinition, answers: Answers) -> Verdict:
    """Read off the answers where each criterion of the definition stands."""
    standings: dict[str, Standing] = {}
    said = {Standing.LATER: "", Standing.NOT_MET: ""}
    for step in questions(script, answers):
        standing = meaning(step, answers.get(step.id, ""))
        if step.criterion and standing is not Standing.UNKNOWN:
            standings[step.criterion] = standing
            if standing in said:
                said[standing] = answers[step.id]
    return Verdict(definition, standings, said[Standing.LATER].lower(), said[Standing.NOT_MET])


def meaning(step: Step, answer: str) -> Standing:
    """Return what an answer says of the step's criterion; free words, where invited, meet it."""
    if not answer:
        return Standing.UNKNOWN
    known = {choice.value: choice.means for choice in step.choices}
    return known.get(answer, Standing.MET if step.criterion else Standing.UNKNOWN)


def faults(script: Script, definition: LeadDefinition) -> list[str]:
    """Return what is wrong with a script, a sentence each: step and fix named."""
    checks: tuple[Callable[[Script, LeadDefinition], list[str]], ...] = (
        _repeated_ids,
        _conditions_on_later_answers,
        _unknown_fields,
        _unknown_criteria,
        _empty_choices,
    )
    return [fault for check in checks for fault in check(script, definition)]


def _is_open(step: Step, answers: Answers) -> bool:
    return step.when is None or answers.get(step.when.step) in step.when.answers


def _repeated_ids(script: Script, _definition: LeadDefinition) -> list[str]:
    ids = [step.id for step in script.steps]
    repeated = sorted({one for one in ids if ids.count(one) > 1})
    return [f"Two steps are called “{one}”: give one of them another id." for one in repeated]


def _conditions_on_later_answers(script: Script, _definition: LeadDefinition) -> list[str]:
    found: list[str] = []
    earlier: dict[str, Step] = {}
    for step in script.steps:
        if step.when is not None:
            asked = earlier.get(step.when.step)
            if asked is None:
                found.append(
                    f"Step “{step.id}” depends on “{step.when.step}”, which is not asked before it."
                )
            else:
                offered = {choice.value for choice in asked.choices}
                found += [
                    f"Step “{step.id}” waits for “{answer}”, which “{asked.id}” does not offer."
                    for answer in step.when.answers
                    if answer not in offered
                ]
        earlier[step.id] = step
    return found


def _unknown_fields(script: Script, _definition: LeadDefinition) -> list[str]:
    texts = [(f"Step “{step.id}”", step.say) for step in script.steps]
    texts.append(("The voicemail", script.voicemail))
    return [
        f"{where} uses {{{field}}}, which does not exist: use one of {', '.join(sorted(MERGE_FIELDS))}."
        for where, text in texts
        for field in _FIELD.findall(text)
        if field not in MERGE_FIELDS
    ]


def _unknown_criteria(script: Script, definition: LeadDefinition) -> list[str]:
    known = {one.id for one in definition.criteria}
    return [
        f"Step “{step.id}” informs “{step.criterion}”, which the definition does not have."
        for step in script.steps
        if step.criterion and step.criterion not in known
    ]


def _empty_choices(script: Script, _definition: LeadDefinition) -> list[str]:
    return [
        f"Step “{step.id}” asks for a choice and offers none: add choices."
        for step in script.steps
        if step.ask is Ask.CHOICE and not step.choices
    ]

"""Loading checks: what is wrong with a script or a lead definition, a sentence each with its fix."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from qualdesk.domain.lead_definition import LeadDefinition, Standing
from qualdesk.domain.merge_fields import MERGE_FIELDS, fields_in
from qualdesk.domain.script import Ask, Heard, Script, Step, is_open
from qualdesk.domain.write_back import FIELDS

_LETTERS = 8
"""How many answers of a question have a letter."""

Path = frozenset[tuple[str, Heard]]
"""What was heard so far, as far as a later step waits for it."""


def faults(script: Script, definition: LeadDefinition | None = None) -> list[str]:
    """Return what is wrong with a script, step and fix named; also against `definition` if given."""
    checks: tuple[Callable[[Script], list[str]], ...] = (
        _untitled,
        _repeated_ids,
        _silent_steps,
        _conditions_on_later_answers,
        _unknown_fields,
        _faulty_choices,
        _unknown_updates,
        _paths_without_end,
    )
    found = [fault for check in checks for fault in check(script)]
    return found + (_against(script, definition) if definition is not None else [])


def definition_faults(definition: LeadDefinition) -> list[str]:
    """Return what is wrong with a lead definition, criterion and fix named."""
    ids = [one.id for one in definition.criteria]
    found = [] if definition.title.strip() else ["The definition has no title: give it one."]
    found += [f"Two criteria are called “{one}”: give one another id." for one in _repeated(ids)]
    found += [
        f"Criterion “{one.id}” has no title: write what sales calls it."
        for one in definition.criteria
        if not one.title.strip()
    ]
    if not definition.required:
        found.append("No criterion is required: every call would be a lead. Require at least one.")
    return found


def _against(script: Script, definition: LeadDefinition) -> list[str]:
    known = {one.id for one in definition.criteria}
    informed = {step.criterion for step in script.steps}
    unknown = [
        f"Step “{step.id}” informs “{step.criterion}”, which {definition.title} does not have:"
        f" use one of {', '.join(sorted(known))}."
        for step in script.steps
        if step.criterion and step.criterion not in known
    ]
    unasked = [
        f"No step asks for {one.title}, which {definition.title} requires: give one of them"
        f" criterion “{one.id}”."
        for one in definition.required
        if one.id not in informed
    ]
    return unknown + unasked


def _repeated(ids: Iterable[str]) -> list[str]:
    return sorted(one for one, times in Counter(ids).items() if times > 1)


def _untitled(script: Script) -> list[str]:
    return [] if script.title.strip() else ["The script has no title: give it one."]


def _repeated_ids(script: Script) -> list[str]:
    return [
        f"Two steps are called “{one}”: give one of them another id."
        for one in _repeated(step.id for step in script.steps)
    ]


def _silent_steps(script: Script) -> list[str]:
    if not script.steps:
        return ["There is no step: write the opening first."]
    return [
        f"Step “{step.id}” says nothing: write what the caller says."
        for step in script.steps
        if not step.say.strip()
    ]


def _conditions_on_later_answers(script: Script) -> list[str]:
    found: list[str] = []
    earlier: dict[str, Step] = {}
    for step in script.steps:
        if step.when is not None:
            found += _faults_of_condition(step, step.when.answers, earlier.get(step.when.step))
        earlier[step.id] = step
    return found


def _faults_of_condition(step: Step, wanted: Iterable[str], asked: Step | None) -> list[str]:
    if step.when is None:
        return []
    if asked is None or asked.ask is Ask.NOTHING:
        fix = "move it behind that question or name another"
        return [
            f"Step “{step.id}” depends on “{step.when.step}”, which is not asked before it: {fix}."
        ]
    if step.when.means is not None and not asked.criterion:
        what = f"what “{asked.id}” means, which informs no criterion"
        return [f"Step “{step.id}” waits for {what}: name its answers instead."]
    return [
        f"Step “{step.id}” waits for “{answer}”, which “{asked.id}” does not offer:"
        " write one of its choices."
        for answer in wanted
        if asked.choice(answer) is None
    ]


def _unknown_fields(script: Script) -> list[str]:
    texts = [(f"Step “{step.id}”", step.say) for step in script.steps]
    texts += [(f"The answer to “{one.says}”", one.answer) for one in script.objections]
    texts.append(("The voicemail", script.voicemail))
    return [
        f"{where} uses {{{field}}}, which does not exist: use one of"
        f" {', '.join(sorted(MERGE_FIELDS))}."
        for where, text in texts
        for field in fields_in(text)
        if field not in MERGE_FIELDS
    ]


def _faulty_choices(script: Script) -> list[str]:
    found: list[str] = []
    for step in script.steps:
        values = [choice.value for choice in step.choices]
        if step.ask.offers_choices and not values:
            found.append(f"Step “{step.id}” asks for a choice and offers none: add choices.")
        if step.ask is Ask.NOTHING and values:
            found.append(f"Step “{step.id}” offers choices and asks nothing: set ask to choice.")
        if len(values) > _LETTERS:
            found.append(f"Step “{step.id}” offers more than {_LETTERS} choices: offer fewer.")
        found += [f"Step “{step.id}” offers “{one}” twice: drop one." for one in _repeated(values)]
        found += [
            f"Step “{step.id}” offers “{one}”: a choice has words and no semicolon."
            for one in values
            if not one.strip() or ";" in one
        ]
    return found


def _unknown_updates(script: Script) -> list[str]:
    return [
        f"Step “{step.id}” updates “{step.updates}” by {step.ask}: {_fix_of_update(step)}"
        for step in script.steps
        if step.updates and step.ask not in FIELDS.get(step.updates, frozenset())
    ]


def _fix_of_update(step: Step) -> str:
    ways = FIELDS.get(step.updates)
    if ways is None:
        return f"there is no such field, use one of {', '.join(sorted(FIELDS))}."
    return f"ask for it as {' or '.join(sorted(ways))}."


def _paths_without_end(script: Script) -> list[str]:
    """Walk all paths at once, remembering only the answers that a later step waits for."""
    paths: dict[Path, str] = {frozenset(): ""}
    for place, step in enumerate(script.steps):
        later = script.steps[place + 1 :]
        following: dict[Path, str] = {}
        for path, last in paths.items():
            heard = dict(path)
            if not is_open(step, heard):
                following[_waited_for(heard, later)] = last
            elif not step.ends:
                for way in _ways_to_answer(step, later):
                    following[_waited_for({**heard, step.id: way}, later)] = step.id
        paths = following
    return [
        f"The conversation stops after “{last}” without an end: let a step that follows it end it"
        " (ends = true)."
        for last in sorted(set(paths.values()))
    ]


def _waited_for(heard: dict[str, Heard], later: Sequence[Step]) -> Path:
    names = {step.when.step for step in later if step.when is not None}
    return frozenset((step_id, way) for step_id, way in heard.items() if step_id in names)


def _ways_to_answer(step: Step, later: Sequence[Step]) -> set[Heard]:
    """Return one answer for each way in which a conversation can go on from here."""
    if step.ask is Ask.NOTHING:
        return {Heard("", Standing.UNKNOWN)}
    conditions = [one.when for one in later if one.when is not None and one.when.step == step.id]
    named = {answer for condition in conditions for answer in condition.answers}
    said = {
        Heard(one.value if one.value in named else _SOMETHING_ELSE, _standing(step, one.means))
        for one in step.choices
    }
    return said | {Heard(_SOMETHING_ELSE, _standing(step, one)) for one in _field_means(step)}


def _field_means(step: Step) -> set[Standing]:
    """Return what words typed into a step's field can mean."""
    if step.field is Ask.NOTHING:
        return set()
    if step.ask is Ask.DATE and step.within_months:
        return {step.means, Standing.LATER}
    if step.ask in {Ask.NUMBER, Ask.MONEY} and step.at_least:
        return {step.means, Standing.NOT_MET}
    return {step.means}


def _standing(step: Step, means: Standing) -> Standing:
    return means if step.criterion else Standing.UNKNOWN


_SOMETHING_ELSE = "\x00"
"""Whatever nobody waits for."""

"""Write-back: which answers correct what is known of a prospect or account, and with what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qualdesk.domain.answer_values import named, number_of, parts_of, plain
from qualdesk.domain.naming import name_parts
from qualdesk.domain.script import Answers, Ask, Script, Step, questions

DECISION_MAKER = "account.decision_maker"
"""Who decides: kept as another contact at the account, whatever becomes of the call."""

CONTACT = "account.contact"
"""Somebody else who has to do with it: kept in the same way."""

PROSPECT_NAME = "prospect.name"
EMAIL = "prospect.email"
JOB_TITLE = "prospect.job_title"
FIRST_NAME, LAST_NAME = "prospect.first_name", "prospect.last_name"

FIELDS: Mapping[str, frozenset[Ask]] = {
    PROSPECT_NAME: frozenset({Ask.PERSON}),
    JOB_TITLE: frozenset({Ask.TEXT, Ask.CHOICE}),
    EMAIL: frozenset({Ask.TEXT}),
    "prospect.language": frozenset({Ask.TEXT, Ask.CHOICE}),
    "account.industry": frozenset({Ask.TEXT, Ask.CHOICE}),
    "account.size": frozenset({Ask.NUMBER}),
    "account.website": frozenset({Ask.TEXT}),
    "account.installed": frozenset({Ask.TEXT, Ask.CHOICE, Ask.MULTI}),
    DECISION_MAKER: frozenset({Ask.PERSON}),
    CONTACT: frozenset({Ask.PERSON}),
}
"""What may be updated, and by which ways of asking."""

_TOO_MANY = 10**9
"""No count that anybody means, and no column holds more."""

_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that was learned: `value` is what `field` is from now on.

    `field` is one of FIELDS; a prospect’s name is written to its parts.
    """

    step: str
    field: str
    value: str


def updates(script: Script, answers: Answers, today: date) -> list[Update]:
    """Return what the answers on their path write back.

    Words that cannot be read as what is asked stay an answer and change nothing.
    """
    found: list[Update] = []
    for step in questions(script, answers, today):
        value = _value(step, answers.get(step.id, "")) if step.updates else ""
        if value and step.updates == PROSPECT_NAME:
            found += _name_updates(step.id, value)
        elif value:
            found.append(Update(step.id, step.updates, value))
    return found


def is_address(words: str) -> bool:
    """Whether words are an e-mail address."""
    return _ADDRESS.fullmatch(words) is not None


def _name_updates(step_id: str, kept: str) -> list[Update]:
    person = named(kept)
    if person is None:
        return []
    first_name, last_name = name_parts(person.name)
    parts = {"first_name": first_name, "last_name": last_name}
    if person.role:
        parts["job_title"] = person.role
    return [Update(step_id, f"prospect.{part}", words) for part, words in parts.items()]


def _value(step: Step, answer: str) -> str:
    if step.choice(answer) is not None and not step.ask.offers_choices:
        # “Same as before” beside a field is an answer, not what belongs into it.
        return ""
    if step.ask is Ask.NUMBER:
        number = number_of(answer)
        is_size = number is not None and number < _TOO_MANY
        return plain(number.to_integral_value()) if number is not None and is_size else ""
    if step.ask is Ask.MULTI:
        return ", ".join(parts_of(answer))
    if step.ask is Ask.PERSON:
        person = named(answer)
        return person.kept() if person else ""
    if step.updates == "prospect.email":
        return answer if is_address(answer) else ""
    return answer

"""What answers make of a prospect: where each agreed criterion stands, and by which answer."""

from collections.abc import Sequence
from datetime import date

from qualdesk.domain.answer_values import amount_of, day_of, number_of, parts_of
from qualdesk.domain.answers import answer_words
from qualdesk.domain.lead_definition import Finding, LeadDefinition, Standing, Verdict
from qualdesk.domain.moments import months_after
from qualdesk.domain.script import Answers, Ask, Script, Step, questions

_STRONGEST_FIRST = (Standing.MET, Standing.LATER, Standing.NO_NEED, Standing.NOT_MET)
"""Of several answers at once: one reason to act is enough."""


def verdict(script: Script, definition: LeadDefinition, answers: Answers, today: date) -> Verdict:
    """Read off the answers where each criterion stands; `today` is the day they were given.

    Where several questions inform one criterion, the last that says anything decides.
    """
    findings: dict[str, Finding] = {}
    for step in questions(script, answers):
        heard = answers.get(step.id, "")
        standing = meaning(step, heard, today)
        if standing is not Standing.UNKNOWN:
            after = _after(step, heard, today)
            findings[step.criterion] = Finding(standing, step.id, answer_words(step, heard), after)
    return Verdict(definition, findings)


def meaning(step: Step, answer: str, today: date) -> Standing:
    """Return what an answer says of the step's criterion."""
    if not answer or not step.criterion:
        return Standing.UNKNOWN
    if step.ask is Ask.MULTI:
        return _strongest([_meaning_of_one(step, part, today) for part in parts_of(answer)])
    return _meaning_of_one(step, answer, today)


def _meaning_of_one(step: Step, answer: str, today: date) -> Standing:
    choice = step.choice(answer)
    if choice is not None:
        return choice.means
    if step.ask is Ask.DATE:
        return _meaning_of_day(step, day_of(answer), today)
    if step.ask in {Ask.NUMBER, Ask.MONEY}:
        amount = number_of(answer) if step.ask is Ask.NUMBER else amount_of(answer)
        if amount is None:
            return Standing.UNKNOWN
        return step.means if amount >= step.at_least else Standing.NOT_MET
    return step.means


def _meaning_of_day(step: Step, day: date | None, today: date) -> Standing:
    if day is None:
        return Standing.UNKNOWN
    is_late = bool(step.within_months) and day > months_after(today, step.within_months)
    return Standing.LATER if is_late else step.means


def _after(step: Step, answer: str, today: date) -> str:
    """Return after which month or day they want it, in their own words where none is named."""
    choice = step.choice(answer)
    if choice is not None and choice.months:
        return f"{months_after(today, choice.months):%b %Y}"
    words = answer_words(step, answer)
    return words if step.ask is Ask.DATE and choice is None else words.lower()


def _strongest(standings: Sequence[Standing]) -> Standing:
    return next((one for one in _STRONGEST_FIRST if one in standings), Standing.UNKNOWN)

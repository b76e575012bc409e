"""What answers make of a prospect: where each agreed criterion stands, and by which answer."""

from datetime import date

from qualdesk.domain.answers import answer_words
from qualdesk.domain.lead_definition import Finding, LeadDefinition, Standing, Verdict
from qualdesk.domain.moments import months_after
from qualdesk.domain.script import Answers, Ask, Script, Step, meaning, questions


def verdict(script: Script, definition: LeadDefinition, answers: Answers, today: date) -> Verdict:
    """Read off the answers where each criterion stands; `today` is the day they were given.

    Where several questions inform one criterion, the last that says anything decides.
    """
    findings: dict[str, Finding] = {}
    for step in questions(script, answers, today):
        heard = answers.get(step.id, "")
        standing = meaning(step, heard, today)
        if standing is not Standing.UNKNOWN:
            after = _after(step, heard, today)
            findings[step.criterion] = Finding(standing, step.id, answer_words(step, heard), after)
    return Verdict(definition, findings)


def _after(step: Step, answer: str, today: date) -> str:
    """Return after which month or day they want it, in their own words where none is named."""
    choice = step.choice(answer)
    if choice is not None and choice.months:
        return f"{months_after(today, choice.months):%b %Y}"
    words = answer_words(step, answer)
    return words if step.ask is Ask.DATE and choice is None else words.lower()

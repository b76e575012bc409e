"""A small conversation with every way to ask, for the tests of its rules."""

from datetime import date

from qualdesk.domain.lead_definition import Criterion, LeadDefinition, Standing
from qualdesk.domain.script import Ask, Choice, Condition, Script, Step

TODAY = date(2026, 11, 18)
PLAIN = LeadDefinition(
    "plain",
    "Agreed lead",
    (
        Criterion("need", "Need"),
        Criterion("authority", "Authority"),
        Criterion("timing", "Timing"),
        Criterion("budget", "Budget", is_required=False),
    ),
)

NEED = Step(
    "need",
    "What is wrong with it?",
    Ask.MULTI,
    criterion="need",
    placeholder="or in their words",
    choices=(
        Choice("Too slow", Standing.MET),
        Choice("Too dear", Standing.MET),
        Choice("Nothing", Standing.NO_NEED, alone=True),
        Choice("We have none", Standing.NOT_MET, alone=True),
    ),
)
WHO = Step(
    "who",
    "Who decides?",
    Ask.CHOICE,
    criterion="authority",
    choices=(Choice("I decide", Standing.MET), Choice("Others decide")),
)
TIMING = Step(
    "timing",
    "By when?",
    Ask.DATE,
    criterion="timing",
    within_months=12,
    choices=(
        Choice("This quarter", Standing.MET),
        Choice("In a year", Standing.LATER, months=12),
    ),
)
BUDGET = Step("budget", "What may it cost?", Ask.MONEY, criterion="budget", at_least=1_000)
LATER = Step(
    "close_later",
    "We will ring you then.",
    ends=True,
    when=Condition("timing", means=Standing.LATER),
)
NO_NEED = Step(
    "close_no_need", "Then leave it.", ends=True, when=Condition("need", means=Standing.NO_NEED)
)
CLOSE = Step("close", "Shall we meet?", ends=True)


def a_script(*steps: Step) -> Script:
    """Return a script of these steps; with none named, of all of the above."""
    return Script("test", "Test", steps or (NEED, NO_NEED, WHO, TIMING, LATER, BUDGET, CLOSE))

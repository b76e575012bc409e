"""A condition in a few words: which answers open a step."""

from qualdesk.domain.lead_definition import Standing
from qualdesk.domain.script import Condition
from qualdesk_ui.screens.scripts.choice_rows import MEANS

_MEANS_WORDS = {**dict(MEANS), Standing.NO_NEED: "says no need now"}


def heard_words(condition: Condition) -> str:
    """Return what has to be heard: some answers, what one means, or anything."""
    answers = [f"“{answer}”" for answer in condition.answers]
    if condition.means is not None:
        answers.append(f"one that {_MEANS_WORDS[condition.means]}")
    return " or ".join(answers) or "any answer"

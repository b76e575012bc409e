"""A script as it is told to somebody: their names in its words, and what their answers mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qualdesk.domain.answers import Hearing
from qualdesk.domain.lead_definition import LeadDefinition, Standing
from qualdesk.domain.merge_fields import merged
from qualdesk.domain.script import Answers, Script, Step, current_question, meaning, questions
from qualdesk_ui.widgets.spoken_text import SpokenText
from qualdesk_ui.widgets.verdict_bar import STANDING_LOOKS


@dataclass(frozen=True, slots=True)
class Telling:
    """`fields` are what its words name of them, `hearing` is where and when they are heard."""

    script: Script
    fields: Mapping[str, str]
    definition: LeadDefinition
    hearing: Hearing

    @property
    def today(self) -> date:
        """Which day it is there."""
        return self.hearing.today

    def asked_id(self, answers: Answers) -> str:
        """Return which question is asked next, or nothing after the last."""
        step = current_question(self.script, answers, self.today)
        return step.id if step is not None else ""

    def count_words(self, answers: Answers) -> str:
        """Return how many of the questions are answered."""
        asked = questions(self.script, answers, self.today)
        done = sum(bool(answers.get(step.id)) for step in asked)
        return f"{done} of {len(asked)} answered"

    def spoken(self, step: Step) -> SpokenText:
        """Return what is said at a step, to be read aloud."""
        spoken = SpokenText()
        spoken.set_spoken(step.say, self.fields)
        return spoken

    def short(self, step: Step) -> str:
        """Return what is said at a step, in few words."""
        return merged(step.short or step.say, self.fields)

    def remark(self, step: Step, answer: str) -> str:
        """Return how a criterion stands by an answer, or nothing where it says nothing of one."""
        standing = meaning(step, answer, self.today)
        if standing is Standing.UNKNOWN:
            return ""
        titles = {one.id: one.title for one in self.definition.criteria}
        return f"{titles.get(step.criterion, step.criterion)} {STANDING_LOOKS[standing].spoken}"

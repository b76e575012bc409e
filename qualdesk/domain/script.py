"""Scripts: what the caller says and asks, and which steps an answer opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from qualdesk.domain.answer_values import amount_of, day_of, number_of, parts_of
from qualdesk.domain.lead_definition import Standing
from qualdesk.domain.moments import months_after


class Ask(StrEnum):
    """How an answer is taken."""

    NOTHING = "nothing"
    CHOICE = "choice"
    MULTI = "multi"
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    PERSON = "person"

    @property
    def offers_choices(self) -> bool:
        """Whether it is nothing without answers to choose from."""
        return self in {Ask.CHOICE, Ask.MULTI}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer on offer, and what it says of the step's criterion."""

    value: str
    means: Standing = Standing.UNKNOWN
    months: int = 0
    """How far off it is, where it means later: the verdict names the month."""
    alone: bool = False
    """Of several answers, one that goes with no other: “None of these”."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Shows a step only after one of some answers to an earlier step, or after what they mean.

    With neither named any answer opens it.
    """

    step: str
    answers: tuple[str, ...] = ()
    because: str = ""
    means: Standing | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to say or ask. `short` is the question once it is answered and folded.

    Every way to ask may offer choices beside its field. An answer that is none of them `means`
    what is said here: a date more than `within_months` away means later, and a number or a sum
    below `at_least` does not meet.
    """

    id: str
    say: str
    ask: Ask = Ask.NOTHING
    short: str = ""
    choices: tuple[Choice, ...] = ()
    placeholder: str = ""
    hint: str = ""
    criterion: str = ""
    means: Standing = Standing.MET
    within_months: int = 0
    at_least: int = 0
    updates: str = ""
    """What it writes back: one of write_back.FIELDS."""
    each_call: bool = False
    """Whether it is asked anew on every call: “Is this a good moment?”."""
    ends: bool = False
    """Whether the conversation ends here: what follows is neither said nor asked."""
    when: Condition | None = None

    @property
    def field(self) -> Ask:
        """What kind of words may be typed besides the choices, if any."""
        if self.ask.offers_choices:
            return Ask.TEXT if self.placeholder else Ask.NOTHING
        return self.ask

    def choice(self, value: str) -> Choice | None:
        """Return the choice of that value, if it is offered."""
        return next((one for one in self.choices if one.value == value), None)


@dataclass(frozen=True, slots=True)
class Objection:
    """What a prospect may say against it, and a kind answer; `then` is what to do `if_they` go on."""

    says: str
    answer: str
    if_they: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A whole conversation in order, with its voicemail and objections."""

    id: str
    title: str
    steps: tuple[Step, ...]
    voicemail: str = ""
    objections: tuple[Objection, ...] = ()

    def step(self, step_id: str) -> Step | None:
        """Return the step of that id, if there is one."""
        return next((one for one in self.steps if one.id == step_id), None)


Answers = Mapping[str, str]
"""What was heard, by the id of the step."""


class Heard(NamedTuple):
    """An answer, and what it says of its step's criterion."""

    answer: str
    standing: Standing


_STRONGEST_FIRST = (Standing.MET, Standing.LATER, Standing.NO_NEED, Standing.NOT_MET)
"""Of several answers at once: one reason to act is enough."""


def open_steps(script: Script, answers: Answers, today: date) -> list[Step]:
    """Return the steps on the path the answers have opened so far, in order.

    An answer that stands on a branch which a later change of mind has closed opens nothing, and
    nothing is open behind a step that ends the conversation.
    """
    path: list[Step] = []
    heard: dict[str, Heard] = {}
    for step in script.steps:
        if is_open(step, heard):
            path.append(step)
            answer = answers.get(step.id, "")
            heard[step.id] = Heard(answer, meaning(step, answer, today))
            if step.ends:
                break
    return path


def questions(script: Script, answers: Answers, today: date) -> list[Step]:
    """Return the steps on the path that ask something."""
    path = open_steps(script, answers, today)
    return [step for step in path if step.ask is not Ask.NOTHING]


def current_question(script: Script, answers: Answers, today: date) -> Step | None:
    """Return the first open question without an answer."""
    asked = questions(script, answers, today)
    return next((step for step in asked if not answers.get(step.id)), None)


def is_open(step: Step, heard: Mapping[str, Heard]) -> bool:
    """Whether what was heard to the steps before it opens a step."""
    if step.when is None:
        return True
    answer, standing = heard.get(step.when.step, Heard("", Standing.UNKNOWN))
    if not step.when.answers and step.when.means is None:
        return bool(answer)
    said = {answer, *parts_of(answer)}
    return step.when.means is standing or not said.isdisjoint(step.when.answers)


def carried(script: Script, answers: Answers, today: date) -> dict[str, str]:
    """Return the answers of earlier calls that still hold.

    What is asked on every call is asked anew, and so is whatever stood against it: a later call
    is made to hear whether that has changed.
    """
    kept: dict[str, str] = {}
    for step_id, answer in answers.items():
        step = script.step(step_id)
        if step is None or not (step.each_call or meaning(step, answer, today).is_against):
            kept[step_id] = answer
    return kept


def meaning(step: Step, answer: str, today: date) -> Standing:
    """Return what an answer says of the step's criterion."""
    if not answer or not step.criterion:
        return Standing.UNKNOWN
    if step.ask is Ask.MULTI:
        heard = [_meaning_of_one(step, part, today) for part in parts_of(answer)]
        return next((one for one in _STRONGEST_FIRST if one in heard), Standing.UNKNOWN)
    return _meaning_of_one(step, answer, today)


def _meaning_of_one(step: Step, answer: str, today: date) -> Standing:
    choice = step.choice(answer)
    if choice is not None:
        return choice.means
    if step.ask is Ask.DATE:
        return _meaning_of_day(step, day_of(answer), today)
    if step.ask in {Ask.NUMBER, Ask.MONEY}:
        amount = number_of(answer) if step.ask is Ask.NUMBER else amount_of(answer)
        return _meaning_of_amount(step, amount)
    return step.means


def _meaning_of_day(step: Step, day: date | None, today: date) -> Standing:
    if day is None:
        return Standing.UNKNOWN
    is_late = bool(step.within_months) and day > months_after(today, step.within_months)
    return Standing.LATER if is_late else step.means


def _meaning_of_amount(step: Step, amount: Decimal | None) -> Standing:
    if amount is None:
        return Standing.UNKNOWN
    return step.means if amount >= step.at_least else Standing.NOT_MET

"""Scripts: what the caller says and asks, and which steps an answer opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qualdesk.domain.answer_values import parts_of
from qualdesk.domain.lead_definition import Standing


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


@dataclass(frozen=True, slots=True)
class Condition:
    """Shows a step only after one of some answers to an earlier step; none named: after any."""

    step: str
    answers: tuple[str, ...] = ()
    because: str = ""


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


def open_steps(script: Script, answers: Answers) -> list[Step]:
    """Return the steps on the path the answers have opened so far, in order.

    An answer that stands on a branch which a later change of mind has closed opens nothing, and
    nothing is open behind a step that ends the conversation.
    """
    path: list[Step] = []
    heard: dict[str, str] = {}
    for step in script.steps:
        if is_open(step, heard):
            path.append(step)
            heard[step.id] = answers.get(step.id, "")
            if step.ends:
                break
    return path


def questions(script: Script, answers: Answers) -> list[Step]:
    """Return the steps on the path that ask something."""
    return [step for step in open_steps(script, answers) if step.ask is not Ask.NOTHING]


def current_question(script: Script, answers: Answers) -> Step | None:
    """Return the first open question without an answer."""
    return next((step for step in questions(script, answers) if not answers.get(step.id)), None)


def is_open(step: Step, heard: Answers) -> bool:
    """Whether what was heard to the steps before it opens a step."""
    if step.when is None:
        return True
    answer = heard.get(step.when.step, "")
    if not step.when.answers:
        return bool(answer)
    return answer in step.when.answers or not set(step.when.answers).isdisjoint(parts_of(answer))


def carried(script: Script, answers: Answers) -> dict[str, str]:
    """Return the answers of earlier calls that still hold: not what is asked on every call."""
    anew = {step.id for step in script.steps if step.each_call}
    return {step_id: answer for step_id, answer in answers.items() if step_id not in anew}

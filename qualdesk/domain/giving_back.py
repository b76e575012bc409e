"""How a lead came back from sales, in words: who had it, and why it is not theirs any more."""

from dataclasses import dataclass
from typing import Final

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import RepAnswer, ReturnReason

_QUOTED: Final = 60
"""Characters of a rep's words that stand for their reason."""

_SAID = {
    RepAnswer.ACCEPTED: "accepted it",
    RepAnswer.RETURNED: "returned it",
    RepAnswer.MET: "met them",
    RepAnswer.NO_SHOW: "waited, they did not come",
    RepAnswer.RESCHEDULED: "agreed on another time",
    RepAnswer.WORKING: "is working on it",
    RepAnswer.WON: "won them",
    RepAnswer.LOST: "lost them",
}


def because(reason: ReturnReason | None, words: str) -> str:
    """Return why a rep gave a lead back: their own words where those are few, else the reason."""
    said = " ".join(words.split()).rstrip(".")
    if 0 < len(said) <= _QUOTED:
        return said
    return reason.label.lower() if reason else ""


def said_of_hand_off(
    rep: str, answer: RepAnswer, reason: ReturnReason | None = None, words: str = ""
) -> str:
    """Return what a rep said of a hand-off: "Jonas returned it: budget is frozen"."""
    said = f"{_first_name(rep)} {_SAID[answer]}"
    why = because(reason, words) if answer is RepAnswer.RETURNED else ""
    return f"{said}: {why}" if why else said


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Who had a lead that came back, how, and why in a few words."""

    rep: str
    state: HandOffState
    because: str = ""

    @property
    def phrase(self) -> str:
        """Return a table's few words."""
        first_name = _first_name(self.rep)
        match self.state:
            case HandOffState.NO_SHOW:
                return f"{first_name} waited, they did not come"
            case HandOffState.TAKEN_BACK:
                return f"{first_name} did not act in time"
            case _:
                why = f": {self.because}" if self.because else ""
                return f"{first_name} returned it{why}"

    @property
    def sentence(self) -> str:
        """Return it as a sentence, with what to do now."""
        match self.state:
            case HandOffState.NO_SHOW:
                return f"They did not come to meet {self.rep}; ring and agree on another time."
            case HandOffState.TAKEN_BACK:
                return f"{self.rep} did not act in time; put it right while it is warm."
            case _:
                why = f": {self.because}" if self.because else ""
                return f"{self.rep} returned it{why}. Put it right while it is warm."


def _first_name(rep: str) -> str:
    return rep.split(" ", maxsplit=1)[0]

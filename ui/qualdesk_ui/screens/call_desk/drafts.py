"""What was heard and typed, per lead, for as long as it has no outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Draft:
    """Answers taken, answers still being typed, and the note of one lead."""

    answers: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    note: str = ""

    def take(self, step_id: str, answer: str) -> None:
        """Keep an answer that was given."""
        self.answers = {**self.answers, step_id: answer}
        self.typed.pop(step_id, None)

    def heard(self) -> dict[str, str]:
        """Return all that was heard, the words half typed among them."""
        typed = {step: words.strip() for step, words in self.typed.items() if words.strip()}
        return {**self.answers, **typed}


class Drafts:
    """Keeps a draft per lead while the program runs; a lead left and taken up again has its own."""

    def __init__(self) -> None:
        self._by_lead: dict[int, Draft] = {}

    def of(self, lead_id: int, known: Mapping[str, str]) -> Draft:
        """Return a lead's draft; a new one starts from the answers `known` from earlier calls."""
        return self._by_lead.setdefault(lead_id, Draft(dict(known)))

    def put_back(self, lead_id: int, answers: Mapping[str, str], note: str) -> None:
        """Keep what an outcome that was taken back had."""
        self._by_lead[lead_id] = Draft(dict(answers), {}, note)

    def forget(self, lead_id: int) -> None:
        """Drop a draft: it is part of an outcome now."""
        self._by_lead.pop(lead_id, None)

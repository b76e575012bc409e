"""The brief of a lead, drafted from the answers: who, each criterion, what was noted."""

from qualdesk.domain.answers import answer_words
from qualdesk.domain.script import questions
from qualdesk_ui.panels.frame import PanelContext


def drafted_brief(context: PanelContext, note: str) -> str:
    """Return the brief as plain lines."""
    card = context.card
    who = ", ".join(part for part in (card.name, card.job_title, card.company) if part)
    return "\n".join([f"{who}.", *_answered(context), *_noted(note)])


def _answered(context: PanelContext) -> list[str]:
    card, answers = context.card, context.answers
    titles = {one.id: one.title for one in card.definition.criteria}
    lines: list[str] = []
    for step in questions(card.script, answers, card.hearing.today):
        answer = answer_words(step, answers.get(step.id, "")).strip()
        if answer and step.criterion in titles:
            lines.append(f"{titles[step.criterion]} – {_sentence(answer)}")
        elif answer and step.short:
            lines.append(f"{step.short} {_sentence(answer)}")
    return lines


def _noted(note: str) -> list[str]:
    return [f"Noted – {_sentence(note)}"] if note.strip() else []


def _sentence(words: str) -> str:
    words = " ".join(words.split())
    return words if words.endswith((".", "?", "!")) else f"{words}."

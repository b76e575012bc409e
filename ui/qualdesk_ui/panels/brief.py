"""The brief of a lead, drafted from the answers: who, each criterion, what was noted."""

from collections import defaultdict

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
    heard: dict[str, list[str]] = defaultdict(list)
    for step in questions(card.script, answers, card.hearing.today):
        answer = answer_words(step, answers.get(step.id, "")).strip()
        # Whether this was a good moment is nothing to a rep.
        if not answer or step.each_call:
            continue
        if step.criterion in titles:
            heard[f"{titles[step.criterion]} –"].append(_sentence(answer))
        elif step.short:
            heard[step.short].append(_sentence(answer))
    return [" ".join([of, *sentences]) for of, sentences in heard.items()]


def _noted(note: str) -> list[str]:
    return [f"Noted – {_sentence(note)}"] if note.strip() else []


def _sentence(words: str) -> str:
    words = " ".join(words.split())
    return words if words.endswith((".", "?", "!")) else f"{words}."

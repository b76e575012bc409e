"""The letters: close-outs, tracks, short e-mails, invitations, offers: templates into plain text."""

from collections.abc import Mapping
from typing import Final

from jinja2 import Environment, StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from qualdesk.domain.mail import Letter
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.domain.track import TrackStep
from qualdesk.errors import InputError
from qualdesk.paths import resource

LONGEST_LETTER: Final = 100_000
"""Characters; a template that makes more is refused."""

_DEAR: Final = "Dear "
_FILTERS: Final = ("capitalize", "default", "first", "last", "lower", "trim", "upper")
_ALLOWED: Final = (
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Filter,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
)
"""No attributes, calls, loops or sums: nothing that reaches further or grows without end."""


def close_out_letter(
    reason: CloseOutReason, *, salutation: str, caller: str, firm: str, offer: str
) -> Letter:
    """Return the kind answer to a prospect who is turned down, or whom we never reached.

    `salutation` is the whole greeting without its comma, for example "Dear Ms Keller".
    """
    return _letter(f"close_out_{reason}", _greeted(salutation, caller, firm, offer))


def tried_letter(*, salutation: str, caller: str, firm: str, offer: str) -> Letter:
    """Return the short e-mail to a prospect whom no call has reached."""
    return _letter("tried", _greeted(salutation, caller, firm, offer))


def joining_letter(
    *, salutation: str, caller: str, firm: str, offer: str, when: str, joining: str
) -> Letter:
    """Return how to join what somebody has registered for; `when` is its day in words."""
    values = _greeted(salutation, caller, firm, offer)
    return _letter("joining", values | {"when": when, "joining": joining})


def track_letter(step: TrackStep, fields: Mapping[str, str]) -> Letter:
    """Return an e-mail or letter of a track with `domain.track.FIELDS` filled in."""
    values = dict(fields)
    written = {
        "subject": _headed(rendered(step.subject, values)),
        "text": rendered(step.text, values).strip(),
    }
    return _letter("nurture", values | written)


def track_fields(
    *,
    salutation: str,
    first_name: str,
    company: str,
    caller: str,
    firm: str,
    offer: str,
    about: str,
) -> dict[str, str]:
    """Return what the texts of a track may say."""
    names = {"first_name": first_name, "company": company, "about": about}
    return _greeted(salutation, caller, firm, offer) | names


def invitation_letter(
    *, prospect: str, rep: str, offer: str, when: str = "", caller: str = ""
) -> Letter:
    """Return the mail that carries the calendar entry to the prospect.

    `when` is day, time and zone in words, as "Thu 19 Nov, 10:00 (München)".
    """
    values = {"prospect": prospect, "rep": rep, "offer": offer, "when": when, "caller": caller}
    return _letter("invitation", values)


def cancellation_letter(*, prospect: str, rep: str, when: str, caller: str = "") -> Letter:
    """Return the kind line that takes a meeting back."""
    values = {"prospect": prospect, "rep": rep, "when": when, "caller": caller}
    return _letter("cancellation", values)


def offer_letter(*, prospect: str, company: str, rep: str, brief: str, when: str = "") -> Letter:
    """Return the mail that tells a rep of a lead; without a meeting `when` is empty."""
    values = {"prospect": prospect, "company": company, "rep": rep, "brief": brief, "when": when}
    return _letter("offer", values)


def taken_over_letter(
    *, prospect: str, company: str, rep: str, former: str, brief: str, when: str = ""
) -> Letter:
    """Return the mail to a rep who takes over from another; without a meeting `when` is empty."""
    values = {"prospect": prospect, "company": company, "rep": rep, "brief": brief, "when": when}
    return _letter("taken_over", values | {"former": former})


def handed_on_letter(*, prospect: str, rep: str, former: str, when: str) -> Letter:
    """Return the mail to a rep whose meeting another takes over."""
    values = {"prospect": prospect, "rep": rep, "former": former, "when": when}
    return _letter("handed_on", values)


def heard_from_letter(*, prospect: str, company: str, rep: str, how: str, caller: str) -> Letter:
    """Return the mail to a rep whose prospect came to us; `how` is "called" or "wrote"."""
    values = {"prospect": prospect, "company": company, "rep": rep, "how": how, "caller": caller}
    return _letter("heard_from", values)


def told_letter(*, prospect: str, company: str, rep: str, words: str) -> Letter:
    """Return the mail that tells a rep at once that somebody they hold has written."""
    values = {"prospect": prospect, "company": company, "rep": rep, "words": words}
    return _letter("told", values)


def company_letter(
    *, prospect: str, company: str, rep: str, caller: str, is_barred: bool
) -> Letter:
    """Return the mail to a rep whose prospect's company must not be called, or else has closed."""
    values = {"prospect": prospect, "company": company, "rep": rep, "caller": caller}
    return _letter("company_barred" if is_barred else "company_closed", values)


def correction_letter(*, salutation: str, about: str, caller: str, is_meeting: bool) -> Letter:
    """Return the mail that asks to disregard one that has left; `about` is its subject."""
    values = {"salutation": salutation, "about": about, "caller": caller}
    return _letter("correction", values | {"is_meeting": "yes" if is_meeting else ""})


def rendered(template: str, values: dict[str, str]) -> str:
    """Fill a template; the values are never templates themselves.

    Raises:
        InputError: if the template is faulty, uses what it may not, or makes too long a text.
    """
    parts: list[str] = []
    length = 0
    try:
        for part in _checked(_environment(), template).generate(values):
            length += len(part)
            if length > LONGEST_LETTER:
                raise InputError(f"This letter is longer than {LONGEST_LETTER} characters. Cut it.")
            parts.append(part)
    except TemplateError as problem:
        raise InputError(f"The letter’s template is faulty: {problem}. Correct it.") from problem
    return "".join(parts)


def _greeted(salutation: str, caller: str, firm: str, offer: str) -> dict[str, str]:
    return {
        "salutation": salutation,
        "person": salutation.removeprefix(_DEAR) if salutation.startswith(_DEAR) else "",
        "caller": caller,
        "firm": firm,
        "offer": offer,
    }


def _letter(name: str, values: dict[str, str]) -> Letter:
    template = resource("letters", f"{name}.txt").read_text(encoding="utf-8")
    subject, _blank, body = template.partition("\n\n")
    return Letter(_headed(rendered(subject, values)), f"{rendered(body, values).strip()}\n")


def _headed(subject: str) -> str:
    """Return a subject in one line; an offer at its beginning takes a capital."""
    line = " ".join(subject.split())
    return line[:1].upper() + line[1:]


def _checked(environment: Environment, template: str) -> Template:
    """Return the template if it is made of words, names, conditions and known filters only."""
    for node in environment.parse(template).find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            part = type(node).__name__
            raise InputError(f"A letter’s template cannot hold a {part}. Take it out.")
    return environment.from_string(template)


def _environment() -> Environment:
    sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    sandbox.globals.clear()
    sandbox.filters = {name: sandbox.filters[name] for name in _FILTERS}
    return sandbox

"""Cell words: yes and no, closed, opted out, total: what a cell says in the words of its language."""

import re
from collections.abc import Container
from functools import lru_cache

from qualdesk.domain.places import folded
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.exchange.list_words import list_words

_NO_WORD = re.compile(
    r"|-+|[?.]|\\N|[=_–—]{3,}|n/a|#(?:n/a|null!|num!|ref!|value!|name\?|div/0!)",
    re.IGNORECASE,
)
"""Signs drawn as a line, and what spreadsheets write where they know no answer."""

_BEHIND_A_RESPONSE = re.compile(r"\s*(?:[(（,;:–—]|\s-\s).*$", re.DOTALL)
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s*")
_TICKS = frozenset("✓✔☑✅○◯〇◎")
_CROSSES = frozenset("✗✘☓✕✖❌×")
_AS_PICTURE = "\ufe0f"
"""What may stand behind a sign to have it drawn in colours."""

_PAGE = re.compile(r"(?:([^\W\d_]+) )?\d{1,5}(?: \D{1,6} \d{1,5}| \d{1,5})?(?: ?([^\W\d_]+))?")
_BEHIND_A_WORD = re.compile(r"\s*[,;:–—(、。，].*$", re.DOTALL)
_COUNT_AT_END = re.compile(r"(\w+)\b[^:：]*[:：]\s*\d[\d.,]*")
_REMEMBERED = 4096
_COPYRIGHT = re.compile(r"copyright\b|©|\(c\)", re.IGNORECASE)


def is_closed(status: str) -> bool:
    """Whether a status says in a word that somebody or something exists no more."""
    return _begins_with("closed", status)


def is_closed_company(status: str) -> bool:
    """Whether the status of a company says, in a word or as a register's code, that it is no more."""
    return is_closed(status) or _is_among("closed_companies", status)


def is_left_out(status: str) -> bool:
    """Whether a status says that the row is no lead: refunded, cancelled, deleted, a test."""
    return _begins_with("left_out", status)


def says_opted_out(status: str) -> bool:
    """Whether a status says that somebody wants no contact."""
    return _begins_with("opted_out", status)


def forbids_mail(status: str) -> bool:
    """Whether a status says that nothing may be sent to an address, or that it is dead."""
    return _begins_with("no_mail", status)


def is_subscriber_state(text: str) -> bool:
    """Whether a cell of a column called State holds the status of a subscriber."""
    return _is_among("subscriber_states", text)


def is_meeting_role(text: str) -> bool:
    """Whether a cell says what somebody was in a meeting: who held it, or one of the others."""
    return _is_among("meeting_roles", text)


def is_no_place(text: str) -> bool:
    """Whether a cell of a column of places names none: an address on the web, "Zoom", "by phone"."""
    return "://" in text or _is_among("no_places", text)


def is_no_address(text: str) -> bool:
    """Whether a cell says that somebody gave no address: "anonymous"."""
    return _is_among("no_address", text)


def asks_nothing(text: str) -> bool:
    """Whether a form's answer to what somebody wants to ask is that there is nothing."""
    return is_no(text) or _is_among("no_question", text) or not any(map(str.isalnum, text))


def is_lead_state(text: str) -> bool:
    """Whether a cell of a column called Estado or Stato tells how far one is with a lead."""
    return _is_among("lead_states", text)


def is_kind_of_row(text: str) -> bool:
    """Whether a cell only tells persons from companies."""
    return _is_among("kinds_of_rows", text)


def is_no(text: str) -> bool:
    """Whether a cell says no."""
    return _is_among("no", text) or is_refusal(text)


def is_refusal(text: str) -> bool:
    """Whether a cell says no where its column asks for leave, and bars where its column forbids.

    A cross is no leave, and is the mark that somebody set where a column forbids.
    """
    return _is_among("refusal", text) or _is_sign(text, _CROSSES)


def allows(text: str) -> bool:
    """Whether a cell allows what its column speaks of, though that be to forbid it."""
    return _is_among("allowed", text)


def is_unbarred(text: str) -> bool:
    """Whether a cell says that no list bars whoever its row is of."""
    return _is_among("unbarred", text)


def is_no_company(text: str) -> bool:
    """Whether a cell says that somebody works for no company, as many people do."""
    return _is_among("no_company", text)


def is_yes(text: str) -> bool:
    """Whether a cell says yes."""
    return _is_among("yes", text) or _is_sign(text, _TICKS)


def says_coming(text: str) -> bool:
    """Whether the answer to an invitation is that they come."""
    return is_yes(text) or _is_among("coming", text)


def says_not_coming(text: str) -> bool:
    """Whether the answer to an invitation is that they do not come."""
    return is_no(text) or _is_among("not_coming", text)


def is_end_word(text: str) -> bool:
    """Whether a cell begins a line below a list: a total, a note, who exported it."""
    key = folded(text)
    ends = list_words().lists["end"]
    head = folded(re.split(r"[:：]", text, maxsplit=1)[0])
    begins_so = any(" " in end and key.startswith(f"{end} ") for end in ends)
    counted = _COUNT_AT_END.fullmatch(text.strip())
    is_count = counted is not None and folded(counted[1]) in ends
    is_end = key in ends or head in ends or begins_so or is_count
    return is_end or _COPYRIGHT.match(text.strip()) is not None


def is_total(text: str) -> bool:
    """Whether a cell says that what stands beside it adds up other rows."""
    key = f" {folded(text)} "
    words = list_words().lists["total"]
    return any(key.startswith(f" {one} ") or key.endswith(f" {one} ") for one in words)


def is_form_hint(text: str) -> bool:
    """Whether a cell says of its column that it must, or need not, be filled in."""
    return _is_among("form", text)


def is_page_number(text: str) -> bool:
    """Whether a line only counts pages: "Page 1 of 3"."""
    found = _PAGE.fullmatch(folded(text))
    return found is not None and _is_among("page", found[1] or found[2] or "")


def is_list_title(text: str) -> bool:
    """Whether the title of a table says that it lists people: "2. Participants"."""
    return _is_among("list_titles", _NUMBERED.sub("", text))


@lru_cache(_REMEMBERED)
def says_nothing(text: str) -> bool:
    """Whether a name or place only says that there is none; a real name never does."""
    return _NO_WORD.fullmatch(text) is not None or _is_among("nothing", text)


def language_code(text: str) -> str:
    """Return the ISO code of two letters for a language's code or name, or nothing."""
    key = folded(text)
    code = key.split(" ")[0]
    is_code = len(code) == 2 and code.isalpha()  # noqa: PLR2004 - ISO 639-1
    return code if is_code else list_words().languages.get(key, "")


def response_kind(text: str) -> ResponseKind | None:
    """Return the sign of interest that a cell names, or None."""
    known = list_words().responses
    return known.get(folded(text)) or known.get(folded(_BEHIND_A_RESPONSE.sub("", text)))


def _begins_with(words: str, status: str) -> bool:
    """Whether a status is one of these words, whatever reason stands behind it: "Lost: no budget"."""
    return _is_among(words, status) or _is_among(words, _BEHIND_A_WORD.sub("", status))


def _is_sign(text: str, signs: Container[str]) -> bool:
    return text.strip().removesuffix(_AS_PICTURE) in signs


def _is_among(words: str, text: str) -> bool:
    return folded(text) in list_words().lists[words]

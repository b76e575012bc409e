"""Letters: kind, complete, and plain text whatever the data holds."""

import pytest

from qualdesk.domain.mail import Letter
from qualdesk.domain.outcome import SPOKEN_REASONS, CloseOutReason
from qualdesk.errors import InputError
from qualdesk.mail.letters import (
    LONGEST_LETTER,
    close_out_letter,
    invitation_letter,
    offer_letter,
    rendered,
)

HOSTILE = "{{ 7 * 7 }}{% for x in y %}<b>&\r\nBcc: a@b.example"


def a_close_out(reason: CloseOutReason, offer: str = "line inspection") -> Letter:
    return close_out_letter(
        reason, salutation="Dear Ms Keller", caller="Priya Nair", firm="Aldergrove", offer=offer
    )


@pytest.mark.parametrize("reason", SPOKEN_REASONS)
def test_a_close_out_thanks_and_promises_to_call_no_more(reason: CloseOutReason) -> None:
    letter = a_close_out(reason)
    assert letter.subject.startswith("Thank you")
    assert letter.body.startswith("Dear Ms Keller,\n\nThank you")
    assert "not call you about" in letter.body
    assert letter.body.endswith("With kind regards\n\nPriya Nair\nAldergrove\n")


def test_a_letter_to_nobody_by_name_has_a_subject_without_one() -> None:
    letter = close_out_letter(
        CloseOutReason.NO_NEED_NOW, salutation="Good day", caller="P", firm="A", offer="o"
    )
    assert letter.subject == "Thank you for your time"
    assert letter.body.startswith("Good day,\n")


def test_hostile_words_stay_words() -> None:
    letter = a_close_out(CloseOutReason.NO_NEED_NOW, HOSTILE)
    assert HOSTILE in letter.body


def test_a_subject_is_one_line_whatever_a_name_holds() -> None:
    letter = close_out_letter(
        CloseOutReason.NO_NEED_NOW,
        salutation="Dear X\r\nBcc: a@b.example",
        caller="P",
        firm="A",
        offer="o",
    )
    assert letter.subject == "Thank you for your time, X Bcc: a@b.example"


def test_an_invitation_says_who_when_and_what_about() -> None:
    letter = invitation_letter(
        prospect="Maria Keller",
        rep="Jonas Weber",
        offer="line inspection",
        when="Thu 19 Nov, 10:00 (München)",
        caller="Priya Nair",
    )
    assert letter.subject == "Jonas Weber and Maria Keller: Thu 19 Nov, 10:00 (München)"
    assert "Jonas Weber will speak with you on Thu 19 Nov, 10:00 (München)." in letter.body
    assert letter.body.endswith("With kind regards\n\nPriya Nair\n")


@pytest.mark.parametrize("when", ["Thu 19 Nov, 10:00", ""])
def test_an_offer_carries_the_brief_with_or_without_a_meeting(when: str) -> None:
    body = offer_letter(
        prospect="Maria Keller",
        company="Bergmann Molkerei",
        rep="Jonas",
        brief="Two lines, checked by hand.",
        when=when,
    ).body
    assert "\nTwo lines, checked by hand.\n" in body
    assert (f"talk with you on {when}." if when else "talk with you.") in body


@pytest.mark.parametrize(
    "template",
    [
        "{{ name.__class__.__mro__ }}",
        "{{ name.ljust(1000000000) }}",
        "{{ name * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ name|center(1000000000) }}",
        "{% for x in range(1000000) %}{{ name }}{% endfor %}",
        "{{ nobody }}",
        "{{ name",
    ],
)
def test_a_template_that_reaches_too_far_is_refused(template: str) -> None:
    with pytest.raises(InputError):
        rendered(template, {"name": "Maria"})


def test_a_letter_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="longer than"):
        rendered("{{ name }}" * 10, {"name": "x" * (LONGEST_LETTER // 9)})

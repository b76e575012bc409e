"""Whatever a name, a company or a note holds, it arrives as the words it is, in every template."""

import json
import string
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qualdesk.domain.mail import Letter, MailKind
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.domain.track import TrackStep
from qualdesk.mail.composing import OutgoingMail, compose
from qualdesk.mail.letters import (
    cancellation_letter,
    close_out_letter,
    company_letter,
    correction_letter,
    handed_on_letter,
    heard_from_letter,
    invitation_letter,
    joining_letter,
    offer_letter,
    taken_over_letter,
    told_letter,
    track_fields,
    track_letter,
    tried_letter,
)
from qualdesk.store.tracks import shipped_tracks
from tests.qualdesk.mailing import FIRM
from tests.real_lists import real_list

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)

HOSTILE = (
    "{{ 7 * 7 }}",
    "{% for x in y %}",
    "{{ ''.__class__.__mro__ }}",
    "{# gone #}",
    "Anna\r\nBcc: everybody@firm.example",
    "Anna\nSubject: Free money",
    "<script>alert(1)</script>",
    "<b>bold</b> & <img src=x>",
    '=HYPERLINK("http://x.example")',
    "%(name)s {0} ${HOME} \\n",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
    "Zoë Ünal 田中さん 😀",
    ".",
    "From here",
)
STEPS = {
    f"{track.id}-{step.id}": step
    for track in shipped_tracks()
    for step in track.touches
    if step.kind.is_written
}


def _written(step: TrackStep, words: str) -> Letter:
    names = ("salutation", "first_name", "company", "caller", "firm", "offer", "about")
    return track_letter(step, track_fields(**dict.fromkeys(names, words)))


def _close_out(reason: CloseOutReason, words: str) -> Letter:
    return close_out_letter(reason, salutation=words, caller=words, firm=words, offer=words)


def _others(words: str) -> list[Letter]:
    return [
        *(_close_out(reason, words) for reason in CloseOutReason),
        tried_letter(salutation=words, caller=words, firm=words, offer=words),
        invitation_letter(prospect=words, rep=words, offer=words, when=words, caller=words),
        offer_letter(prospect=words, company=words, rep=words, brief=words, when=words),
        taken_over_letter(
            prospect=words, company=words, rep=words, former=words, brief=words, when=words
        ),
        handed_on_letter(prospect=words, rep=words, former=words, when=words),
        heard_from_letter(prospect=words, company=words, rep=words, how=words, caller=words),
        correction_letter(salutation=words, about=words, caller=words, is_meeting=True),
        told_letter(prospect=words, company=words, rep=words, words=words),
        cancellation_letter(prospect=words, rep=words, when=words, caller=words),
        joining_letter(
            salutation=words, caller=words, firm=words, offer=words, when=words, joining=words
        ),
        *(
            company_letter(
                prospect=words, company=words, rep=words, caller=words, is_barred=is_barred
            )
            for is_barred in (True, False)
        ),
    ]


def _arrives(letter: Letter, words: str) -> None:
    """Check that the words stand in the letter as they are, and that they travel as plain text."""
    assert words.strip() in letter.body
    assert len(letter.subject.splitlines()) <= 1
    subject = "".join(one for one in letter.subject if one.isprintable())
    mail = OutgoingMail(
        MailKind.NURTURE, "Maria", "m@x.example", subject, letter.body, "<one@x.example>"
    )
    message = message_from_bytes(compose(mail, FIRM, NOW).as_bytes(), policy=default)
    assert message.get_content_type() == "text/plain"
    assert [name for name in message if name.lower() in {"bcc", "cc"}] == []
    assert message.get_all("Subject") == [message["Subject"]]
    arrived = message.get_content()
    assert " ".join(words.split()) in " ".join(arrived.split())


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_every_field_of_every_track_stay_words(
    step: TrackStep, words: str
) -> None:
    _arrives(_written(step, words), words)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_every_other_letter_stay_words(words: str) -> None:
    for letter in _others(words):
        _arrives(letter, words)


@given(words=some.text(string.printable, min_size=1, max_size=60))
def test_any_text_comes_out_of_a_template_as_it_went_in(words: str) -> None:
    kept = words.strip()
    assert kept in _written(STEPS["webinar-summary"], words).body
    assert kept in _close_out(CloseOutReason.NO_NEED_NOW, words).body


@pytest.mark.real_lists
def test_a_list_of_naughty_strings_stays_words_in_every_template() -> None:
    naughty: list[str] = json.loads(real_list("../text/blns.json").read_text())
    # Many at once: a template is parsed each time it is filled, and a letter has its greatest length.
    for start in range(0, len(naughty), 100):
        words = "\n".join(one.strip() for one in naughty[start : start + 100]).strip()
        for letter in (*(_written(step, words) for step in STEPS.values()), *_others(words)):
            assert words in letter.body
            assert len(letter.subject.splitlines()) <= 1

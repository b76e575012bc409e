"""Verdicts: what answers make of a prospect, in the exact words of DESIGN §6."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualdesk.domain.lead import Grade
from qualdesk.domain.lead_definition import Standing
from qualdesk.domain.script import carried, open_steps
from qualdesk.domain.verdicts import verdict
from tests.qualdesk.domain.conversation import PLAIN, TODAY, a_script

LEAD = {"need": "Too slow", "who": "I decide", "timing": "This quarter"}

answers_of_all_kinds = st.fixed_dictionaries(
    {},
    optional={
        "need": st.sampled_from(
            ["Too slow", "Too slow; Too dear", "Nothing", "We have none", "Rust"]
        ),
        "who": st.sampled_from(["I decide", "Others decide"]),
        "timing": st.sampled_from(
            ["This quarter", "In a year", "2027-01-15", "2029-01-15", "soon"]
        ),
        "budget": st.sampled_from(["EUR 40000", "EUR 10", "little"]),
    },
)


@pytest.mark.parametrize(
    ("answers", "sentence", "grade"),
    [
        ({}, "Nothing known yet", None),
        ({"need": "Too slow"}, "Not a lead yet · 1 of 3 required met", None),
        (
            {"need": "Too slow", "who": "I decide", "budget": "EUR 40000"},
            "Not a lead yet · 2 of 3 required met",
            None,
        ),
        (LEAD, "A lead: all 3 required met · budget not asked", Grade.MEETS_NOW),
        (LEAD | {"budget": "EUR 40000"}, "A lead: all 3 required met", Grade.MEETS_NOW),
        (LEAD | {"budget": "EUR 10"}, "A lead: all 3 required met", Grade.MEETS_NOW),
        (
            LEAD | {"timing": "In a year"},
            "Later: fits, wants it after Nov 2027",
            Grade.MEETS_LATER,
        ),
        (
            LEAD | {"timing": "2028-04-03"},
            "Later: fits, wants it after Mon 3 Apr 2028",
            Grade.MEETS_LATER,
        ),
        ({"need": "Nothing"}, "Fits, no need now", Grade.FITS_NO_NEED),
        ({"need": "We have none"}, "Does not fit: We have none", Grade.DOES_NOT_FIT),
    ],
)
def test_the_verdict_is_said_in_the_words_agreed(
    answers: dict[str, str], sentence: str, grade: Grade | None
) -> None:
    found = verdict(a_script(), PLAIN, answers, TODAY)
    assert found.sentence() == sentence
    assert found.grade is grade


@given(answers_of_all_kinds)
def test_a_criterion_that_helps_is_never_counted(answers: dict[str, str]) -> None:
    with_it = verdict(a_script(), PLAIN, answers, TODAY)
    without = verdict(a_script(), PLAIN, answers | {"budget": ""}, TODAY)
    assert with_it.met_count == without.met_count
    assert with_it.grade is without.grade


@given(answers_of_all_kinds)
def test_only_what_is_met_in_full_is_a_lead(answers: dict[str, str]) -> None:
    found = verdict(a_script(), PLAIN, answers, TODAY)
    assert found.is_lead == (found.grade is Grade.MEETS_NOW) == (found.met_count == 3)


@given(answers_of_all_kinds)
def test_each_criterion_names_the_answer_that_decided_it(answers: dict[str, str]) -> None:
    found = verdict(a_script(), PLAIN, answers, TODAY)
    for criterion in PLAIN.criteria:
        finding = found.finding(criterion)
        assert (finding is None) == (found.standing(criterion) is Standing.UNKNOWN)
        assert finding is None or (finding.answer and answers[finding.step])


@given(answers_of_all_kinds)
def test_nothing_is_open_behind_an_end(answers: dict[str, str]) -> None:
    path = open_steps(a_script(), answers, TODAY)
    assert [step.id for step in path if step.ends] == [path[-1].id]


@given(answers_of_all_kinds)
def test_what_stood_against_it_is_asked_anew_on_a_later_call(answers: dict[str, str]) -> None:
    still = carried(a_script(), answers, TODAY)
    standings = {verdict(a_script(), PLAIN, still, TODAY).standing(one) for one in PLAIN.criteria}
    assert standings <= {Standing.MET, Standing.UNKNOWN}


def test_of_several_answers_one_reason_to_act_is_enough() -> None:
    found = verdict(a_script(), PLAIN, {"need": "Too slow; Nothing"}, TODAY)
    assert found.standing(PLAIN.criteria[0]) is Standing.MET

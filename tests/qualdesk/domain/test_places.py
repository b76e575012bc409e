"""Places and names: how words are folded, so that spellings of one name are the same."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qualdesk.domain.places import folded


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_words_fold_as_any_others_do(text: str) -> None:
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = (one if one.isalnum() else " " for one in plain)
    assert folded(text) == " ".join("".join(letters).split())


def test_accents_case_and_stops_are_folded_away() -> None:
    assert folded("  Müller & Söhne, K.G. ") == "muller sohne k g"

"""Words from outside, as a database takes them and a page shows them."""


def clean(text: str, longest: int) -> str:
    """Return text without control characters and halves of signs, cut to a length."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    kept = (one for one in whole if one in "\n\t" or one.isprintable())
    return "".join(kept)[:longest].strip()

"""How the page counts in words."""


def counted(number: int, noun: str) -> str:
    """Return a number of things: "1 letter", "3 letters"."""
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"

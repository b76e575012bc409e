"""Names: how a prospect is called on the desk and greeted in a letter."""


def prospect_name(first_name: str, last_name: str, company: str) -> str:
    """Return the name as said; a prospect without one is called by the company."""
    return f"{first_name} {last_name}".strip() or company


def name_parts(name: str) -> tuple[str, str]:
    """Return first and last name of what was said; a single word is taken for the first name."""
    first_name, _space, last_name = name.strip().rpartition(" ")
    return (first_name, last_name) if first_name else (last_name, "")


def salutation(title: str, first_name: str, last_name: str) -> str:
    """Return the greeting of a letter without its comma: Dear Ms Keller, Dear Maria Keller."""
    if title and last_name:
        return f"Dear {title} {last_name}"
    name = f"{first_name} {last_name}".strip()
    return f"Dear {name}" if name else "Good day"

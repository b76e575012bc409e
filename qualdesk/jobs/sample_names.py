"""Names and addresses of the sample prospects, made up of how they are called and where they work."""

import unicodedata

_LETTERS = str.maketrans({"ł": "l", "ø": "o"})


def sample_domain(company: str) -> str:
    """Return the domain a company of this name has: one that nobody can own."""
    return f"{'-'.join(_ascii(company).split()[:2])}.example"


def parted(name: str) -> tuple[str, str]:
    """Return first and last name; “de Boer” stays together."""
    words = name.split()
    lower = (place for place, word in enumerate(words) if word[0].islower())
    cut = next(lower, len(words) - 1)
    return " ".join(words[:cut]), " ".join(words[cut:])


def sample_address(first_name: str, last_name: str, company: str) -> str:
    """Return where somebody is written to, or nothing where nobody knows their name."""
    if not last_name:
        return ""
    return f"{'.'.join(_ascii(f'{first_name} {last_name}').split())}@{sample_domain(company)}"


def _ascii(text: str) -> str:
    """Return small letters without accents, and spaces for everything else."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    letters = (one for one in plain if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in letters)

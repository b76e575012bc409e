"""How figures are printed: a table of what was measured, and a last line with ratio and limit."""

import statistics
from collections.abc import Sequence


def spread(name: str, values: Sequence[float], unit: str = "ms") -> str:
    """Return median, least and largest of some values as a line of a table."""
    return (
        f"{name:<34} median {statistics.median(values):8.1f} {unit}"
        f"   least {min(values):8.1f}   largest {max(values):8.1f}   n={len(values)}"
    )


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that so many percent of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def verdict(name: str, ratio: float, limit: float) -> bool:
    """Print the last line of a benchmark; return whether it keeps its limit."""
    print(f"{name} ratio={ratio:.2f} limit={limit:.2f}")
    return ratio <= limit

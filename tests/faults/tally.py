"""What a fault left behind."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tally:
    """`counts` are only told; a `wrong` above nought breaks a promise."""

    name: str
    lost: int
    doubled: int
    wrong: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether every promise held."""
        return not (self.lost or self.doubled or any(self.wrong.values()))

    def line(self) -> str:
        """Return the line that says it all."""
        figures = {"lost": self.lost, "doubled": self.doubled} | self.wrong | self.counts
        return f"{self.name} " + " ".join(f"{name}={count}" for name, count in figures.items())

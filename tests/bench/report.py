"""One measured figure, beside the goal that it has to meet."""

from __future__ import annotations

import math
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, in its unit.

    `goal` is the most that the design allows, or the least where `at_least` is set; None where it sets none.
    """

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def line(self) -> str:
        """A row of the table."""
        goal = "" if self.goal is None else f"{'≥' if self.at_least else '≤'} {self.goal:g}"
        verdict = "" if self.goal is None else ("met" if self.is_met else "MISSED")
        return f"{self.name:<72} {self.value:>12,.1f} {self.unit:<12} {goal:>8} {verdict}"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def median_and_p95(name: str, values: Sequence[float], unit: str, goal: float | None = None) -> list[Figure]:
    return [
        Figure(f"{name}, median of {len(values)}", statistics.median(values), unit, goal),
        Figure(f"{name}, 95th percentile", percentile(values, 0.95), unit),
    ]


def say(line: str) -> None:
    """Prints a line at once, so that a long benchmark shows how far it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()

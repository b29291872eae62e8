"""Ways to put competing requests in order, each worked out on an example of the person's own."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rehearse.interview.blanks import blanks_in


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the figures a score is made of."""

    name: str
    divides: bool = False
    percent: bool = False
    """Whether it is given in per cent, and counts as that share."""

    def told(self, value: float) -> str:
        """The factor as it is said: “an effort of 3”."""
        if self.percent:
            return f"{value:g} percent {self.name}"
        article = "an" if self.name[0] in "aeiou" else "a"
        return f"{article} {self.name} of {figure(value)}"


class Framework(StrEnum):
    """A way to rank."""

    RICE = "rice"
    COST_BENEFIT = "cost-benefit"
    RISK_URGENCY = "risk-urgency"

    @property
    def spoken(self) -> str:
        """Its name, as it is said."""
        return _SPOKEN[self]

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What goes into a score, in the order in which it is said."""
        return _FACTORS[self]

    @property
    def formula(self) -> str:
        """How a score is made: “reach × impact × confidence ÷ effort”."""
        first, *others = self.factors
        return first.name + "".join(f" {'÷' if factor.divides else '×'} {factor.name}" for factor in others)

    def score(self, values: tuple[float, ...]) -> float:
        """Work a score out of the factors' values, which are all more than 0."""
        shares = (
            value / 100 if factor.percent else value
            for factor, value in zip(self.factors, values, strict=True)
        )
        return math.prod(
            1 / share if factor.divides else share for factor, share in zip(self.factors, shares, strict=True)
        )


_SPOKEN: Mapping[Framework, str] = {
    Framework.RICE: "RICE",
    Framework.COST_BENEFIT: "benefit against cost",
    Framework.RISK_URGENCY: "risk times urgency",
}
_FACTORS: Mapping[Framework, tuple[Factor, ...]] = {
    Framework.RICE: (
        Factor("reach"),
        Factor("impact"),
        Factor("confidence", percent=True),
        Factor("effort", divides=True),
    ),
    Framework.COST_BENEFIT: (
        Factor("benefit"),
        Factor("cost", divides=True),
    ),
    Framework.RISK_URGENCY: (
        Factor("risk"),
        Factor("urgency"),
    ),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things that compete."""

    name: str
    values: tuple[float, ...]
    """The value of each of the framework's factors, in their order."""


@dataclass(frozen=True, slots=True)
class Place:
    """An option with its score and the place it took."""

    option: Option
    score: float
    place: int
    """1 for the first; options that score alike share one."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """One decision worked through by one framework."""

    id: str
    title: str
    framework: Framework
    options: tuple[Option, ...]
    result: str = ""
    """What came of the order, as it would be said."""

    @property
    def order(self) -> tuple[Place, ...]:
        """The options, the highest score first; those that score alike stay as they were given."""
        scored = sorted(
            ((self.framework.score(option.values), option) for option in self.options),
            key=lambda pair: -pair[0],
        )
        places: list[Place] = []
        for number, (score, option) in enumerate(scored, start=1):
            level = bool(places) and math.isclose(places[-1].score, score)
            places.append(Place(option, score, places[-1].place if level else number))
        return tuple(places)

    @property
    def is_example(self) -> bool:
        """Whether it can be told: something went ahead of something else."""
        return len({place.place for place in self.order}) > 1 and not self.blanks

    @property
    def blanks(self) -> tuple[str, ...]:
        """What a template left to be filled in."""
        return blanks_in("\n".join((self.title, *(option.name for option in self.options), self.result)))

    @property
    def sentence(self) -> str:
        """The decision as one would say it aloud; empty before there are two options."""
        if len(self.options) < 2:
            return ""
        first, *others = self.order
        factors = _listed(
            [
                factor.told(value)
                for factor, value in zip(self.framework.factors, first.option.values, strict=True)
            ]
        )
        said = (
            f"I ranked {len(self.options)} requests by {self.framework.spoken}: {first.option.name}, "
            f"with {factors}, came to {figure(first.score)} {_against(first, others)}."
        )
        return f"{said} {self.result}" if self.result else said


_MOST_NAMED = 3


def figure(value: float) -> str:
    """A number as one would say it: three digits, thousands set apart."""
    rounded = float(f"{value:.3g}") if abs(value) < 100 else round(value)
    return f"{rounded:,.0f}" if float(rounded).is_integer() else f"{rounded:,g}"


def _against(first: Place, others: list[Place]) -> str:
    level = [place.option.name for place in others if place.place == first.place]
    below = [f"{place.option.name} at {figure(place.score)}" for place in others if place.place > first.place]
    if len(below) > _MOST_NAMED:
        below = [*below[: _MOST_NAMED - 1], f"{len(below) - _MOST_NAMED + 1} others"]
    said = [f"level with {_listed(level)}"] if level else []
    said += [f"ahead of {_listed(below)}"] if below else []
    return f"and {'stood' if level else 'went'} {', '.join(said)}"


def _listed(names: list[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last

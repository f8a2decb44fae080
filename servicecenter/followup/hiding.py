"""Which figures are not shown, so that none tells of a few.

A figure from 1 to 4 is hidden. That is not enough where sums are shown too: what is left of a sum
when all the others are taken from it would be the hidden one. So others are hidden with it, the
smallest first, until what is shown would also hold if the small one were five or more. That is
looked into exactly, by linear programming over all that is shown at once: of everything that could
stand in the hidden places and fits the sums, what is the most that this one could be?
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from scipy.optimize import linprog

LEAST = 5  # that is shown; and none, which tells of no one
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Sum(Generic[Name]):
    """What is shown, or can be worked out, as the sum of others."""

    of: Name
    parts: tuple[Name, ...]


def is_small(count: int) -> bool:
    return 0 < count < LEAST


def hidden(counts: Mapping[Name, int], sums: Sequence[Sum[Name]]) -> set[Name]:
    """Those that are not to be shown."""
    table = _Table(counts, sums, {name for name, count in counts.items() if is_small(count)})
    for name in sorted(table.hidden, key=lambda name: (counts[name], str(name))):
        while table.most(name) < LEAST:
            table.hide_one_more(name)
    return table.hidden


@dataclass
class _Table(Generic[Name]):
    counts: Mapping[Name, int]
    sums: Sequence[Sum[Name]]
    hidden: set[Name] = field(default_factory=set)

    def most(self, name: Name) -> float:
        """The most that a hidden figure could be, as far as what is shown tells."""
        connected = self._connected(name)
        places = {one: place for place, one in enumerate(sorted(connected, key=str))}
        lines = [one for one in self.sums if not connected.isdisjoint((one.of, *one.parts))]
        if not lines:
            return np.inf
        fits, known = np.zeros((len(lines), len(places))), np.zeros(len(lines))
        for number, line in enumerate(lines):
            for one, sign in ((line.of, -1), *((part, 1) for part in line.parts)):
                if one in places:
                    fits[number, places[one]] += sign
                else:
                    known[number] -= sign * self.counts[one]
        aim = np.zeros(len(places))
        aim[places[name]] = -1
        found = linprog(aim, A_eq=fits, b_eq=known, method="highs")
        return round(-float(found.fun), 6) if found.success else np.inf  # there is no bound

    def _connected(self, name: Name) -> set[Name]:
        """The hidden figures that what is shown binds to this one."""
        reached, new = {name}, {name}
        while new:
            lines = [{one.of, *one.parts} for one in self.sums]
            near = {other for line in lines if line & new for other in line & self.hidden}
            new = near - reached
            reached |= new
        return reached

    def hide_one_more(self, name: Name) -> None:
        """The smallest that is shown beside one that is bound to it; a sum only when no part is
        left. Hiding a figure that is nothing would not help."""
        bound = self._connected(name)
        lines = [one for one in self.sums if not bound.isdisjoint((one.of, *one.parts))]
        parts = {part for line in lines for part in line.parts if self.counts[part]} - self.hidden
        sums = {line.of for line in lines} - self.hidden
        self.hidden.add(min(parts or sums, key=lambda one: (self.counts[one], str(one))))

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from rehearse.cli.later import later

THREADS = 8


class Counted:
    """A part that tells how many of it there are."""

    made = 0

    def __init__(self) -> None:
        Counted.made += 1

    def __call__(self, word: str, *, twice: bool = False) -> str:
        return word * 2 if twice else word

    @property
    def name(self) -> str:
        return "counted"


def test_a_part_is_made_once_by_whichever_thread_uses_it_first() -> None:
    Counted.made = 0
    part = later(Counted)
    assert Counted.made == 0
    together = Barrier(THREADS)

    def use(_: int) -> str:
        together.wait()
        return part.name

    with ThreadPoolExecutor(THREADS) as pool:
        assert set(pool.map(use, range(THREADS))) == {"counted"}
    assert Counted.made == 1
    assert part("la", twice=True) == "lala"


def test_a_part_that_cannot_be_made_is_tried_again() -> None:
    tries = iter([True, False])

    def make() -> Counted:
        if next(tries):
            raise ValueError("not yet")
        return Counted()

    part = later(make)
    with pytest.raises(ValueError, match="not yet"):
        _ = part.name
    assert part.name == "counted"

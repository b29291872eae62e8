from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sound.spoken import Synthesiser, can_speak, spoken
from tests.sound.virtual_card import VirtualCard, missing_commands, virtual_card


def _skip_without_sound_server() -> None:
    missing = missing_commands()
    if missing:
        pytest.skip(f"a virtual sound card needs {', '.join(missing)}")


@pytest.fixture(scope="session")
def sound_card() -> Iterator[VirtualCard]:
    """One card for all: whoever unplugs or suspends its microphone puts it back."""
    _skip_without_sound_server()
    with virtual_card() as card:
        yield card


@pytest.fixture(autouse=True)
def _no_test_hears_another(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "sound_card" in request.fixturenames:
        request.getfixturevalue("sound_card").hush()


@pytest.fixture
def spare_sound_card() -> Iterator[VirtualCard]:
    """A card to break."""
    _skip_without_sound_server()
    with virtual_card() as card:
        yield card


@pytest.fixture
def sound_card_here(sound_card: VirtualCard) -> Iterator[VirtualCard]:
    """The card of `sound_card`, seen by `sounddevice` in the test's own process."""
    with sound_card.in_this_process():
        yield sound_card


@pytest.fixture
def spare_sound_card_here(spare_sound_card: VirtualCard) -> Iterator[VirtualCard]:
    """A card to break, seen by `sounddevice` in the test's own process."""
    with spare_sound_card.in_this_process():
        yield spare_sound_card


@pytest.fixture(scope="session")
def say() -> Callable[..., Path]:
    """Text to a WAV file that says it; the test skips where the synthesiser is missing."""

    def say(text: str, synthesiser: Synthesiser = "flite") -> Path:
        if not can_speak(synthesiser):
            pytest.skip(f"{synthesiser} is missing")
        return spoken(text, synthesiser)

    return say

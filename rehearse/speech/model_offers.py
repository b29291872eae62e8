"""The Whisper models that can be fetched."""

from dataclasses import dataclass
from pathlib import Path

from rehearse.durable import shown
from rehearse.interview.errors import UnknownModel


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be fetched."""

    name: str
    repository: str
    note: str


HUB = "https://huggingface.co"
"""Where they are published."""

OFFERS = (
    Offer("tiny.en", "Systran/faster-whisper-tiny.en", "fastest, for slow machines; misses words"),
    Offer("base.en", "Systran/faster-whisper-base.en", "the one to start with"),
    Offer("small.en", "Systran/faster-whisper-small.en", "hears better, takes about three times as long"),
    Offer("distil-small.en", "Systran/faster-distil-whisper-small.en", "nearly small.en, a little faster"),
    Offer("large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", "hears best; for fast machines"),
)


def offer_of(name: str) -> Offer:
    """Find what is offered by its name.

    Raises:
        UnknownModel: no model has that name.
    """
    for offer in OFFERS:
        if offer.name == name:
            return offer
    known = ", ".join(offer.name for offer in OFFERS)
    raise UnknownModel(f"No Whisper model is called {shown(Path(name))}: there are {known}.")

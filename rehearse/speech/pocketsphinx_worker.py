"""PocketSphinx in a process of its own: it holds Python's lock for as long as it searches."""

from contextlib import suppress
from typing import Any

from rehearse.speech.worker import FarEnd, far_end

NEW_ANSWER = b"n"
NEW_PIECE = b"p"
SOUND = b"s"
GUESS = b"g"
"""Asks for the words so far."""
WORDS = b"w"
"""Ends the piece and asks for its words."""

SEARCH = {
    # Measured on synthesised answers: a lighter language model than the default's 6.5 takes a tenth of the
    # errors away, and fewer open paths take back the time that costs.
    "lw": 5.0,
    "maxhmmpf": 5000,
    "loglevel": "FATAL",
}


def main() -> None:
    """Answer requests until there are no more."""
    with far_end() as end:
        try:
            decoder = _decoder()
        except (ImportError, OSError, RuntimeError) as error:
            end.reply({"error": " ".join(str(error).split())})
            return
        end.reply({})
        while request := end.next():
            _serve(decoder, *request, end)


def _serve(decoder: Any, letter: bytes, content: bytes, end: FarEnd) -> None:
    if letter == NEW_ANSWER:
        _end_what_was_left(decoder)
        # What it learnt of one speaker and room must not colour the next answer; set_cmn leaves some of it.
        decoder.reinit_feat()
    elif letter == NEW_PIECE:
        _end_what_was_left(decoder)
        decoder.start_utt()
    elif letter == SOUND:
        decoder.process_raw(content, False, False)
    elif letter == GUESS:
        end.reply(_words(decoder))
    elif letter == WORDS:
        decoder.end_utt()
        end.reply(_words(decoder))


def _words(decoder: Any) -> list[tuple[str, int, int, float]]:
    """Each word with its first frame, its last and its probability."""
    return [
        (segment.word, segment.start_frame, segment.end_frame, segment.prob)
        for segment in decoder.seg() or ()
    ]


def _end_what_was_left(decoder: Any) -> None:
    """An answer given up, or a piece that held no speech, left its search in the middle."""
    with suppress(RuntimeError):  # there was none: the usual case
        decoder.end_utt()


def _decoder() -> Any:
    from pocketsphinx import Decoder

    return Decoder(**SEARCH)


if __name__ == "__main__":
    main()

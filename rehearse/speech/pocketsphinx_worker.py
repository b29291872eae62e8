"""PocketSphinx in a process of its own: it holds Python's lock for as long as it searches.

Requests come on standard input, each a letter, a length and so many bytes; those that ask for something are
answered by a line of JSON on standard output. The end of the input is the end of the process.
"""

import json
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

REQUEST = struct.Struct("<cI")

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
    with os.fdopen(os.dup(1), "wb", buffering=0) as replies:
        # What the library prints must not pass for a reply.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            decoder = _decoder()
        except (ImportError, RuntimeError) as error:
            _reply(replies, {"error": " ".join(str(error).split())})
            return
        _reply(replies, {})
        with suppress(BrokenPipeError):  # nobody waits for the words any more
            for letter, content in _requests(sys.stdin.buffer):
                _serve(decoder, letter, content, replies)


def _serve(decoder: Any, letter: bytes, content: bytes, replies: BinaryIO) -> None:
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
        _reply(replies, _words(decoder))
    elif letter == WORDS:
        decoder.end_utt()
        _reply(replies, _words(decoder))


def _requests(requests: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        letter, length = REQUEST.unpack(head)
        content = requests.read(length)
        if len(content) < length:
            return
        yield letter, content


def _reply(replies: BinaryIO, reply: object) -> None:
    replies.write(json.dumps(reply).encode() + b"\n")


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

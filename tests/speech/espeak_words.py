"""What espeak-ng itself says of when each word begins, to measure estimates by; run as a program.

Prints JSON: pairs of a word's place in the text and its beginning in seconds.
"""

import json
import sys

from pyttsx3.drivers import _espeak


def main(text: str, wpm: int) -> None:
    """Speaks into nowhere and prints what came by."""
    begins: list[tuple[int, float]] = []

    def note(_sound: object, _count: int, events: "_espeak.POINTER") -> int:
        at = 0
        while events[at].type != _espeak.EVENT_LIST_TERMINATED:
            if events[at].type == _espeak.EVENT_WORD:
                begins.append((events[at].text_position - 1, events[at].audio_position / 1000))
            at += 1
        return 0

    _espeak.Initialize(_espeak.AUDIO_OUTPUT_RETRIEVAL, 1000)
    _espeak.SetSynthCallback(note)
    _espeak.SetParameter(_espeak.RATE, wpm, 0)
    _espeak.Synth(text.encode(), flags=_espeak.ENDPAUSE | _espeak.CHARS_UTF8)
    _espeak.Synchronize()
    print(json.dumps(begins))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

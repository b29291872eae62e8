"""What libraries have to say goes to the log, in every command."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rehearse.speech.quiet import libraries_write_to
from rehearse.storage.data_folder import DataFolder


@contextmanager
def libraries_kept_quiet() -> Iterator[None]:
    """Lead what C libraries print and Python logs to the data folder's log; without a folder, nowhere."""
    log = DataFolder.find().log
    # A log that can't be written must not speak up in the midst of an answer.
    logging.raiseExceptions = False
    handler = logging.FileHandler(log, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        with libraries_write_to(log):
            yield
    finally:
        root.removeHandler(handler)
        handler.close()

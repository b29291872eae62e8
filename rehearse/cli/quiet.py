"""What libraries have to say goes to the log, in every command."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

from rehearse.durable import open_private
from rehearse.speech.quiet import libraries_write_to
from rehearse.storage.data_folder import DataFolder


@contextmanager
def libraries_kept_quiet() -> Iterator[None]:
    """Lead what C libraries print and Python logs to the data folder's log; without a folder, nowhere."""
    log = DataFolder.find().log
    # A log that can't be written must not speak up in the midst of an answer.
    logging.raiseExceptions = False
    handler = _PrivateLog(log, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        with libraries_write_to(log):
            yield
    finally:
        root.removeHandler(handler)
        handler.close()


class _PrivateLog(logging.FileHandler):
    """Its owner's only, also where this is the first to write into the folder."""

    def _open(self) -> TextIOWrapper:
        descriptor = open_private(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        return open(descriptor, "a", encoding=self.encoding)

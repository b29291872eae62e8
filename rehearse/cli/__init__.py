"""The command line: the one place where real devices, disks and models meet the rest."""

import sys
from collections.abc import Sequence

from rehearse.cli.parser import build_parser
from rehearse.interview.errors import RehearseError

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; an error is one line on standard error."""
    arguments = build_parser().parse_args(argv)
    from rehearse.cli.output import complain, quiet_pipe
    from rehearse.cli.quiet import libraries_kept_quiet

    code = 0
    with quiet_pipe(), libraries_kept_quiet():
        try:
            code = arguments.run(arguments)
        except RehearseError as error:
            complain(error)
            code = error.exit_code
        except KeyboardInterrupt:
            print(file=sys.stderr)
            code = INTERRUPTED
        sys.stdout.flush()
    return code

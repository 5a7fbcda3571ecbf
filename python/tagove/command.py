"""The `tagove` command: the Rust program itself, inside the extension module."""

from __future__ import annotations

import os
import signal
import sys

from tagove import _native


def main() -> int:
    """Runs the command with the arguments of this process and gives its exit code; `tagove --help` has them all.

    For a process of its own: Ctrl-C belongs to the command from here on, and to Python no more.
    """
    for descriptor in range(3):
        # A closed one would be given to the next file or socket, and what is printed would go there.
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    # Whoever started us with Ctrl-C ignored has no Python handler here, and is left alone as by the program.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _native.run_command(["tagove", *sys.argv[1:]])

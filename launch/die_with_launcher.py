"""Becomes the command in its arguments, which then dies with the launcher, also after kill -9.

A program of its own, because code run between fork and exec can deadlock when threads run.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(launcher: int, command: list[str]) -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != launcher:  # it died before we had asked
        sys.exit(1)
    try:
        os.execvp(command[0], command)  # noqa: S606
    except OSError as error:
        sys.exit(f"{command[0]}: {error.strerror}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])

"""Faults as logs may hold them: where it went wrong and what kind it was, never what was said.

The messages of errors quote their data: a database the row it refused, a checker the input.
"""

import traceback


def told(fault: BaseException) -> str:
    """The kinds of the fault and its causes, and the places it went through, on one line each."""
    lines = []
    cause: BaseException | None = fault
    while cause is not None:
        lines.append(type(cause).__qualname__)
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__
    return "\n".join(lines)

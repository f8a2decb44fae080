"""Which kinds of files are taken. The content decides, and the name must agree with it.

Nothing is unpacked: an archive's directory of names is enough to tell a document.
"""

from pathlib import Path

import filetype

from conversations.files.names import ending

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
ENDINGS = {
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": PNG,
    "webp": WEBP,
    "pdf": PDF,
    "docx": DOCX,
    "odt": ODT,
}
# What a file chooser is told. With HEIC left out, phones send their photos as JPEG.
ACCEPTED = ",".join([*(f".{one}" for one in ENDINGS), JPEG, PNG, WEBP, PDF])


class WrongKind(Exception):
    """The ending is none of ours, or the content is not what the ending says."""


def by_name(name: str) -> str:
    """Raises WrongKind: told before the content is sent at all."""
    try:
        return ENDINGS[ending(name)]
    except KeyError:
        raise WrongKind from None


def of_content(path: Path, name: str) -> str:
    """Raises WrongKind. Looks at the first bytes only."""
    expected, found = by_name(name), filetype.guess_mime(str(path))
    if found != expected:
        raise WrongKind
    return expected

"""The errors a user can meet: one tree, each with a slug, an exit code and a hint.

Content is never an error (it is a `model.Notice`). These are raised for a broken container, a
missing extra, misuse, or a broken invariant.
"""

from __future__ import annotations


class ResdiffError(Exception):
    """What happened, to which file; `hint` says what to do; `exit_code` is the process's answer."""

    slug = "error"
    exit_code = 3
    default_hint = ""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint or self.default_hint


class UsageError(ResdiffError):
    """The command or call contradicts itself."""

    slug = "usage"
    exit_code = 2


class FileMissing(ResdiffError):
    """A file that was named cannot be found or is not a file."""

    slug = "file-missing"
    exit_code = 3
    default_hint = "check the path"


class IsFolder(FileMissing):
    """A folder was named where a file is wanted."""

    slug = "is-folder"
    exit_code = 14
    default_hint = "name a file; `resdiff batch` compares folders"


class EmptyFile(ResdiffError):
    """A file holds nothing."""

    slug = "empty-file"
    exit_code = 4
    default_hint = "the file has no content; was it saved or downloaded completely?"


class UnknownFormat(ResdiffError):
    """The bytes are of no format that can be read."""

    slug = "unknown-format"
    exit_code = 5
    default_hint = "give a Word file, a text in UTF-8, or another format that README lists"


class NotWord(UnknownFormat):
    """An archive or Office file that is no Word document."""

    slug = "not-word"
    exit_code = 17
    default_hint = "give the Word document itself (.docx)"


class BrokenPackage(ResdiffError):
    """A Word file whose zip or XML is damaged."""

    slug = "broken-package"
    exit_code = 6
    default_hint = "open it in Word or LibreOffice and save it again as .docx"


class LegacyFormat(ResdiffError):
    """An old binary Word file, or another office format."""

    slug = "legacy-format"
    exit_code = 7
    default_hint = "open it in Word or LibreOffice and save it as .docx"


class Encrypted(ResdiffError):
    """A file protected by a password."""

    slug = "encrypted"
    exit_code = 8
    default_hint = (
        "open it in Word, remove the password (File > Info > Protect Document) and save it"
    )


class NotUtf8(ResdiffError):
    """A text file in another encoding than UTF-8."""

    slug = "not-utf8"
    exit_code = 9
    default_hint = "save it as text in UTF-8"


class Unsafe(ResdiffError):
    """A file that would take unreasonable time, memory or access to read."""

    slug = "unsafe"
    exit_code = 10
    default_hint = "the file was not opened; ask its sender for a fresh copy"


class OutputError(ResdiffError):
    """The output cannot be written where it was asked for."""

    slug = "output"
    exit_code = 11
    default_hint = "choose another path with -o"


class NoOutputFolder(OutputError):
    """The output's folder does not exist."""

    slug = "no-output-folder"
    exit_code = 18
    default_hint = "create the folder first, or choose another with -o"


class OutputIsInput(OutputError):
    """The output would overwrite an input."""

    slug = "output-is-input"
    exit_code = 19
    default_hint = "inputs are never changed; choose another name with -o"


class ProofFailed(ResdiffError):
    """A marked file does not give back the old or the new document; it was not written."""

    slug = "proof-failed"
    exit_code = 12
    default_hint = (
        "please report this: --debug-bundle FILE.zip packs what is needed;"
        " --format html shows the comparison meanwhile"
    )


class MarksNotKept(ResdiffError):
    """The old file's own tracked changes cannot stand beside the new ones exactly."""

    slug = "marks-not-kept"
    exit_code = 20
    default_hint = "without --keep-marks they are settled in the result, which is then exact"


class MissingExtra(ResdiffError):
    """A program or an optional package that this job needs is not installed."""

    slug = "missing-extra"
    exit_code = 13

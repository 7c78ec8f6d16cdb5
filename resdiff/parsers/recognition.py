"""Tells a file's format from its bytes, never from its name."""

from __future__ import annotations

import re

from resdiff.errors import EmptyFile
from resdiff.patterns import pattern

HEAD = 4000
"""Bytes that tell a format: declarations, comments and namespaces stand before the root's end."""

_OFFICE_ZIP = b"PK\x03\x04"
_ODF = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # [MS-CFB] 2.2
_WORD_OF_OLE = "WordDocument".encode("utf-16-le")  # [MS-DOC] 2.1.1
_AKN = pattern(rb"<(?:\w+:)?akomaNtoso[\s>]")
_HTML = pattern(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_HTML_START = pattern(
    rb"\s*<(?:!--|head|body|p|div|h[1-6]|table|ul|ol|article|main|section|span|meta|title)[\s>/]",
    re.IGNORECASE,
)


def recognise(data: bytes, name: str) -> str:
    """The format of a file: a key of `PARSERS`.

    Shape:   zips and what else may hold Word are "docx", whose parser says what is wrong with them.
    Raises:  EmptyFile.
    """
    if not data:
        raise EmptyFile(f"{name} is empty")
    head = data[:HEAD]
    binary = _binary(data, head)
    if binary:
        return binary
    if b"<pkg:package" in head[:2000]:
        return "docx"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
        return _marked_up(data.decode("utf-16", "replace").encode("utf-8", "replace"), head)
    return _marked_up(data, head)


def _binary(data: bytes, head: bytes) -> str:
    if head.startswith((_OFFICE_ZIP, b"PK\x05\x06")):
        return "office" if _ODF in head[:200] else "docx"
    if head.startswith(_OLE):
        return "office" if _WORD_OF_OLE in data else "docx"
    if head.startswith(b"{\\rtf"):
        return "office"
    return "pdf" if b"%PDF-" in head[:1024] else ""  # ISO 32000-1, annex H.3.4.1


def _marked_up(data: bytes, head: bytes) -> str:
    from resdiff.parsers import critic, markdown

    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        if _AKN.search(head):
            return "akn"
        if b"<office:document" in head:
            return "office"
        if _HTML.search(head) or _HTML_START.match(start):
            return "html"
    if is_archive(data):
        return "html"
    text = data.decode("utf-8", "replace")
    return "markdown" if critic.has_changes(text) or markdown.is_markdown(text) else "text"


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a web page saved with its pictures in one file (RFC 2557)."""
    head = data[:HEAD].lower()
    return b"mime-version:" in head and b"multipart/" in head and b"content-type:" in head

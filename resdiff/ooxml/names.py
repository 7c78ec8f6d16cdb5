"""The names OOXML uses: namespaces and qualified names."""

from __future__ import annotations

from functools import cache
from typing import Final

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
W16SE: Final = "http://schemas.microsoft.com/office/word/2015/wordml/symex"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
XML: Final = "http://www.w3.org/XML/1998/namespace"

TYPE: Final = R + "/"  # what relationship types begin with (transitional)


@cache
def w(local: str) -> str:
    """The qualified name of a WordprocessingML element or attribute: `w("p")`."""
    return f"{{{W}}}{local}"


@cache
def m(local: str) -> str:
    """The qualified name of an Office Math element."""
    return f"{{{M}}}{local}"


@cache
def mc(local: str) -> str:
    """The qualified name of a markup compatibility element."""
    return f"{{{MC}}}{local}"


@cache
def r(local: str) -> str:
    """The qualified name of a relationship attribute: `r("id")`."""
    return f"{{{R}}}{local}"


def local(tag: object) -> str:
    """The local part of an element's tag; "" for a comment or a processing instruction."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


P: Final = w("p")
RUN: Final = w("r")
T: Final = w("t")
TBL: Final = w("tbl")
TR: Final = w("tr")
TC: Final = w("tc")
PPR: Final = w("pPr")
RPR: Final = w("rPr")
SECTPR: Final = w("sectPr")
INS: Final = w("ins")
DEL: Final = w("del")
MOVE_FROM: Final = w("moveFrom")
MOVE_TO: Final = w("moveTo")
VAL: Final = w("val")
ID: Final = w("id")
FALLBACK: Final = mc("Fallback")
SPACE: Final = f"{{{XML}}}space"

NEW_RANGE: Final = "n"
"""What the ids of ranges and comments from the new side begin with until they are numbered."""

"""The complex fields of a row of pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml.etree import _Element

from resdiff.ooxml.mark.pieces import Kind, Piece
from resdiff.ooxml.names import w
from resdiff.values import dataclass


@dataclass(slots=True)
class Field:
    """A field that begins and ends among the pieces (ECMA-376-1 §17.16.18).

    Shape:   indices of pieces: `start` its begin, `stop` its end, `delimiters` begin, separate
             (where there is one) and end; `code` what stands between begin and separate.
    """

    start: int
    stop: int
    delimiters: tuple[int, ...]
    code: tuple[int, ...]


def fields(pieces: Sequence[Piece]) -> list[Field]:
    """The fields that begin and end among the pieces, inner ones first; a delimiter without its
    partner is a field of its own.
    """
    found: list[Field] = []
    open_: list[list[int]] = []
    for index, piece in enumerate(pieces):
        role = delimiter(piece)
        if role == "begin":
            open_.append([index])
        elif role and not open_:
            found.append(Field(index, index, (index,), ()))
        elif role == "separate":
            open_[-1].append(index)
        elif role == "end":
            found.append(_closed([*open_.pop(), index]))
    found.extend(Field(i, i, (i,), ()) for parts in open_ for i in parts)
    return found


def delimiter(piece: Piece) -> str:
    """ "begin", "separate" or "end"; "" for any other piece."""
    if piece.kind is not Kind.FIELD:
        return ""
    return piece.node.get(w("fldCharType")) or ""


def label(pieces: Sequence[Piece], codes: Mapping[_Element, str]) -> None:
    """Adds each field's code to the keys of its delimiters, so that a field is paired with one of
    the same code.
    """
    for field in fields(pieces):
        code = "".join(pieces[i].node.text or "" for i in field.code).strip()
        for i in field.delimiters:
            pieces[i].key += code
    for piece in pieces:
        if piece.kind is Kind.FIELD and piece.node in codes:
            piece.key += f" over {codes[piece.node]}"


def _closed(delimiters: list[int]) -> Field:
    start, stop = delimiters[0], delimiters[-1]
    return Field(start, stop, tuple(delimiters), tuple(range(start + 1, delimiters[1])))

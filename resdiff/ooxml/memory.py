"""What paragraphs said that were read before: most stand in all readings that are compared."""

from __future__ import annotations

from dataclasses import field
from typing import Final, NamedTuple

from lxml.etree import _Element

from resdiff.ooxml.written import lists_named, styles_named
from resdiff.patterns import pattern
from resdiff.values import dataclass

# What means something else in another file, or holds paragraphs of its own.
_THINGS: Final = (b"Reference", b"txbxContent", b"drawing", b"pict", b"object", b"AlternateContent")
_SPECIAL: Final = pattern(rb"<(?:\w+:)?\w*(?:" + b"|".join(_THINGS) + rb")\b")
# The ids of savings. What is an attribute is followed by a ">" before any "<"; text is not, where
# ">" is always written "&gt;".
_SAVED: Final = pattern(rb' w(?::rsid\w*|14:(?:para|text)Id)="[^"]*"(?=[^<>]*>)')
Read = tuple[str, tuple[str, ...], str]
"""A paragraph's text, things and looks."""

Dialect = tuple[tuple[str | None, str], ...]


class Form(NamedTuple):
    """What a paragraph's XML holds that means something else in another file.

    Shape:   `clean` the XML less the ids of savings; `special` whether it must be read where it
             stands; `fields` whether it holds a part of a field; `styles`, `lists` the ids that it
             names.
    """

    clean: bytes
    special: bool
    fields: bool
    styles: tuple[str, ...]
    lists: tuple[str, ...]


@dataclass(slots=True)
class Memory:
    """What paragraphs said that were read before.

    Shape:   `said` by their XML and what its prefixes, styles and lists mean; `forms` by the XML
             alone; `prefixes` what each prefix stood for when it was first met; `lists` a number
             for each list's definition; `styles` what the styles of a file are called by their
             ids, by the file's part of styles.
    """

    said: dict[tuple[bytes, Dialect, tuple[str, ...]], Read] = field(default_factory=dict)
    forms: dict[bytes, Form] = field(default_factory=dict)
    prefixes: dict[str | None, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[tuple[bytes, ...], dict[str, str]] = field(default_factory=dict)

    def dialect(self, element: _Element) -> Dialect:
        """The prefixes that stand for something else where `element` is than where they were first
        met.
        """
        known = self.prefixes
        return tuple((k, v) for k, v in element.nsmap.items() if known.setdefault(k, v) != v)

    def form(self, raw: bytes) -> Form:
        """What a paragraph's XML holds."""
        found = self.forms.get(raw)
        if found is None:
            saved = b"rsid" in raw or b"w14:" in raw
            found = self.forms[raw] = Form(
                _SAVED.sub(b"", raw) if saved else raw,
                (any(map(raw.__contains__, _THINGS)) and _SPECIAL.search(raw) is not None)
                or (b"hyperlink" in raw and b":id=" in raw),  # where it leads the part says
                b"fldChar" in raw or b"instrText" in raw,
                styles_named(raw),
                lists_named(raw),
            )
        return found

"""Comments: what they say, who answers whom, and the parts beside them that know more of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.mark.keys import Keys, tags
from resdiff.ooxml.names import ID, P, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import story_parts
from resdiff.ooxml.text import paragraph_text
from resdiff.ooxml.xml import take_out
from resdiff.values import dataclass

W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
PARA_ID: Final = f"{{{W14}}}paraId"
REFERENCE: Final = w("commentReference")
STARTS, ENDS = w("commentRangeStart"), w("commentRangeEnd")
MARKS: Final = frozenset((STARTS, ENDS, REFERENCE))
_OBJECTS: Final = tuple(tags("drawing pict object"))
_ON: Final = frozenset(("1", "true", "on"))


@dataclass(frozen=True, slots=True)
class Companion:
    """A part that says more of comments, an entry for each.

    Shape:   `kind` its relationship and content type; `namespace` that of all its names, usually
             written `prefix`; `root`, `entry` its elements.
    """

    kind: str
    type: str
    prefix: str
    namespace: str
    root: str
    entry: str

    def name(self, local: str) -> str:
        """A qualified name of this part's namespace."""
        return f"{{{self.namespace}}}{local}"


_OFFICE: Final = "http://schemas.microsoft.com/office/"
EXTENDED: Final = Companion(
    "commentsExtended",
    f"{_OFFICE}2011/relationships/commentsExtended",
    "w15",
    f"{_OFFICE}word/2012/wordml",
    "commentsEx",
    "commentEx",
)
IDS: Final = Companion(
    "commentsIds",
    f"{_OFFICE}2016/09/relationships/commentsIds",
    "w16cid",
    f"{_OFFICE}word/2016/wordml/cid",
    "commentsIds",
    "commentId",
)
EXTENSIBLE: Final = Companion(
    "commentsExtensible",
    f"{_OFFICE}2018/08/relationships/commentsExtensible",
    "w16cex",
    f"{_OFFICE}word/2018/wordml/cex",
    "commentsExtensible",
    "commentExtensible",
)
PEOPLE: Final = Companion(
    "people",
    f"{_OFFICE}2011/relationships/people",
    "w15",
    f"{_OFFICE}word/2012/wordml",
    "people",
    "person",
)
"""Source of the four: [MS-DOCX] 2.1 and 2.5 to 2.7. The first two name a comment by its last
paragraph (`w14:paraId`), the third by the durable id of the second, the last its author."""

PARENT: Final = EXTENDED.name("paraIdParent")
DONE: Final = EXTENDED.name("done")
DURABLE: Final = "durableId"


@dataclass(frozen=True, slots=True, eq=False)
class Comment:
    """A comment.

    Shape:   `key` names its last paragraph, "" for none; `answers` is the id of a comment that the
             text shows, "" for none; `done` says that it is resolved.
    """

    id: str
    part: str
    element: _Element
    key: str
    answers: str
    done: bool


def comments(package: Package) -> Mapping[str, Comment]:
    """The comments of a package by their ids; of several with one id the first."""
    elements: dict[str, tuple[str, _Element]] = {}
    for part in package.related(package.main, "comments"):
        for element in package.part(part).iterchildren(w("comment")):
            elements.setdefault(element.get(ID) or "", (part, element))
    parts = [part for part, _ in story_parts(package)] if elements else []
    threads = {key_of(x, EXTENDED): x for x in entries(package, EXTENDED)} if elements else {}
    shown = {x.get(ID) for part in parts for x in package.part(part).iter(REFERENCE)}
    by_key: dict[str, str] = {}
    for number, (_, element) in elements.items():
        by_key.setdefault(comment_key(element), number)
    found: dict[str, Comment] = {}
    for number, (part, element) in elements.items():
        key = comment_key(element)
        key = key if by_key[key] == number else ""  # of two with one key the first has it
        entry = threads.get(key) if key else None
        parent = "" if entry is None else (entry.get(PARENT) or "").upper()
        answers = by_key.get(parent, "") if parent else ""
        answers = answers if answers in shown and answers != number else ""
        done = entry is not None and entry.get(DONE) in _ON
        found[number] = Comment(number, part, element, key, answers, done)
    return MappingProxyType(found)


def comment_key(comment: _Element) -> str:
    """The id of a comment's last paragraph, by which the parts beside it name it; "" for none."""
    paragraphs = [*comment.iter(P)]
    return (paragraphs[-1].get(PARA_ID) or "").upper() if paragraphs else ""


def entries(package: Package, companion: Companion) -> Iterator[_Element]:
    """The entries of one of the parts beside the comments."""
    for part in package.related(package.main, companion.kind):
        yield from package.part(part).iterchildren(companion.name(companion.entry))


def key_of(entry: _Element, companion: Companion) -> str:
    """What an entry is of: a paragraph's id, a durable id, or an author."""
    if companion is PEOPLE:
        return entry.get(PEOPLE.name("author")) or ""
    return (
        entry.get(companion.name(DURABLE if companion is EXTENSIBLE else "paraId")) or ""
    ).upper()


def said(comment: Comment, known: Mapping[str, Comment], keys: Keys) -> tuple[str, tuple[str, ...]]:
    """What makes two comments the same: author, date, words; and its objects and what it answers.

    Shape:   that it is resolved does not count.
    """
    things = [keys.of(x, comment.part) for x in comment.element.iter(*_OBJECTS)]
    if comment.answers in known:
        things.append(f"answer {_words(known[comment.answers])}")
    return _words(comment), tuple(things)


def _words(comment: Comment) -> str:
    own = comment.element
    text = "\n".join(paragraph_text(x) for x in own.iter(P))
    return ", ".join(filter(None, (own.get(w("author")), own.get(w("date"))))) + f": {text}"


def forget(package: Package, lost: Collection[str]) -> None:
    """Takes out what the parts beside the comments say of those that ended with these paragraphs;
    what answered one of them answers none.
    """
    durable = {
        (x.get(IDS.name(DURABLE)) or "").upper()
        for x in entries(package, IDS)
        if key_of(x, IDS) in lost
    } - {""}
    for companion, keys in ((EXTENDED, lost), (IDS, lost), (EXTENSIBLE, durable)):
        for part in package.related(package.main, companion.kind):
            for entry in [*package.part(part)]:
                if key_of(entry, companion) in keys:
                    take_out(entry)
                    package.touch(part)
                elif (entry.get(PARENT) or "").upper() in keys:
                    del entry.attrib[PARENT]
                    package.touch(part)

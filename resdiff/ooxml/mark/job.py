"""What one marking carries around: the two packages, who signs, what ids mean, and which two parts
are being merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import field
from typing import Protocol

from lxml.etree import _Element

from resdiff.model import Edit, Notice
from resdiff.ooxml.comments import MARKS as COMMENT_MARKS
from resdiff.ooxml.comments import comments, said
from resdiff.ooxml.graft import Graft
from resdiff.ooxml.mark.keys import Keys, attributes
from resdiff.ooxml.mark.marker import Marker, Op
from resdiff.ooxml.mark.pieces import Reader
from resdiff.ooxml.mark.values import MarkOptions, Match
from resdiff.ooxml.names import ID, w
from resdiff.ooxml.notes import note_marks
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import paragraph_elements, story_parts
from resdiff.ooxml.written import Written
from resdiff.ooxml.xml import highest
from resdiff.values import dataclass


@dataclass(slots=True, eq=False)
class Group:
    """A match, by paragraphs instead of numbers."""

    olds: tuple[_Element, ...]
    news: tuple[_Element, ...]
    edits: tuple[Edit, ...]
    moved: bool
    place: int


class Guide:
    """What the matches say about the paragraphs of one pair of parts.

    Shape:   `group(paragraph)` is the paragraph's match, None where nothing is said of it.
    """

    def __init__(self, old: _Element, new: _Element, matches: Sequence[Match]) -> None:
        self._groups: dict[_Element, Group] = {}
        if not matches:
            return
        olds, news = [*paragraph_elements(old)], [*paragraph_elements(new)]
        for match in matches:
            if any(i >= len(olds) for i in match.old) or any(i >= len(news) for i in match.new):
                continue
            group = Group(
                tuple(olds[i] for i in match.old),
                tuple(news[i] for i in match.new),
                match.edits,
                match.moved,
                match.place,
            )
            for paragraph in (*group.olds, *group.news):
                self._groups.setdefault(paragraph, group)

    def group(self, paragraph: _Element) -> Group | None:
        """The match that names the paragraph."""
        return self._groups.get(paragraph)


@dataclass(slots=True, eq=False)
class Notes:
    """The footnotes and endnotes met while the body is merged, each once.

    Shape:   `kept` pairs of reference elements; `gone` old references that were deleted or moved
             from here; `come` maps a new reference's kind and id to the id of its copy.
    """

    kept: list[tuple[_Element, _Element]] = field(default_factory=list)
    gone: list[_Element] = field(default_factory=list)
    come: list[tuple[_Element, _Element]] = field(default_factory=list)


class Containers(Protocol):
    """Merges, inserts and deletes what containers of blocks hold (`blocks.Blocks` is the one)."""

    def merge(self, job: Job, old: _Element, new: _Element) -> None:
        """Merges the new container's blocks into the old container."""

    def insert(self, job: Job, new: _Element) -> list[_Element]:
        """The new container's blocks as inserted ones."""

    def delete(self, job: Job, old: _Element) -> None:
        """Marks all of the old container's blocks as deleted."""


@dataclass(slots=True, eq=False)
class Job:
    """One pair of parts being merged, with all that the whole marking shares.

    Shape:   `old` is the package that is changed, `new` is only read. `moves` counts the moves that
             were named, `places` the jobs of other pairs of parts: all notes of a part share one.
             `sections` the paragraphs that end a section on both sides, `lone` what sections of one
             side have become, by their paragraph there. `written` tells what the main parts'
             paragraphs were before the merge.
    """

    old: Package
    new: Package
    options: MarkOptions
    marker: Marker
    graft: Graft
    old_keys: Keys
    new_keys: Keys
    matches: Mapping[str, Sequence[Match]]
    notes: Notes
    notices: list[Notice]
    names: list[int]
    readers: tuple[Reader, Reader]
    guide: Guide
    containers: Containers
    written: tuple[Written, Written]
    sections: list[tuple[_Element, _Element]] = field(default_factory=list)
    lone: list[tuple[_Element, _Element, Op]] = field(default_factory=list)
    places: dict[tuple[str, str, bool], Job] = field(default_factory=dict)
    codes: dict[_Element, str] = field(default_factory=dict)

    @property
    def old_part(self) -> str:
        """The part that is changed."""
        return self.readers[0].part

    @property
    def new_part(self) -> str:
        """The part that is merged in."""
        return self.readers[1].part

    def copy(self, element: _Element, without: str = "") -> _Element:
        """A copy of an element of the new part at home in the old one; children of the tag
        `without` left out.
        """
        if without and element.find(without) is not None:
            element = deepcopy(element)
            for child in element.findall(without):
                element.remove(child)
        return self.graft.copy(element, self.new_part, self.old_part)

    def move_name(self) -> str:
        """A name for the next move, shared by its two ranges."""
        self.names[0] += 1
        return f"move{self.names[0]}"

    def changed(self) -> None:
        """Says that the old part was changed without a mark."""
        self.old.touch(self.old_part)

    def at(self, old_part: str, new_part: str, told: bool = False) -> Job:
        """The same marking on another pair of parts; `told` says that the old part's matches speak
        of the new one whatever it is called.
        """
        place = old_part, new_part, told
        if place not in self.places:
            self.places[place] = self._moved(*place)
        return self.places[place]

    def _moved(self, old_part: str, new_part: str, told: bool) -> Job:
        roots = self.old.part(old_part), self.new.part(new_part)
        matches = self.matches.get(old_part, ()) if told or old_part == new_part else ()
        old, new = self.readers
        return Job(
            self.old,
            self.new,
            self.options,
            self.marker,
            self.graft,
            self.old_keys,
            self.new_keys,
            self.matches,
            self.notes,
            self.notices,
            self.names,
            (
                old.at(old_part, range_names(self.old, old_part)),
                new.at(new_part, range_names(self.new, new_part)),
            ),
            Guide(*roots, matches),
            self.containers,
            (Written(None), Written(None)),
        )

    def notice(self, slug: str, message: str) -> None:
        """Notes what could not be compared or marked."""
        self.notices.append(Notice(slug, f"{self.old_part}: {message}"))


def begin(
    old: Package,
    new: Package,
    matches: Mapping[str, Sequence[Match]],
    options: MarkOptions,
    containers: Containers,
) -> Job:
    """The marking of the main parts of `old`, which will be changed, and `new`."""
    graft = Graft(old, new)
    _vote(graft)
    old_keys, new_keys = Keys(old), Keys(new, graft.styles.mapped, graft.lists.mapped)
    readers = (
        _reader(old, old_keys),
        _reader(new, new_keys),
    )
    said = matches.get(old.main) or matches.get(new.main, ())
    return Job(
        old,
        new,
        options,
        Marker(options.author, options.date, _first_id(old)),
        graft,
        old_keys,
        new_keys,
        matches,
        Notes(),
        [],
        [0],
        readers,
        Guide(old.part(old.main), new.part(new.main), said),
        containers,
        (Written(old.part(old.main)), Written(new.part(new.main))),
    )


_STARTS = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "permStart", "permEnd")))


def _first_id(package: Package) -> int:
    """An id above all that the stories' ranges use."""
    return 1 + highest(
        x.get(ID) for part, _ in story_parts(package) for x in package.part(part).iter(*_STARTS)
    )


def _reader(package: Package, keys: Keys) -> Reader:
    main = package.main
    named = comment_names(package, keys)
    return Reader(keys, main, note_marks(package), range_names(package, main), named)


def range_names(package: Package, part: str) -> dict[str, str]:
    """What each range of a part is called: a bookmark's name, by tag and id."""
    found: dict[str, str] = {}
    for start in package.part(part).iter(w("bookmarkStart")):
        found[f"{start.tag}{start.get(ID)}"] = start.get(w("name")) or ""
        found[f"{w('bookmarkEnd')}{start.get(ID)}"] = start.get(w("name")) or ""
    for start in package.part(part).iter(w("permStart")):
        said = " ".join(f"{k}={v}" for k, v in attributes(start) if k != ID)
        found[f"{start.tag}{start.get(ID)}"] = found[f"{w('permEnd')}{start.get(ID)}"] = said
    return found


def comment_names(package: Package, keys: Keys) -> dict[str, str]:
    """What each comment's marks are called: all that makes it the same comment, by tag and id."""
    known = comments(package)
    words = {number: repr(said(x, known, keys)) for number, x in known.items()}
    return {f"{tag}{number}": x for number, x in words.items() for tag in COMMENT_MARKS}


def _vote(graft: Graft) -> None:
    """Tells which lists the paragraphs of one text are in on both sides: those are most likely the
    same list.
    """
    old, new = (dict(_listed(x)) for x in (graft.old, graft.new))
    for text, number in new.items():
        if text in old:
            graft.lists.prefer(number, old[text])


def _listed(package: Package) -> Iterable[tuple[str, str]]:
    for number in package.part(package.main).iter(w("numId")):
        paragraph = next(iter(number.iterancestors(w("p"))), None)
        if paragraph is not None:
            text = "".join(_texts(paragraph))
            if text.strip():
                yield text, number.get(w("val")) or ""


def _texts(paragraph: _Element) -> Iterator[str]:
    return (x.text or "" for x in paragraph.iter(w("t")))

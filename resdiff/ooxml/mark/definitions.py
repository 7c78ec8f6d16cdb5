"""What the new file defines otherwise and no tracked change can say: named, so that nobody is
surprised by how an accepted file looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from resdiff.model import Notice
from resdiff.ooxml.graft import style_name, styles
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.mark.keys import Keys, Mapper, plain, tags
from resdiff.ooxml.names import RUN, VAL, A, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import story_parts

_NAMED: Final = 6  # styles that a notice names before it only counts
_STYLES: Final = tuple(map(w, ("pStyle", "rStyle", "tblStyle")))
_LINKS: Final = tags("basedOn")
# What a style is called, where it is listed and what follows it: nothing that a reader sees.
_UNSEEN: Final = tags(
    "name aliases next link uiPriority semiHidden unhideWhenUsed qFormat locked personal"
    " personalCompose personalReply rsid autoRedefine hidden"
)
_SETTINGS: Final = {
    "evenAndOddHeaders": "other headers on even pages",
    "mirrorMargins": "mirrored margins",
    "gutterAtTop": "the place of the gutter",
    "defaultTabStop": "the distance of tabs",
    "autoHyphenation": "hyphenation",
    "footnotePr": "the form of footnotes",
    "endnotePr": "the form of endnotes",
    "documentProtection": "what it protects against editing",
    "compat": "which version of Word it is laid out for",
}
_EMBEDDED: Final = tags("embedRegular embedBold embedItalic embedBoldItalic")
_BLOCK: Final = tags("name docPartBody")
_SEPARATORS: Final = tags("footnote endnote")
_LOOKS: Final = tuple(f"{{{A}}}{x}" for x in ("fontScheme", "clrScheme"))


def kept_definitions(old: Package, job: Job) -> Iterator[Notice]:
    """A notice for each kind of definition that differs and stays the old file's; `old` is the old
    package as it came.
    """
    changed = [] if _equal(old, job.new) else _changed_styles(old, job)
    if changed:
        more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
        said = "1 style is" if len(changed) == 1 else f"{len(changed)} styles are"
        yield Notice(
            "style-kept",
            f"{said} defined otherwise in the new file, which no tracked change can say; the old"
            f" file's definition stays: {', '.join(changed[:_NAMED])}{more}",
        )
    others = [
        *_defaults(old, job),
        *_theme(old, job.new),
        *_settings(old, job),
        *_background(old, job),
        *_separators(old, job),
        *_fonts(old, job.new),
        *_building_blocks(old, job.new),
    ]
    if others:
        yield Notice(
            "settings-kept",
            f"the new file differs in {', '.join(others)}, which no tracked change can say; the"
            " old file's stay",
        )


def _equal(old: Package, new: Package) -> bool:
    """Whether both files' styles are the same to the byte, or neither has any."""
    sides = [[x.data(y) for y in x.related(x.main, "styles")] for x in (old, new)]
    return sides[0] == sides[1]


def _changed_styles(old: Package, job: Job) -> list[str]:
    """The names of the styles in use whose definition differs."""
    known = {style_name(x): x for x in reversed([*styles(old)])}
    new = {x.get(w("styleId"), ""): x for x in styles(job.new)}
    found: dict[str, None] = {}
    for key in sorted(_used(job.new, new)):
        style = new[key]
        twin = known.get(style_name(style))
        if twin is None:
            continue
        before = _definition(job.old_keys, plain, twin)
        if before != _definition(job.new_keys, job.graft.styles.mapped, style):
            name = style.find(w("name"))
            found[key if name is None else name.get(VAL) or key] = None
    return [*found]


def _used(package: Package, known: dict[str, _Element]) -> set[str]:
    """The styles that the text takes, default ones and those they build on included."""
    roots = [package.part(part) for part, _ in story_parts(package)]
    waiting = {x.get(VAL) or "" for root in roots for x in root.iter(*_STYLES)}
    waiting |= {k for k, x in known.items() if x.get(w("default")) in ("1", "true", "on")}
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in known and key not in found:
            found.add(key)
            waiting |= {x.get(VAL) or "" for x in known[key].iterchildren(*_LINKS)}
    return found


def _definition(keys: Keys, mapped: Mapper, style: _Element) -> str:
    """What a style says, as text that is equal for equal looks."""
    base = [mapped(x.get(VAL) or "") for x in style.iterchildren(*_LINKS)]
    return " ".join(base) + keys.properties(style, "", _UNSEEN | _LINKS)


def _defaults(old: Package, job: Job) -> Iterator[str]:
    sides = [_child(x, "styles", "docDefaults") for x in (old, job.new)]
    if job.old_keys.properties(sides[0], "", frozenset()) != job.new_keys.properties(
        sides[1], "", frozenset()
    ):
        yield "its default font or spacing"


def _theme(old: Package, new: Package) -> Iterator[str]:
    sides = [_schemes(x) for x in (old, new)]
    if all(sides) and sides[0] != sides[1]:
        yield "the fonts or colours of its theme"


def _schemes(package: Package) -> list[str]:
    keys = Keys(package)
    return [
        keys.properties(x, "", frozenset())
        for part in package.related(package.main, "theme")
        for x in package.part(part).iter(*_LOOKS)
    ]


def _settings(old: Package, job: Job) -> Iterator[str]:
    for name, said in _SETTINGS.items():
        sides = [_child(x, "settings", name) for x in (old, job.new)]
        if _said(job.old_keys, sides[0]) != _said(job.old_keys, sides[1]):
            yield said


def _background(old: Package, job: Job) -> Iterator[str]:
    sides = [x.part(x.main).find(w("background")) for x in (old, job.new)]
    before, after = (
        "" if x is None else keys.of(x, package.main)
        for x, keys, package in zip(
            sides, (job.old_keys, job.new_keys), (old, job.new), strict=True
        )
    )
    if before != after:
        yield "the background of its pages"


def _separators(old: Package, job: Job) -> Iterator[str]:
    """What stands between text and notes, where both files have it: it is no note."""
    for kind in ("footnote", "endnote"):
        before, after = (
            _parting(package, keys, kind)
            for package, keys in ((old, job.old_keys), (job.new, job.new_keys))
        )
        if before and after and before != after:
            yield f"what parts the text from {kind}s"


def _parting(package: Package, keys: Keys, kind: str) -> dict[str, str]:
    """What the separators of a kind of note print, by their type."""
    return {
        note.get(w("type")) or "": "".join(keys.of(x, part) for x in note.iter(RUN))
        for part in package.related(package.main, kind + "s")
        for note in package.part(part).iterchildren(w(kind))
        if note.get(w("type"), "normal") != "normal"
    }


def _fonts(old: Package, new: Package) -> Iterator[str]:
    """Whether the new file carries fonts that the old one does not."""
    if _embedded(new) - _embedded(old):
        yield "the fonts that it carries"


def _embedded(package: Package) -> set[str | None]:
    return {
        font.get(w("name"))
        for part in package.related(package.main, "fontTable")
        for font in package.part(part).iter(w("font"))
        if any(x.tag in _EMBEDDED for x in font)
    }


def _building_blocks(old: Package, new: Package) -> Iterator[str]:
    """Whether the files carry other building blocks (ECMA-376-1 §17.12): texts to be put in, and
    the prompts of empty content controls.
    """
    if _blocks(old) != _blocks(new):
        yield "its building blocks"


def _blocks(package: Package) -> set[tuple[str, ...]]:
    """The names and the content of the building blocks."""
    keys = Keys(package)
    return {
        tuple(keys.of(x, part) for x in block.iter(*_BLOCK))
        for part in package.related(package.main, "glossaryDocument")
        for block in package.part(part).iter(w("docPart"))
    }


def _said(keys: Keys, setting: _Element | None) -> str:
    """A setting as text; of notes without those that separate them from the text."""
    if setting is None or (len(setting) and all(x.tag in _SEPARATORS for x in setting)):
        return ""
    if len(setting):
        return keys.properties(setting, "", _SEPARATORS)
    return keys.of(setting, "")


def _child(package: Package, kind: str, name: str) -> _Element | None:
    """A child of the root of the part of a kind."""
    for part in package.related(package.main, kind):
        found = package.part(part).find(w(name))
        if found is not None:
            return found
    return None

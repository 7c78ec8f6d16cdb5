"""What changed inside a clause, the way an experienced reviser would mark it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resdiff.differ.endings import ending_alone
from resdiff.differ.folding import DASHES, HYPHENS, folded, typographic
from resdiff.differ.hunks import Hunk, hunks
from resdiff.differ.options import Options
from resdiff.differ.refine import remarked, tidied
from resdiff.differ.slide import slid
from resdiff.differ.snap import snapped
from resdiff.differ.tokens import Token, tokenize
from resdiff.differ.words import inner_places
from resdiff.model import Edit, NoteMark
from resdiff.patterns import pattern

_PUNCTUATION = pattern(r"[^\w\s]|_")
# Where several pieces make up less than this share of both texts, people write the text anew; where
# there are many pieces, or the texts before and behind are written anew, less than `_PATCHWORK`.
# Source: every pair of paragraphs in fourteen redlines that people made: written anew with 0.18
# (two changes), 0.22 (three), 0.51 (eight), 0.53 (four); patched with 0.55 (two changes), 0.68
# (eight). Amid others written anew all four were so too, with 0.44, 0.53 and 0.88 (one change);
# elsewhere people patched some with 0.31 (one or two changes).
_SCRAPS = 0.25
_PATCHWORK = 0.55
_PATCHES = 4
_HYPHEN = pattern(f"[{re.escape(HYPHENS + DASHES)}]")


def edits(
    old: str,
    new: str,
    old_marks: Sequence[NoteMark] = (),
    new_marks: Sequence[NoteMark] = (),
    options: Options | None = None,
    amid: bool = False,
) -> tuple[tuple[Edit, ...], bool]:
    """The replaced stretches between two texts, and whether one was too long to be looked into;
    `amid` says that the texts stand amid others that are struck and written anew.

    Shape:   in order, not touching; what lies between two is equal on both sides, except automatic
             footnote marks (equal whatever number is printed) and what `options.ignore` covers.
    Units:   code points.
    """
    if old == new and not old_marks and not new_marks:
        return (), False
    # One direction is computed and the other mirrored: which text is called old decides nothing.
    pieces = options is not None and options.pieces
    if (len(old), old) > (len(new), new):
        found, cut = _found(new, old, new_marks, old_marks, pieces, amid)
        found = [Edit(e.new_start, e.new_stop, e.old_start, e.old_stop) for e in found]
    else:
        found, cut = _found(old, new, old_marks, new_marks, pieces, amid)
    return shown(found, old, new, options.ignore if options else frozenset()), cut


def shown(found: Sequence[Edit], old: str, new: str, ignore: frozenset[str]) -> tuple[Edit, ...]:
    """The edits that change more than what is to be ignored."""
    return tuple(e for e in found if _shown(e, old, new, ignore))


def _found(
    old: str,
    new: str,
    old_marks: Sequence[NoteMark],
    new_marks: Sequence[NoteMark],
    pieces: bool,
    amid: bool,
) -> tuple[list[Edit], bool]:
    sides = tokenize(old, old_marks, new), tokenize(new, new_marks, old)
    found, cut = hunks(*sides)
    found = remarked(_with_respelled(found, *sides, old, new), *sides, old, new)
    found = _trimmed(_with_respelled(found, *sides, old, new), *sides, old, new)
    found = tidied(found, *sides)
    inner = inner_places(old), inner_places(new)
    found = slid(found, *sides, old, new, inner)
    found = snapped(found, *sides, *inner)
    exact = [_edit(h, *sides, len(old), len(new)) for h in found]
    exact = [_unfused(e, old, new) for e in exact]
    if not pieces:
        exact = [ending_alone(e, old, new) for e in exact]
    joined = _joined(sorted([*exact, *_variants(found, *sides, old, new)], key=_place))
    if not pieces and not old_marks and not new_marks and _unreadable(joined, old, new, amid):
        joined = [_whole(old, new)]
    return [e for edit in joined for e in _told(edit, old, new, old_marks, new_marks)], cut


def _unreadable(found: Sequence[Edit], old: str, new: str, amid: bool) -> bool:
    """Whether so little of two paragraphs stays, in so many pieces, that a reader sees two texts
    mixed: they are shown one after the other. A word in other capitals stays. Amid texts written
    anew more has to stay, unless the text was only cut or grew.
    """
    pieces = [(old[e.old_start : e.old_stop], new[e.new_start : e.new_stop]) for e in found]
    amid = amid and any(_worded(was) and _worded(now) for was, now in pieces)
    if (len(found) < 2 and not amid) or "\n" in old + new:
        return False
    marked = sum(len(was) + len(now) for was, now in pieces if folded(was) != folded(now))
    kept = 1 - marked / (len(old) + len(new))
    return kept < (_PATCHWORK if amid or len(found) >= _PATCHES else _SCRAPS)


def _worded(piece: str) -> bool:
    return any(map(str.isalnum, piece))


def _whole(old: str, new: str) -> Edit:
    return Edit(0, len(old), 0, len(new))


def _told(
    edit: Edit, old: str, new: str, old_marks: Sequence[NoteMark], new_marks: Sequence[NoteMark]
) -> list[Edit]:
    """The edit, or where both sides read alike the marks that only one side counts itself."""
    if old[edit.old_start : edit.old_stop] != new[edit.new_start : edit.new_stop]:
        return [edit]
    shift = edit.new_start - edit.old_start
    spans = {(m.start, m.stop) for m in old_marks if m.automatic} ^ {
        (m.start - shift, m.stop - shift) for m in new_marks if m.automatic
    }
    return [
        Edit(a, b, a + shift, b + shift)
        for a, b in sorted(spans)
        if edit.old_start <= a < b <= edit.old_stop
    ]


def _place(edit: Edit) -> tuple[int, int]:
    return edit.old_start, edit.new_start


def _unlike(
    found: Sequence[Hunk], old: Sequence[Token], new: Sequence[Token], old_text: str, new_text: str
) -> Iterator[tuple[int, int]]:
    """The pairs of tokens that no hunk covers and that are written in two ways."""
    i = j = 0
    for hunk in [*found, Hunk(len(old), len(old), len(new), len(new))]:
        if _text(old, i, hunk.old_start, old_text) != _text(new, j, hunk.new_start, new_text):
            for pair in zip(range(i, hunk.old_start), range(j, hunk.new_start), strict=True):
                if not _same(old[pair[0]], new[pair[1]], old_text, new_text):
                    yield pair
        i, j = hunk.old_stop, hunk.new_stop


def _text(tokens: Sequence[Token], start: int, stop: int, text: str) -> str:
    return text[tokens[start].start : tokens[stop - 1].stop] if start < stop else ""


def _is_word(token: Token) -> bool:
    return token.kind not in ("space", "other", "note")


def _with_respelled(
    found: Sequence[Hunk], old: Sequence[Token], new: Sequence[Token], old_text: str, new_text: str
) -> tuple[Hunk, ...]:
    """The hunks, and one for each two words that are equal but for capitals, hyphens or width."""
    more = [
        Hunk(i, i + 1, j, j + 1)
        for i, j in _unlike(found, old, new, old_text, new_text)
        if _is_word(old[i])
    ]
    ordered = sorted([*found, *more], key=lambda h: (h.old_start, h.new_start))
    out: list[Hunk] = []
    for hunk in ordered:
        if out and (out[-1].old_stop, out[-1].new_stop) == (hunk.old_start, hunk.new_start):
            hunk = Hunk(out[-1].old_start, hunk.old_stop, out.pop().new_start, hunk.new_stop)
        out.append(hunk)
    return tuple(out)


def _trimmed(
    found: Sequence[Hunk], old: Sequence[Token], new: Sequence[Token], old_text: str, new_text: str
) -> tuple[Hunk, ...]:
    """The hunks without tokens that begin or end both sides alike."""
    out = []
    for hunk in found:
        a, b, c, d = hunk.old_start, hunk.old_stop, hunk.new_start, hunk.new_stop
        while a < b and c < d and _same(old[a], new[c], old_text, new_text):
            a, c = a + 1, c + 1
        while a < b and c < d and _same(old[b - 1], new[d - 1], old_text, new_text):
            b, d = b - 1, d - 1
        if a < b or c < d:
            out.append(Hunk(a, b, c, d))
    return tuple(out)


def _same(old: Token, new: Token, old_text: str, new_text: str) -> bool:
    if old.kind == new.kind == "note":
        return True
    return old_text[old.start : old.stop] == new_text[new.start : new.stop]


def _edit(
    hunk: Hunk, old: Sequence[Token], new: Sequence[Token], old_length: int, new_length: int
) -> Edit:
    return Edit(
        _offset(old, hunk.old_start, old_length),
        _offset(old, hunk.old_stop, old_length),
        _offset(new, hunk.new_start, new_length),
        _offset(new, hunk.new_stop, new_length),
    )


def _offset(tokens: Sequence[Token], index: int, length: int) -> int:
    return tokens[index].start if index < len(tokens) else length


def _variants(
    found: Sequence[Hunk], old: Sequence[Token], new: Sequence[Token], old_text: str, new_text: str
) -> list[Edit]:
    """An edit, as small as can be, for every matched space or sign that is written otherwise."""
    pairs = [(old[i], new[j]) for i, j in _unlike(found, old, new, old_text, new_text)]
    return [_smallest(Edit(x.start, x.stop, y.start, y.stop), old_text, new_text) for x, y in pairs]


def _smallest(edit: Edit, old: str, new: str) -> Edit:
    a, b, c, d = edit.old_start, edit.old_stop, edit.new_start, edit.new_stop
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    return Edit(a, b, c, d)


def _unfused(edit: Edit, old: str, new: str) -> Edit:
    """The edit, or the end of a paragraph alone where the words around it only ran together."""
    sides = old[edit.old_start : edit.old_stop], new[edit.new_start : edit.new_stop]
    if ("\n" in sides[0]) == ("\n" in sides[1]):
        return edit
    least = _smallest(edit, old, new)
    rest = old[least.old_start : least.old_stop], new[least.new_start : least.new_stop]
    return least if "\n" in rest[0] + rest[1] and not (rest[0] + rest[1]).strip() else edit


def _joined(ordered: Sequence[Edit]) -> list[Edit]:
    out: list[Edit] = []
    for edit in ordered:
        last = out[-1] if out else None
        if last and last.old_stop == edit.old_start and last.new_stop == edit.new_start:
            edit = Edit(last.old_start, edit.old_stop, last.new_start, edit.new_stop)
            out.pop()
        out.append(edit)
    return out


def _shown(edit: Edit, old: str, new: str, ignore: frozenset[str]) -> bool:
    if not ignore:
        return True
    if "typography" in ignore and _set_otherwise(edit, old, new):
        return False
    pieces = old[edit.old_start : edit.old_stop], new[edit.new_start : edit.new_stop]
    return _without(pieces[0], ignore) != _without(pieces[1], ignore)


def _set_otherwise(edit: Edit, old: str, new: str) -> bool:
    """Whether both sides are the same signs set in another way; of blanks their number is that."""
    sides = (old, edit.old_start, edit.old_stop), (new, edit.new_start, edit.new_stop)
    pieces = [text[start:stop] for text, start, stop in sides]
    if any(pieces) and not "".join(pieces).strip() and "\n" not in "".join(pieces):
        return all(_blank(text, start, stop) for text, start, stop in sides)
    return typographic(pieces[0]) == typographic(pieces[1])


def _blank(text: str, start: int, stop: int) -> bool:
    """Whether a blank stands in this place or beside it, or the text begins or ends there."""
    if start < stop or start == 0 or stop == len(text):
        return True
    return text[start - 1].isspace() or text[stop].isspace()


def _without(text: str, ignore: frozenset[str]) -> str:
    if "hyphens" in ignore:
        text = _HYPHEN.sub("", text)
    if "punctuation" in ignore:
        text = _PUNCTUATION.sub("", text)
    if "space" in ignore:
        text = "".join(text.split())
    if "case" in ignore:
        text = text.casefold()
    return text

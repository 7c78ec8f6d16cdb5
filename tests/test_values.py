"""Data classes made lazily are what the standard library's are."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, replace
from pathlib import Path

import pytest
from conftest import ROOT

from resdiff import values


@values.dataclass(frozen=True, slots=True)
class Lazy:
    """A value with every kind of field."""

    name: str
    place: str = ""
    parts: tuple[int, ...] = ()
    source: str = field(default="", compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Eager:
    """The same, made by the standard library."""

    name: str
    place: str = ""
    parts: tuple[int, ...] = ()
    source: str = field(default="", compare=False, repr=False)


class Shelf:
    """A class that holds a value's class."""

    @values.dataclass(frozen=True, slots=True)
    class Inner:
        """A value whose class stands in another."""

        name: str


@values.dataclass(slots=True)
class Open:
    """A value that may change, some of it not given but made."""

    name: str
    parts: list[int] = field(default_factory=list)
    length: int = field(init=False)
    index: int = field(default=-1, init=False)
    seen: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self.length = len(self.name)


@values.dataclass(slots=True, eq=False)
class Mark:
    """A thing that is equal to nothing but itself."""

    name: str


@values.dataclass(frozen=True, slots=True)
class Bare:
    """A value without fields."""


CALLS: list[Callable[[type], object]] = [
    lambda kind: kind("a"),
    lambda kind: kind("a", "b", (1, 2), "c"),
    lambda kind: kind(name="a", source="c"),
    lambda kind: kind("a") == kind("a", source="c"),
    lambda kind: kind("a") == kind("b"),
    lambda kind: kind("a") == "a",
    lambda kind: hash(kind("a")) == hash(kind("a", source="c")),
    lambda kind: replace(kind("a"), parts=(3,)),
    lambda kind: values.replace(kind("a", "b", (1,), "c"), name="d", source="e").source,
    lambda kind: values.replace(kind("a", "b", (1,)), name="d"),
    lambda kind: dataclasses.asdict(kind("a", "b")),
    lambda kind: pickle.loads(pickle.dumps(kind("a", "b", (1,), "c"))),
    lambda kind: copy.copy(kind("a", "b", (1,), "c")).source,
    lambda kind: [(x.name, x.default, x.compare) for x in dataclasses.fields(kind)],
    lambda kind: kind.__dataclass_params__,
    lambda kind: kind.__match_args__,
    lambda kind: kind.__slots__,
    lambda kind: kind.__doc__ and kind("a").__doc__ == kind.__doc__,
]


@pytest.mark.parametrize("call", CALLS)
def test_a_lazy_class_does_what_an_eager_one_does(call: Callable[[type], object]) -> None:
    assert repr(call(Lazy)).replace("Lazy", "Eager") == repr(call(Eager))


def test_a_later_value_is_made_as_the_first_ones_are() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Young:
        name: str
        parts: list[int] = field(default_factory=list)
        place: str = "here"
        seen: list[str] = field(default_factory=list, compare=False)

        def __post_init__(self) -> None:
            self.seen.append(self.name)

    shown = {
        (repr(Young("a")), repr(Young("a", [1], "b")), repr(Young(place="b", name="a")))
        for _ in range(200)
    }
    assert len(shown) == 1
    assert Young("a").seen == ["a"]


WRONG: list[Callable[[type], object]] = [
    lambda kind: kind(),
    lambda kind: kind("a", nothing=1),
    lambda kind: kind("a", name="b"),
    lambda kind: kind(nothing="a"),
    lambda kind: kind("a", "b", (), "c", "d"),
]


@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_call_is_refused_of_the_first_value_and_of_later_ones(
    call: Callable[[type], object],
) -> None:
    @values.dataclass(frozen=True, slots=True)
    class Fresh:
        name: str
        place: str = ""
        parts: tuple[int, ...] = ()
        source: str = field(default="", compare=False, repr=False)

    for _ in range(2):
        with pytest.raises(TypeError):
            call(Fresh)


def test_a_frozen_value_cannot_be_changed() -> None:
    value = Lazy("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
        value.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del value.name
    assert value == Lazy("a")


def test_fields_can_be_asked_for_before_there_is_a_value() -> None:
    @values.dataclass(slots=True)
    class Late:
        parts: list[int] = field(default_factory=list)
        name: str = field(default="x", compare=False)

    assert [x.name for x in dataclasses.fields(Late)] == ["parts", "name"]
    assert Late() == Late(name="y")
    assert Late().parts == []
    assert Late.__slots__ == Late.__match_args__ == ("parts", "name")  # type: ignore[attr-defined]


def test_a_field_that_is_not_given_is_not_replaced() -> None:
    changed = values.replace(Open("abc", [1]), name="a")
    assert (changed.name, changed.parts, changed.length) == ("a", [1], 1)
    with pytest.raises(TypeError):
        values.replace(Open("abc"), length=7)


def test_what_is_not_given_is_made_for_each_value() -> None:
    one, other = Open("abc"), Open("de", [1])
    one.parts.append(7)
    assert (one.parts, one.length, one.index, one.seen) == ([7], 3, -1, set())
    assert (other.parts, other.length) == ([1], 2)
    assert Open("a").parts == []


def test_a_value_that_may_change_compares_and_has_no_hash() -> None:
    assert Open("a") == Open("a")
    assert Open("a") != Open("b")
    with pytest.raises(TypeError, match="unhashable"):
        hash(Open("a"))


def test_what_a_class_says_itself_stays() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Own:
        name: str

        def __repr__(self) -> str:
            return "mine"

    assert repr(Own("a")) == "mine"
    assert Own("a") == Own("a")


def test_without_comparison_only_the_same_is_equal() -> None:
    one = Mark("a")
    assert one == one
    assert one != Mark("a")
    assert len({one, Mark("a")}) == 2


def test_a_class_within_another_is_named_and_found_as_such() -> None:
    assert repr(Shelf.Inner("a")) == "Shelf.Inner(name='a')"
    assert pickle.loads(pickle.dumps(Shelf.Inner("a"))) == Shelf.Inner("a")


def test_a_value_without_fields_is_equal_to_its_like() -> None:
    assert Bare() == Bare()
    assert repr(Bare()) == "Bare()"


MODULES = sorted((ROOT / "resdiff").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_data_class_is_made_lazily(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    eager = re.search(r"^from dataclasses import .*\bdataclass\b", written, re.MULTILINE)
    assert eager is None, "take it from resdiff.values"

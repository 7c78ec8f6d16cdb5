"""Values from plain JSON: the way back from `dataclasses.asdict`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType
from typing import TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Json: TypeAlias = Union[str, int, float, bool, "Mapping[str, Json]", "list[Json]", None]
Value = TypeVar("Value")


def restored(kind: type[Value], plain: object) -> Value:
    """The value of that class.

    Raises:  ValueError when the data is of another form.
    """
    return cast(Value, _restored(kind, plain))


def _restored(kind: object, plain: object) -> object:
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return tuple(_restored(inner[0], item) for item in _sequence(plain))
    if inner:  # a value or None
        if plain is None:
            return None
        return _restored(next(i for i in inner if i is not NoneType), plain)
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(plain, Mapping):
            raise ValueError(f"{plain!r} is no {kind.__name__}")
        hints = _hints(kind)
        return kind(
            **{f.name: _restored(hints[f.name], plain[f.name]) for f in fields(kind) if f.init}
        )
    if isinstance(kind, type) and isinstance(plain, kind):
        return plain
    raise ValueError(f"{plain!r} is no {kind}")


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)


def _sequence(plain: object) -> list[object] | tuple[object, ...]:
    if isinstance(plain, list | tuple):
        return plain
    raise ValueError(f"{plain!r} is no list")

"""Data classes that a short run can afford: `dataclass` as in the standard library, made lazily.

The standard library writes and compiles five functions for each data class, called or not; a
comparison imports a hundred classes and makes few values of most. Here one function fills the first
values of each class and `__init__` is written when more come, the standard library is asked for the
fields when somebody asks for them, and what compares, hashes and shows values is the same few
functions for all classes.

Source:  instructions for a class of seven fields: 4.8 million as the standard library makes it, 0.3
         million here and 0.8 million more when `__init__` is written.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, Field
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING

__all__ = ["dataclass", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:
    _FIELDS, _PARAMS = "__dataclass_fields__", "__dataclass_params__"
    _FEW = 20
    """Values of a class before its `__init__` is written. Source: with fewer, a comparison of two
    lines takes more instructions; with more, one of sixty paragraphs does."""

    def dataclass(*, slots, frozen=False, eq=True):
        """The standard library's decorator with the options that are used here; slots always."""

        def decorated(cls):
            made = _slotted(cls)
            made.__dataclass_fields__ = _Asked(_FIELDS, cls, init=False, repr=False, eq=False)
            made.__dataclass_params__ = _Asked(_PARAMS, cls, slots=True, frozen=frozen, eq=eq)
            for name, method in _methods(made, cls, frozen, eq).items():
                if name not in cls.__dict__:
                    setattr(made, name, method)
            return made

        return decorated

    def _methods(made, cls, frozen, eq):
        methods = {"__init__": _first_init(made, cls, frozen), "__repr__": _shown}
        if eq:
            methods |= _comparing(cls)
        if eq and not frozen:
            methods["__hash__"] = None
        if frozen:
            methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
            methods |= {"__getstate__": _state, "__setstate__": _restore}
        return methods

    def replace(value, /, **changes):
        """The value with some of its fields changed."""
        for name in value.__match_args__:  # those that `__init__` takes
            if name not in changes:
                changes[name] = getattr(value, name)
        return type(value)(**changes)

    def _slotted(cls):
        """The class with slots for its fields; their defaults stay with `cls` alone."""
        names = tuple(cls.__annotations__)
        return _copy(
            cls,
            names,
            __slots__=names,
            __match_args__=_names(cls, "init"),
            __qualname__=cls.__qualname__,
        )

    def _copy(cls, left_out=(), **added):
        apart = {*left_out, "__dict__", "__weakref__"}
        body = {name: value for name, value in cls.__dict__.items() if name not in apart}
        return type(cls)(cls.__name__, cls.__bases__, body | added)

    def _names(cls, purpose):
        """The names of the fields that are not kept from `init` or `compare`."""
        fields = ((name, cls.__dict__.get(name)) for name in cls.__annotations__)
        return tuple(x for x, y in fields if not isinstance(y, Field) or getattr(y, purpose))

    class _Asked:
        """What the standard library knows of a data class, made when it is asked for."""

        def __init__(self, name, cls, **options):
            self._name = name
            self._class = cls
            self._options = options

        def __get__(self, value, owner):
            found = getattr(dataclasses.dataclass(_copy(self._class), **self._options), self._name)
            setattr(owner, self._name, found)
            return found

    def _first_init(cls, original, frozen):
        """An `__init__` for the first few values, which then puts the written one in its place.

        Shape:   it does not know fields that are not given but made.
        """
        names, setters = cls.__match_args__, ()
        left = _FEW if names == cls.__slots__ else 0

        def __init__(self, *args, **kwargs):
            nonlocal left, setters
            left -= 1
            found = _completed(original, names, args, **kwargs) if left >= 0 else None
            if found is None:
                cls.__init__ = _init(cls, original, frozen)
                return cls.__init__(self, *args, **kwargs)
            setters = setters or [getattr(cls, x).__set__ for x in names]
            for fill, value in zip(setters, found, strict=True):
                fill(self, value)
            return self.__post_init__() if hasattr(cls, "__post_init__") else None

        return __init__

    def _completed(cls, names, args, /, **kwargs):
        """A value for each field; None for a call that a written `__init__` would refuse."""
        found, said = [*args], cls.__dict__
        for name in names[len(args) :]:
            value = kwargs.pop(name) if name in kwargs else _default(said.get(name, MISSING))
            if value is MISSING:
                return None
            found.append(value)
        return found if len(found) == len(names) and not kwargs else None

    def _default(said):
        """What a field is of which its class says this."""
        if not isinstance(said, Field):
            return said
        return said.default if said.default_factory is MISSING else said.default_factory()

    def _init(cls, original, frozen):
        """The `__init__` of a class, with a parameter for each field that takes one.

        Shape:   what guards a frozen class is passed by: slots are filled through their own
                 descriptors. `__post_init__` follows where the class has one.
        """
        names, parameters, body = {"MISSING": MISSING}, ["self"], []
        for name in original.__annotations__:
            given = original.__dict__.get(name, MISSING)
            field = given if isinstance(given, Field) else dataclasses.field(default=given)
            names[f"default_{name}"], names[f"make_{name}"] = field.default, field.default_factory
            names[f"set_{name}"] = getattr(cls, name).__set__
            parameter, value = _given(name, field)
            if parameter:
                parameters.append(parameter)
            if value:
                body.append(f"set_{name}(self, {value})" if frozen else f"self.{name} = {value}")
        if hasattr(cls, "__post_init__"):
            body.append("self.__post_init__()")
        exec(f"def __init__({', '.join(parameters)}):\n {'; '.join(body) or 'pass'}", names)
        return names["__init__"]

    def _given(name, field):
        """The parameter of `__init__` for a field, and what the field is filled with; "" for
        neither.
        """
        if field.default_factory is not MISSING:
            made = f"make_{name}()"
            given = (f"{name}=MISSING", f"{made} if {name} is MISSING else {name}")
            return given if field.init else ("", made)
        if field.default is not MISSING:
            default = f"default_{name}"
            return (f"{name}={default}", name) if field.init else ("", default)
        return (name, name) if field.init else ("", "")

    def _comparing(cls):
        """`__eq__` and `__hash__` over the fields that take part in comparison."""
        names = _names(cls, "compare")
        compared = attrgetter(*names) if names else type

        def __eq__(self, other):
            if self.__class__ is other.__class__:
                return compared(self) == compared(other)
            return NotImplemented

        def __hash__(self):
            return hash(compared(self))

        return {"__eq__": __eq__, "__hash__": __hash__}

    @recursive_repr()
    def _shown(self):
        fields = (f"{x.name}={getattr(self, x.name)!r}" for x in dataclasses.fields(self) if x.repr)
        return f"{type(self).__qualname__}({', '.join(fields)})"

    def _refuse_to_set(self, name, value):
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_to_delete(self, name):
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def _state(self):
        """What is pickled. Frozen values refuse to be filled as slots commonly are."""
        return [getattr(self, name) for name in self.__slots__]

    def _restore(self, state):
        for name, value in zip(self.__slots__, state, strict=True):
            object.__setattr__(self, name, value)

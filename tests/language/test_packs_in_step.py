"""The six languages say the same: same keys, same calls, every pattern reads its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from resdiff.language import LANGUAGES, adopting, calls, matter, numberline, pack, places
from resdiff.language.addressees import addressees
from resdiff.language.called import call_pattern
from resdiff.language.folding import fold
from resdiff.language.grammar import grammar
from resdiff.language.packs import Entry, languages, load
from resdiff.language.packs import calls as all_calls
from resdiff.language.verbs import verbs

SHAPE_OF = "en"


def keys(table: object, path: str = "") -> Iterator[str]:
    if isinstance(table, dict):
        for name, value in table.items():
            yield f"{path}{name}"
            yield from keys(value, f"{path}{name}.")


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_in_the_same_order(language: str) -> None:
    assert list(keys(load(language))) == list(keys(load(SHAPE_OF)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_call(language: str) -> None:
    words = pack(language).calls
    assert ids(words.preamble) == [call.id for call in all_calls() if call.part == "preamble"]
    assert ids(words.operative) == [call.id for call in all_calls() if call.part == "operative"]
    assert all(entry.forms for entry in words.preamble + words.operative + words.infinitives)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_names_its_own_language(language: str) -> None:
    assert pack(language).language == language
    assert pack(language).name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_marked_as_verified_exists(language: str) -> None:
    known = {call.id for call in all_calls()}
    assert set(pack(language).calls.verified) <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_stands_twice_in_one_list(language: str) -> None:
    words = pack(language)
    for entry in words.calls.preamble + words.calls.operative + words.addressees:
        assert len(set(entry.forms)) == len(entry.forms), entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_of_a_file_compiles(language: str) -> None:
    for pattern in pack(language).calls.openers:
        re.compile(pattern)
    grammar(language)
    re.compile(call_pattern(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_every_call_is_read_as_that_call_or_one_listed_before_it(
    language: str,
) -> None:
    words = pack(language).calls
    order = [call.id for call in all_calls()]
    for entry in words.preamble + words.operative:
        for form in entry.forms:
            match = calls.read(form, language)
            assert match is not None, form
            assert match.verb_stop == len(form), form
            assert match.whole_line, form
            base = max((id for id in order if match.call_id.startswith(id)), key=len)
            assert order.index(base) <= order.index(entry.id), (form, match.call_id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_addressee_is_known_behind_a_verb(language: str) -> None:
    words = pack(language)
    verb = next(e for e in words.calls.operative if e.id == "instructs").forms[-1]
    for entry in words.addressees:
        for form in entry.forms:
            line = (
                f"{verb}{'' if language == 'zh' else ' '}{form.replace('* ', '').replace('*', '7')}"
            )
            match = calls.read(line, language)
            assert match is not None, line
            assert (match.whole_line, match.known) == (True, True), line


def some_calls(language: str) -> Iterator[str]:
    """Calls of a language: every verb, adverb, second verb and addressee, each beside others."""
    words, blank = pack(language), "" if language == "zh" else " "
    operative = [form for entry in words.calls.operative for form in entry.forms]
    preamble = [form for entry in words.calls.preamble for form in entry.forms]
    adverbs = [form for entry in words.calls.adverbs for form in entry.forms]
    seconds = [form for entry in words.calls.infinitives for form in entry.forms]
    known = [form.replace("*", "7") for entry in words.addressees for form in entry.forms]
    joints = [form for entry in words.linkers for form in entry.forms]
    for number, verb in enumerate(operative + preamble):
        adverb, second = adverbs[number % len(adverbs)], seconds[number % len(seconds)]
        yield blank.join((adverb, verb, "x"))
        yield blank.join((verb, adverb, *words.calls.infinitive_marks[:1], second, known[0], "x"))
    for number, addressee in enumerate(known):
        verb, joint = operative[number % len(operative)], joints[number % len(joints)]
        yield blank.join((verb, addressee, joint, known[number - 1], "(ITU)", "1"))


@pytest.mark.parametrize(
    ("begun", "again", "language"),
    [("", "并且", "zh"), ("请理事会", "协商并协作", "zh"), ("", "بقلق بالغ ", "ar")],
)
def test_the_pattern_of_calls_reads_words_made_of_others_in_one_way(
    begun: str, again: str, language: str
) -> None:
    pattern = re.compile(call_pattern(language))
    found = [pattern.match(fold(f"{begun}{again * x}x")) for x in (1, 60)]
    assert [x is None for x in found] == [not begun] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pattern_of_calls_ends_where_their_words_do(language: str) -> None:
    pattern = re.compile(call_pattern(language))
    for call in some_calls(language):
        text = fold(call)
        found, verb = pattern.match(text), verbs(language).read(text, 0)
        assert found is not None, call
        assert verb is not None, call
        blank = 0 if language == "zh" else 1
        spoken_to = addressees(language).read(text, verb.stop + blank)
        assert found.end() == (spoken_to.qualified if spoken_to else verb.stop), call


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_second_verb_makes_a_compound_call(language: str) -> None:
    words = pack(language).calls
    verb = next(e for e in words.operative if e.id == "resolves").forms[0]
    for entry in words.infinitives:
        mark = words.infinitive_marks[0] if words.infinitive_marks else ""
        between = mark if language == "zh" else f" {mark} " if mark else " "
        match = calls.read(f"{verb}{between}{entry.forms[0]}", language)
        assert match is not None
        assert match.call_id == f"resolves_to_{entry.id}", entry
        assert match.part == "operative"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_adopting_form_is_read_as_its_body(language: str) -> None:
    for entry in pack(language).adopting:
        for form in entry.forms:
            sentence = adopting.read(f"{form.replace('* ', '').replace('*', '')},", language)
            assert sentence is not None, form
            assert sentence.body == entry.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_text_makes_a_number_line(language: str) -> None:
    for entry in pack(language).number.kinds:
        for form in entry.forms:
            line = f"第7号{form}" if language == "zh" else f"{form} 7"
            read = numberline.read(line, language)
            assert read is not None, line
            assert (read.kind, read.number) == (entry.id, "7")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_matter_word_is_read_alone_on_its_line(language: str) -> None:
    for entry in pack(language).matter:
        if entry.id == "of_text":
            continue
        for form in entry.forms:
            found = matter.read(form.upper(), language)
            assert found is not None, form
            assert found.kind == entry.id


def test_a_place_has_a_name_in_every_language_and_each_finds_it() -> None:
    for place in places.known():
        assert len(place.names) == len(LANGUAGES)
        assert set(place.verified) <= set(LANGUAGES)
        for name in (*place.names, *place.aliases):
            assert places.find(name) == place
            assert places.find(name.upper()) == place


def test_every_event_was_held_at_a_place_we_know() -> None:
    known = {place.id for place in places.known()}
    assert {event.place_id for event in places.events()} <= known


def test_words_are_typed_in_small_letters_so_that_they_can_be_searched() -> None:
    for language in LANGUAGES:
        words = pack(language)
        for entry in words.calls.preamble + words.calls.operative + words.addressees:
            for form in entry.forms:
                assert form == form.lower(), form
                assert fold(form), form


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        pack("de")


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - set(languages(None, "plain"))))
def test_no_word_that_makes_a_line_is_latin_where_the_script_is_not(language: str) -> None:
    # A line without a letter beyond ASCII is not even tried in this language.
    words = pack(language)
    entries = (*words.number.kinds, *words.adopting, *words.calls.preamble, *words.calls.operative)
    forms = [form for entry in entries for form in entry.forms]
    forms += [form for entry in words.matter for form in entry.forms] + list(words.number.draft)
    assert [form for form in forms if fold(form).isascii()] == []

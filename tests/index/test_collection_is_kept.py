"""A collection stays what its files say, whatever is added, changed, broken or taken out."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest
from conftest import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import filled, put, resolution

from resdiff import index
from resdiff.batch import processes
from resdiff.errors import FileMissing, UsageError
from resdiff.index import Filter, store
from resdiff.index.store import Connection

TABLES = ("files", "works", "editions", "histories", "wordings", "clauses", "citations")


def said(connection: Connection) -> list[tuple[str, str, str, str]]:
    """Every clause of the index: file, work, path and words."""
    return connection.execute(
        "SELECT files.path, works.number, clauses.path, text FROM clauses"
        " JOIN editions ON editions.id = edition JOIN files ON files.id = file"
        " JOIN works ON works.id = work JOIN wordings ON wordings.id = wording ORDER BY 1, 2, 3, 4"
    ).fetchall()


def add(connection: Connection, place: Path, *names: Path) -> index.Added:
    return index.add(connection, index.find([str(n) for n in names], place), processes(2))


def test_what_is_unchanged_is_not_read_again_and_what_changed_is_replaced(tmp_path: Path) -> None:
    place, folder = tmp_path / "i.db", tmp_path / "texts"
    first = put(folder, "a.txt", resolution("1", "Dubai, 2018", ["to light lamps."]))
    second = put(folder, "deep/er/b.txt", resolution("2", "Dubai, 2018", ["to carry water."]))
    with filled(place, folder) as connection:
        assert [one.path for one in index.entries(connection)] == [str(first), str(second)]
        put(folder, "a.txt", resolution("1", "Rev. Bucharest, 2022", ["to light candles."]))
        done = add(connection, place, folder)
        assert (done.replaced, done.added, done.unchanged) == ((str(first),), (), 1)
        assert index.search(connection, "lamps OR candles", Filter()).total == 1 + 1  # the title
        assert {one.edition.year for one in index.entries(connection)} == {2018, 2022}


def test_bad_files_do_not_stop_the_rest_and_cost_nothing_that_was_read(tmp_path: Path) -> None:
    place, folder = tmp_path / "i.db", tmp_path / "texts"
    good = put(folder, "good.txt", resolution("1", "Dubai, 2018", ["to light lamps."]))
    with filled(place, folder) as connection:
        before = said(connection)
        good.write_bytes(b"\xff\xfe\xfa broken " * 20)
        (folder / "cut.docx").write_bytes((CORPUS / "res101-en" / "base.docx").read_bytes()[:999])
        (folder / "empty.pdf").write_bytes(b"")
        put(folder, "new.txt", resolution("2", "Dubai, 2018", ["to carry water."]))
        done = add(connection, place, folder)
        assert [Path(one.path).name for one in done.failures] == [
            "empty.pdf",
            "cut.docx",
            "good.txt",
        ]
        assert {one.slug for one in done.failures} == {"empty-file", "broken-package", "not-utf8"}
        assert [Path(path).name for path in done.added] == ["new.txt"]
        assert set(before) < set(said(connection))


@pytest.mark.skipif(sys.platform != "linux", reason="names there are Unicode")
def test_a_name_that_is_no_unicode_is_told(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff.txt")
    odd.write_text(resolution("1", "Dubai, 2018", ["to light lamps."]), encoding="utf-8")
    place = tmp_path / "i.db"
    with index.opened(place, make=True) as connection:
        (failure,) = add(connection, place, tmp_path).failures
        assert failure.slug == "not-unicode"
        failure.message.encode()
        assert index.figures(connection).files == 0


def test_a_volume_gives_each_of_its_instruments(tmp_path: Path) -> None:
    texts = [resolution(str(n), "Rev. Dubai, 2018", [f"to do thing {n}."]) for n in (11, 12, 13)]
    volume = put(tmp_path, "volume.txt", "\n\n".join(texts))
    with filled(tmp_path / "i.db", volume) as connection:
        found = index.entries(connection)
        assert [one.work.number for one in found] == ["11", "12", "13"]
        assert {one.path for one in found} == {str(volume)}


def test_an_entry_comes_back_as_the_document_that_was_read(tmp_path: Path) -> None:
    from resdiff import api

    file = CORPUS / "res101-en" / "base.docx"
    with filled(tmp_path / "i.db", file) as connection:
        (entry,) = index.entries(connection)
        document = index.document(connection, entry)
    read = api.read(file.read_bytes(), file.name)
    assert document.clauses == read.clauses
    assert document.instruments[0].history == read.instruments[0].history
    assert all(c.status == "unchanged" for c in api.compare(read, document).changes)


def test_hidden_files_lock_files_and_the_index_itself_are_no_documents(tmp_path: Path) -> None:
    for name in (".hidden/a.txt", "~$draft.docx", ".x.txt", "picture.png", "i.txt"):
        put(tmp_path, name, "RESOLUTION 1")
    kept = put(tmp_path, "kept.txt", resolution("1", "Dubai, 2018", ["to light lamps."]))
    assert index.find([str(tmp_path)], tmp_path / "i.txt") == (str(kept),)
    with pytest.raises(FileMissing):
        index.find([str(tmp_path / "nowhere")], tmp_path / "i.txt")
    with pytest.raises(UsageError):
        index.find([str(kept)], kept)


def test_folders_and_files_that_are_gone_are_taken_out(tmp_path: Path) -> None:
    place = tmp_path / "i.db"
    for name in ("a/1.txt", "a/2.txt", "ab/3.txt"):
        put(tmp_path, name, resolution(name[-5], "Dubai, 2018", ["to light lamps."]))
    with filled(place, tmp_path) as connection:
        gone = index.remove(connection, [str(tmp_path / "a")])
        assert [Path(path).name for path in gone] == ["1.txt", "2.txt"]
        (tmp_path / "ab" / "3.txt").unlink()
        assert index.remove(connection, index.missing(connection)) == (
            str(tmp_path / "ab" / "3.txt"),
        )
        assert index.search(connection, "lamps", Filter()).total == 0
        left = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in TABLES if table != "works"}  # fmt: skip
        assert set(left.values()) == {0}


def test_an_index_made_at_once_or_in_any_order_answers_alike(tmp_path: Path) -> None:
    files = [
        put(tmp_path / "t", f"{n}.txt", resolution(str(n), "Dubai, 2018", [f"to light lamp {n};"]))
        for n in range(12)
    ]
    with filled(tmp_path / "one.db", tmp_path / "t") as whole:
        again = tmp_path / "two.db"
        with index.opened(again, make=True) as pieces:
            index.add(pieces, index.find([str(tmp_path / "t")], again), processes(2))
            assert list(whole.iterdump()) == list(pieces.iterdump())
            index.remove(pieces, [str(f) for f in files[:5]])
            add(pieces, again, *files[3:5])
            add(pieces, again, *files[:3])
            assert said(whole) == said(pieces)
            for query in ("lamp", "lamp 3", "light"):
                assert texts(whole, query) == texts(pieces, query)


def texts(connection: Connection, query: str) -> list[str]:
    found = index.search(connection, query, Filter(), limit=99)
    return sorted(hit.text for hit in found.hits)


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), max_size=12))
def test_after_any_changes_the_index_says_what_its_files_say(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    place = folder / "i.db"
    now: dict[Path, str] = {}
    with index.opened(place, make=True) as connection:
        for which, what in steps:
            path = folder / f"{which}.txt"
            if what == 0:
                index.remove(connection, [str(path)])
                now.pop(path, None)
            else:
                now[path] = f"to carry thing {what} and thing {which % 2};"
                put(folder, path.name, resolution(str(which), "Dubai, 2018", [now[path]]))
                add(connection, place, path)
        spoken = [row[3] for row in said(connection) if row[2] == "1/1"]
        assert sorted(spoken) == sorted(now.values())
        for what in range(1, 5):
            wanted = sorted({text for text in now.values() if f"thing {what}" in text})
            assert texts(connection, f'"thing {what}"') == wanted


def test_the_words_are_made_anew_where_another_version_made_them(tmp_path: Path) -> None:
    file = put(tmp_path, "a.txt", resolution("1", "Dubai, 2018", ["to light lamps."]))
    put(tmp_path, "b.txt", resolution("2", "Dubai, 2018", ["to carry water."]))
    with filled(tmp_path / "i.db", tmp_path) as connection:
        connection.execute("UPDATE meta SET value = 'another'")
        connection.execute("INSERT INTO found (found) VALUES ('delete-all')")
        assert texts(connection, "water") == []
        index.remove(connection, [str(file)])
        assert texts(connection, "water") == ["to carry water."]
        assert texts(connection, "light") == []


def test_a_rebuild_reads_again_what_is_there_and_keeps_what_is_gone(tmp_path: Path) -> None:
    gone = put(tmp_path, "a.txt", resolution("1", "Dubai, 2018", ["to light lamps."]))
    put(tmp_path, "b.txt", resolution("2", "Dubai, 2018", ["to carry water."]))
    with filled(tmp_path / "i.db", tmp_path) as connection:
        before = said(connection)
        gone.unlink()
        done = index.rebuild(connection, processes(1))
        assert len(done.replaced) == len(done.failures) == 1
        assert said(connection) == before


# ---------------------------------------------------------------------- versions and damage


def test_an_older_index_says_so_and_is_rebuilt_from_its_list_of_files(tmp_path: Path) -> None:
    place = tmp_path / "i.db"
    put(tmp_path, "a.txt", resolution("1", "Dubai, 2018", ["to light lamps."]))
    lost = put(tmp_path, "b.txt", resolution("2", "Dubai, 2018", ["to carry water."]))
    with filled(place, tmp_path) as connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("DROP TABLE citations")
    lost.unlink()
    with pytest.raises(index.IndexVersion, match="older") as told, index.opened(place):
        pass
    assert "rebuild" in told.value.hint
    with index.opened(place, any_version=True) as connection:
        index.rebuild(connection, processes(1))
        assert texts(connection, "light") == ["to light lamps."]
        assert connection.execute("SELECT count(*) FROM files").fetchone() == (1,)
        assert store.version(connection) == store.SCHEMA


def test_a_newer_index_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "i.db"
    with index.opened(place, make=True) as connection:
        connection.execute(f"PRAGMA user_version = {store.SCHEMA + 1}")
    before = place.read_bytes()
    for any_version in (False, True):
        with (
            pytest.raises(index.IndexVersion, match="newer"),
            index.opened(place, make=True, any_version=any_version),
        ):
            pass
    assert place.read_bytes() == before


def test_what_is_no_index_is_left_alone(tmp_path: Path) -> None:
    text, other, empty = tmp_path / "a.docx", tmp_path / "other.db", tmp_path / "empty.db"
    text.write_bytes((CORPUS / "res101-en" / "base.docx").read_bytes())
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE files (path)")
    connection.close()
    empty.touch()
    for place in (text, other, empty, tmp_path):
        before = place.read_bytes() if place.is_file() else b""
        with pytest.raises(index.NotAnIndex), index.opened(place, make=True):
            pass
        assert not place.is_file() or place.read_bytes() == before
    with pytest.raises(index.IndexMissing), index.opened(tmp_path / "none.db"):
        pass
    assert not (tmp_path / "none.db").exists()


def test_a_damaged_index_says_so(tmp_path: Path) -> None:
    place = tmp_path / "i.db"
    with filled(place, CORPUS / "res101-en" / "base.docx"):
        pass
    data = bytearray(place.read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    place.write_bytes(data)
    with pytest.raises(index.IndexDamaged), index.opened(place) as connection:
        index.search(connection, "Internet", Filter())

"""The same batch on a real Dask cluster: a scheduler and two worker processes of this machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import collection
import pytest
from programs import resdiff
from running import THREADS, tree, whole

needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="dask is not installed (the extra resdiff[dask])"
)


@needs_dask
@pytest.mark.filterwarnings("default")  # those of dask's own modules are not ours to end
def test_a_dask_cluster_gives_the_same_bytes(tmp_path: Path) -> None:
    from local_dask import local_cluster

    old, new = collection.make(tmp_path, 8, 2)
    whole(old, new, tmp_path / "here", THREADS)
    with local_cluster(workers=2) as address:
        done = resdiff(
            *("batch", old, new, "-o", tmp_path / "there"),
            *("--engine", "dask", "--scheduler", address),
        )
    assert done.returncode == 15, done.stderr
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


@needs_dask
def test_a_scheduler_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    old, new = collection.make(tmp_path, 1)
    done = resdiff(
        *("batch", old, new, "-o", tmp_path / "out"),
        *("--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"),
    )
    assert done.returncode == 16
    assert "no scheduler answers" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(find_spec("distributed") is not None, reason="dask is installed")
def test_without_dask_the_missing_extra_is_named(tmp_path: Path) -> None:
    old, new = collection.make(tmp_path, 1)
    done = resdiff(
        *("batch", old, new, "-o", tmp_path / "out"),
        *("--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"),
    )
    assert done.returncode == 13
    assert "resdiff[dask]" in done.stderr

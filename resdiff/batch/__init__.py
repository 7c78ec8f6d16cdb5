"""Whole collections: every resolution's editions paired, compared, marked up and listed.

collection = batch.folders(Path("2018"), Path("2022"))
report = batch.run(collection, Path("out"), batch.Options(("docx", "html"), "resdiff", ""),
                   batch.processes(2))
batch.write_reports(report, Path("out"))
"""

from resdiff.batch.engines import ENGINES, Engine, EngineLost, cores, dask, engine, processes
from resdiff.batch.reports import write_reports
from resdiff.batch.running import SUFFIXES, Collection, folders, listing, run
from resdiff.batch.values import Options, Report

__all__ = [
    "ENGINES",
    "SUFFIXES",
    "Collection",
    "Engine",
    "EngineLost",
    "Options",
    "Report",
    "cores",
    "dask",
    "engine",
    "folders",
    "listing",
    "processes",
    "run",
    "write_reports",
]

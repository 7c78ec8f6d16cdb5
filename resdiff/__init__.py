"""resdiff: compare ITU resolutions clause by clause, and mark up what changed."""

__version__ = "0.1.0"

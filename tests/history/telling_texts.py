"""Small resolutions in several editions, as a delegate would type them."""

from __future__ import annotations

from hypothesis import strategies as st

from resdiff import parsers
from resdiff.model import Document, View

PLACES = {2006: "Antalya", 2010: "Guadalajara", 2014: "Busan", 2018: "Dubai", 2022: "Bucharest"}


def edition(year: int, body: str, name: str = "") -> Document:
    """An edition of Resolution 991; the body's lines are calls and items."""
    head = (
        f"RESOLUTION 991 (Rev. {PLACES[year]}, {year})\n"
        "Islands and atolls\n"
        "The Plenipotentiary Conference of the International Telecommunication Union"
        f" ({PLACES[year]}, {year}),\n"
    )
    return parsers.read((head + body).encode(), name or f"{year}.txt", View.FINAL)


_WORDS = (
    "that cables between islands shall be repaired at once",
    "that the quality of service on remote atolls has suffered for years",
    "Resolution 64 (Rev. Dubai, 2018)",
    "and the cost of spare parts",
    "taking the needs of fishermen into account",
    "no;",
    "国际电联应继续开展工作",
    "1",
)
_LINES = st.one_of(
    st.sampled_from(("recalling", "considering", "resolves", "invites Member States")),
    st.tuples(
        st.sampled_from(("a)\t", "b)\t", "c)\t", "1\t", "2\t", "")),
        st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join),
    ).map("".join),
)


def histories(most: int = 4) -> st.SearchStrategy[list[Document]]:
    """Editions made of the same few phrases, so that words stay, move, fall and come back."""
    bodies = st.lists(_LINES, min_size=1, max_size=9).map("\n".join)
    several = st.lists(bodies, min_size=2, max_size=most)
    years = sorted(PLACES)
    return several.map(lambda b: [edition(years[n], body) for n, body in enumerate(b)])

"""Generated content of paragraphs that is more than runs: wrappers in wrappers, ranges, rubies,
alternates, control characters inside text, half fields; and blocks in wrappers.
"""

from __future__ import annotations

from hypothesis import strategies as st
from made_word import fld, p, run, sdt, tbl

WORDS = st.sampled_from(["alpha", "beta", "gamma beta", "1", "a)", "电信", "قرار"])
RAW = st.sampled_from(
    ["a\tb", "a\nb", "\t", " lead", "trail ", "  ", "a\u00a0b", "\u200fقرار", "a\rb"]
)
NAMES = st.sampled_from(["one", "two", "three"])
NUMBERS = st.integers(1, 4)


def raw(words: str, kept: bool) -> str:
    """A run whose text holds control characters, with or without `xml:space`."""
    words = words.replace("\r", "&#13;")
    space = ' xml:space="preserve"' if kept else ""
    return f"<w:r><w:t{space}>{words}</w:t></w:r>"


def ruby(words: str, above: str) -> str:
    """A run with words and what is printed above them."""
    return (
        f'<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/></w:rubyPr><w:rt>{run(above)}</w:rt>'
        f"<w:rubyBase>{run(words)}</w:rubyBase></w:ruby></w:r>"
    )


def alternate(first: str, second: str) -> str:
    """Content of which a program takes the first version it knows."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{first}</mc:Choice>'
        f"<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"
    )


def chosen(first: str, second: str) -> str:
    """A run of which a program takes the first text it can print."""
    return f"<w:r>{alternate(f'<w:t>{first}</w:t>', f'<w:t>{second}</w:t>')}</w:r>"


def wrapped(kind: str, name: str, inner: list[str]) -> str:
    """Runs inside a wrapper that may stand in a paragraph."""
    content = "".join(inner)
    match kind:
        case "smartTag" | "customXml":
            return f'<w:{kind} w:uri="u" w:element="{name}">{content}</w:{kind}>'
        case "bdo" | "dir":
            return f'<w:{kind} w:val="{"rtl" if name == "one" else "ltr"}">{content}</w:{kind}>'
        case "fldSimple":
            return f'<w:fldSimple w:instr=" REF {name} ">{content}</w:fldSimple>'
        case "hyperlink":
            return f'<w:hyperlink w:anchor="{name}">{content}</w:hyperlink>'
        case _:
            return sdt(content, tag=name)


def ranged(kind: str, number: int, inner: list[str]) -> str:
    """Runs inside a range."""
    name = f' w:name="b{number}"' if kind == "bookmark" else ' w:edGrp="everyone"'
    start = f'<w:{kind}Start w:id="{number}"{name}/>'
    return f'{start}{"".join(inner)}<w:{kind}End w:id="{number}"/>'


LEAVES = st.one_of(
    st.builds(run, WORDS, st.sampled_from(["", "b", "i"])),
    st.builds(run, WORDS),
    st.builds(raw, RAW, st.booleans()),
    st.builds(ruby, WORDS, WORDS),
    st.builds(
        lambda x, y: f"<w:r>{alternate(f'<w:t>{x}</w:t>', f'<w:t>{y}</w:t>')}</w:r>", WORDS, WORDS
    ),
    st.builds(fld, st.sampled_from([" PAGE ", " REF a "]), WORDS),
    st.sampled_from(
        [
            '<w:proofErr w:type="spellStart"/>',
            "<w:r><w:noBreakHyphen/><w:softHyphen/><w:t>x</w:t></w:r>",
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
            '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>',
            '<w:r><w:br w:type="page"/></w:r>',
            "<w:r><w:lastRenderedPageBreak/><w:t>y</w:t></w:r>",
            "<w:r/>",
        ]
    ),
)
HALVES = st.sampled_from(
    [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:r><w:instrText> REF x </w:instrText></w:r>",
    ]
)
KINDS = st.sampled_from(["smartTag", "customXml", "bdo", "dir", "fldSimple", "hyperlink", "sdt"])
RANGES = st.sampled_from(["bookmark", "perm"])
INLINE = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(wrapped, KINDS, NAMES, st.lists(inner, max_size=3)),
        st.builds(
            ranged, st.sampled_from(["bookmark", "perm"]), NUMBERS, st.lists(inner, max_size=2)
        ),
    ),
    max_leaves=6,
)
PARAGRAPHS = st.builds(
    lambda content, jc: p(*content, jc=jc),
    st.lists(st.one_of(INLINE, INLINE, INLINE, HALVES), max_size=5),
    st.sampled_from(["", "", "center"]),
)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        st.builds(
            lambda x, name: sdt(*x, tag=name), st.lists(inner, min_size=1, max_size=3), NAMES
        ),
        st.builds(
            lambda x: f'<w:customXml w:element="e">{"".join(x)}</w:customXml>',
            st.lists(inner, min_size=1, max_size=2),
        ),
        st.builds(alternate, inner, WORDS.map(p)),
        st.builds(lambda x, y: tbl([x, y]), inner, inner),
        st.builds(lambda x: tbl([x], ["same"]), inner),
    ),
    max_leaves=4,
)


@st.composite
def wrapped_pairs(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Two rows of blocks of which the second keeps some of the first, and paragraphs of both share
    what they hold.
    """
    shared = draw(st.lists(INLINE, min_size=1, max_size=6))
    sides = []
    for _ in range(2):
        paragraphs = st.lists(st.one_of(st.sampled_from(shared), INLINE), max_size=5)
        blocks = draw(st.lists(st.one_of(paragraphs.map(lambda x: p(*x)), BLOCKS), max_size=4))
        sides.append(blocks)
    kept = draw(st.lists(st.integers(0, 3), max_size=3))
    new = sides[1]
    for at in kept:
        if at < len(sides[0]):
            new.insert(min(at, len(new)), sides[0][at])
    return sides[0], new

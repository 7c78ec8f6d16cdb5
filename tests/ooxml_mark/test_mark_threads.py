"""Comments that answer others, brought from the new file."""

from __future__ import annotations

import pytest
from made_word import NAMES, Word, p, run

from resdiff.ooxml import MarkOptions, Package, marked
from resdiff.ooxml.names import TYPE, w

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
WORDS = (p("one"), p("two ", *(f'<w:r><w:commentReference w:id="{i}"/></w:r>' for i in (4, 7))))


def commented(answer: str) -> Package:
    """A file with two comments; `answer` is what the second says of the first in its thread."""
    opened = Package.open(Word([*WORDS]).save(), "new.docx")
    comments = "".join(
        f'<w:comment w:id="{i}" w:author="B"><w:p w14:paraId="0000000{i}">{run(words)}</w:p>'
        "</w:comment>"
        for i, words in ((4, "why"), (7, "because"))
    )
    parts = {
        "comments": f'<w:comments {NAMES} xmlns:w14="{W14}">{comments}</w:comments>',
        "commentsExtended": (
            f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="00000004"/>'
            f'<w15:commentEx w15:paraId="00000007"{answer}/></w15:commentsEx>'
        ),
    }
    for kind, xml in parts.items():
        opened.add_part(f"word/{kind}.xml", xml.encode(), "application/xml")
        opened.add_relationship(opened.main, TYPE + kind, f"word/{kind}.xml")
    return Package.open(opened.save(), "new.docx")


@pytest.mark.parametrize(
    ("answer", "slugs"), [(' w15:paraIdParent="00000004"', ["threads-lost"]), ("", [])]
)
def test_an_answer_to_a_comment_arrives_and_that_it_stands_alone_is_said(
    answer: str, slugs: list[str]
) -> None:
    old = Package.open(Word([p("one")]).save(), "old.docx")
    result = marked(old, commented(answer), {}, OPTIONS)
    assert [x.slug for x in result.notices] == slugs
    comments = result.package.part("word/comments.xml")
    assert ["".join(x.itertext()) for x in comments] == ["why", "because"]
    assert len([*result.package.part("word/document.xml").iter(w("commentReference"))]) == 2


def test_threads_that_were_there_are_not_called_lost() -> None:
    old, new = (commented(' w15:paraIdParent="00000004"') for _ in range(2))
    assert not marked(old, new, {}, OPTIONS).notices

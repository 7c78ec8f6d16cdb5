"""References that were kept although the clause they point to got another name."""

from __future__ import annotations

import pytest
from spoken import document

from resdiff.differ import compare
from resdiff.model import Nature

FORMS = [
    ("recognizing", "resolves", "that, as stated in recognizing b) above, views shall be sought"),
    (
        "reconnaissant",
        "décide",
        "que, comme il est dit au point b) du reconnaissant ci-dessus, l'avis sera sollicité",
    ),
    ("reconociendo", "resuelve", "que, según el reconociendo b) anterior, se recabe la opinión"),
    (
        "признавая,",
        "решает,",
        "что согласно пункту b) раздела признавая, выше, следует запрашивать мнение",
    ),
    ("认识到", "做出决议", "在选择上述“认识到”部分b)所述的语言时，应征求意见"),
]


def texts(preamble: str, operative: str, item: str, extra: str = "") -> str:
    return (
        f"= {preamble}\na) Union alpha beta gamma delta;\n{extra}"
        f"{'c' if extra else 'b'}) island administrations epsilon zeta eta,\n"
        f"= {operative}\n1 {item},\n"
    )


@pytest.mark.parametrize(("preamble", "operative", "item"), FORMS)
def test_a_kept_reference_to_a_renumbered_clause_is_stale(
    preamble: str, operative: str, item: str
) -> None:
    old = document(texts(preamble, operative, item))
    new = document(texts(preamble, operative, item, "b) unlike words theta iota kappa lambda;\n"))
    (notice,) = compare(old, new).notices
    call = preamble.strip(",")
    assert notice.slug == "stale-reference"
    assert notice.message == f'2/1: "{call} b)" should now say "{call} c)"'


@pytest.mark.parametrize(("preamble", "operative", "item"), FORMS)
def test_a_reference_that_its_author_updated_is_not_stale(
    preamble: str, operative: str, item: str
) -> None:
    old = document(texts(preamble, operative, item))
    updated = item.replace("b)", "c)")
    new = document(texts(preamble, operative, updated, "b) unlike words theta iota kappa;\n"))
    assert compare(old, new).notices == ()


def test_a_reference_to_a_deleted_clause_is_said_to_point_nowhere() -> None:
    old = document("= resolves\n1 alpha beta gamma;\n2 to act on resolves 1 above with care,\n")
    new = document("= resolves\nto act on resolves 1 above with care,\n")
    assert [n.message for n in compare(old, new).notices] == [
        '1/-1: "resolves 1" points to a clause that was deleted'
    ]


def test_each_label_of_a_list_is_followed() -> None:
    old = document(
        "= resolves\n1 alpha beta;\n2 gamma delta;\n3 see resolves 1 and 2 above always,\n"
    )
    new = document(
        "= resolves\n1 alpha beta;\n2 omega psi chi;\n3 gamma delta;\n"
        "4 see resolves 1 and 2 above always,\n"
    )
    assert [n.message for n in compare(old, new).notices] == [
        '1/4: "resolves 2" should now say "resolves 3"'
    ]


@pytest.mark.parametrize(("preamble", "operative", "item"), FORMS)
def test_a_reference_updated_after_a_renumbering_is_a_citation_update(
    preamble: str, operative: str, item: str
) -> None:
    old = document(texts(preamble, operative, item))
    for label, kind in (("c)", Nature.CITATION), ("a)", Nature.SUBSTANTIVE)):
        extra = "b) unlike words theta iota kappa;\n"
        new = document(texts(preamble, operative, item.replace("b)", label), extra))
        for one, other in ((old, new), (new, old)):
            (change,) = [c for c in compare(one, other).changes if c.edits]
            assert change.nature is kind


def test_an_updated_reference_beside_other_words_is_substantive() -> None:
    old = document("= resolves\n1 alpha beta gamma;\n2 to act on resolves 1 above with care,\n")
    new = document(
        "= resolves\n1 omega psi chi;\n2 alpha beta gamma;\n"
        "3 to rest on resolves 2 above with care,\n"
    )
    (change,) = [c for c in compare(old, new).changes if c.edits]
    assert change.nature is Nature.SUBSTANTIVE


CALLS = {
    "en": ("recognizing", "resolves"),
    "fr": ("reconnaissant", "décide"),
    "es": ("reconociendo", "resuelve"),
    "ru": ("признавая,", "решает,"),
    "zh": ("认识到", "做出决议"),
    "ar": ("وإذ يدرك", "يقرر"),
}
WAYS = [
    ("en", "in resolves 1 to 2 above", "12"),
    ("en", "see “resolves” 2.", "2"),
    ("en", "in item 2 under resolves", "2"),
    ("en", "in paragraph b) of the recognizing section", "b"),
    ("en", "recognizing, items a) and b)", "ab"),
    ("fr", "aux points 1 et 2 du décide", "12"),
    ("fr", "au point b) de la partie reconnaissant", "b"),
    ("es", "en los resuelve 1 y 2", "12"),
    ("es", "en el apartado b) del “reconociendo”", "b"),
    ("ru", "в пунктах 1 и 2 раздела «решает»", "12"),
    ("ru", "ранее «признавая b)»", "b"),
    ("zh", "上述做出决议1和2", "12"),
    ("zh", "做出决议部分第2段", "2"),
    ("zh", "上述认识到(b)", "b"),
    ("ar", "الفقرتين 1 و2 من يقرر", "12"),
    ("ar", 'الفقرة ب) من "إذ يدرك" أعلاه', "b"),
    ("ar", 'فقرة "يقرر" 2', "2"),
    ("en", "in resolves 2 of Resolution 64 (Rev. Geneva, 2022)", ""),
    ("en", "resolves 20 per cent", ""),
]


@pytest.mark.parametrize(("language", "words", "labels"), WAYS)
def test_a_reference_is_found_however_it_is_put(language: str, words: str, labels: str) -> None:
    preamble, operative = CALLS[language]
    old = document(
        f"= {preamble}\na) alpha beta gamma delta;\nb) epsilon zeta eta theta,\n"
        f"= {operative}\n1 nu xi omicron pi;\n2 rho sigma tau upsilon;\n3 phi chi ({words}),\n",
        language,
    )
    new = document(
        f"= {preamble}\na) unlike words at all;\nb) alpha beta gamma delta;\n"
        f"c) epsilon zeta eta theta,\n"
        f"= {operative}\n1 other words stand here;\n2 nu xi omicron pi;\n"
        f"3 rho sigma tau upsilon;\n4 phi chi ({words}),\n",
        language,
    )
    stale = [n for n in compare(old, new).notices if n.slug == "stale-reference"]
    assert len(stale) == len(labels)

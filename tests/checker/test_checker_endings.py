"""Fine points of the rules about endings, labels and names."""

from __future__ import annotations

import pytest
from checked import findings

HEAD = """RESOLUTION 900 (Rev. Dubai, 2018)

Lamps

The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),

"""


def _rules(body: str) -> set[str]:
    return {one.rule for one in findings(HEAD + body)}


def test_sub_items_end_as_their_place_asks() -> None:
    body = (
        "considering\n\na) that lamps burn:\n\ni) with oil;\n\nii) with gas;\n\nb) that ships pass:"
        "\n\ni) by night;\n\nii) by day,\n\nresolves\n\nthat lamps shall burn."
    )
    assert _rules(body) == set()
    assert "item-ending" in _rules(body.replace("with gas;", "with gas,"))
    assert "item-ending" in _rules(body.replace("that ships pass:", "that ships pass"))


def test_a_section_written_in_sentences_is_left_alone() -> None:
    body = (
        "resolves\n\n1 Lamps shall burn. They shall be lit.\n\n2 Ships shall pass. By night.\n\n"
        "3 Oil shall be bought. It shall be good."
    )
    assert "item-ending" not in _rules(body)


def test_bis_labels_are_no_gap() -> None:
    body = (
        "considering\n\na) that lamps burn;\n\nb) that ships pass;\n\nb)bis that oil is dear;\n\n"
        "c) that gas is dear,\n\nresolves\n\nthat lamps shall burn."
    )
    assert not {r for r in _rules(body) if r.startswith("label")}


def test_i_is_a_letter_behind_h_and_roman_elsewhere() -> None:
    letters = "abcdefghij"
    items = "\n\n".join(f"{x}) that lamp {x} burns{',' if x == 'j' else ';'}" for x in letters)
    assert _rules(f"considering\n\n{items}\n\nresolves\n\nthat lamps shall burn.") == set()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("member states", "Member States"),
        ("Telecommunications Development Sector", "Telecommunication Development Sector"),
        ("the Director of the Standardization Bureau", "Telecommunication Standardization Bureau"),
    ],
)
def test_official_names_are_offered_as_a_safe_fix(wrong: str, right: str) -> None:
    found = findings(f"{HEAD}resolves\n\nthat {wrong} shall light the lamps.")
    (one,) = [f for f in found if f.rule == "official-name"]
    assert one.fix is not None
    assert one.fix.safe
    assert one.fix.replacement == right


def test_other_organizations_have_member_states_of_their_own() -> None:
    body = "resolves\n\nthat member states of the European Union shall light the lamps."
    assert "official-name" not in _rules(body)

"""Kinds of change: rules first, and what they doubt is substantive."""

from __future__ import annotations

import pytest

from resdiff.differ.edits import edits
from resdiff.differ.natures import nature
from resdiff.model import Nature


def kind(old: str, new: str, renumbered: bool = False) -> Nature:
    return nature(old, new, edits(old, new)[0], renumbered)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the other member states;", "the other Member States;"),
        ("by e-mail only", "by email only"),
        ("No.\u00a0196 of", "No. 196 of"),
        ("networks of the Union,", "networks of the Union;"),
        ("networks of the Union;", "networks of the Union; and"),
        ("networks of the Union.", "networks of the Union,"),
        ("the organization’s role", "the organization's role"),
        ("to recognise the colour", "to recognize the color"),
        ("the goverment programme", "the government program"),
        ("to recieve and accomodate", "to receive and accommodate"),
        ("autres Etats Membres", "autres États Membres"),
        ("des événements", "des évènements"),
        ("chaque Etat", "chaque État"),
        ("ещё раз", "еще раз"),
        ("государствами-членами", "Государствами-Членами"),
        ("与其它成员国", "与其他成员国"),
        ("计划，", "计划；"),
        ("الدول الاخرى؛", "الدول الأخرى؛"),
        ("أن الاتحاد، ", "أن الاتحاد؛ و"),
    ],
)
def test_spelling_capitals_hyphens_space_and_last_signs_are_editorial(old: str, new: str) -> None:
    assert kind(old, new) is kind(new, old) is Nature.EDITORIAL


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Resolution 64 (Rev. Dubai, 2018) of", "Resolution 64 (Rev. Bucharest, 2022) of"),
        ("Resolution 64 (Johannesburg, 2008)", "Resolution 64 (Rev. Dubai, 2012)"),
        ("outcomes of WRC-15 on", "outcomes of WRC-19 on"),
        ("(Antalya, 2006)", "(Antalya, 2006) – (Rev. Busan, 2014)"),
        ("第64号决议（2022年，日内瓦，修订版）", "第64号决议（2024年，新德里，修订版）"),
        ("القرار 991 (المراجَع في دبي، 2018)", "القرار 991 (المراجَع في بوخارست، 2022)"),
        ("(Пересм. Дубай, 2018 г.),", "(Пересм. Бухарест, 2022 г.);"),
    ],
)
def test_editions_and_years_of_citations_are_citation_updates(old: str, new: str) -> None:
    assert kind(old, new) is kind(new, old) is Nature.CITATION


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the Union shall act", "the Union should act"),
        ("a network is needed", "networks are needed"),
        ("within 30 days", "within 60 days"),
        ("the Director who is responsible", "the Director, who is responsible,"),
        ("under resolves 3 above", "under resolves 4 above"),
        ("to form a committee", "to inform a committee"),
        ("the network shall", "the networks shall"),
        ("invites each part", "invites each party"),
        ("invita a cada part,", "invita a cada parte;"),
        ("Resolution 64 (Rev. Dubai, 2018)", "Resolution 71 (Rev. Dubai, 2018)"),
        ("of -5 degrees", "of 5 degrees"),
        ("does apply", "does not apply"),
        ("及其部署", "部署"),
        ("to be achieved by 2020", "to be achieved by 2025"),
        ("to plan from the report", "to plan form the report"),
        ("in its later years", "in its latter years"),
        ("le pays où", "le pays ou"),
        ("que esta conferencia", "que está conferencia"),
    ],
)
def test_what_may_change_the_meaning_is_substantive(old: str, new: str) -> None:
    assert kind(old, new) is kind(new, old) is Nature.SUBSTANTIVE


def test_the_same_words_under_another_label_are_only_renumbered() -> None:
    assert kind("same words", "same words", renumbered=True) is Nature.RENUMBERED
    assert kind("same words", "same words") is Nature.NONE

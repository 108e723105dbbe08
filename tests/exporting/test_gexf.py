from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from places.dataset import open_dataset
from places.exporting import Extract, from_dataset, network, write
from places.exporting.extract import groups
from places.language import language
from places.sample import DATASET
from places.selection import Selection


@pytest.fixture
def graph(extract: Extract, tmp_path: Path) -> nx.Graph:
    write(extract, "gexf", tmp_path / "network.gexf")
    return nx.read_gexf(tmp_path / "network.gexf")


def test_a_node_is_a_place_with_its_point_kind_and_counts(extract: Extract, graph: nx.Graph) -> None:
    assert len(graph) == len(extract.places)
    for group in groups(extract):
        node = graph.nodes[group.place.id]
        assert node["label"] == group.place.name_in(extract.language.code)
        assert (node["latitude"], node["longitude"]) == (group.place.latitude, group.place.longitude)
        assert (node["kind"], node["mentions"], node["articles"]) == (
            group.place.kind,
            len(group.mentions),
            group.articles,
        )
        assert node["viz"]["position"]["y"] == pytest.approx(10 * group.place.latitude, abs=0.01)


@pytest.fixture(scope="module")
def sample_extract() -> Extract:
    with open_dataset(DATASET) as dataset:
        extract = from_dataset(dataset, Selection(), language("de"))
        return replace(extract, mentions=list(extract.mentions))


def test_an_edge_weighs_as_many_articles_as_name_both(sample_extract: Extract, tmp_path: Path) -> None:
    named: dict[str, set[str]] = {}
    for mention in sample_extract.mentions:
        named.setdefault(mention.article_id, set()).add(mention.place_id)
    wanted = Counter(pair for places in named.values() for pair in itertools.combinations(sorted(places), 2))
    write(sample_extract, "gexf", tmp_path / "network.gexf")
    graph = nx.read_gexf(tmp_path / "network.gexf")
    assert {tuple(sorted(ends)): weight for *ends, weight in graph.edges.data("weight")} == wanted


def test_sentences_are_those_whose_excerpts_hold_both(sample_extract: Extract) -> None:
    ids = [row.place.id for row in sample_extract.places]
    sentences: dict[frozenset[str], set[tuple[str, int]]] = {}
    for one, other in itertools.combinations(sample_extract.mentions, 2):
        first, second = sorted((one, other), key=lambda mention: mention.start)
        if first.article_id != second.article_id or first.place_id == second.place_id:
            continue
        held = second.end <= first.offset + len(first.excerpt) or first.start >= second.offset
        if held:
            pair = frozenset((first.place_id, second.place_id))
            sentences.setdefault(pair, set()).add((first.article_id, first.offset))
    found = {
        frozenset((ids[edge.first], ids[edge.second])): edge.sentences
        for edge in network.edges_of(sample_extract)
        if edge.sentences
    }
    assert found == {pair: len(where) for pair, where in sentences.items()}
    assert found


def test_the_edges_of_the_most_articles_come_first_and_the_rest_may_be_left_out(
    sample_extract: Extract,
) -> None:
    every = network.edges_of(sample_extract)
    assert [edge.articles for edge in every] == sorted((edge.articles for edge in every), reverse=True)
    assert network.edges_of(sample_extract, 10) == every[:10]


def test_an_article_that_is_a_register_joins_only_what_its_sentences_join(
    sample_extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "LONGEST_REGISTER", 1)
    every = network.edges_of(sample_extract)
    assert every
    assert all(edge.sentences > 0 for edge in every)


def test_without_mentions_there_is_no_edge(extract: Extract, tmp_path: Path) -> None:
    write(replace(extract, places=[], mentions=[]), "gexf", tmp_path / "empty.gexf")
    assert len(nx.read_gexf(tmp_path / "empty.gexf")) == 0

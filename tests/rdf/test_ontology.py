"""`ontology/kg.ttl`: complete, bilingual, sound under OWL 2 RL, and one with the code that uses it."""

from __future__ import annotations

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, Graph, URIRef
from rdflib.collection import Collection

from kg import schema
from kg.rdf import Bases
from kg.rdf.namespaces import KG, KGID, RDF, RDFS, SKOS
from kg.rdf.vocabulary import ontology, shapes, source

from .sample import IDS

PROPERTIES = (
    "hasReporter",
    "hasCorrespondent",
    "hasPhotographer",
    "mentions",
    "about",
    "publishedBy",
    "locatedIn",
    "jurisdiction",
    "worksFor",
    "subOrganizationOf",
    "investsIn",
    "undertakes",
    "establishes",
    "acquires",
    "partOf",
    "produces",
    "cooperatesWith",
    "negotiatesWith",
    "seeksInvestmentFrom",
    "develops",
    "operatesIn",
    "assists",
    "organizes",
    "participatesIn",
    "heldAt",
    "visits",
    "accompanies",
    "implements",
    "directedBy",
    "maintains",
    "hasObservation",
    "hasTenure",
    "from",
    "until",
    "headline",
    "publishedOn",
    "formerName",
    "jobTitle",
    "eventDate",
    "indicator",
    "value",
    "unit",
    "comparator",
    "status",
    "period",
    "valueText",
    "inArticle",
    "quote",
    "beginIndex",
    "endIndex",
    "sentence",
    "foundBy",
    "confidence",
    "speaker",
    "modality",
    "text",
    "onPage",
)
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


@pytest.fixture(scope="module")
def onto() -> Graph:
    return ontology()


def terms(onto: Graph, *kinds: URIRef) -> set[URIRef]:
    return {term for kind in kinds for term in onto.subjects(RDF.type, kind) if isinstance(term, URIRef)}


def test_every_class_of_the_vocabulary_is_there(onto: Graph) -> None:
    assert {KG[name] for name in (*schema.CLASSES, "Evidence")} <= terms(onto, OWL.Class)


def test_class_tree_is_that_of_the_code(onto: Graph) -> None:
    for child, parent in schema.PARENT.items():
        assert (KG[child], RDFS.subClassOf, KG[parent]) in onto
    concrete = {str(KG[name]) for name in schema.CLASSES}
    stated = {(c, p) for c, p in onto.subject_objects(RDFS.subClassOf) if {str(c), str(p)} <= concrete}
    assert stated == {(KG[child], KG[parent]) for child, parent in schema.PARENT.items()}


def test_every_property_of_the_vocabulary_is_there(onto: Graph) -> None:
    declared = terms(onto, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert declared == {KG[name] for name in (*PROPERTIES, "dateSource")}


def test_natures_of_properties_are_those_of_the_code(onto: Graph) -> None:
    assert terms(onto, OWL.SymmetricProperty) == {KG[name] for name in schema.SYMMETRIC}
    assert terms(onto, OWL.TransitiveProperty) == {KG[name] for name in schema.TRANSITIVE}
    assert (KG.about, RDFS.subPropertyOf, KG.mentions) in onto
    assert set(onto.subjects(OWL.inverseOf))


def test_every_term_is_named_and_defined_in_both_languages(onto: Graph) -> None:
    for term in terms(onto, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for predicate in (RDFS.label, SKOS.definition):
            assert sorted(o.language for o in onto.objects(term, predicate)) == ["en", "zh"], (term, predicate)


def test_every_property_has_one_domain_and_one_range(onto: Graph) -> None:
    classes = terms(onto, OWL.Class)
    for term in terms(onto, OWL.ObjectProperty):
        (domain,), (goal,) = onto.objects(term, RDFS.domain), onto.objects(term, RDFS.range)
        assert {domain, goal} <= classes
    for term in terms(onto, OWL.DatatypeProperty):
        (domain,), (goal,) = onto.objects(term, RDFS.domain), onto.objects(term, RDFS.range)
        assert domain in classes and goal not in classes


def test_alignments_reach_the_vocabularies_that_others_know(onto: Graph) -> None:
    seen = {str(o).rpartition("/")[0] + "/" + str(o).rpartition("/")[2].partition("#")[0] for o in onto.objects()}
    joined = " ".join(seen)
    for base in ("schema.org", "www.w3.org/ns/org", "foaf/0.1", "ns/prov", "skos/core", "nif-core", "ns/oa", "qudt"):
        assert base in joined, base


def test_version_is_stated(onto: Graph) -> None:
    (about,) = onto.subjects(RDF.type, OWL.Ontology)
    assert str(onto.value(about, OWL.versionIRI)).startswith(str(about))


def test_graph_is_consistent_under_owl_rl(onto: Graph, graph: Graph) -> None:
    before = set(graph)
    graph += onto
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    assert not list(graph.objects(None, ERROR))
    assert (KGID[IDS["松原资本"]], KG.cooperatesWith, KGID[IDS["云帆集团"]]) in graph, "symmetric"
    assert (KGID[IDS["松原资本"]], RDF.type, KG.Organization) in graph, "two classes up"
    assert len(graph) > len(before)


@pytest.mark.parametrize(
    ("name", "cls"),
    [("云帆集团", "Journalist"), ("青禾区", "Event"), ("氢能", "Company"), ("青禾区", "Village"), ("孟知夏", "Place")],
)
def test_what_cannot_be_both_is_caught_by_a_reasoner(onto: Graph, name: str, cls: str) -> None:
    kind = {"云帆集团": KG.Company, "青禾区": KG.District, "氢能": KG.Industry, "孟知夏": KG.Official}[name]
    odd = Graph() + onto
    odd.add((KGID[IDS[name]], RDF.type, kind))
    odd.add((KGID[IDS[name]], RDF.type, KG[cls]))
    DeductiveClosure(OWLRL_Semantics).expand(odd)
    assert list(odd.objects(None, ERROR))


def test_project_may_be_a_park_too(onto: Graph) -> None:
    groups = [set(Collection(onto, members)) for members in onto.objects(None, OWL.members)]
    assert groups and not any({KG.Project, KG.Place} <= group for group in groups)


def test_shapes_check_every_property_against_its_domain_and_range(onto: Graph) -> None:
    sh = "http://www.w3.org/ns/shacl#"
    found = shapes()
    for term in terms(onto, OWL.ObjectProperty, OWL.DatatypeProperty):
        (domain,) = onto.objects(term, RDFS.domain)
        nodes = list(found.subjects(URIRef(sh + "targetSubjectsOf"), term))
        assert any((n, URIRef(sh + "class"), domain) in found for n in nodes), f"no shape for what has {term}"
        if (term, RDF.type, OWL.ObjectProperty) in onto:
            (goal,) = onto.objects(term, RDFS.range)
            paths = found.subjects(URIRef(sh + "path"), term)
            assert any((n, URIRef(sh + "class"), goal) in found for n in paths), f"no shape for what {term} leads to"


def test_files_follow_the_bases_that_are_chosen() -> None:
    bases = Bases("https://press-room.example/words#", "https://press-room.example/things/")
    for name in ("kg.ttl", "shapes.ttl"):
        text = (
            source(name, bases)
            .replace("https://kg.example.org/ontology", "")
            .replace("https://kg.example.org/shapes", "")
        )
        assert "kg.example.org" not in text and "kg\\\\.example" not in text

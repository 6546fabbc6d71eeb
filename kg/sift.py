"""Keeping what is sure enough: recall given up for precision."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Evidence, Fact, Knowledge

__all__ = ["confident"]


def confident(knowledge: Knowledge, minimum: float) -> Knowledge:
    """What still stands when evidence below `minimum` (0–1) is left out.

    Facts and observations that lose all their evidence go, and so do entities that nothing speaks of any more. What
    never had evidence (a publisher given by the user) stays.
    """

    def sure(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(one for one in evidence if one.confidence >= minimum)

    facts = [replace(f, evidence=sure(f.evidence)) for f in knowledge.facts if not f.evidence or sure(f.evidence)]
    observations = [replace(o, evidence=sure(o.evidence)) for o in knowledge.observations if sure(o.evidence)]
    held = {fact.object for fact in facts if fact.predicate == "hasTenure"}
    lost = {e.id for e in knowledge.entities if "Tenure" in e.types} - held
    facts = [fact for fact in facts if fact.subject not in lost and fact.object not in lost]
    used = {end for fact in facts for end in _ends(fact)} | {o.subject for o in observations}
    used |= {e.speaker for o in observations for e in o.evidence if e.speaker}
    return replace(
        knowledge,
        entities=tuple(entity for entity in knowledge.entities if entity.id in used),
        facts=tuple(facts),
        observations=tuple(observations),
    )


def _ends(fact: Fact) -> set[str]:
    """The ids that a fact speaks of, speakers included."""
    speakers = {one.speaker for one in fact.evidence if one.speaker}
    return speakers | {fact.subject} | ({fact.object} if fact.datatype is None else set())

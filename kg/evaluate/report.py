"""What a comparison with gold found: tallies that add up, and every single error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

K = TypeVar("K")


@dataclass(slots=True)
class Tally:
    """Gold things `found` and `missed`, predictions `right` and `spurious`.

    `found` may exceed `right` where one prediction implies another (transitive properties).
    """

    found: int = 0
    missed: int = 0
    right: int = 0
    spurious: int = 0

    def add(self, other: Tally) -> None:
        self.found += other.found
        self.missed += other.missed
        self.right += other.right
        self.spurious += other.spurious

    @property
    def gold(self) -> int:
        return self.found + self.missed

    @property
    def predicted(self) -> int:
        return self.right + self.spurious

    @property
    def precision(self) -> float | None:
        """Share of predictions that are right; None where nothing was predicted."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of gold that was found; None where there is no gold."""
        return self.found / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; 0 where one side is empty, None where both are."""
        if not self.gold and not self.predicted:
            return None
        p, r = self.precision or 0.0, self.recall or 0.0
        return 2 * p * r / (p + r) if p + r else 0.0


class Cell(NamedTuple):
    """Where a count belongs: page, article number in gold (0: an item that gold has not), class or property."""

    page: str
    article: int
    kind: str


@dataclass(slots=True)
class Layer:
    """Tallies of one kind of thing (entities, facts …) by page, article and class or property."""

    cells: dict[Cell, Tally] = field(default_factory=dict)

    def at(self, cell: Cell) -> Tally:
        return self.cells.setdefault(cell, Tally())

    def total(self) -> Tally:
        return self.by(lambda cell: "").get("", Tally())

    def by(self, key: Callable[[Cell], K]) -> dict[K, Tally]:
        """Tallies summed over the cells that share a key, in the order of page, article, class."""
        sums: dict[K, Tally] = {}
        for cell in sorted(self.cells):
            sums.setdefault(key(cell), Tally()).add(self.cells[cell])
        return sums


@dataclass(slots=True)
class Share:
    """How many of some matched things are right in one respect."""

    right: float = 0
    of: int = 0

    def count(self, right: float) -> None:
        self.right += right
        self.of += 1

    @property
    def value(self) -> float | None:
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One error: what kind of thing, what is wrong with it, and the characters and rule behind it."""

    page: str
    article: int
    layer: str
    fault: str
    name: str
    quote: str = ""
    rule: str = ""


@dataclass(slots=True)
class Report:
    """Everything `kg eval` prints. `unread` names gold pages that were not among the pages read."""

    items: Layer = field(default_factory=Layer)
    kinds: Share = field(default_factory=Share)
    bodies: Share = field(default_factory=Share)
    headlines: Share = field(default_factory=Share)
    entities: Layer = field(default_factory=Layer)
    mistyped: int = 0
    facts: Layer = field(default_factory=Layer)
    modality: Share = field(default_factory=Share)
    observations: Layer = field(default_factory=Layer)
    comparator: Share = field(default_factory=Share)
    status: Share = field(default_factory=Share)
    period: Share = field(default_factory=Share)
    indicator: Share = field(default_factory=Share)
    similarity: Share = field(default_factory=Share)
    rules: Layer = field(default_factory=Layer)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def calibration(self) -> dict[str, Share]:
        """Of the facts judged, the share right at or above each confidence."""
        table: dict[str, Share] = {}
        for floor in ("0.95", "0.90", "0.80", "0.70", "0.60", "0.50", "0.00"):
            share = Share()
            for confidence, right in self.judged:
                if confidence >= float(floor):
                    share.count(right)
            table[floor] = share
        return table

    def lone(self) -> dict[str, Share]:
        """For each page the share of its facts and observations whose rule fired on no other page."""
        pages: dict[str, set[str]] = {}
        for cell in self.rules.cells:
            pages.setdefault(cell.kind, set()).add(cell.page)
        shares: dict[str, Share] = {}
        for cell, tally in sorted(self.rules.cells.items()):
            share = shares.setdefault(cell.page, Share())
            share.of += tally.predicted
            share.right += tally.predicted if len(pages[cell.kind]) == 1 else 0
        return shares


LAYERS: tuple[tuple[str, str], ...] = (
    ("items", "item"),
    ("entities", "class"),
    ("facts", "property"),
    ("observations", "unit"),
)
ASPECTS = ("kinds", "bodies", "headlines", "modality", "comparator", "status", "period", "indicator", "similarity")


def _number(value: float | None) -> str:
    return "   –" if value is None else f"{value:.2f}"


def row(name: str, tally: Tally) -> str:
    """A tally on one line: precision, recall, F1, found of gold, spurious, and whose it is."""
    shown = "  ".join(_number(value) for value in (tally.precision, tally.recall, tally.f1))
    return f"  {shown}  {tally.found:4}/{tally.gold:<4} {tally.spurious:4} spurious  {name}"


def lines(report: Report, *, errors: bool = False) -> list[str]:
    """The report as text for people: precision, recall, F1, found/gold, spurious; then, if asked, every error."""
    out: list[str] = []
    for layer, kind in LAYERS:
        table: Layer = getattr(report, layer)
        out += [f"{layer}", "     P     R    F1  found/gold", row("all", table.total())]
        if layer == "items":
            out.append(_shares(("kind right", report.kinds), ("body exact", report.bodies)))
            out.append(_shares(("headline exact", report.headlines)))
            continue
        pages = table.by(lambda cell: cell.page)
        if len(pages) > 1:
            out += [row(f"page {page}", tally) for page, tally in pages.items()]
        for (page, number), tally in table.by(lambda cell: (cell.page, cell.article)).items():
            out.append(row(f"{page} article {number}" if number else f"{page} items that gold has not", tally))
        out += [row(f"{kind} {name}", tally) for name, tally in sorted(table.by(lambda cell: cell.kind).items())]
        if layer == "entities":
            out.append(f"  right name, wrong class: {report.mistyped} (each counted as missed and as spurious)")
        if layer == "facts":
            out.append(_shares(("modality right", report.modality)))
        if layer == "observations":
            out.append(_shares(("comparator right", report.comparator), ("status right", report.status)))
            out.append(_shares(("period right", report.period), ("indicator exact", report.indicator)))
            out.append(f"  indicator similarity {_number(report.similarity.value)}")
    if report.judged:
        out.append("confidence of facts")
        out += [
            f"  >= {floor}  right {_number(share.value)}  of {share.of}"
            for floor, share in report.calibration().items()
        ]
    if len(lone := report.lone()) > 1:
        out.append("facts and observations by rules that fire on one page only")
        out += [f"  {_number(share.value)}  {share.right:g} of {share.of}  page {page}" for page, share in lone.items()]
    if errors:
        out.append("rules")
        for rule, tally in sorted(report.rules.by(lambda cell: cell.kind).items()):
            out.append(f"  {_number(tally.precision)}  {tally.right:4} right {tally.spurious:4} spurious  {rule}")
        out.append(f"errors: {len(report.errors)}")
        out += [_fault(fault) for fault in report.errors]
    return out


def _shares(*shares: tuple[str, Share]) -> str:
    return "  " + ", ".join(f"{name} {share.right:g} of {share.of}" for name, share in shares)


def _fault(fault: Fault) -> str:
    tail = (f"  「{fault.quote}」" if fault.quote else "") + (f"  [{fault.rule}]" if fault.rule else "")
    return f"  {fault.page} {fault.article or '–'}  {fault.layer} {fault.fault}: {fault.name}{tail}".replace("\n", "⏎")


def scores(tally: Tally) -> dict[str, Any]:
    """A tally as plain data."""
    counts = {"found": tally.found, "missed": tally.missed, "right": tally.right, "spurious": tally.spurious}
    return {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1, **counts}


def to_json(report: Report) -> dict[str, Any]:
    """The report as plain data: counts and scores by layer, page, article and class, and the errors."""

    def shares(table: Iterable[tuple[str, Share]]) -> dict[str, Any]:
        return {name: {"right": share.right, "of": share.of, "share": share.value} for name, share in table}

    layers = {}
    for name, kind in LAYERS:
        layer: Layer = getattr(report, name)
        layers[name] = {
            **scores(layer.total()),
            "pages": {page: scores(tally) for page, tally in layer.by(lambda cell: cell.page).items()},
            "articles": [
                {"page": page, "article": number, **scores(tally)}
                for (page, number), tally in layer.by(lambda cell: (cell.page, cell.article)).items()
            ],
            "by": kind,
            "kinds": {kind: scores(tally) for kind, tally in sorted(layer.by(lambda cell: cell.kind).items())},
        }
    return {
        **layers,
        "mistyped": report.mistyped,
        "aspects": shares((name, getattr(report, name)) for name in ASPECTS),
        "calibration": shares(report.calibration().items()),
        "rules": {
            rule: {"right": tally.right, "spurious": tally.spurious}
            for rule, tally in sorted(report.rules.by(lambda cell: cell.kind).items())
        },
        "lone": shares(report.lone().items()),
        "unread": report.unread,
        "errors": [{key: getattr(fault, key) for key in Fault.__slots__} for fault in report.errors],
    }

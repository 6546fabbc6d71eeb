"""The pyvis network behind the page: its data, options and engine, in our own template."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from kg.explore.payload import packed

__all__ = ["Page"]

HERE = Path(__file__).parent
ENGINE = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
SCRIPTS = (
    *("words", "dom", "store", "dates", "filters", "choose", "labels", "scene", "quotes", "panel"),
    *("search", "legend", "timeline", "walk", "address", "table", "takeaway", "drawing", "app"),
)

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False},
    "physics": {
        "enabled": False,
        "solver": "barnesHut",
        "barnesHut": {"gravitationalConstant": -2600, "springLength": 90, "springConstant": 0.02, "avoidOverlap": 0.4},
        "stabilization": False,
    },
    "interaction": {"hover": True, "selectable": False, "hoverConnectedEdges": False, "keyboard": False},
    "nodes": {"borderWidth": 1.2, "borderWidthSelected": 1.2, "chosen": False, "labelHighlightBold": False},
    "edges": {"smooth": False, "width": 1, "hoverWidth": 0, "selectionWidth": 0, "arrowStrikethrough": False},
}


class Page(Network):  # type: ignore[misc]
    """A directed pyvis network that renders into one self-sufficient HTML text.

    Node ids are numbers, so nothing that an article says becomes an id. pyvis looks for each new id in a list, which
    is quadratic; this class keeps a set. It never calls pyvis's `write_html`, which scatters a `lib/` folder.
    """

    def __init__(self, *, title: str | None = None) -> None:
        super().__init__(height="100%", width="100%", directed=True, heading=title or "", cdn_resources="in_line")
        self.set_template((HERE / "template.html").as_posix())
        self.set_options(json.dumps(OPTIONS))
        self._known: set[int] = set()

    def set_template_dir(self, template_directory: str, template_file: str = "template.html") -> None:
        """As pyvis's, but whatever the template prints is escaped."""
        super().set_template_dir(template_directory, template_file)
        self.templateEnv = Environment(
            loader=FileSystemLoader(template_directory), autoescape=True, undefined=StrictUndefined
        )
        self.templateEnv.filters["packed"] = packed
        self.templateEnv.globals.update(columns=columns, sealed=sealed, policy=policy, assets=assets())

    def add_node(self, n_id: int, label: str | None = None, shape: str = "dot", **options: Any) -> None:
        """One node; a second one with the same id is dropped, as in pyvis. Its `group`, a class family, colours it."""
        if n_id not in self._known:
            self._known.add(n_id)
            node = Node(n_id, shape, label=label, font_color=self.font_color, **options)
            self.nodes.append(node.options)
            self.node_ids.append(n_id)
            self.node_map[n_id] = node.options

    def add_edge(self, source: int, to: int, **options: Any) -> None:
        """One edge, beside any other between the same two nodes. Raises KeyError when an end is missing."""
        if not {source, to} <= self._known:
            raise KeyError(f"edge {source} → {to} has an end that is no node")
        self.edges.append(Edge(source, to, self.directed, **options).options)

    def render(self, **data: Any) -> str:
        """The HTML; `data` is what the template needs beside pyvis's own nodes, edges, options and heading."""
        self.templateEnv.globals.update(data)
        return str(self.generate_html())


def columns(nodes: Iterable[dict[str, Any]], edges: Iterable[dict[str, Any]], options: str) -> dict[str, Any]:
    """pyvis's nodes and edges turned from dictionaries into columns: a tenth of the size, and of the time to read."""
    nodes, edges = list(nodes), list(edges)
    groups = sorted({node["group"] for node in nodes})
    names = sorted({edge["relation"] for edge in edges})
    group, name = {g: i for i, g in enumerate(groups)}, {n: i for i, n in enumerate(names)}
    return {
        "options": json.loads(options),
        "groups": groups,
        "relations": names,
        "group": [group[node["group"]] for node in nodes],
        "x": [node["x"] for node in nodes],
        "y": [node["y"] for node in nodes],
        "size": [node["size"] for node in nodes],
        "fact": [edge["fact"] for edge in edges],
        "from": [edge["from"] for edge in edges],
        "to": [edge["to"] for edge in edges],
        "relation": [name[edge["relation"]] for edge in edges],
        "denied": [i for i, edge in enumerate(edges) if edge["denied"]],
    }


@cache
def assets() -> dict[str, Markup]:
    """The page's own parts, each safe to stand in its element as it is."""
    engine = ENGINE.read_text(encoding="utf-8").replace("//# sourceMappingURL=vis-network.min.js.map", "")
    scripts = "\n".join((HERE / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    words = json.loads((HERE / "words.json").read_text(encoding="utf-8"))
    parts = {
        "engine": f"\n{engine.strip()}\n",
        "app": f'\n(() => {{\n"use strict";\n{scripts}\n}})();\n',
        "style": "\n" + (HERE / "style.css").read_text(encoding="utf-8"),
        "words": json.dumps(words, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c"),
    }
    for name, part in parts.items():
        if any(mark in part.lower() for mark in ("</script", "</style", "<!--", "\r")):
            raise ValueError(f"the page's {name} would end its own element")
    return {name: Markup(part) for name, part in parts.items()}


def sealed(part: str) -> str:
    """The hash by which a content security policy allows one inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode('ascii')}'"


def policy() -> str:
    """Nothing may be loaded from anywhere, and no script run but the two that are here."""
    parts = assets()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {sealed(parts['engine'])} {sealed(parts['app'])}",
            f"style-src {sealed(parts['style'])}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )

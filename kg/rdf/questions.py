"""Questions that a reader would ask: SPARQL files with a title, a description and parameters in their heads.

A file begins with comment lines `# title@zh: …`, `# title@en: …`, `# description@zh: …`, `# description@en: …` and, for
each parameter, `# param place ?placeName (name): 中文说明 | English`. Its body holds `VALUES ?placeName { UNDEF }`
once: as it stands it asks about everything, and a value given takes UNDEF's place. The kinds are `name` (a label or
alias of something in the graph), `phrase` (Chinese text) and `text`; `(name, required)` must be given.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast
from unicodedata import normalize

from kg.errors import InputError, QueryError
from kg.rdf.layout import escaped
from kg.rdf.prefixes import BASES, Bases
from kg.rdf.query import Result, run
from kg.rdf.vocabulary import folder, source

__all__ = ["Parameter", "Question", "ask", "question", "questions"]

Kind = Literal["name", "phrase", "text"]

_HEAD = re.compile(r"# (title|description)@(zh|en): (.+)")
_PARAM = re.compile(r"# param ([a-z]+) \?(\w+) \((name|phrase|text)(, required)?\): (.+?) \| (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be given to a question: its name, the variable that it binds, and what it means."""

    name: str
    variable: str
    kind: Kind
    required: bool
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its words in Chinese and English; `query` is the whole file, SPARQL as it stands."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    query: str

    def with_values(self, values: Mapping[str, str]) -> str:
        """The query with the values of its parameters filled in.

        Raises QueryError for a value that the question has no parameter for, and when a required one is missing.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                takes = ", ".join(known) or "none"
                raise QueryError(f"{self.name} has no parameter {name} (it takes: {takes})")
        query = self.query
        for parameter in self.parameters:
            if parameter.name in values:
                text = escaped(normalize("NFC", values[parameter.name]))
                literal = f'"{text}"' if parameter.kind == "text" else f'"{text}"@zh'
                blank = _blank(parameter.variable)
                query = query.replace(blank, blank.replace("UNDEF", literal))
            elif parameter.required:
                raise QueryError(f"{self.name} needs --{parameter.name}: {parameter.en}")
        return query


def questions(extra: str | Path | None = None, *, bases: Bases = BASES) -> tuple[Question, ...]:
    """The questions that ship with the package and those in a folder of the user's own, sorted by name.

    Raises InputError for a file whose head or parameters are not as they should be.
    """
    shipped = [entry.name for entry in (folder() / "queries").iterdir() if entry.name.endswith(".rq")]
    found = {name: _read(name, source(f"queries/{name}", bases)) for name in shipped}
    if extra is not None:
        try:
            paths = sorted(path for path in Path(extra).iterdir() if path.suffix == ".rq")
            found |= {path.name: _read(str(path), path.read_text(encoding="utf-8")) for path in paths}
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(str(extra), str(error)) from error
    return tuple(found[name] for name in sorted(found))


def question(name: str, extra: str | Path | None = None, *, bases: Bases = BASES) -> Question:
    """The question of that name. Raises QueryError, with the nearest names, when there is none."""
    found = {known.name: known for known in questions(extra, bases=bases)}
    if name not in found:
        near = difflib.get_close_matches(name, found, n=3, cutoff=0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else f"; there are {', '.join(found)}"
        raise QueryError(f"no question is called {name}{hint}")
    return found[name]


def ask(
    asked: Question,
    graphs: str | Path | Sequence[str | Path],
    values: Mapping[str, str] | None = None,
    *,
    timeout: float = 60.0,
    bases: Bases = BASES,
) -> Result:
    """Asks graph files a question. Raises QueryError when a name given is borne by nothing in the graphs."""
    given = dict(values or {})
    result = run(asked.with_values(given), graphs, timeout=timeout, bases=bases)
    if not result.rows:
        for parameter in asked.parameters:
            if parameter.kind == "name" and parameter.name in given:
                _known(given[parameter.name], graphs, timeout, bases)
    return result


def _known(name: str, graphs: str | Path | Sequence[str | Path], timeout: float, bases: Bases) -> None:
    """Raises QueryError, with the nearest names, when nothing bears that name."""
    labels = run("SELECT DISTINCT ?n { ?x rdfs:label|skos:altLabel ?n }", graphs, timeout=timeout, bases=bases)
    names = sorted({term.value for (term,) in labels.rows if term is not None and hasattr(term, "value")})
    wanted = normalize("NFC", name)
    if wanted in names:
        return
    within = [known for known in names if wanted and (wanted in known or known in wanted)]
    near = list(dict.fromkeys([*within, *difflib.get_close_matches(wanted, names, n=5, cutoff=0.4)]))[:5]
    raise QueryError(f"nothing is called {name} in the graph" + (f"; there is {'、'.join(near)}" if near else ""))


def _read(name: str, text: str) -> Question:
    head = [line for line in text.splitlines() if line.startswith("#")]
    words: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    parameters = []
    for line in head:
        if match := _HEAD.fullmatch(line):
            words[match[1]][match[2]] = match[3]
        elif match := _PARAM.fullmatch(line):
            parameters.append(Parameter(match[1], match[2], cast(Kind, match[3]), bool(match[4]), match[5], match[6]))
        elif line.startswith(("# param", "# title", "# description")):
            raise InputError(name, f"this line of the head cannot be read: {line}")
    for part, told in words.items():
        if set(told) != {"zh", "en"}:
            raise InputError(name, f"needs a {part} in zh and in en")
    for parameter in parameters:
        if text.count(_blank(parameter.variable)) != 1:
            raise InputError(name, f"needs {_blank(parameter.variable)} once for its parameter {parameter.name}")
    return Question(Path(name).stem, words["title"], words["description"], tuple(parameters), text)


def _blank(variable: str) -> str:
    return f"VALUES ?{variable} {{ UNDEF }}"

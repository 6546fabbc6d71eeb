"""`kg ask`: the questions that come with the package, with their parameters as options."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kg.cli.options import bases_options, graphs_options
from kg.cli.terminal import Progress
from kg.rdf.answers import FORMATS, render
from kg.rdf.prefixes import Bases
from kg.rdf.questions import Question, ask, question, questions


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name", required=False)
@click.argument("values", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]...")
@graphs_options
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option(
    "--questions", "extra", type=click.Path(path_type=Path), metavar="DIR", help="Questions of your own, *.rq."
)
@click.option("--sparql", is_flag=True, help="Print the query with its values filled in instead of asking it.")
@bases_options
def command(
    name: str | None,
    values: tuple[str, ...],
    graphs: tuple[Path, ...],
    timeout: float,
    form: str,
    extra: Path | None,
    sparql: bool,
    base: str,
    vocabulary: str,
) -> int:
    """Ask the question called NAME; without a name, list all questions with their parameters.

    A parameter is given as an option of its name; left out, the question is asked about everything. Exit status 1:
    nothing was found.

    \b
    Example:
      kg ask
      kg ask targets --place 金水区
      kg ask in-common --one 星河集团 --other 鼎新资本 --format csv
    """
    bases = Bases(vocabulary, base)
    if name is None:
        click.echo("\n".join(line for asked in questions(extra, bases=bases) for line in _lines(asked)))
        return 0
    asked, given = question(name, extra, bases=bases), _given(values)
    if sparql:
        click.echo(asked.with_values(given), nl=False)
        return 0
    with Progress() as progress:
        progress.stage("asking the graph")
        result = ask(asked, graphs, given, timeout=timeout, bases=bases)
    click.echo(render(result, form, bases=bases), nl=False)
    return 0 if result.rows or result.answer else 1


def _lines(asked: Question) -> list[str]:
    lines = [f"{asked.name}  {asked.title['zh']}  {asked.title['en']}"]
    for parameter in asked.parameters:
        need = " (required)" if parameter.required else ""
        lines.append(f"    --{parameter.name}  {parameter.zh}  {parameter.en}{need}")
    return lines


def _given(values: Sequence[str]) -> dict[str, str]:
    """`--place 金水区` and `--place=金水区` as a mapping. Raises click.UsageError for anything else."""
    given: dict[str, str] = {}
    rest = iter(values)
    for word in rest:
        name, equals, value = word.partition("=")
        if not name.startswith("--") or len(name) == 2:
            raise click.UsageError(f"a parameter is given as --NAME VALUE, not as {word!r}")
        if not equals and (value := next(rest, "")) == "":
            raise click.UsageError(f"{name} needs a value")
        if name[2:] in given:
            raise click.UsageError(f"{name} is given twice")
        given[name[2:]] = value
    return given

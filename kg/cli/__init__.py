"""The command `kg`: one file a command, each loaded only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from kg.cli.terminal import complain, hush, speak_utf8
from kg.errors import KgError

__all__ = ["COMMANDS", "kg", "main"]

COMMANDS: dict[str, str] = {
    "build": "Read pages and write their knowledge graph.",
    "extract": "Show what is read in a text, as JSON.",
    "query": "Ask a graph in SPARQL.",
    "ask": "Ask a graph one of the questions that come with kg.",
    "show": "Show an entity with its facts and their sources.",
    "why": "Show the evidence and the rule behind a fact.",
    "why-not": "Show where a rule stopped matching a text.",
    "validate": "Check a graph against the SHACL shapes.",
    "verify": "Check every quote of a graph against the pages.",
    "conflicts": "List figures that contradict each other.",
    "eval": "Score what is read against gold annotations.",
    "stats": "Count what a graph holds.",
    "view": "Open the explorer in a browser.",
    "serve": "Serve graphs: a SPARQL endpoint, and a page for every entity.",
    "load": "Load a graph into a triplestore.",
}
"""Each command with the line that `kg --help` shows; the module is named alike, with `_` for `-`."""


class _Commands(click.Group):
    """Loads a command's module when it is called for; a command returns its exit status, None for 0."""

    def invoke(self, ctx: click.Context) -> None:
        """Run the command; errors of the input end with one line on stderr and status 2, never with a traceback."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except KgError as error:
            complain(str(error))
            status = 2
        except BrokenPipeError:
            status = hush()
        except KeyboardInterrupt:
            complain("interrupted")
            status = 130
        ctx.exit(status or 0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"kg.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from importlib import metadata  # takes as long to load as a small query

        click.echo(f"kg {metadata.version('kg-news')}")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def kg() -> None:
    """Read Chinese newspaper pages into a knowledge graph, every link traced to the characters that say it.

    \b
    Example:
      kg build seeds/ --out output
      kg show 登封市
      kg query "SELECT ?who WHERE { ?who a kg:Person }"

    Exit status: 0 all well; 1 problems found (a check failed, nothing found); 2 bad usage or bad input.
    """


def main() -> None:
    """Run the command line."""
    speak_utf8()
    kg(prog_name="kg")

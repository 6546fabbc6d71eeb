"""`kg why-not`: where a rule stopped matching."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import rules_option
from kg.probe import why_not


@click.command
@click.argument("rule")
@click.argument("text")
@rules_option
def command(rule: str, text: str, rules: Path | None) -> None:
    """Show how far each pattern of RULE comes in TEXT, what it wanted next and what stood there instead.

    \b
    Example:
      kg why-not holds-position 周启明出任蓝岸科技总裁
    """
    click.echo("\n".join(why_not(rule, text, rules=rules)))

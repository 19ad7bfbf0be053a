"""The command line: each command parses, calls one function of the house, prints. Nothing else prints or exits."""

from __future__ import annotations


def main() -> None:
    """Entry point of `kg`."""
    from kg.cli.app import run

    run()

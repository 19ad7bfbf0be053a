"""The exit codes, told from the tree of errors: for `kg --help` and for `docs/exit-codes.md`."""

from __future__ import annotations

import re

from kg import errors


def codes() -> list[tuple[int, str, str]]:
    """Each exit code, the error that stands behind it, and its meaning."""
    found = [(0, "", "Done.")]
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, errors.KgError):
            found.append((kind.exit_code, kind.__name__, (kind.__doc__ or "").strip().split("\n")[0]))
    found.append((130, "", "Interrupted by Ctrl-C."))
    return sorted(found)


def epilog() -> str:
    """One paragraph for `kg --help`."""
    told = " · ".join(f"{code} {_short(name)}" for code, name, _ in codes() if name)
    return f"Exit codes: 0 done · {told} · 130 interrupted. docs/exit-codes.md says more."


def _short(name: str) -> str:
    """`StoreBusyError` in small words: store busy; the base of all is any other error."""
    return " ".join(re.findall("[A-Z][a-z]+", name.removesuffix("Error"))).lower().replace("kg", "other error")


def page() -> str:
    """The text of `docs/exit-codes.md`."""
    rows = "\n".join(f"| {code} | {f'`{name}`' if name else ''} | {meaning} |" for code, name, meaning in codes())
    return f"""# Exit codes

Made from `src/kg/errors.py` by `python -m kg.cli.exits`; a test holds it true.
A batch goes on after a bad document and ends with 20; a single bad document ends with its own code.
Usage errors (an unknown option, a missing argument, a number in the environment that is none) end with 2.

| code | error | meaning |
| --- | --- | --- |
{rows}
"""


if __name__ == "__main__":
    from kg.cli.console import raw

    raw(page())

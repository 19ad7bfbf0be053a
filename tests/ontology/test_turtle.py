"""Canonical Turtle: stable, equal in meaning, and nothing lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from kg.errors import InputError, NotFoundError, UnreadableError
from kg.resources import folder
from kg.turtle import canonical, format_files, main

SOURCE = '''# Licence of the file.

@prefix ex: <https://example.org/> .
@prefix unused: <https://example.org/unused#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

ex:b ex:p "b" ; ex:q 1, 2.50, true, "x"^^ex:t, "é\\"\\\\"@fr .
# Says why a is here.
ex:a a ex:Thing ; sh:property [ sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:select """
SELECT "x" ?y # not a comment
"""@en ] ; ex:list ( 1 2 ), () ; ex:odd <https://example.org/a/b> .
[] ex:loose "yes" .
_:twice ex:p "shared" .
ex:c ex:p _:twice ; ex:q _:twice .
ex:d ex:p _:twice .
_:loop ex:p _:loop, [ ex:q "in a circle" ] .
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.ttl"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_the_graph_stays_the_same(file: Path) -> None:
    before = Graph().parse(file)
    assert isomorphic(before, Graph().parse(data=canonical(file), format="turtle"))


def test_a_second_pass_changes_nothing(file: Path) -> None:
    assert format_files([file]) == [file]
    assert format_files([file]) == []


def test_the_order_of_the_source_does_not_matter(file: Path, tmp_path: Path) -> None:
    lines = [line for line in Graph().parse(file).serialize(format="nt").splitlines() if "_:" not in line]
    head = "@prefix ex: <https://example.org/> .\n"
    one, other = tmp_path / "one.ttl", tmp_path / "other.ttl"
    one.write_text(head + "\n".join(lines), encoding="utf-8")
    other.write_text(head + "\n".join(reversed(lines)), encoding="utf-8")
    assert canonical(one) == canonical(other)


def test_comments_at_the_top_and_above_a_subject_stay(file: Path) -> None:
    text = canonical(file)
    assert text.startswith("# Licence of the file.\n")
    assert "# Says why a is here.\nex:a a ex:Thing" in text


def test_prefixes_that_are_not_used_go(file: Path) -> None:
    assert "unused:" not in canonical(file)


def test_a_comment_that_would_be_lost_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("@prefix ex: <https://example.org/> .\nex:a ex:p 1 ;\n  # why\n  ex:q 2 .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.ttl:3"):
        canonical(file)


def test_what_is_no_turtle_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("ex:a ex:p", encoding="utf-8")
    with pytest.raises(UnreadableError) as error:
        canonical(file)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        canonical(tmp_path / "none.ttl")


def test_check_says_what_would_change_and_changes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", str(file)]) == 1
    assert file.read_text(encoding="utf-8") == SOURCE
    assert "a.ttl" in capsys.readouterr().out


def test_formatting_twice_ends_well(file: Path) -> None:
    assert main([str(file)]) == 0
    assert main(["--check", str(file)]) == 0


@pytest.mark.parametrize("path", sorted(folder("ontology").glob("*.ttl")), ids=lambda path: path.stem)
def test_the_modules_of_the_ontology_are_canonical(path: Path) -> None:
    assert canonical(path) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(folder("shapes").glob("*.ttl")), ids=lambda path: path.stem)
def test_shapes_mean_the_same_in_canonical_form(path: Path) -> None:
    assert isomorphic(Graph().parse(path), Graph().parse(data=canonical(path), format="turtle"))

"""What follows from the graph: OWL consistency and classification by a reasoner, derived triples by rules.

`check_consistency`, `classify` and `infer` run HermiT and Pellet under owlready2 on small graphs. `derive` gives what
must hold on a large graph, for the touched nodes only, each triple with its rule; the two agree on a test graph.
"""

from kg.reasoning.derive import Derivation, Derived, Rule, derive, graph_of, rules
from kg.reasoning.ontology import load_module, load_ontology, module_names
from kg.reasoning.owl import Consistency, check_consistency, classify, infer
from kg.reasoning.words import Explanation

__all__ = [
    "Consistency",
    "Derivation",
    "Derived",
    "Explanation",
    "Rule",
    "check_consistency",
    "classify",
    "derive",
    "graph_of",
    "infer",
    "load_module",
    "load_ontology",
    "module_names",
    "rules",
]

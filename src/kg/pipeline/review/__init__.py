"""Reviewing: uncertain facts for people to decide on, their decisions as data, and what these do to an extraction."""

from kg.pipeline.review.candidates import Candidates, candidates
from kg.pipeline.review.decisions import REVIEWS, Decision, Reviews
from kg.pipeline.review.doubts import EVERYTHING, Doubt, Window, doubts, of_article
from kg.pipeline.review.levels import Level, level_of, levels, of_extractor
from kg.pipeline.review.verdicts import check, decision_on

__all__ = [
    "EVERYTHING",
    "REVIEWS",
    "Candidates",
    "Decision",
    "Doubt",
    "Level",
    "Reviews",
    "Window",
    "candidates",
    "check",
    "decision_on",
    "doubts",
    "level_of",
    "levels",
    "of_article",
    "of_extractor",
]

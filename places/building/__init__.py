"""Articles, and what people changed -> a dataset."""

from places.building.impact import Example, Impact, impact, impacts
from places.building.report import BuildError, Progress, Report
from places.building.revising import Revised, revise, revised_folder
from places.building.run import build
from places.building.target import build_to

__all__ = [
    "BuildError",
    "Example",
    "Impact",
    "Progress",
    "Report",
    "Revised",
    "build",
    "build_to",
    "impact",
    "impacts",
    "revise",
    "revised_folder",
]

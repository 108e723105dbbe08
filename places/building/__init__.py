"""Articles, and what people changed -> a dataset."""

from places.building.report import BuildError, Progress, Report
from places.building.revising import Revised, revise, revised_folder
from places.building.run import build

__all__ = ["BuildError", "Progress", "Report", "Revised", "build", "revise", "revised_folder"]

"""Articles -> a dataset."""

from places.building.report import BuildError, Progress, Report
from places.building.run import build

__all__ = ["BuildError", "Progress", "Report", "build"]

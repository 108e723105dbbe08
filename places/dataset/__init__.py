"""The dataset: a folder of Parquet files, written in one atomic step, opened read-only.

The manifest ``dataset.json`` names one Parquet file a table: articles, places, mentions. A reader
holds the files that it opened, so that it goes on seeing one dataset, whole, while another one takes
its place.
"""

from places.dataset.folding import fold
from places.dataset.manifest import (
    FORMAT,
    MANIFEST,
    DamagedDatasetError,
    DatasetError,
    account_file,
    fingerprint,
    is_without_manifest,
    table_files,
)
from places.dataset.opening import Dataset, open_dataset
from places.dataset.schema import SCHEMAS, TABLES
from places.dataset.tables import mention_table, place_of, place_table
from places.dataset.writing import DatasetWriter

__all__ = [
    "FORMAT",
    "MANIFEST",
    "SCHEMAS",
    "TABLES",
    "DamagedDatasetError",
    "Dataset",
    "DatasetError",
    "DatasetWriter",
    "account_file",
    "fingerprint",
    "fold",
    "is_without_manifest",
    "mention_table",
    "open_dataset",
    "place_of",
    "place_table",
    "table_files",
]

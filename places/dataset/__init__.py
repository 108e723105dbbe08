"""The dataset: a folder of Parquet files, written in one atomic step, opened read-only.

The manifest ``dataset.json`` names one Parquet file a table: articles, places, mentions. A reader
holds the files that it opened, so that it goes on seeing one dataset, whole, while another one takes
its place. Where people changed something, it names what was read and found there as well, so that what
they said can be taken back without parsing anew.
"""

from places.dataset.folding import fold
from places.dataset.manifest import (
    FORMAT,
    MANIFEST,
    DamagedDatasetError,
    DatasetError,
    OtherFormError,
    account_file,
    fingerprint,
    is_without_manifest,
    table_files,
)
from places.dataset.opening import Dataset, open_dataset
from places.dataset.schema import ORIGINALS, SCHEMAS, SCHEMAS_OF_ORIGINALS, TABLES
from places.dataset.tables import article_of, article_table, mention_table, place_of, place_table
from places.dataset.writing import DatasetWriter

__all__ = [
    "FORMAT",
    "MANIFEST",
    "ORIGINALS",
    "SCHEMAS",
    "SCHEMAS_OF_ORIGINALS",
    "TABLES",
    "DamagedDatasetError",
    "Dataset",
    "DatasetError",
    "DatasetWriter",
    "OtherFormError",
    "account_file",
    "article_of",
    "article_table",
    "fingerprint",
    "fold",
    "is_without_manifest",
    "mention_table",
    "open_dataset",
    "place_of",
    "place_table",
    "table_files",
]

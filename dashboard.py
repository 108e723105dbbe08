"""The dashboard: ``streamlit run dashboard.py [-- DATASET or FOLDER_OF_ARTICLES]``."""

from places.views import shell

shell.route()

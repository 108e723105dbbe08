"""The dashboard: ``streamlit run dashboard.py [-- DATASET or FOLDER_OF_ARTICLES]``."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True):
    from places.views import shell

    shell.route()
else:  # the server starts: `streamlit run` looks for an app, which then runs this file for each visitor
    from starlette.middleware import Middleware

    from places.views.page_files import PageFiles
    from places.views.starting import make_ready

    app = st.App(__file__, lifespan=make_ready, middleware=[Middleware(PageFiles)])

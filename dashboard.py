"""The dashboard: ``streamlit run dashboard.py [-- DATASET or FOLDER_OF_ARTICLES]``."""

import streamlit as st

if __name__ == "__main__":  # Streamlit runs the page for a visitor
    from places.views import shell

    shell.route()
else:  # the server starts: `streamlit run` looks for an app, which then runs this file for each visitor
    from starlette.middleware import Middleware

    from places.views.foreign import OwnPages
    from places.views.kept import Kept
    from places.views.starting import make_ready
    from places.views.staying import Staying

    middleware = [Middleware(OwnPages), Middleware(Kept), Middleware(Staying)]
    app = st.App(__file__, lifespan=make_ready, middleware=middleware)

"""The dashboard for `AppTest`, apart from the folder ``pages``.

Beside that folder `AppTest` begins each run as a fresh server begins its first one: without the router, so
that what a test did before is lost.
"""

from places.views import shell

shell.route()

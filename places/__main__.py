"""``python -m places`` is the command line."""

import sys

from places.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""`python -m tagove` is `tagove`."""

import sys

from tagove.command import main

if __name__ == "__main__":
    sys.exit(main())

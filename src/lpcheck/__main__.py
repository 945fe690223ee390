"""`python -m lpcheck`."""

import sys

from lpcheck.cli import main

sys.exit(main())

"""`python -m kg.cli`, for where the script `kg` is not on the path."""

from kg.cli import main

main()

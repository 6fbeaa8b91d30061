"""Benchmarks: how long the work of a large study takes, each beside plain SQLite or plain click.

`python -m benchmarks` runs all, `python -m benchmarks import help` some. They print figures and
never fail on one: a machine may be slow or busy, so what stands beside a figure is measured in the
same run.
"""

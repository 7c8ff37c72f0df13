"""Digibarometern: municipalities run the workshop on digital maturity, live, and measure the next one against it."""

__version__ = "0.1.0"  # the only place: the wheel, the pages and the command line read it here

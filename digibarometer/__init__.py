"""Digibarometern: municipalities run the workshop on digital maturity, live, and measure the next one against it."""

"""Whole screens: they hold the state that arrives and hand it to the widgets."""

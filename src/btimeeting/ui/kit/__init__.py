"""What every screen is built from: commands on a screen, questions, lists, the list of everything."""

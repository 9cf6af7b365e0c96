"""The invented meetings of `btimeeting demo`, one for each language. All people are made up."""

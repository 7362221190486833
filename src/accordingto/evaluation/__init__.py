"""Scores of the extraction against gold, with bootstrap intervals."""

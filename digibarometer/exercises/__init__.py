"""What is done in a workshop: folders of one shape. settings.EXERCISES says which are installed."""

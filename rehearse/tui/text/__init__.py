"""The app's own words, and how figures and reports are put into them."""

"""The way from a theme to the public result, in the steps of those who walk it."""

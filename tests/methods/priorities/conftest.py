from hypothesis import settings

# Two cores are shared by many tests at once: a slow moment is no failure.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

"""Group sessions with children: off until an area says otherwise. Nobody listens to children by link alone."""

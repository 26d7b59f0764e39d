"""A demo site: believable content for an empty database, told through the real engine."""

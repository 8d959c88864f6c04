"""Topics, services, places and figures that editors keep, read from YAML."""

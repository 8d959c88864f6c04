"""What runs beside the turns: sender, heartbeat, logs, health."""

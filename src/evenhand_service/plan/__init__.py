"""The plan: from a finding or a recommendation to an action that is somebody's, with a date, and to what moved."""

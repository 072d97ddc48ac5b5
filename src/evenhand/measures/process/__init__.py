"""One figure over time: control limits with denominators, run charts, the trend of a disparity."""

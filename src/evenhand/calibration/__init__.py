"""How often intervals hold the truth and rules raise false alarms, by simulation at the sizes of real areas.

Stands above the stages that it tries: may import all of them except the command.
"""

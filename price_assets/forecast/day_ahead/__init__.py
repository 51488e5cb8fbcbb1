"""All steps of a day at once: models that are calibrated anew as days pass, and their mean.

For markets that are forecast once a day, as day-ahead electricity is: each day has the same steps,
and for each step of a day the whole days before it, and what is known ahead of it, are inputs.
"""

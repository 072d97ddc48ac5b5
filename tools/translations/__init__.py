"""The service's words in two languages: gather them, see that each has its Welsh, compile them for the pages.

python -m tools.translations update [APP ...]   add what is missing to each app's catalogue, take away what is gone
python -m tools.translations check              what has no Welsh, other placeholders, or is not marked at all
python -m tools.translations compile            write the .mo files that pages read (needs nothing but Python)
"""

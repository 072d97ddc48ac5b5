"""What anyone may see: releases, open data, the public service directory, the HTTP interface."""

"""The made-up partnership that `run` begins with: nobody in it is real; its rows come from the library's synthetic one."""

"""One module a family of commands. Each imports what it needs when it runs: `--help` is quick."""

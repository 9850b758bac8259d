"""The name of a proposed theme, and nothing else, asked of a program outside: only where the deployer has named one."""

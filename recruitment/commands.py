"""What all commands of the site have in common."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class OneLineCommand(BaseCommand):
    """A command that answers bad input with one line and exit code 1, also where an argument is missing or unknown."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Return the parser, without the lines about usage that it would put before a fault; --help has those."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def refuse(message: str) -> None:
            if parser.called_from_command_line:
                parser.exit(1, f"{message[:1].upper()}{message[1:]}\n")
            raise CommandError(message)

        parser.error = refuse  # type: ignore[method-assign]
        return parser

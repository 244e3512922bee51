"""Every command of the site answers bad input with one line and exit code 1, and says what it does."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands, load_command_class

from recruitment.commands import OneLineCommand

OURS = sorted(name for name, app in get_commands().items() if app.startswith(("recruitment.", "scoring.")))


def test_commands_are_the_ones_we_know() -> None:
    assert OURS == [
        "build_pack",
        "demo",
        "demo_data",
        "dump_competition",
        "grant_official",
        "load_competition",
        "send_alerts",
        "verify_application",
        "verify_audit",
    ]


@pytest.mark.parametrize("name", OURS)
def test_command_says_what_it_does_and_refuses_unknown_options(name: str) -> None:
    command = load_command_class(get_commands()[name], name)
    assert isinstance(command, OneLineCommand)
    assert len(command.help) > 20
    with pytest.raises(CommandError):
        call_command(name, "--unknown-option")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["load_competition"], "The following arguments are required: file\n"),
        (["demo_data", "x", "--seed", "y"], "Argument --seed: invalid int value: 'y'\n"),
        (
            ["load_competition", "none.toml"],
            "CommandError: none.toml: cannot be read: No such file or directory\n",
        ),
    ],
)
def test_bad_input_at_the_command_line_is_one_line_and_exit_code_1(arguments: list[str], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)

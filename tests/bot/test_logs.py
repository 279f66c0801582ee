import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.logs import redact

ROOT = Path(__file__).parent.parent.parent


def test_no_word_and_no_token_reaches_the_log(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.bot.loud_interview", f"sqlite:///{tmp_path}/loud.db"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "canary" not in said
    assert "123456789:AA" not in said
    for event in (
        "turn.failed",
        "turn.poison",
        "outbox.send_failed",
        "bot[secret] is slow",
        "ours",
    ):
        assert event in said


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe", "bot[secret]/getMe"),
        ("xoxb-12-34-abc is revoked", "[secret] is revoked"),
        (f"t.me/my_bot?start={'t' * 43}", "t.me/my_bot?start=[secret]"),
        (f"GET /chat/{'t' * 43}", "GET /chat/[secret]"),
        ("postgresql://me:word@host/db", "postgresql[secret]host/db"),
        ("12:30:45 nothing secret", "12:30:45 nothing secret"),
    ],
)
def test_credentials_are_redacted(line: str, left: str) -> None:
    assert redact(line) == left


def test_logs_can_be_json(tmp_path: Path) -> None:
    program = (
        "from bot.logs import set_up_logs; import structlog; set_up_logs('warning:json');"
        "log = structlog.get_logger(); log.info('quiet'); log.warning('loud', row=7, name='a\\nb')"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (line,) = run.stderr.splitlines()
    assert json.loads(line) | {"timestamp": ""} == {
        "event": "loud",
        "level": "warning",
        "row": 7,
        "name": "a\nb",
        "timestamp": "",
    }


def test_a_library_s_line_is_json_too() -> None:
    program = (
        "from bot.logs import set_up_logs; import logging; set_up_logs('json');"
        "logging.getLogger('slack_sdk.client').error('lost %s', 'xoxb-1-2-abc')"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (line,) = run.stderr.splitlines()
    told = json.loads(line)
    assert (told["event"], told["logger"]) == ("lost [secret]", "slack_sdk.client")

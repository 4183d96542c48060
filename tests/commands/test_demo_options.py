"""What `refundry demo` refuses before it starts anything."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.commands.cli import cli
from app.demo.embedded import Urls
from app.demo.supervisor import HOST_NAMES, settings_of


@pytest.mark.parametrize("name", ["http://shop.test", "shop.test:8000", "shop/test", "", "-", "a b", "x" * 254])
def test_a_host_name_is_a_name_alone(name: str) -> None:
    result = CliRunner().invoke(cli, ["demo", f"--host-name={name}"])
    assert result.exit_code == 2
    assert "no host name" in result.output


def test_a_demo_answers_to_the_names_that_it_is_given_and_to_no_other(tmp_path: Path) -> None:
    urls = Urls("postgresql://demo@/demo", "redis://localhost")
    assert settings_of(urls, 8000, 2500, tmp_path, ["shop.test"]).allowed_hosts == [*HOST_NAMES, "shop.test"]
    assert settings_of(urls, 8000, 2500, tmp_path, []).allowed_hosts == HOST_NAMES

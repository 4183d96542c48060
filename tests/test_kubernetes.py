"""The manifests fit the schemas of Kubernetes, and the settings, commands and times of the service."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import typer
import yaml

from app.commands.cli import cli
from app.settings import PREFIX, SECRETS, Settings
from tests.docs.pages import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"
VERSIONS = ("1.29", "1.35")

VARIABLES = {PREFIX + name.upper() for name in Settings.model_fields} | {
    f"{PREFIX}{each.upper()}_FILE" for each in SECRETS
}


def manifests() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, each in enumerate(yaml.safe_load_all(path.read_text())):
            yield f"{path.name} {number}", each


ALL = dict(manifests())
OBJECTS = {name: each for name, each in ALL.items() if each["kind"] != "Kustomization"}
PODS = {name: each["spec"]["template"]["spec"] for name, each in OBJECTS.items() if "template" in each.get("spec", {})}
SETTINGS: dict[str, str] = ALL["settings.yaml 0"]["data"]


@pytest.mark.parametrize("name", OBJECTS)
@pytest.mark.parametrize("version", VERSIONS)
def test_kubernetes_takes_it(name: str, version: str) -> None:
    kubernetes_validate.validate(OBJECTS[name], version, strict=True)


def test_the_kustomization_has_every_file() -> None:
    kustomization = ALL["kustomization.yaml 0"]
    assert {*kustomization["resources"], "kustomization.yaml"} == {path.name for path in FOLDER.iterdir()}
    assert {image["name"] for image in kustomization["images"]} == {"refundry"}


def test_what_is_set_is_a_setting_that_the_service_takes(tmp_path: Path) -> None:
    assert set(SETTINGS) <= VARIABLES
    assert len(SETTINGS) > 5
    files = {name: value for name, value in SETTINGS.items() if name.endswith("_FILE")}
    assert all(Path(value).parent == Path("/run/secrets/refundry") for value in files.values())
    given = {name.removeprefix(PREFIX).lower(): value for name, value in SETTINGS.items() if name not in files}
    addresses = {"database_url": "postgresql://someone@db/refundry", "redis_url": "redis://redis"}
    settings = Settings.model_validate({**addresses, **given})
    settings.check_grace(60)
    for pod in PODS.values():
        if "terminationGracePeriodSeconds" in pod:
            stopping = 10 if "lifecycle" in pod["containers"][0] else 0
            assert pod["terminationGracePeriodSeconds"] > settings.shutdown_grace + stopping


@pytest.mark.parametrize("name", PODS)
def test_what_runs_is_a_command_with_the_settings_and_the_secrets(name: str) -> None:
    pod = PODS[name]
    (container,) = pod["containers"]
    assert container["args"][0] in typer.main.get_group(cli).commands
    assert container["image"] == "refundry"
    assert container["envFrom"] == [{"configMapRef": {"name": "refundry"}}]
    (mount,) = container["volumeMounts"]
    assert mount["mountPath"] == "/run/secrets/refundry"
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["runAsUser"] == 10001, "the image's own"
    assert container["securityContext"]["readOnlyRootFilesystem"]


def test_probes_ask_what_the_service_answers() -> None:
    (api,) = (pod["containers"][0] for name, pod in PODS.items() if name.startswith("api"))
    probes = {kind: api[f"{kind}Probe"]["httpGet"] for kind in ("startup", "readiness", "liveness")}
    assert {kind: probe["path"] for kind, probe in probes.items()} == {
        "startup": "/readyz",
        "readiness": "/readyz",
        "liveness": "/healthz",
    }
    hosts = {header["value"] for probe in probes.values() for header in probe["httpHeaders"]}
    assert hosts == {SETTINGS["REFUNDRY_ALLOWED_HOSTS"]}, "another host is refused"
    (service,) = (each for each in OBJECTS.values() if each["kind"] == "Service")
    (deployment,) = (
        each for each in OBJECTS.values() if each["metadata"]["name"] == "refundry-api" and "replicas" in each["spec"]
    )
    assert service["spec"]["selector"] == deployment["spec"]["template"]["metadata"]["labels"]

"""The frame: installs, dependencies, version, light imports, public names."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import monitorlib as ml

CONDA_NAMES = {
    "duckdb": "python-duckdb",
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
    "pandera": "pandera-pandas",
    "playwright": "playwright-python",
}
LIBRARIES = os.pathsep.join(path for path in sys.path if "site-packages" in path)
HEAVY = {"geopandas", "matplotlib", "pandera", "jupyterlab", "IPython", "nbformat", "ipywidgets"}


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a command away from the repository's own environment variables; return its output."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | variables
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(repository: Path) -> dict:
    return tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def requirements(project: dict) -> dict[str, Requirement]:
    """Everything that running and testing needs, by canonical name."""
    lines = project["dependencies"] + project["optional-dependencies"]["test"]
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def test_conda_environment_asks_for_the_same_packages(repository, project, requirements):
    content = yaml.safe_load((repository / "environment.yml").read_text("utf-8"))
    *conda, by_pip = content["dependencies"]
    assert content["channels"][0] == "conda-forge"
    (python,) = [line for line in conda if line.startswith("python=")]
    # the form by which Binder knows it
    version = re.fullmatch(r"python=(3\.\d+)", python)[1]
    assert Requirement("python" + project["requires-python"]).specifier.contains(version)
    others = [line for line in conda if line not in {python, "pip"}]
    asked = {r.name: r.specifier for r in map(Requirement, others + by_pip["pip"])}
    assert asked == {CONDA_NAMES.get(name, name): r.specifier for name, r in requirements.items()}


def test_binder_installs_the_library_after_its_packages(repository):
    script = repository / "postBuild"
    assert os.access(script, os.X_OK)
    assert "pip install --no-deps --editable ." in script.read_text("utf-8")


def test_lock_pins_all_requirements_and_names_no_address(repository, requirements):
    lock = (repository / "requirements.lock").read_text("utf-8")
    pinned: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s;\\]+)", lock, re.MULTILINE):
        pinned.setdefault(canonicalize_name(name), set()).add(version)
    for name, requirement in requirements.items():
        assert name in pinned, f"{name} is not in requirements.lock: run `make lock`"
        assert all(requirement.specifier.contains(v) for v in pinned[name]), name
    assert not re.search(r"://|^-|^\s*--(?!hash=)", lock, re.MULTILINE)


def test_version_comes_from_one_place(repository):
    citation = yaml.safe_load((repository / "CITATION.cff").read_text("utf-8"))
    changelog = (repository / "CHANGELOG.md").read_text("utf-8")
    assert ml.__version__ == metadata.version("monitorlib") == citation["version"]
    assert re.search(r"^## (\S+)", changelog, re.MULTILINE)[1] == ml.__version__


@pytest.mark.parametrize("name", ml.__all__)
def test_public_name_loads_and_is_documented(name):
    assert getattr(ml, name).__doc__


PARSE_ONE = """
import json, sys, time
import monitorlib as ml
path = ml.data_path("bulletins") / "original"
tables = ml.parse(ml.read(path))
assert len(tables.launchers) > 0
print(json.dumps([time.process_time(), sorted(sys.modules)]))
"""
IMPORT_PANDAS = "import pandas, time; print(time.process_time())"


def test_parsing_one_bulletin_loads_nothing_heavy(tmp_path):
    _, modules = json.loads(run(sys.executable, "-c", PARSE_ONE, cwd=tmp_path))
    assert {module.split(".")[0] for module in modules} & HEAVY == set()


def test_parsing_one_bulletin_costs_little_more_than_importing_pandas(tmp_path):
    # Processor time; on a busy machine both are dear, so both are tried until one pair was calm.
    pandas, ours = [], []
    for _ in range(8):
        pandas.append(float(run(sys.executable, "-c", IMPORT_PANDAS, cwd=tmp_path)))
        ours.append(json.loads(run(sys.executable, "-c", PARSE_ONE, cwd=tmp_path))[0])
        if min(ours) <= 2.4 * min(pandas):
            return
    pytest.fail(f"{min(ours):.2f} s, and pandas alone {min(pandas):.2f} s")


def test_import_alone_loads_no_pandas(tmp_path):
    program = "import sys, monitorlib; print('pandas' in sys.modules, 'numpy' in sys.modules)"
    assert run(sys.executable, "-c", program, cwd=tmp_path).split() == ["False", "False"]


WHERE = """
import monitorlib as ml
print(ml.__file__)
print(ml.data_path())
print(ml.data_path("reference", "bases.csv"))
print(len(ml.read(ml.data_path("bulletins"))))
"""


def test_data_in_a_checkout(repository, tmp_path):
    # -S: without site-packages' pointer to the editable install; libraries by path
    libraries = f"{repository}{os.pathsep}{LIBRARIES}"
    out = run(sys.executable, "-S", "-c", WHERE, cwd=tmp_path, PYTHONPATH=libraries)
    assert Path(out.splitlines()[1]) == repository / "data"


def test_data_in_an_editable_install(repository, tmp_path):
    out = run(sys.executable, "-c", WHERE, cwd=tmp_path).splitlines()
    assert Path(out[0]) == repository / "monitorlib" / "__init__.py"
    assert Path(out[1]) == repository / "data"


@pytest.fixture(scope="module")
def wheel_python(repository, tmp_path_factory) -> Path:
    """A new environment with nothing but the wheel in it; libraries are lent by this one."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=repository)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    (python,) = [p for p in folder.glob("venv/*/python*") if p.stem == "python"]
    run(
        *(sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"),
        *("install", "--quiet", "--no-index", "--no-deps", wheel),
        cwd=folder,
    )
    return python


def test_data_in_a_wheel(wheel_python, tmp_path):
    out = run(wheel_python, "-c", WHERE, cwd=tmp_path, PYTHONPATH=LIBRARIES).splitlines()
    package = Path(out[0]).parent
    assert wheel_python.parent.parent in package.parents
    assert Path(out[1]) == package / "data"
    assert int(out[3]) > 50
    assert not (package / "data" / "bulletins" / "original").exists()
    assert (package / "py.typed").exists()
    assert list(package.glob("lexicon/*.csv"))


def test_report_from_a_wheel_has_its_maps_and_charts(wheel_python, tmp_path):
    (tmp_path / "a.txt").write_text("Russia and Belarus signed a treaty in Minsk.", "utf-8")
    command = (wheel_python, "-m", "typer", "monitorlib.cli", "run", "report", "--out", "out")
    run(*command, "--bulletins", "a.txt", cwd=tmp_path, PYTHONPATH=LIBRARIES)
    written = {page.stem for page in (tmp_path / "out").glob("*.html")}
    assert {"index", "02-bases-and-borders", "03-force-withdrawals", "reference"} <= written


def test_missing_data_is_named():
    with pytest.raises(FileNotFoundError, match=r"data/reference/nothing\.csv"):
        ml.data_path("reference", "nothing.csv")


def test_lines_of_python_in_the_readme_run(repository, tmp_path):
    readme = (repository / "README.md").read_text("utf-8")
    for program in re.findall(r"```python\n(.*?)```", readme, re.DOTALL):
        assert run(sys.executable, "-c", program, cwd=tmp_path)


def runs_of_eight(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return zip(*(words[skip:] for skip in range(8)), strict=False)


def test_no_rule_or_sentence_of_the_tests_is_taken_from_a_gold_bulletin(repository, corpus):
    """Rules are tried on sentences of their own: eight words in a row of a gold bulletin would be one of its."""
    gold = {
        run for one in corpus if one.provenance == "rewritten" for run in runs_of_eight(one.text)
    }
    files = [*repository.glob("monitorlib/**/*.py"), *repository.glob("tests/test_extract_*.py")]
    taken = [
        f"{file.name}, line {number}: {line.strip()}"
        for file in [*files, repository / "tests" / "test_dates.py"]
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if not gold.isdisjoint(runs_of_eight(line))
    ]
    assert taken == []

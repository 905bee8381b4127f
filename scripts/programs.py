"""The programs of the workspace and the crates in them, by cargo."""
import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(*command, **options):
    """The output of a command that must succeed."""
    return subprocess.run(command, **{"cwd": ROOT, "check": True, "text": True, "stdout": subprocess.PIPE, **options}).stdout


def programs():
    """Program -> its package, and the folder of the package. Every program's name begins with `insignia`."""
    metadata = json.loads(run("cargo", "metadata", "--locked", "--no-deps", "--format-version", "1"))
    names = {}
    for package in metadata["packages"]:
        folder = Path(package["manifest_path"]).parent.relative_to(ROOT)
        for target in package["targets"]:
            if "bin" in target["kind"] and target["name"].startswith("insignia"):
                names[target["name"]] = (package["name"], folder)
    return names


def crates(package, edges, target="all"):
    """The crates and versions in a package's tree, with the features of that package alone."""
    tree = run("cargo", "tree", "--locked", "--package", package, "--edges", edges, "--target", target, "--prefix", "none",
               "--format", "{p}")
    return {(line.split()[0], line.split()[1].removeprefix("v")) for line in tree.splitlines() if line}

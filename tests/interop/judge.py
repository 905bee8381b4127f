"""openbadgeslib (independent of Insignia and of Digital Bazaar) judges what the browser journey downloaded.

Usage: python judge.py DIR...   each DIR holding badge.json, badge.png, badge.svg
"""
import json
import sys
from pathlib import Path

from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError
from openbadgeslib.verify import verify_badge

passed = failed = 0


def judge(name, check):
    global passed, failed
    try:
        check()
    except Exception as error:  # whatever it is, it is a verdict
        failed += 1
        print(f"FAIL  {name}: {error}")
    else:
        passed += 1
        print(f"ok    {name}")


def verify_json(document):
    OB3LdpVerifier.for_issuer_did(document["issuer"]["id"]).verify(document)


def verify_picture(path):
    result = verify_badge(path.read_bytes(), resolve_did=True)
    assert result.valid, result.reason


def refuse_another_name(document):
    changed = json.loads(json.dumps(document))
    changed["credentialSubject"]["achievement"]["name"] += "x"
    try:
        verify_json(changed)
    except OB3VerificationError:
        return
    raise AssertionError("accepted with another name of the achievement")


for folder in map(Path, sys.argv[1:]):
    badge = json.loads((folder / "badge.json").read_text(encoding="utf-8"))
    label = folder.name
    judge(f"{label}: badge.json verifies", lambda: verify_json(badge))
    judge(f"{label}: badge.png verifies", lambda: verify_picture(folder / "badge.png"))
    judge(f"{label}: badge.svg verifies", lambda: verify_picture(folder / "badge.svg"))
    judge(f"{label}: an altered badge is refused", lambda: refuse_another_name(badge))

print(f"{passed} passed, {failed} failed")
sys.exit(0 if failed == 0 and passed > 0 else 1)

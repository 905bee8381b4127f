"""One check of the verifier each: its name; changes of a file below `credentials/src`, each what stands there and what stands
there without the check; tests of `credentials/tests/verify`, at least one of which then fails.
"""

CREDENTIALS_MUTANTS = []

# Sourced by scripts/test, scripts/test-long and scripts/test-shared: runs suites, and prints a table of their counts and times.
# `suite NAME COMMAND…` runs one. `report` prints the table, and ends with an error if a suite failed.
failed=
table=
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
trap 'exit 1' INT TERM

suite() {
  name=$1
  shift
  echo "== $name"
  began=$(date +%s)
  # The status is that of the suite: sh has no pipefail.
  { "$@" 2>&1; echo $? >"$kept/status"; } | tee "$kept/output"
  ended=$(($(date +%s) - began))
  # The sums of `N passed, N failed` (our suites) and `N passed; N failed` (cargo).
  counts=$(sed -nE 's/.*\b([0-9]+) passed[,;] ([0-9]+) failed.*/\1 \2/p' "$kept/output" |
    awk '{good += $1; bad += $2} END {print good + 0, bad + 0}')
  [ "$(cat "$kept/status")" -eq 0 ] || failed="$failed $name"
  table="$table$name $counts $ended
"
}

report() {
  echo "== suite, passed, failed, seconds"
  printf '%s' "$table" | awk '{printf "%-24s %6d %6d %6d\n", $1, $2, $3, $4; good += $2; bad += $3; time += $4}
    END {printf "%-24s %6d %6d %6d\n", "all", good, bad, time; printf "%d passed, %d failed\n", good, bad}'
  [ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
}

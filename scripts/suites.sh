# Sourced by scripts/test, scripts/test-long and scripts/test-shared, at the root of the project.
#
#   suite NAME COMMAND…   runs a suite
#   shared_suites         runs the suites whose data may not be copied into the project (tests/vectors/README.md)
#   report                prints a table of counts and times, and `N passed, N failed`; ends with an error if a suite failed
failed=
table=
follower=
kept=$(mktemp -d)
finish() {
  [ -z "$follower" ] || kill "$follower" 2>/dev/null
  rm -rf "$kept"
}
trap finish EXIT
trap 'exit 1' INT TERM

suite() {
  name=$1
  shift
  echo "== $name"
  began=$(date +%s)
  # A file and not a pipe: a process that a suite leaves behind must not hold up the next suite.
  : >"$kept/output"
  tail -n +1 -f "$kept/output" &
  follower=$!
  status=0
  "$@" >>"$kept/output" 2>&1 || status=$?
  sleep 0.5
  kill "$follower" 2>/dev/null
  wait "$follower" 2>/dev/null
  follower=
  took=$(($(date +%s) - began))
  # The sums of `N passed, N failed` (our suites) and `test result: ok. N passed; N failed` (cargo). A suite that ends with an
  # error but reports no failure counts as one failure.
  counts=$(sed -nE 's/^(test result: [a-zA-Z]+\. )?([0-9]+) passed[,;] ([0-9]+) failed.*/\2 \3/p' "$kept/output" |
    awk '{good += $1; bad += $2} END {print good + 0, bad + 0}')
  if [ "$status" -ne 0 ]; then
    failed="$failed $name"
    case $counts in *' 0') counts="${counts% *} 1" ;; esac
  fi
  table="$table$name $counts $took
"
}

shared_suites() {
  suite implementation-guide cargo test --locked --package credentials --test vectors -- --ignored
  suite schemas tests/schemas/run
  suite schemas-downloads tests/schemas/run downloads
}

report() {
  printf '%-24s %8s %8s %8s\n' '== suite' passed failed seconds
  printf '%s' "$table" | awk '
    {printf "%-24s %8d %8d %8d\n", $1, $2, $3, $4; good += $2; bad += $3; time += $4}
    END {printf "%-24s %8d %8d %8d\n%d passed, %d failed\n", "all", good, bad, time, good, bad}'
  [ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
}

#!/bin/sh
# How well a sweep uses the machine: 1,000 runs of a region of 500 schools over ten years.
#
#   sh benches/compare/sweep.sh [times]
#
# On one thread and on two in turn, so that what else the machine does falls on both alike; then what
# parts and manifest take: the same runs in parts of one run, and all of them planned and merged anew.
# Needs python3.
set -eu

times=${1:-3}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cd "$root"
cargo build --release --locked -p risingtide
program=${CARGO_TARGET_DIR:-$root/target}/release/risingtide

cat > "$folder/region.toml" << 'EOF'
scenario   = "england"
replicates = 4
[run]
years = 10
[population]
schools = 500
regions = ["North East"]
[design]
kind   = "sobol"
points = 250
[design.factors]
"accountability.stakes"        = { from = 0.0, to = 1.0 }
"funding.real_growth_per_year" = { from = -0.02, to = 0.02 }
EOF

"$python" - "$program" "$folder" "$times" << 'EOF'
import resource
import shutil
import statistics
import subprocess
import sys
import time

program, folder, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
RUNS = 1000

def seconds(*words):
    start = time.perf_counter()
    subprocess.run([program, "sweep", *words, "--quiet"], check=True, cwd=folder)
    return time.perf_counter() - start

def sweep(threads, *more):
    shutil.rmtree(f"{folder}/out", ignore_errors=True)
    return seconds("run", "region.toml", "--out", "out", "--threads", str(threads), *more)

taken = {1: [], 2: []}
for _ in range(times):
    for threads in taken:
        taken[threads].append(sweep(threads))
one, two = (statistics.median(taken[threads]) for threads in (1, 2))
plan = seconds("plan", "region.toml", "--out", "planned")
merge = min(seconds("merge", "out") for _ in range(3))
small = sweep(1, "--part-runs", "1")
parts = max(0.0, (small - one) / (RUNS - 20))
print(f"1 thread:  {taken[1]}")
print(f"2 threads: {taken[2]}")
print(f"a run on one thread, everything included       {one / RUNS * 1e3:.1f} ms")
print(f"throughput over (single-run rate x 2 threads)  {one / two / 2:.2f}")
print(f"planning {plan:.2f} s, merging {merge:.2f} s, a part {parts * 1e3:.1f} ms")
share = (plan + merge + 20 * parts) / two
print(f"plan, manifest, parts and merging over the whole time {share:.3f}")
EOF

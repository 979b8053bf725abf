#!/bin/sh
# The baseline of the model beside numpy on the reference workload, and one thread beside two.
#
#   sh benches/compare/run.sh [times]
#
# numpy runs 22,000 schools of 21 teachers for 30 terms; the model runs the baseline (20,200 schools,
# 30 terms, one replicate). Both take turns on one core, so that what else the machine does falls on
# both alike. Needs python3 with numpy; uses taskset where there is one.
set -eu

times=${1:-5}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cd "$root"
cargo build --release --locked -p risingtide
program=${CARGO_TARGET_DIR:-$root/target}/release/risingtide

one_core=
if command -v taskset > /dev/null; then
    one_core="taskset -c 0"
fi

# Seconds that the terms of a run took: <threads> <replicates>, on <prefix>.
model() {
    $3 "$program" run england --replicates "$2" --threads "$1" --quiet --overwrite \
        --out "$folder/result" > "$folder/output" 2>&1 || { cat "$folder/output" >&2; exit 1; }
    "$python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["timings_s"]["run"])' \
        "$folder/result/manifest.json"
}

turn=0
while [ "$turn" -lt "$times" ]; do
    $one_core "$python" "$here/staffroom_numpy.py" 22000 30 1 2> /dev/null >> "$folder/numpy"
    model 1 1 "$one_core" >> "$folder/model"
    turn=$((turn + 1))
done

turn=0
while [ "$turn" -lt "$times" ]; do
    model 1 8 "" >> "$folder/one"
    model 2 8 "" >> "$folder/two"
    turn=$((turn + 1))
done

"$python" - "$folder" << 'EOF'
import statistics
import sys

def read(name):
    return [float(line) for line in open(f"{sys.argv[1]}/{name}")]

def show(what, values):
    median = statistics.median(values)
    print(f"{what:<44} median {median:.3f} s   best {min(values):.3f}   all {values}")
    return median

numpy = show("numpy, 22,000 schools, 30 terms", read("numpy"))
model = show("model, 20,200 schools, 30 terms, one core", read("model"))
print(f"{'numpy / model':<44} {numpy / model:.2f}")
one = show("model, 8 replicates, 1 thread", read("one"))
two = show("model, 8 replicates, 2 threads", read("two"))
print(f"{'1 thread / 2 threads':<44} {one / two:.2f}")
EOF

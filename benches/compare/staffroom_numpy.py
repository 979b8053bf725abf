"""The reference workload "Staffroom" (benches/src/twin.rs), vectorised in numpy on one thread.

    python3 staffroom_numpy.py [schools] [terms] [times]

Prints the last term's mean, standard deviation and leavers, and the best time of several.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import sys
import time

import numpy as np

TEACHERS = 21


def staffroom(schools, terms, seed):
    rng = np.random.default_rng(seed)
    shape = (schools, TEACHERS)
    climate = np.zeros(schools)
    leader = rng.standard_normal(schools)
    expertise = 0.12 * rng.standard_normal(shape)
    experience = 30.0 * rng.random(shape)
    strain = np.full(shape, 0.5)
    row = None
    for _ in range(terms):
        means = expertise.mean(axis=1)
        partners = sum(np.roll(means, -step) for step in range(1, 5)) / 4.0
        gap = np.maximum(partners - means, 0.0)
        climate += 0.05 * (leader - climate)
        expertise += 0.02 * np.exp(experience / -5.0)
        expertise += (0.004 * climate + 0.05 * gap)[:, None]
        expertise += 0.005 * rng.standard_normal(shape)
        strain *= 0.9
        strain += (0.1 * (0.5 - 0.1 * climate))[:, None]
        strain += 0.02 * rng.standard_normal(shape)
        experience += 1.0 / 3.0
        leaves = rng.random(shape) < 0.02 + 0.03 * np.maximum(strain, 0.0)
        leavers = int(leaves.sum())
        expertise[leaves] = -0.1 + 0.12 * rng.standard_normal(leavers)
        experience[leaves] = 0.0
        strain[leaves] = 0.5
        goes = rng.random(schools) < 0.035
        leader[goes] = rng.standard_normal(int(goes.sum()))
        row = (means.mean(), means.std(), leavers)
    return row


def main():
    given = [int(word) for word in sys.argv[1:]]
    schools, terms, times = (given + [22_000, 30, 3][len(given) :])[:3]
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        mean, spread, leavers = staffroom(schools, terms, 1)
        best = min(best, time.perf_counter() - start)
    print(f"mean {mean:.4f} sd {spread:.4f} leavers {leavers}", file=sys.stderr)
    print(f"{best:.3f}")


if __name__ == "__main__":
    main()

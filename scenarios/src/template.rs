//! The file that a new scenario starts from: everything that can be stated, explained beside it.

/// A commented scenario with that title, extending that scenario. It is in order as it stands, and
/// changes one lever; what is commented out shows what else can be stated.
pub fn starting_file(title: &str, extends: &str) -> String {
    let [title, extends] = [title, extends].map(crate::resolved::text);
    format!(
        r##"#:schema ./scenario.schema.json
# The line above lets an editor complete and check as you type, once the schema lies beside this file:
#   risingtide schema > scenario.schema.json
#
# A scenario says what differs from the one it extends; everything else keeps its value.
#   risingtide check THIS-FILE       what it changes, for how many schools and when
#   risingtide run THIS-FILE         runs it
#   risingtide explain PATH          what a key or number means, and on what evidence
# A line that starts with # is a comment: take the # away to use what stands behind it.

title   = {title}
summary = "Which question does this scenario ask?"
extends = {extends}

# When, how long and how often.
# [run]
# start      = 2026        # the autumn in which the first term falls
# years      = 10          # school years
# replicates = 16          # runs with different draws: their spread is what chance does
# seed       = 20261122    # the same seed gives the same numbers

# Which schools.
# [population]
# schools = 2_000                       # fewer are quicker
# regions = ["London", "North East"]    # only these

# From the first term on, everywhere: a lever of a driver. docs/parameters.md lists them all.
[accountability]
stakes = 0.4               # how much hangs on results and inspection: 0 nothing, 0.5 today's, 1 everything

# One number for a whole driver sets several of its levers: 0 to 1, where 0.5 is today's.
# [funding]
# level = 0.7

# The timeline: what changes, when, and for whom. A file may have many policies.
# [[policy]]
# name       = "More time to learn"
# from       = "2028-autumn"            # the first term in force
# until      = "2033-summer"            # the last one; without it, to the end of the run
# ramp_terms = 3                        # climb to the new values over three terms
# where      = {{ regions = ["North East"], disadvantage_quintiles = [4, 5] }}
# set        = {{ "capacity.development_hours" = 80, "funding.grant_per_pupil_gbp" = 50 }}

# How the world works: contested effects can be switched off (0), turned round (-1) or doubled (2), and a
# process can be left out (0).
# [mechanisms]
# peer_learning = 0

# What is not known: drawn anew for each replicate with --draw-parameters.
# [uncertainty]
# "learning.peer_learning" = {{ zero = 0.3, triangular = [-0.02, 0.05, 0.15] }}
"##
    )
}

//! Staff, heads and the climate in which they work.

use super::Better::{Higher, Lower, Neither};
use super::Theme::Health;
use super::{Better, Metric, Theme};

const UP: (Theme, Better) = (Health, Higher);
const DOWN: (Theme, Better) = (Health, Lower);
const MEANS: (Theme, Better) = (Health, Neither);

/// The metrics of this theme.
pub(super) const METRICS: &[Metric] = &[
    Metric::new(
        "leaving_rate",
        ("teachers who leave", "share a year", 4),
        DOWN,
        "Share of teachers who left state schools at the end of the year.",
        |view| view.ratio(|rows, row| rows.left[row], |rows, row| rows.teachers[row]),
    )
    .headline(),
    Metric::new(
        "moving_rate",
        ("teachers who change school", "share a year", 4),
        MEANS,
        "Share of teachers who moved to another school at the end of the year.",
        |view| view.ratio(|rows, row| rows.moved[row], |rows, row| rows.teachers[row]),
    ),
    Metric::new(
        "vacancy_rate",
        ("posts without an applicant", "share of posts", 4),
        DOWN,
        "Share of posts that nobody applied for, covered by supply teachers in the next year.",
        |view| view.ratio(|rows, row| rows.vacant[row], |rows, row| rows.teachers[row]),
    ),
    Metric::new(
        "new_heads",
        ("heads in their first year", "share of schools", 3),
        MEANS,
        "Share of schools whose head completes the first year in the post.",
        |view| view.share(|rows, row| rows.head_years[row] <= 1),
    ),
    Metric::new(
        "interim_heads",
        ("interim heads", "share of schools", 4),
        DOWN,
        "Share of schools led by an interim head this year.",
        |view| view.share(|rows, row| rows.head_is_interim[row] > 0),
    ),
    Metric::new(
        "strain",
        ("strain of teachers", "share", 3),
        DOWN,
        "Mean strain of teachers, each school counting once.",
        |view| view.mean(|rows, row| Some(rows.strain[row])),
    )
    .headline(),
    Metric::new(
        "commitment",
        ("commitment of teachers", "share", 3),
        UP,
        "Mean commitment of teachers, each school counting once.",
        |view| view.mean(|rows, row| Some(rows.commitment[row])),
    ),
    Metric::new(
        "pressure",
        ("pressure on schools", "stakes", 3),
        MEANS,
        "Mean pressure from judgements and published results.",
        |view| view.mean(|rows, row| Some(rows.pressure[row])),
    ),
    Metric::new(
        "effort",
        ("effort of leaders", "ratio", 3),
        MEANS,
        "Mean effort of leaders, where 1 is usual.",
        |view| view.mean(|rows, row| Some(rows.effort[row])),
    ),
    Metric::new(
        "instruction_share",
        ("heads’ time for teaching", "share", 3),
        UP,
        "Mean share of heads’ time for teaching and its improvement.",
        |view| view.mean(|rows, row| Some(rows.instruction_share[row])),
    ),
    Metric::new(
        "compliance_share",
        ("heads’ time for inspection and tests", "share", 3),
        MEANS,
        "Mean share of heads’ time for being ready for inspection and tests.",
        |view| view.mean(|rows, row| Some(rows.compliance_share[row])),
    ),
    Metric::new(
        "overstatement",
        ("how much better schools say they are", "SD of schools", 3),
        MEANS,
        "How much better schools say they are than they are, mean.",
        |view| view.mean(|rows, row| Some(rows.reported_quality[row] - rows.quality[row])),
    ),
    Metric::new(
        "diagnosis",
        ("how well schools know their needs", "share", 3),
        UP,
        "How well schools tell their needs apart, mean.",
        |view| view.mean(|rows, row| Some(rows.diagnosis[row])),
    ),
    Metric::new(
        "disturbance",
        ("disturbance by changes of structure", "ratio", 4),
        DOWN,
        "Mean disturbance of schools, where a change of structure is 1.",
        |view| view.mean(|rows, row| Some(rows.disturbance[row])),
    ),
];

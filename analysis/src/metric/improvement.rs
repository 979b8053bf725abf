//! What pupils learn, and whether schools get better.

use super::Better::{Higher, Lower, Neither};
use super::Theme::Improvement;
use super::view::{View, weighted};
use super::{Better, Metric, Theme};

const UP: (Theme, Better) = (Improvement, Higher);

/// The metrics of this theme.
pub(super) const METRICS: &[Metric] = &[
    Metric::new(
        "attainment_11",
        ("attainment at 11", "pupil SD", 3),
        UP,
        "Mean true attainment at 11 against the base year, over pupils.",
        |view| weighted(view.attainments(0)),
    )
    .headline(),
    Metric::new(
        "attainment_16",
        ("attainment at 16", "pupil SD", 3),
        UP,
        "Mean true attainment at 16 against the base year, over pupils.",
        |view| weighted(view.attainments(1)),
    )
    .headline(),
    Metric::new(
        "attainment_11_eef_months",
        ("attainment at 11", "EEF months of progress", 2),
        UP,
        "The same at 11 in months of progress, as the Education Endowment Foundation counts.",
        |view| weighted(view.attainments(0)).map(|sd| sd / view.months.eef),
    ),
    Metric::new(
        "attainment_16_eef_months",
        ("attainment at 16", "EEF months of progress", 2),
        UP,
        "The same at 16 in months of progress, as the Education Endowment Foundation counts.",
        |view| weighted(view.attainments(1)).map(|sd| sd / view.months.eef),
    ),
    Metric::new(
        "measured_11",
        ("measured results at 11", "pupil SD", 3),
        UP,
        "Mean measured attainment at 11: what tests show, preparation for them included.",
        |view| measured(view, 0),
    ),
    Metric::new(
        "measured_16",
        ("measured results at 16", "pupil SD", 3),
        UP,
        "Mean measured attainment at 16: what tests show, preparation for them included.",
        |view| measured(view, 1),
    ),
    Metric::new(
        "value_added",
        ("value-added", "pupil SD a year", 4),
        UP,
        "What an average pupil gains in the year against the nation in the base year, over pupils.",
        |view| view.by_pupil(|rows, row| rows.value_added[row]),
    )
    .headline(),
    Metric::new(
        "improving_schools",
        ("schools above their own best", "share of schools", 3),
        UP,
        "Share of schools whose value-added is above their own best of earlier years of the run.",
        |view| view.mean(|_, row| view.history.improves[row].map(|yes| f64::from(u8::from(yes)))),
    ),
    Metric::new(
        "stuck_schools",
        ("stuck schools", "share of schools", 4),
        (Improvement, Lower),
        "Share, of schools with two graded inspections or more in the run, of those that were judged low (Requires \
         improvement or worse) at every one.",
        |view| {
            let stuck = |row: usize| f64::from(u8::from(view.history.stuck[row]));
            view.mean(|_, row| view.history.visited[row].then(|| stuck(row)))
        },
    ),
    Metric::new(
        "good_or_better",
        ("schools judged Good or better", "share of graded schools", 3),
        (Improvement, Neither),
        "Share of graded schools that are Good or Outstanding. A judgement: it can move without schools.",
        |view| {
            let good = |grade: i64| f64::from(u8::from(grade <= 2));
            view.mean(|rows, row| (rows.grade[row] > 0).then(|| good(rows.grade[row])))
        },
    ),
    Metric::new(
        "staff_expertise",
        ("teachers’ expertise", "pupil SD a year", 4),
        UP,
        "Mean expertise of schools’ staff against the base year.",
        |view| view.mean(|rows, row| Some(rows.staff_expertise[row])),
    )
    .headline(),
    Metric::new(
        "practice",
        ("practice", "SD of schools", 3),
        UP,
        "Mean strength of schools’ practice over its six domains, against the base year.",
        |view| view.mean(|rows, row| Some(rows.practice[row])),
    ),
    Metric::new(
        "climate",
        ("climate for learning of staff", "SD of schools", 3),
        UP,
        "Mean climate for professional learning, against the base year.",
        |view| view.mean(|rows, row| Some(rows.climate[row])),
    ),
];

/// Mean measured attainment of all pupils.
fn measured(view: &View<'_>, age: usize) -> Option<f64> {
    let results = view.results;
    let both = view.tested(age).flat_map(|(row, _)| {
        [
            (results.measured_disadvantaged[row], results.pupils_disadvantaged[row]),
            (results.measured_other[row], results.pupils_other[row]),
        ]
    });
    weighted(both)
}

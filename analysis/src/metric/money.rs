//! What it costs.

use super::Better::{Higher, Neither};
use super::Metric;
use super::Theme::Money;

/// The metrics of this theme.
pub(super) const METRICS: &[Metric] = &[
    Metric::new(
        "spend_per_pupil",
        ("spending for each pupil", "£ a year", 0),
        (Money, Neither),
        "Mean spending for each pupil, over pupils, in pounds of the base year.",
        |view| view.by_pupil(|rows, row| rows.spend_per_pupil_gbp[row]),
    )
    .headline(),
    Metric::new(
        "income_per_pupil",
        ("income for each pupil", "£ a year", 0),
        (Money, Neither),
        "Mean income for each pupil, over pupils, in pounds of the base year.",
        |view| {
            let (mut income, mut pupils) = (Vec::new(), 0);
            for row in view.rows() {
                income.push(view.schools.income_gbp[row]);
                pupils += view.schools.roll[row];
            }
            (pupils > 0).then(|| crate::statistic::sum(&income) / pupils as f64)
        },
    ),
    Metric::new(
        "reserves_per_pupil",
        ("reserves for each pupil", "£", 0),
        (Money, Higher),
        "Mean reserves for each pupil at the end of the year, over pupils, in pounds of the base year.",
        |view| view.by_pupil(|rows, row| rows.reserves_per_pupil_gbp[row]),
    ),
    Metric::new(
        "in_deficit",
        ("schools in deficit", "share of schools", 3),
        (Money, super::Better::Lower),
        "Share of schools whose reserves are below zero.",
        |view| view.share(|rows, row| rows.reserves_per_pupil_gbp[row] < 0.0),
    ),
];

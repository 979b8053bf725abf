//! Heads: how long first-time heads stay, and what a change of head costs: T7, X30.
//!
//! A row of a summer says how many school years the head has completed in the school, that one
//! included. A head who is in post in her first November completes the first year in the next summer;
//! if she is in post in the November after, the row of the summer that follows says 2. So a head
//! survives k years (November to November, K7) when the row k summers after her first says k + 1.

use super::Named;
use super::sample::{Sample, Year, enough};
use crate::convention::Stage;
use crate::convention::unit::progress_sd;
use crate::convention::window::YEARS;
use crate::statistic::mean;

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("T7", "primary 1 year", |s| survival(s, Stage::Primary, 1)),
    ("T7", "primary 3 years", |s| survival(s, Stage::Primary, 3)),
    ("T7", "primary 5 years", |s| survival(s, Stage::Primary, 5)),
    ("T7", "secondary 1 year", |s| survival(s, Stage::Secondary, 1)),
    ("T7", "secondary 3 years", |s| survival(s, Stage::Secondary, 3)),
    ("T7", "secondary 5 years", |s| survival(s, Stage::Secondary, 5)),
    ("X30", "years 1 and 2", |s| cost_of_change(s, &[0, 1])),
    ("X30", "year 4", |s| cost_of_change(s, &[3])),
];

/// Years before a change of head over which schools are matched.
const BEFORE: usize = 2;

/// T7: share of the cohorts of first-time heads, pooled, who lead the school `later` years on. The
/// cohorts are those whose last year lies in the window.
fn survival(sample: &Sample, stage: Stage, later: usize) -> Option<f64> {
    let last = sample.years.len();
    let first = last.saturating_sub(YEARS).max(later);
    let stayed: Vec<f64> = (first..last)
        .flat_map(|end| {
            let (start, end) = (&sample.years[end - later], &sample.years[end]);
            let heads = (0..sample.schools.len()).filter(|i| is_of(sample, *i, stage));
            heads.filter_map(|i| stays(start, end, i, later as i64))
        })
        .collect();
    mean(&enough(stayed)?)
}

/// Whether a school's phase is that of the stage; middle and all-through schools go where their
/// oldest pupils are.
fn is_of(sample: &Sample, school: usize, stage: Stage) -> bool {
    use sim::agent::Phase::{MiddlePrimary, Primary};
    let primary = matches!(sample.schools[school].phase, Primary | MiddlePrimary);
    primary == (stage == Stage::Primary)
}

/// 1 if the first-time head of `start` is still there in `end`, 0 if not; none without such a head.
fn stays(start: &Year, end: &Year, school: usize, later: i64) -> Option<f64> {
    let (first, then) = (start.row(school)?, end.row(school)?);
    let new = first.head_years == 1 && first.head_is_first_time == 1 && first.head_is_interim == 0;
    let there = then.head_years == 1 + later && then.head_is_interim == 0;
    new.then(|| f64::from(u8::from(there)))
}

/// X30: progress in these years of a new head (0 is the first), less that of a matched school without
/// a change from the first year to the last of them; mean over changes, pupil SD.
fn cost_of_change(sample: &Sample, years: &[usize]) -> Option<f64> {
    let last = *years.last()?;
    let first = sample.years.len().saturating_sub(YEARS + last).max(BEFORE);
    let mut differences = Vec::new();
    for change in first..sample.years.len().saturating_sub(last) {
        for stage in [Stage::Primary, Stage::Secondary] {
            differences.extend(differences_at(sample, stage, change, years, last));
        }
    }
    Some(mean(&enough(differences)?)? * progress_sd())
}

/// A school's mean progress before the year of a change, and in the years compared.
type BeforeAfter = (f64, f64);

/// New head against nearest match, for every change of one year and stage.
fn differences_at(
    sample: &Sample,
    stage: Stage,
    change: usize,
    years: &[usize],
    last: usize,
) -> Vec<f64> {
    let mean_of = |school: usize, at: &mut dyn Iterator<Item = usize>| {
        let known: Option<Vec<f64>> = at.map(|t| sample.years[t].progress(stage, school)).collect();
        mean(&known?)
    };
    let of = |school: usize| -> Option<BeforeAfter> {
        let before = mean_of(school, &mut (change - BEFORE..change))?;
        Some((before, mean_of(school, &mut years.iter().map(|year| change + year))?))
    };
    let (mut changed, mut steady) = (Vec::new(), Vec::new());
    for school in 0..sample.schools.len() {
        let Some(pair) = of(school) else { continue };
        let Some(tenure) = tenure(sample, school, change, last) else { continue };
        match tenure {
            Tenure::New => changed.push(pair),
            Tenure::Longer => steady.push(pair),
        }
    }
    steady.sort_by(|a, b| a.0.total_cmp(&b.0));
    changed.iter().filter_map(|pair| Some(pair.1 - nearest(&steady, pair.0)?.1)).collect()
}

/// Whose head leads a school from a year to `last` years later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tenure {
    /// One who came in that year.
    New,
    /// One who was there before the years that are matched.
    Longer,
}

/// None when the head changes in between, or is not recorded.
fn tenure(sample: &Sample, school: usize, change: usize, last: usize) -> Option<Tenure> {
    let start = sample.years[change].row(school)?.head_years;
    let end = sample.years[change + last].row(school)?.head_years;
    if start < 1 || end != start + last as i64 {
        return None;
    }
    match start {
        1 => Some(Tenure::New),
        years if years > BEFORE as i64 + 1 => Some(Tenure::Longer),
        _ => None,
    }
}

/// The pair of a sorted list whose first number is nearest.
fn nearest(sorted: &[BeforeAfter], before: f64) -> Option<&BeforeAfter> {
    let above = sorted.partition_point(|pair| pair.0 < before);
    let around = sorted[above.saturating_sub(1)..].iter().take(2);
    around.min_by(|a, b| (a.0 - before).abs().total_cmp(&(b.0 - before).abs()))
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::{primaries, school};
    use super::*;
    use sim::records::SchoolRow;

    fn head(years: i64) -> Option<SchoolRow> {
        Some(SchoolRow { head_years: years, head_is_first_time: 1, ..SchoolRow::default() })
    }

    fn sample(tenures: &[Vec<i64>]) -> Sample {
        let year = |row: &Vec<i64>| Year {
            rows: row.iter().map(|years| head(*years)).collect(),
            ..Year::default()
        };
        Sample {
            schools: vec![school(); tenures[0].len()],
            years: tenures.iter().map(year).collect(),
            effects: None,
        }
    }

    #[test]
    fn a_head_survives_while_her_years_count_on() {
        // Thirty new heads; after a year ten are replaced.
        let then = (0..30).map(|i| if i < 10 { 1 } else { 2 }).collect();
        let sample = sample(&[vec![1; 30], then]);
        assert!((survival(&sample, Stage::Primary, 1).unwrap() - 20.0 / 30.0).abs() < 1e-12);
        assert_eq!(survival(&sample, Stage::Primary, 3), None);
        assert_eq!(survival(&sample, Stage::Secondary, 1), None);
    }

    #[test]
    fn interim_heads_and_heads_who_led_before_are_no_cohort() {
        let mut sample = sample(&[vec![1; 40], vec![2; 40]]);
        for (i, row) in sample.years[0].rows.iter_mut().flatten().enumerate() {
            row.head_is_interim = i64::from(i < 10);
            row.head_is_first_time = i64::from(i < 20);
        }
        assert_eq!(survival(&sample, Stage::Primary, 1), None, "ten are left: too few");
    }

    #[test]
    fn a_run_without_heads_is_no_data() {
        assert_eq!(survival(&sample(&vec![vec![0; 40]; 6]), Stage::Primary, 1), None);
    }

    #[test]
    fn a_change_costs_what_the_matched_school_does_not_lose() {
        // Schools 0 to 29 change head in the third year and fall by 0.5; the others keep theirs.
        let level = |i: usize| (i % 30) as f64;
        let rows: Vec<Vec<f64>> = (0..4)
            .map(|t| (0..60).map(|i| level(i) - if t >= 2 && i < 30 { 0.5 } else { 0.0 }).collect())
            .collect();
        let mut sample = primaries(20.0, &rows);
        for (t, year) in sample.years.iter_mut().enumerate() {
            let years = |i: usize| if i >= 30 || t < 2 { 10 + t as i64 } else { t as i64 - 1 };
            year.rows = (0..60).map(|i| head(years(i))).collect();
        }
        let cost = cost_of_change(&sample, &[0, 1]).unwrap();
        assert!((cost + 0.5 * progress_sd()).abs() < 1e-12, "{cost}");
        assert_eq!(cost_of_change(&sample, &[3]), None);
    }

    #[test]
    fn the_nearest_is_found_on_either_side() {
        let sorted = [(0.0, 1.0), (1.0, 2.0), (5.0, 3.0)];
        assert_eq!(nearest(&sorted, 0.9).unwrap().1, 2.0);
        assert_eq!(nearest(&sorted, 9.0).unwrap().1, 3.0);
        assert_eq!(nearest(&sorted, -9.0).unwrap().1, 1.0);
        assert!(nearest(&[], 0.0).is_none());
    }
}

//! How far apart schools are in progress and attainment, and how long they stay so: T1, T2, X1 to X3
//! and X6.

use super::Named;
use super::sample::{Sample, Year, mean_known};
use crate::convention::noise::sampling_variance;
use crate::convention::{Selection, Stage};
use crate::statistic::{correlation, mean, standard_deviation};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("T1", "secondary", |s| share_between_schools(s, Stage::Secondary)),
    ("T1", "primary", |s| share_between_schools(s, Stage::Primary)),
    ("T2", "secondary r1", |s| persistence(s, Stage::Secondary, 1, progress)),
    ("T2", "secondary r2", |s| persistence(s, Stage::Secondary, 2, progress)),
    ("T2", "secondary r3", |s| persistence(s, Stage::Secondary, 3, progress)),
    ("T2", "secondary r5", |s| persistence(s, Stage::Secondary, 5, progress)),
    ("T2", "primary r1", |s| persistence(s, Stage::Primary, 1, progress)),
    ("T2", "primary r2", |s| persistence(s, Stage::Primary, 2, progress)),
    ("T2", "primary r3", |s| persistence(s, Stage::Primary, 3, progress)),
    ("T2", "primary r5", |s| persistence(s, Stage::Primary, 5, progress)),
    ("X1", "secondary", |s| spread(s, Stage::Secondary)),
    ("X1", "primary", |s| spread(s, Stage::Primary)),
    ("X2", "up to 30 leavers", |s| volatility(s, SMALL)),
    ("X2", "31 to 60 leavers", |s| volatility(s, MIDDLE)),
    ("X2", "over 60 leavers", |s| volatility(s, LARGE)),
    ("X2", "first over second", |s| Some(volatility(s, SMALL)? / volatility(s, MIDDLE)?)),
    ("X3", "up to 30 leavers", |s| net_persistence(s, SMALL)),
    ("X3", "31 to 60 leavers", |s| net_persistence(s, MIDDLE)),
    ("X3", "over 60 leavers", |s| net_persistence(s, LARGE)),
    ("X6", "secondary r1", |s| persistence(s, Stage::Secondary, 1, attainment)),
    ("X6", "secondary r2", |s| persistence(s, Stage::Secondary, 2, attainment)),
    ("X6", "secondary r3", |s| persistence(s, Stage::Secondary, 3, attainment)),
];

/// Leavers above which, and up to which, a school is in a class of size.
type Size = (f64, f64);

/// One class a year group.
const SMALL: Size = (0.0, 30.0);
/// Two classes.
const MIDDLE: Size = (30.0, 60.0);
/// More.
const LARGE: Size = (60.0, f64::INFINITY);

/// A number of one school in one year.
type Of = fn(&Year, Stage, usize) -> Option<f64>;

fn progress(year: &Year, stage: Stage, school: usize) -> Option<f64> {
    year.progress(stage, school)
}

fn attainment(year: &Year, stage: Stage, school: usize) -> Option<f64> {
    year.leavers(stage, school)?.attainment
}

/// The numbers of these schools in one year; none unless all have one.
fn column(year: &Year, stage: Stage, schools: &[usize], of: Of) -> Option<Vec<f64>> {
    schools.iter().map(|school| of(year, stage, *school)).collect()
}

fn variance(values: &[f64]) -> Option<f64> {
    standard_deviation(values).map(|sd| sd * sd)
}

/// T1: (v − s)/(1 − s), share of pupils' variance of progress.
fn share_between_schools(sample: &Sample, stage: Stage) -> Option<f64> {
    let years = sample.window();
    let schools = sample.counted(stage, Selection::LeftOut, years)?;
    let (v, s) = variance_and_noise(years, stage, &schools)?;
    Some((v - s) / (1.0 - s))
}

/// Variance over schools of progress in a year and its sampling part, means over years.
fn variance_and_noise(years: &[Year], stage: Stage, schools: &[usize]) -> Option<(f64, f64)> {
    let columns = years.iter().map(|year| column(year, stage, schools, progress));
    let v = mean_known(columns.map(|values| variance(&values?)))?;
    Some((v, noise(years, stage, schools)?))
}

/// Mean of 1/n over schools and years.
fn noise(years: &[Year], stage: Stage, schools: &[usize]) -> Option<f64> {
    let pupils = |year: &Year, stage: Stage, school| Some(year.leavers(stage, school)?.pupils);
    mean_known(years.iter().map(|year| {
        let n: Option<Vec<f64>> =
            schools.iter().map(|school| pupils(year, stage, *school)).collect();
        sampling_variance(&n?)
    }))
}

/// T2, X6: correlation over schools with the same number `lag` years later, mean over pairs of years.
fn persistence(sample: &Sample, stage: Stage, lag: usize, of: Of) -> Option<f64> {
    let years = sample.window_for(lag)?;
    let schools = sample.counted(stage, Selection::Included, years)?;
    correlation_at_lag(years, stage, &schools, lag, of)
}

fn correlation_at_lag(
    years: &[Year],
    stage: Stage,
    schools: &[usize],
    lag: usize,
    of: Of,
) -> Option<f64> {
    mean_known(years.iter().zip(years.iter().skip(lag)).map(|(now, later)| {
        correlation(&column(now, stage, schools, of)?, &column(later, stage, schools, of)?)
    }))
}

/// X1: SD over schools of progress in one year, mean over years.
fn spread(sample: &Sample, stage: Stage) -> Option<f64> {
    let years = sample.window();
    let schools = sample.counted(stage, Selection::LeftOut, years)?;
    mean_known(
        years.iter().map(|year| standard_deviation(&column(year, stage, &schools, progress)?)),
    )
}

/// Primary schools whose leavers lie in a class of size in every year.
fn of_size(sample: &Sample, years: &[Year], size: Size, urban: bool) -> Option<Vec<usize>> {
    let schools = sample.counted(Stage::Primary, Selection::LeftOut, years)?;
    let fits = |school: &usize| {
        let setting = !urban || sample.schools[*school].setting.is_some_and(is_urban);
        setting
            && years.iter().all(|year| {
                let pupils = year.leavers(Stage::Primary, *school).map_or(0.0, |l| l.pupils);
                pupils > size.0 && pupils <= size.1
            })
    };
    super::sample::enough(schools.into_iter().filter(fits).collect())
}

/// Urban settings: London, other major urban, town.
fn is_urban(setting: sim::agent::Setting) -> bool {
    use sim::agent::Setting::{London, MajorUrban, RuralTown, Town, Village};
    match setting {
        London | MajorUrban | Town => true,
        RuralTown | Village => false,
    }
}

/// X2: half the variance of the change from year to year, less sampling.
fn volatility(sample: &Sample, size: Size) -> Option<f64> {
    let years = sample.window_for(1)?;
    let schools = of_size(sample, years, size, true)?;
    let half = mean_known(years.windows(2).map(|pair| {
        let now = column(&pair[0], Stage::Primary, &schools, progress)?;
        let next = column(&pair[1], Stage::Primary, &schools, progress)?;
        let change: Vec<f64> = next.iter().zip(now).map(|(b, a)| b - a).collect();
        Some(variance(&change)? / 2.0)
    }))?;
    Some(half - noise(years, Stage::Primary, &schools)?)
}

/// X3: r1·v/(v − s), by class of size, all settings.
fn net_persistence(sample: &Sample, size: Size) -> Option<f64> {
    let years = sample.window_for(1)?;
    let schools = of_size(sample, years, size, false)?;
    let r = correlation_at_lag(years, Stage::Primary, &schools, 1, progress)?;
    let (v, s) = variance_and_noise(years, Stage::Primary, &schools)?;
    (v > s).then(|| r * v / (v - s))
}

/// Mean progress of schools over years; none without data.
pub(super) fn mean_progress(years: &[Year], stage: Stage, schools: &[usize]) -> Option<f64> {
    mean_known(years.iter().map(|year| mean(&column(year, stage, schools, progress)?)))
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::primaries;
    use super::*;

    /// Forty schools with progress −1, 1, −1, … in even years and `later` of them in odd ones.
    fn alternating(later: impl Fn(usize) -> f64, years: usize) -> Sample {
        let plain = |i: usize| if i.is_multiple_of(2) { -1.0 } else { 1.0 };
        let rows: Vec<Vec<f64>> = (0..years)
            .map(|t| (0..40).map(|i| if t % 2 == 0 { plain(i) } else { later(i) }).collect())
            .collect();
        primaries(20.0, &rows)
    }

    #[test]
    fn the_share_between_schools_is_net_of_sampling() {
        // Variance 40/39, sampling variance 1/20.
        let sample = alternating(|i| if i % 2 == 0 { -1.0 } else { 1.0 }, 4);
        let expected = (40.0 / 39.0 - 0.05) / 0.95;
        let share = share_between_schools(&sample, Stage::Primary).unwrap();
        assert!((share - expected).abs() < 1e-12);
        assert!(
            (spread(&sample, Stage::Primary).unwrap() - (40.0_f64 / 39.0).sqrt()).abs() < 1e-12
        );
        assert_eq!(share_between_schools(&sample, Stage::Secondary), None);
    }

    #[test]
    fn persistence_needs_as_many_years_as_its_lag() {
        let sample = alternating(|i| if i % 2 == 0 { 1.0 } else { -1.0 }, 5);
        let r = |lag| persistence(&sample, Stage::Primary, lag, progress);
        assert!((r(1).unwrap() + 1.0).abs() < 1e-12);
        assert!((r(2).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(r(5), None);
    }

    #[test]
    fn volatility_is_half_the_variance_of_changes_less_sampling() {
        // Every school changes by ±2: variance 4·40/39, half of it, less 1/20.
        let sample = alternating(|i| if i % 2 == 0 { 1.0 } else { -1.0 }, 2);
        let v = volatility(&sample, SMALL).unwrap();
        assert!((v - (2.0 * 40.0 / 39.0 - 0.05)).abs() < 1e-12);
        assert_eq!(volatility(&sample, MIDDLE), None);
    }

    #[test]
    fn only_urban_schools_are_volatile_here() {
        let mut sample = alternating(|_| 0.0, 2);
        for school in &mut sample.schools {
            school.setting = Some(sim::agent::Setting::Village);
        }
        assert_eq!(volatility(&sample, SMALL), None);
        assert!(of_size(&sample, &sample.years, SMALL, false).is_some());
    }

    #[test]
    fn net_persistence_is_raised_by_the_sampling_part() {
        let sample = alternating(|i| if i % 4 < 2 { -1.0 } else { 1.0 }, 2);
        assert!(net_persistence(&sample, SMALL).unwrap().abs() < 1e-12);
        let same = alternating(|i| if i % 2 == 0 { -1.0 } else { 1.0 }, 2);
        let v = 40.0 / 39.0;
        assert!((net_persistence(&same, SMALL).unwrap() - v / (v - 0.05)).abs() < 1e-12);
    }
}

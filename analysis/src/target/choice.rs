//! First preferences and offers: T17, X12 to X14.

use sim::agent::Setting;
use sim::math;

use super::Named;
use super::sample::{Sample, Year, enough, mean_known};
use crate::convention::Stage;
use crate::statistic::{correlation, mean, standard_deviation};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("T17", "nearest is first choice", |s| s.national(|row| row.nearest_is_first_choice)),
    ("T17", "first choice met, secondary", |s| {
        s.national(|row| row.first_preference_met_secondary)
    }),
    ("T17", "first choice met, primary", |s| s.national(|row| row.first_preference_met_primary)),
    ("X12", "primary SD", |s| over_years(s, |s, y| spread(s, y, Stage::Primary, &[]))),
    ("X12", "primary oversubscribed", |s| over_years(s, |s, y| full(s, y, Stage::Primary))),
    ("X12", "secondary SD", |s| over_years(s, |s, y| spread(s, y, Stage::Secondary, &[]))),
    ("X12", "secondary oversubscribed", |s| over_years(s, |s, y| full(s, y, Stage::Secondary))),
    ("X12", "secondary SD, conurbations", |s| {
        over_years(s, |s, y| spread(s, y, Stage::Secondary, CONURBATION))
    }),
    ("X12", "secondary SD, rural towns", |s| {
        over_years(s, |s, y| spread(s, y, Stage::Secondary, &[Setting::RuralTown]))
    }),
    ("X13", "secondary free meals", |s| goes_with(s, Stage::Secondary, Sample::free_meals)),
    ("X13", "secondary progress", |s| {
        goes_with(s, Stage::Secondary, |_, y, i| y.progress(Stage::Secondary, i))
    }),
    ("X13", "secondary attainment", |s| {
        goes_with(s, Stage::Secondary, |_, y, i| y.leavers(Stage::Secondary, i)?.attainment)
    }),
    ("X13", "primary free meals", |s| goes_with(s, Stage::Primary, Sample::free_meals)),
    ("X13", "primary progress", |s| {
        goes_with(s, Stage::Primary, |_, y, i| y.progress(Stage::Primary, i))
    }),
    ("X14", "secondary conurbations", |s| {
        over_years(s, |s, y| elsewhere(s, y, Stage::Secondary, CONURBATION))
    }),
    ("X14", "secondary towns", |s| over_years(s, |s, y| elsewhere(s, y, Stage::Secondary, TOWN))),
    ("X14", "primary conurbations", |s| {
        over_years(s, |s, y| elsewhere(s, y, Stage::Primary, CONURBATION))
    }),
    ("X14", "primary towns", |s| over_years(s, |s, y| elsewhere(s, y, Stage::Primary, TOWN))),
];

/// The settings that the register calls conurbations.
const CONURBATION: &[Setting] = &[Setting::London, Setting::MajorUrban];
/// Its cities and towns.
const TOWN: &[Setting] = &[Setting::Town];

/// Fewest offers of a school whose ratio is reckoned.
const FEWEST_OFFERS: f64 = 5.0;
/// Oldest lowest age of a school that takes children into reception.
const RECEPTION: u8 = 5;

/// Mean over the years of the window.
fn over_years(sample: &Sample, of: fn(&Sample, &Year) -> Option<f64>) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| of(sample, year)))
}

/// Positions of the schools that make offers this year, in these settings (empty: all).
///
/// Primary: those that take children into reception. None until preferences are recorded.
fn offering(
    sample: &Sample,
    year: &Year,
    stage: Stage,
    settings: &[Setting],
) -> Option<Vec<usize>> {
    let offers = |i: &usize| {
        let school = &sample.schools[*i];
        let entry = stage == Stage::Secondary || school.low_age <= RECEPTION;
        let there =
            settings.is_empty() || school.setting.is_some_and(|own| settings.contains(&own));
        school.is_plainly(stage)
            && entry
            && there
            && year.row(*i).is_some_and(|row| row.offers >= FEWEST_OFFERS)
    };
    let schools = enough((0..sample.schools.len()).filter(offers).collect())?;
    schools.iter().any(|i| ratio(year, *i) > Some(0.0)).then_some(schools)
}

/// Times the school is put first over places offered.
fn ratio(year: &Year, school: usize) -> Option<f64> {
    year.row(school).map(|row| row.first_preferences / row.offers)
}

fn ratios(year: &Year, schools: &[usize]) -> Vec<f64> {
    schools.iter().filter_map(|school| ratio(year, *school)).collect()
}

/// X12: SD over schools of first preferences for each place.
fn spread(sample: &Sample, year: &Year, stage: Stage, settings: &[Setting]) -> Option<f64> {
    standard_deviation(&ratios(year, &offering(sample, year, stage, settings)?))
}

/// X12: share of schools put first more often than they have places.
fn full(sample: &Sample, year: &Year, stage: Stage) -> Option<f64> {
    let ratios = ratios(year, &offering(sample, year, stage, &[])?);
    let over = ratios.iter().map(|ratio| f64::from(u8::from(*ratio > 1.0)));
    mean(&over.collect::<Vec<_>>())
}

/// X13: correlation over schools of the logarithm of the ratio with something else, mean over years.
fn goes_with(
    sample: &Sample,
    stage: Stage,
    of: fn(&Sample, &Year, usize) -> Option<f64>,
) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| {
        let schools = offering(sample, year, stage, &[])?;
        let pair = |school: &usize| {
            let ratio = ratio(year, *school).filter(|ratio| *ratio > 0.0)?;
            Some((math::ln(ratio), of(sample, year, *school)?))
        };
        let (ratios, others): (Vec<f64>, Vec<f64>) =
            enough(schools.iter().filter_map(pair).collect())?.into_iter().unzip();
        correlation(&ratios, &others)
    }))
}

/// X14: mean over schools of the share of offers that go to children of another authority.
fn elsewhere(sample: &Sample, year: &Year, stage: Stage, settings: &[Setting]) -> Option<f64> {
    let schools = offering(sample, year, stage, settings)?;
    let shares = schools.iter().filter_map(|school| year.row(*school));
    mean(&shares.map(|row| row.offers_elsewhere / row.offers).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::{leavers, secondary};
    use super::*;
    use sim::records::SchoolRow;

    /// Forty secondary schools with 100 places, put first 50 or 150 times.
    fn sample() -> Sample {
        let row = |i: usize| SchoolRow {
            first_preferences: if i.is_multiple_of(2) { 50.0 } else { 150.0 },
            offers: 100.0,
            offers_elsewhere: if i < 20 { 10.0 } else { 0.0 },
            ..SchoolRow::default()
        };
        let progress = |i: usize| if i.is_multiple_of(2) { -1.0 } else { 1.0 };
        let year = Year {
            rows: (0..40).map(|i| Some(row(i))).collect(),
            at_16: (0..40).map(|i| leavers(100.0, progress(i))).collect(),
            ..Year::default()
        };
        Sample { schools: vec![secondary(); 40], years: vec![year], effects: None }
    }

    #[test]
    fn ratios_have_their_spread_and_half_of_schools_are_full() {
        let sample = sample();
        let year = &sample.years[0];
        let expected = 0.5 * (40.0_f64 / 39.0).sqrt();
        assert!((spread(&sample, year, Stage::Secondary, &[]).unwrap() - expected).abs() < 1e-12);
        assert_eq!(full(&sample, year, Stage::Secondary), Some(0.5));
        assert_eq!(full(&sample, year, Stage::Primary), None);
        assert_eq!(spread(&sample, year, Stage::Secondary, CONURBATION), None);
    }

    #[test]
    fn the_school_that_is_chosen_makes_more_progress() {
        let r = goes_with(&sample(), Stage::Secondary, |_, y, i| y.progress(Stage::Secondary, i));
        assert!((r.unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(goes_with(&sample(), Stage::Secondary, Sample::free_meals), None);
    }

    #[test]
    fn offers_elsewhere_count_each_school_once() {
        let sample = sample();
        let share = elsewhere(&sample, &sample.years[0], Stage::Secondary, TOWN).unwrap();
        assert!((share - 0.05).abs() < 1e-12);
    }

    #[test]
    fn offers_without_any_preference_are_no_data() {
        let mut sample = sample();
        for row in sample.years[0].rows.iter_mut().flatten() {
            row.first_preferences = 0.0;
        }
        assert_eq!(spread(&sample, &sample.years[0], Stage::Secondary, &[]), None);
    }
}

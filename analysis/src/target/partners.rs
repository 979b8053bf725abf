//! Partners of schools, and how far away they are: X31 to X33.

use sim::agent::Setting;
use sim::records::SchoolRow;

use super::Named;
use super::sample::{Sample, Year, mean_known};
use crate::statistic::{mean, quantile};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("X31", "primary median", |s| middle(s, |s, i| s.schools[i].phase.is_primary(), partners)),
    ("X31", "secondary median", |s| middle(s, |s, i| !s.schools[i].phase.is_primary(), partners)),
    ("X32", "all", |s| without(s, &[])),
    ("X32", "villages and rural towns", |s| without(s, RURAL)),
    ("X33", "urban median", |s| middle(s, |s, i| in_settings(s, i, URBAN), |row| row.tie_km)),
    ("X33", "rural median", |s| middle(s, |s, i| in_settings(s, i, RURAL), |row| row.tie_km)),
];

/// Settings that the register calls rural.
const RURAL: &[Setting] = &[Setting::RuralTown, Setting::Village];
/// All others.
const URBAN: &[Setting] = &[Setting::London, Setting::MajorUrban, Setting::Town];

fn partners(row: &SchoolRow) -> Option<f64> {
    Some(row.partners as f64)
}

/// Whether a school lies in one of these settings; in any where there are none.
fn in_settings(sample: &Sample, school: usize, settings: &[Setting]) -> bool {
    let setting = sample.schools[school].setting;
    settings.is_empty() || setting.is_some_and(|setting| settings.contains(&setting))
}

/// Values of some schools in a year.
fn values(
    sample: &Sample,
    year: &Year,
    chosen: impl Fn(&Sample, usize) -> bool,
    of: impl Fn(&SchoolRow) -> Option<f64>,
) -> Vec<f64> {
    let rows = year.rows.iter().enumerate().filter(|(school, _)| chosen(sample, *school));
    rows.filter_map(|(_, row)| of(row.as_ref()?)).collect()
}

/// Median over some schools, mean over the last years.
fn middle(
    sample: &Sample,
    chosen: impl Fn(&Sample, usize) -> bool,
    of: impl Fn(&SchoolRow) -> Option<f64>,
) -> Option<f64> {
    mean_known(
        sample.window().iter().map(|year| quantile(&values(sample, year, &chosen, &of), 0.5)),
    )
}

/// Share of schools of some settings without a working partner, mean over the last years.
fn without(sample: &Sample, settings: &[Setting]) -> Option<f64> {
    let alone = |row: &SchoolRow| Some(f64::from(u8::from(row.working_partners == 0)));
    let chosen = |sample: &Sample, school: usize| in_settings(sample, school, settings);
    mean_known(sample.window().iter().map(|year| mean(&values(sample, year, chosen, alone))))
}

#[cfg(test)]
mod tests {
    use super::super::sample::School;
    use super::super::sample::tests as samples;
    use super::*;

    fn sample() -> Sample {
        let school = |setting| School { setting: Some(setting), ..samples::school() };
        let row = |partners, working_partners, tie_km| {
            Some(SchoolRow { partners, working_partners, tie_km, ..SchoolRow::default() })
        };
        let rows = vec![row(4, 2, Some(1.0)), row(6, 0, None), row(2, 1, Some(9.0)), None];
        Sample {
            schools: [Setting::Town, Setting::Town, Setting::Village, Setting::Town]
                .map(school)
                .into(),
            years: vec![Year { year: 2030, rows, ..Year::default() }],
            ..Sample::default()
        }
    }

    #[test]
    fn the_median_is_over_schools_that_were_there() {
        let sample = sample();
        let all = |_: &Sample, _: usize| true;
        assert_eq!(middle(&sample, all, partners), Some(4.0));
        assert_eq!(middle(&sample, |s, i| in_settings(s, i, RURAL), |row| row.tie_km), Some(9.0));
        assert_eq!(middle(&sample, |_, _| false, partners), None);
    }

    #[test]
    fn a_school_whose_ties_do_not_work_is_without_a_partner() {
        let sample = sample();
        assert!((without(&sample, &[]).unwrap() - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(without(&sample, RURAL), Some(0.0));
    }
}

//! A real cut in funding, spread over ten years: T19, X28.

use sim::Model;
use sim::catalogue::position;
use sim::math;
use sim::population::Population;
use sim::scenario::Scenario;

use crate::paired::{self, Both, Pair, nation};
use crate::target::Named;

/// What this file answers.
pub(in crate::target) const STATISTICS: &[Named] = &[
    ("T19", "all pupils", |s| s.effects.as_ref()?.cut.measured_16),
    ("T19", "disadvantaged over all pupils", |s| s.effects.as_ref()?.cut.disadvantaged_over_all()),
    ("X28", "all", |s| s.effects.as_ref()?.cut.development),
];

/// The lever that is moved.
const GROWTH: &str = "funding.real_growth_per_year";
/// School years that are run; the last one is measured.
const YEARS: u32 = 10;
/// Income for each pupil in real terms in the last year, as a ratio to no growth.
const LEFT: f64 = 0.91;

/// What a cut changes in the nation in its last year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CutEffect {
    /// Mean measured attainment at 16 of all pupils, pupil SD.
    pub measured_16: Option<f64>,
    /// The same of disadvantaged pupils, pupil SD.
    pub measured_16_disadvantaged: Option<f64>,
    /// Spending on professional development for each post, as a share of that without the cut.
    pub development: Option<f64>,
}

impl CutEffect {
    /// The effect on disadvantaged pupils as a ratio to that on all; none without an effect.
    fn disadvantaged_over_all(&self) -> Option<f64> {
        Some(self.measured_16_disadvantaged? / self.measured_16.filter(|all| *all != 0.0)?)
    }
}

/// The scenario with the cut and without.
pub(super) struct Cut {
    with: Scenario,
    without: Scenario,
}

impl Cut {
    /// The scenario with the lever at the constant rate of the cut, and at none.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let growing = |rate: f64| {
            let mut changed = scenario.clone();
            changed.run.years = YEARS;
            if let Some(at) = position(GROWTH) {
                changed.values.set(at, rate);
            }
            changed
        };
        let rate = math::pow(LEFT, 1.0 / f64::from(YEARS)) - 1.0;
        Self { with: growing(rate), without: growing(0.0) }
    }

    /// What the cut changes in one replicate; none when asked to stop.
    pub(super) fn replicate(
        &self,
        population: &Population,
        replicate: u32,
        world: &mut Option<Model>,
        go_on: &dyn Fn() -> bool,
    ) -> Option<CutEffect> {
        let year = paired::school_year(&self.without, YEARS);
        let pair = Pair::of_scenarios(&self.with, &self.without, population);
        paired::replicate(&pair, replicate, world, go_on, |both| found(both, year))
    }
}

fn found(both: &Both, year: i64) -> CutEffect {
    let of = |column: fn(&sim::records::NationRows) -> &[Option<f64>]| {
        Some((nation(&both.with, year, column)?, nation(&both.without, year, column)?))
    };
    let change = |(with, without): (f64, f64)| with - without;
    CutEffect {
        measured_16: of(|rows| &rows.measured_16).map(change),
        measured_16_disadvantaged: of(|rows| &rows.measured_16_disadvantaged).map(change),
        development: of(|rows| &rows.development_per_teacher_gbp)
            .filter(|(_, without)| *without > 0.0)
            .map(|(with, without)| with / without - 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::records::NationRow;

    #[test]
    fn ten_years_of_the_rate_leave_nine_tenths_and_one_hundredth() {
        let cut = Cut::new(&Scenario::default());
        let rate = cut.with.values.of(GROWTH);
        assert!((math::pow(1.0 + rate, 10.0) - LEFT).abs() < 1e-12, "{rate}");
        assert_eq!((cut.without.values.of(GROWTH), cut.with.run.years), (0.0, 10));
    }

    #[test]
    fn the_last_year_is_compared() {
        let row = |school_year, measured: f64, spent: f64| NationRow {
            school_year,
            measured_16: Some(measured),
            measured_16_disadvantaged: Some(1.5 * measured),
            development_per_teacher_gbp: Some(spent),
            ..NationRow::default()
        };
        let mut both = Both::default();
        both.with.nation.push(row(2035, 9.0, 9.0));
        both.with.nation.push(row(2036, -0.04, 600.0));
        both.without.nation.push(row(2036, 0.0, 1000.0));
        let found = found(&both, 2036);
        assert!((found.measured_16.unwrap() + 0.04).abs() < 1e-12);
        assert!((found.disadvantaged_over_all().unwrap() - 1.5).abs() < 1e-12);
        assert!((found.development.unwrap() + 0.4).abs() < 1e-12);
    }

    #[test]
    fn nothing_recorded_is_nothing_found() {
        assert_eq!(found(&Both::default(), 2036), CutEffect::default());
        assert_eq!(CutEffect::default().disadvantaged_over_all(), None);
    }
}

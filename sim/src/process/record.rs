//! The term's rows are written: the nation every term, areas and schools every summer.
//!
//! Attainment in months speaks of effects (months of the Education Endowment Foundation), gaps in
//! months of the Education Policy Institute: the two differ, and the columns say which.
//! Evidence: `eef-sd-per-month`, `sd-per-epi-month-ks2`, `sd-per-epi-month-ks4`.

use bevy_ecs::prelude::*;

use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, triangular};
use crate::math;
use crate::parameters::parameters;
use crate::population::{AUTHORITIES, Baseline, Layout};
use crate::records::{AreaRow, NationRow, Records, SchoolRow};
use crate::term::{Season, Term};

/// Records read no lever.
pub(crate) const READS: &[Entry] = &[];

parameters! {
    /// Conversions for people.
    pub struct Parameters of "record" {
        #[doc = "Attainment in one month of progress, as the Education Endowment Foundation counts."]
        eef_month: 0.085 in 0.01..=0.5, "pupil SD", triangular(0.08, 0.085, 0.09), "eef-sd-per-month", A;
        #[doc = "Gap at 11 in one month, as the Education Policy Institute counts."]
        epi_month_11: 0.055 in 0.01..=0.5, "pupil SD", triangular(0.05, 0.055, 0.06), "sd-per-epi-month-ks2", B;
        #[doc = "Gap at 16 in one month, as the Education Policy Institute counts."]
        epi_month_16: 0.036 in 0.01..=0.5, "pupil SD", triangular(0.032, 0.036, 0.04), "sd-per-epi-month-ks4", B;
    }
}

/// Areas of both kinds: regions, then authorities.
const AREAS: usize = Region::ALL.len() + AUTHORITIES.len();

/// Scratch space: sums by area.
#[derive(Resource, Clone, Debug)]
pub(crate) struct AreaSums(Vec<Sums>);

impl Default for AreaSums {
    fn default() -> Self {
        Self(vec![Sums::default(); AREAS])
    }
}

/// The first term of the run, from which terms are counted.
#[derive(Resource, Clone, Copy, Debug)]
pub(crate) struct FirstTerm(pub(crate) Term);

/// The rows written so far.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Written(pub(crate) Records);

/// Writes this term's rows.
pub(super) fn run(
    now: Res<Now>,
    first: Res<FirstTerm>,
    p: Res<Parameters>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    mut written: ResMut<Written>,
    mut areas: ResMut<AreaSums>,
    schools: Query<(
        (&SchoolId, &Region, &Authority, &Roll),
        (&StaffExpertise, &StaffMood, &StaffTurnover, &Results, &YearGain),
    )>,
) {
    let Some(((ids, regions, authorities, rolls), (expertise, moods, turnover, results, gains))) =
        rows(schools.contiguous_iter())
    else {
        return;
    };
    let summer = now.term.season() == Season::Summer;
    let school_year = i64::from(now.term.school_year_start()) + 1;
    let mut nation = Sums::default();
    areas.0.fill(Sums::default());
    for (school, id) in ids.iter().enumerate() {
        let posts = layout.posts(school).len();
        let staff = Staff {
            posts,
            expertise: expertise[school].0 - baseline.expertise,
            mood: moods[school],
        };
        nation.add_staff(&staff);
        if !summer {
            continue;
        }
        let pupils = rolls[school].0;
        nation.add_year(pupils, &results[school], &turnover[school]);
        for area in
            [regions[school].index(), Region::ALL.len() + usize::from(authorities[school].0)]
        {
            areas.0[area].add_staff(&staff);
            areas.0[area].add_year(pupils, &results[school], &turnover[school]);
        }
        written.0.schools.push(SchoolRow {
            school_id: i64::from(id.0),
            school_year,
            roll: i64::from(pupils),
            attainment_11: mean_of(results[school].pupils_11, results[school].attainment_11),
            attainment_16: mean_of(results[school].pupils_16, results[school].attainment_16),
            value_added: gains[school].0,
            teachers: posts as i64,
            staff_expertise: staff.expertise,
            strain: staff.mood.strain,
            commitment: staff.mood.commitment,
            left: i64::from(turnover[school].left),
            moved: i64::from(turnover[school].moved),
            vacant: i64::from(turnover[school].vacant),
            ..SchoolRow::default()
        });
    }
    let term = now.term.since(first.0);
    written.0.nation.push(nation.row(&p, term, school_year, summer));
    if summer {
        for (area, sums) in areas.0.iter().enumerate().filter(|(_, sums)| sums.schools > 0.0) {
            written.0.areas.push(sums.area_row(area, school_year));
        }
    }
}

/// The staff of one school.
struct Staff {
    posts: usize,
    expertise: f64,
    mood: StaffMood,
}

/// Sums over schools, in their order.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    schools: f64,
    pupils: f64,
    posts: f64,
    expertise: f64,
    strain: f64,
    commitment: f64,
    left: f64,
    moved: f64,
    vacant: f64,
    at_11: Leavers,
    at_16: Leavers,
}

impl Sums {
    fn add_staff(&mut self, staff: &Staff) {
        let posts = staff.posts as f64;
        self.schools += 1.0;
        self.posts += posts;
        self.expertise += posts * staff.expertise;
        self.strain += posts * staff.mood.strain;
        self.commitment += posts * staff.mood.commitment;
    }

    fn add_year(&mut self, pupils: u32, results: &Results, turnover: &StaffTurnover) {
        self.pupils += f64::from(pupils);
        self.left += f64::from(turnover.left);
        self.moved += f64::from(turnover.moved);
        self.vacant += f64::from(turnover.vacant);
        self.at_11.add(results.pupils_11, results.attainment_11);
        self.at_16.add(results.pupils_16, results.attainment_16);
    }

    fn row(&self, p: &Parameters, term: i64, school_year: i64, summer: bool) -> NationRow {
        let yearly = |value: f64| summer.then(|| math::ratio(value, self.posts));
        NationRow {
            term,
            school_year,
            teachers: self.posts as i64,
            staff_expertise: math::ratio(self.expertise, self.posts),
            strain: math::ratio(self.strain, self.posts),
            commitment: math::ratio(self.commitment, self.posts),
            attainment_11: self.at_11.mean(),
            attainment_16: self.at_16.mean(),
            attainment_11_eef_months: self.at_11.mean().map(|sd| sd / p.eef_month),
            attainment_16_eef_months: self.at_16.mean().map(|sd| sd / p.eef_month),
            gap_11: self.at_11.gap(),
            gap_16: self.at_16.gap(),
            gap_11_epi_months: self.at_11.gap().map(|sd| sd / p.epi_month_11),
            gap_16_epi_months: self.at_16.gap().map(|sd| sd / p.epi_month_16),
            spread_11: self.at_11.spread(),
            spread_16: self.at_16.spread(),
            leaving_rate: yearly(self.left),
            moving_rate: yearly(self.moved),
            vacancy_rate: yearly(self.vacant),
            ..NationRow::default()
        }
    }

    fn area_row(&self, area: usize, school_year: i64) -> AreaRow {
        let (kind, area) = match area.checked_sub(Region::ALL.len()) {
            None => (0, area),
            Some(authority) => (1, authority),
        };
        AreaRow {
            kind,
            area: area as i64,
            school_year,
            schools: self.schools as i64,
            pupils: self.pupils as i64,
            attainment_11: self.at_11.mean(),
            attainment_16: self.at_16.mean(),
            gap_11: self.at_11.gap(),
            gap_16: self.at_16.gap(),
            staff_expertise: math::ratio(self.expertise, self.posts),
            strain: math::ratio(self.strain, self.posts),
            leaving_rate: math::ratio(self.left, self.posts),
            vacancy_rate: math::ratio(self.vacant, self.posts),
        }
    }
}

/// Sums over the leavers of one key stage.
#[derive(Clone, Copy, Debug, Default)]
struct Leavers {
    /// Pupils by group.
    pupils: [f64; GROUPS],
    /// Attainment summed over pupils, by group.
    attainment: [f64; GROUPS],
    /// Schools with leavers, the sum of their means and of the squares of their means.
    schools: f64,
    means: f64,
    squares: f64,
}

impl Leavers {
    fn add(&mut self, pupils: [f64; GROUPS], attainment: [f64; GROUPS]) {
        let Some(mean) = mean_of(pupils, attainment) else { return };
        for group in 0..GROUPS {
            self.pupils[group] += pupils[group];
            self.attainment[group] += pupils[group] * attainment[group];
        }
        self.schools += 1.0;
        self.means += mean;
        self.squares += mean * mean;
    }

    fn mean(&self) -> Option<f64> {
        let pupils: f64 = self.pupils.iter().sum();
        (pupils > 0.0).then(|| self.attainment.iter().sum::<f64>() / pupils)
    }

    fn gap(&self) -> Option<f64> {
        let group = |g: usize| (self.pupils[g] > 0.0).then(|| self.attainment[g] / self.pupils[g]);
        Some(group(OTHER)? - group(DISADVANTAGED)?)
    }

    /// Standard deviation of the schools' means, each school counting once.
    fn spread(&self) -> Option<f64> {
        let mean = math::ratio(self.means, self.schools);
        let variance = math::ratio(self.squares, self.schools) - mean * mean;
        (self.schools > 0.0).then(|| variance.max(0.0).sqrt())
    }
}

/// Pupil-weighted mean over groups; none without pupils.
fn mean_of(pupils: [f64; GROUPS], attainment: [f64; GROUPS]) -> Option<f64> {
    let all: f64 = pupils.iter().sum();
    let sum: f64 = pupils.iter().zip(attainment).map(|(n, a)| n * a).sum();
    (all > 0.0).then(|| sum / all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_is_other_pupils_less_disadvantaged_pupils_by_pupil() {
        let mut leavers = Leavers::default();
        leavers.add([10.0, 30.0], [-0.4, 0.2]);
        leavers.add([30.0, 10.0], [-0.2, 0.2]);
        assert!((leavers.gap().unwrap() - (0.2 - -0.25)).abs() < 1e-12);
        assert!((leavers.mean().unwrap() - (-4.0 + 6.0 - 6.0 + 2.0) / 80.0).abs() < 1e-12);
    }

    #[test]
    fn a_school_without_leavers_counts_nowhere() {
        let mut leavers = Leavers::default();
        leavers.add([0.0, 0.0], [9.0, 9.0]);
        assert_eq!((leavers.mean(), leavers.gap(), leavers.spread()), (None, None, None));
    }

    #[test]
    fn spread_counts_each_school_once() {
        let mut leavers = Leavers::default();
        leavers.add([0.0, 10.0], [0.0, 1.0]);
        leavers.add([0.0, 90.0], [0.0, 3.0]);
        assert!((leavers.spread().unwrap() - 1.0).abs() < 1e-12);
    }
}

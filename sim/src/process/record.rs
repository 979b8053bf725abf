//! The term's rows are written: the nation every term; areas, schools and published results every
//! summer.
//!
//! Attainment in months speaks of effects (months of the Education Endowment Foundation), gaps in
//! months of the Education Policy Institute: the two differ, and the columns say which.
//! Evidence: `eef-sd-per-month`, `sd-per-epi-month-ks2`, `sd-per-epi-month-ks4`.

use bevy_ecs::prelude::*;

use super::results::{has_pupils, mean_of};
use super::{Now, admissions, rows, staffing};
use crate::agent::{Phase as SchoolPhase, *};
use crate::catalogue::{Entry, triangular};
use crate::math;
use crate::parameters::parameters;
use crate::population::{AUTHORITIES, Baseline, Layout};
use crate::records::{AreaRow, NationRow, Records, ResultRow, SchoolRow};
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
    desk: Res<admissions::Desk>,
    market: Res<staffing::Market>,
    mut written: ResMut<Written>,
    mut areas: ResMut<AreaSums>,
    schools: Query<(
        (&SchoolId, &SchoolPhase, &Region, &Authority, &Roll, &Disadvantaged),
        (&StaffExpertise, &StaffMood, &StaffTurnover, &Results, &YearGain),
        (&Climate, &Practice, &Reputation, &Admissions, &Finance, &SchoolPart),
    )>,
    heads: Query<&LedBy>,
    posts: Query<(&Expertise, &Experience)>,
    cohorts: Query<(&YearGroup, &Pupils, &Outside, &Intake)>,
) {
    let Some((
        (ids, phases, regions, authorities, rolls, disadvantaged),
        (expertise, moods, turnover, results, gains),
        (climates, practices, reputations, admissions, finances, parts),
    )) = rows(schools.contiguous_iter())
    else {
        return;
    };
    let Some(led_by) = rows(heads.contiguous_iter()) else { return };
    let Some((own, experience)) = rows(posts.contiguous_iter()) else { return };
    let Some(year_groups) = rows(cohorts.contiguous_iter()) else { return };
    let summer = now.term.season() == Season::Summer;
    let school_year = i64::from(now.term.school_year_start()) + 1;
    let mut nation = Sums::default();
    areas.0.fill(Sums::default());
    for (school, id) in ids.iter().enumerate() {
        let staff_rows = layout.posts(school);
        let posts = staff_rows.len();
        let staff = Staff {
            posts,
            expertise: expertise[school].0 - baseline.expertise,
            mood: moods[school],
        };
        let climate = climates[school].0 - baseline.climate;
        let practice = practices[school].0.iter().sum::<f64>() / DOMAINS as f64 - baseline.practice;
        nation.add_staff(&staff);
        nation.climate += climate;
        nation.practice += practice;
        if !summer {
            continue;
        }
        let pupils = rolls[school].0;
        nation.add_year(pupils, &results[school], &turnover[school]);
        nation.add_measured(&results[school]);
        nation.add_money(pupils, &finances[school]);
        nation.add_head(&led_by[school]);
        nation.add_admissions(phases[school], &admissions[school]);
        nation.teachers.add(
            &own[staff_rows.clone()],
            &experience[staff_rows],
            parts[school].0 - baseline.expertise,
        );
        nation.entering.add_entrants(&year_groups, layout.cohorts(school).start);
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
            disadvantaged: disadvantaged[school].0,
            attainment_11: mean_of(results[school].at_11.pupils, results[school].at_11.attainment),
            attainment_16: mean_of(results[school].at_16.pupils, results[school].at_16.attainment),
            value_added: gains[school].0,
            teachers: posts as i64,
            staff_expertise: staff.expertise,
            strain: staff.mood.strain,
            commitment: staff.mood.commitment,
            left: i64::from(turnover[school].left),
            moved: i64::from(turnover[school].moved),
            vacant: i64::from(turnover[school].vacant),
            climate,
            practice,
            reputation: reputations[school].0,
            first_preferences: admissions[school].first_preferences,
            offers: admissions[school].offers,
            offers_elsewhere: admissions[school].offers_elsewhere,
            head_years: i64::from(led_by[school].years),
            head_is_first_time: i64::from(led_by[school].headship == Headship::FirstHeadship),
            head_is_interim: i64::from(led_by[school].headship == Headship::Interim),
            spend_per_pupil_gbp: finances[school].spend_per_pupil,
            reserves_per_pupil_gbp: math::ratio(finances[school].reserves, f64::from(pupils)),
        });
        for (age, leavers) in [(11, &results[school].at_11), (16, &results[school].at_16)] {
            if has_pupils(leavers) {
                written.0.results.push(result_row(id.0, school_year, age, leavers));
            }
        }
    }
    nation.early = market.early;
    let level_of_16 = usize::from(YEAR_OF_11 + 1);
    nation.nearest = desk.nearest[level_of_16];
    let term = now.term.since(first.0);
    written.0.nation.push(nation.row(&p, term, school_year, summer));
    if summer {
        for (area, sums) in areas.0.iter().enumerate().filter(|(_, sums)| sums.schools > 0.0) {
            written.0.areas.push(sums.area_row(area, school_year));
        }
    }
}

fn result_row(school: u32, school_year: i64, age: i64, leavers: &Leavers) -> ResultRow {
    let of = |values: [f64; GROUPS], group: usize| {
        if leavers.pupils[group] > 0.0 { values[group] } else { 0.0 }
    };
    ResultRow {
        school_id: i64::from(school),
        school_year,
        age,
        pupils_disadvantaged: leavers.pupils[DISADVANTAGED],
        pupils_other: leavers.pupils[OTHER],
        measured_disadvantaged: of(leavers.measured, DISADVANTAGED),
        measured_other: of(leavers.measured, OTHER),
        prior_disadvantaged: of(leavers.prior, DISADVANTAGED),
        prior_other: of(leavers.prior, OTHER),
        progress: leavers.progress,
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
    climate: f64,
    practice: f64,
    money: f64,
    reserves: f64,
    heads_leaving: f64,
    interim_heads: f64,
    /// First preferences and those met, entry to reception and to year 7.
    preferences: [(f64, f64); 2],
    /// Families whose first preference at year 7 is the nearest school, and all.
    nearest: (f64, f64),
    early: [(u32, u32); 3],
    teachers: TeacherSums,
    entering: StageSums,
    at_11: StageSums,
    at_16: StageSums,
    measured_11: StageSums,
    measured_16: StageSums,
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
        self.at_11.add(results.at_11.pupils, results.at_11.attainment);
        self.at_16.add(results.at_16.pupils, results.at_16.attainment);
    }

    fn add_measured(&mut self, results: &Results) {
        self.measured_11.add(results.at_11.pupils, results.at_11.measured);
        self.measured_16.add(results.at_16.pupils, results.at_16.measured);
    }

    fn add_money(&mut self, pupils: u32, finance: &Finance) {
        self.money += f64::from(pupils) * finance.spend_per_pupil;
        self.reserves += finance.reserves;
    }

    fn add_head(&mut self, led_by: &LedBy) {
        self.heads_leaving += f64::from(u8::from(led_by.leaves));
        self.interim_heads += f64::from(u8::from(led_by.headship == Headship::Interim));
    }

    fn add_admissions(&mut self, phase: SchoolPhase, admissions: &Admissions) {
        let entry = match phase {
            SchoolPhase::Primary => 0,
            SchoolPhase::Secondary => 1,
            _ => return,
        };
        self.preferences[entry].0 += admissions.first_preferences;
        self.preferences[entry].1 += admissions.first_preferences_met;
    }

    fn row(&self, p: &Parameters, term: i64, school_year: i64, summer: bool) -> NationRow {
        let yearly = |value: f64| summer.then(|| math::ratio(value, self.posts));
        let share = |(all, part): (f64, f64)| (summer && all > 0.0).then(|| part / all);
        let early = |band: usize| {
            let (teachers, left) = self.early[band];
            share((f64::from(teachers), f64::from(left)))
        };
        NationRow {
            term,
            school_year,
            teachers: self.posts as i64,
            staff_expertise: math::ratio(self.expertise, self.posts),
            strain: math::ratio(self.strain, self.posts),
            commitment: math::ratio(self.commitment, self.posts),
            climate: math::ratio(self.climate, self.schools),
            practice: math::ratio(self.practice, self.schools),
            attainment_11: self.at_11.mean(),
            attainment_16: self.at_16.mean(),
            attainment_11_eef_months: self.at_11.mean().map(|sd| sd / p.eef_month),
            attainment_16_eef_months: self.at_16.mean().map(|sd| sd / p.eef_month),
            gap_11: self.at_11.gap(),
            gap_16: self.at_16.gap(),
            gap_11_epi_months: self.at_11.gap().map(|sd| sd / p.epi_month_11),
            gap_16_epi_months: self.at_16.gap().map(|sd| sd / p.epi_month_16),
            gap_5: self.entering.gap(),
            measured_gap_11: self.measured_11.gap(),
            measured_gap_16: self.measured_16.gap(),
            spread_11: self.at_11.spread(),
            spread_16: self.at_16.spread(),
            leaving_rate: yearly(self.left),
            moving_rate: yearly(self.moved),
            vacancy_rate: yearly(self.vacant),
            leaving_rate_year_1: early(0),
            leaving_rate_years_2_3: early(1),
            leaving_rate_years_4_5: early(2),
            classroom_sd: summer.then(|| self.teachers.spread()),
            classroom_sd_within: summer.then(|| self.teachers.spread_within()),
            experience_gain: summer.then(|| self.teachers.experience_gain()).flatten(),
            head_leaving_rate: summer.then(|| math::ratio(self.heads_leaving, self.schools)),
            interim_heads: summer.then(|| math::ratio(self.interim_heads, self.schools)),
            first_preference_met_primary: share(self.preferences[0]),
            first_preference_met_secondary: share(self.preferences[1]),
            nearest_is_first_choice: share((self.nearest.1, self.nearest.0)),
            spend_per_pupil_gbp: summer.then(|| math::ratio(self.money, self.pupils)),
            reserves_per_pupil_gbp: summer.then(|| math::ratio(self.reserves, self.pupils)),
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

/// Terms of teaching after which the first year, and the fifth, is over.
const FIRST_YEAR: u16 = 3;
const FIVE_YEARS: u16 = 15;

/// Sums over teachers: own expertise, and expertise with the school's part.
#[derive(Clone, Copy, Debug, Default)]
struct TeacherSums {
    teachers: f64,
    sum: f64,
    squares: f64,
    within: f64,
    /// Teachers and their expertise: in the first year, and with five years or more.
    novices: (f64, f64),
    experienced: (f64, f64),
}

impl TeacherSums {
    /// Adds the staff of one school, whose own part is `part`.
    fn add(&mut self, expertise: &[Expertise], experience: &[Experience], part: f64) {
        let (mut sum, mut squares) = (0.0, 0.0);
        let mut bands = [(0.0, 0.0); 3];
        for (e, x) in expertise.iter().zip(experience) {
            let e = f64::from(e.0);
            sum += e;
            squares += e * e;
            let band = usize::from(x.0 > FIRST_YEAR) + usize::from(x.0 >= FIVE_YEARS);
            bands[band] = (bands[band].0 + 1.0, bands[band].1 + e);
        }
        for (all, band) in [(&mut self.novices, bands[0]), (&mut self.experienced, bands[2])] {
            *all = (all.0 + band.0, all.1 + band.1);
        }
        let teachers = expertise.len() as f64;
        self.teachers += teachers;
        self.within += squares - math::ratio(sum * sum, teachers);
        self.sum += sum + teachers * part;
        self.squares += squares + 2.0 * part * sum + teachers * part * part;
    }

    fn spread(&self) -> f64 {
        let mean = math::ratio(self.sum, self.teachers);
        (math::ratio(self.squares, self.teachers) - mean * mean).max(0.0).sqrt()
    }

    fn spread_within(&self) -> f64 {
        math::ratio(self.within, self.teachers).max(0.0).sqrt()
    }

    fn experience_gain(&self) -> Option<f64> {
        let mean = |(teachers, sum): (f64, f64)| (teachers > 0.0).then(|| sum / teachers);
        Some(mean(self.experienced)? - mean(self.novices)?)
    }
}

/// Sums over the pupils of one age.
#[derive(Clone, Copy, Debug, Default)]
struct StageSums {
    /// Pupils by group.
    pupils: [f64; GROUPS],
    /// Attainment summed over pupils, by group.
    attainment: [f64; GROUPS],
    /// Schools with leavers, the sum of their means and of the squares of their means.
    schools: f64,
    means: f64,
    squares: f64,
}

impl StageSums {
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

    /// Adds the youngest year group of a school, where it is reception.
    fn add_entrants(
        &mut self,
        (years, pupils, outside, intake): &(&[YearGroup], &[Pupils], &[Outside], &[Intake]),
        row: usize,
    ) {
        if years[row].0 == 0 {
            self.add(pupils[row].0, outside[row].0.map(|place| place + intake[row].0));
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_is_other_pupils_less_disadvantaged_pupils_by_pupil() {
        let mut leavers = StageSums::default();
        leavers.add([10.0, 30.0], [-0.4, 0.2]);
        leavers.add([30.0, 10.0], [-0.2, 0.2]);
        assert!((leavers.gap().unwrap() - (0.2 - -0.25)).abs() < 1e-12);
        assert!((leavers.mean().unwrap() - (-4.0 + 6.0 - 6.0 + 2.0) / 80.0).abs() < 1e-12);
    }

    #[test]
    fn a_school_without_leavers_counts_nowhere() {
        let mut leavers = StageSums::default();
        leavers.add([0.0, 0.0], [9.0, 9.0]);
        assert_eq!((leavers.mean(), leavers.gap(), leavers.spread()), (None, None, None));
    }

    #[test]
    fn the_spread_of_teachers_has_a_part_within_schools_and_a_part_between() {
        let mut teachers = TeacherSums::default();
        teachers.add(&[Expertise(0.0), Expertise(0.25)], &[Experience(3), Experience(30)], 0.5);
        teachers.add(&[Expertise(0.0), Expertise(0.25)], &[Experience(2), Experience(15)], -0.5);
        assert!((teachers.spread_within() - 0.125).abs() < 1e-12);
        assert!((teachers.spread() - (0.25_f64 + 0.125 * 0.125).sqrt()).abs() < 1e-12);
        assert_eq!(teachers.experience_gain(), Some(0.25));
    }

    #[test]
    fn spread_counts_each_school_once() {
        let mut leavers = StageSums::default();
        leavers.add([0.0, 10.0], [0.0, 1.0]);
        leavers.add([0.0, 90.0], [0.0, 3.0]);
        assert!((leavers.spread().unwrap() - 1.0).abs() < 1e-12);
    }
}

//! Sums over schools from which the rows of a record are made.

use crate::agent::{Phase as SchoolPhase, *};
use crate::math;
use crate::process::record::Parameters;
use crate::process::results::mean_of;
use crate::records::{AreaRow, FifthRow, NationRow, ReachRow};

/// The staff of one school.
pub(crate) struct Staff {
    /// Posts.
    pub(crate) posts: usize,
    /// Mean expertise against the base year.
    pub(crate) expertise: f64,
    /// Mean strain and commitment.
    pub(crate) mood: StaffMood,
}

/// Sums over schools, in their order.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    pub(crate) schools: f64,
    pupils: f64,
    posts: f64,
    expertise: f64,
    strain: f64,
    commitment: f64,
    left: f64,
    moved: f64,
    vacant: f64,
    pub(crate) climate: f64,
    pub(crate) practice: f64,
    money: f64,
    reserves: f64,
    heads_leaving: f64,
    interim_heads: f64,
    /// First preferences and those met, entry to reception and to year 7.
    preferences: [(f64, f64); 2],
    /// Families whose first preference at year 7 is the nearest school, and all.
    pub(crate) nearest: (f64, f64),
    pub(crate) early: [(u32, u32); 3],
    pub(crate) teachers: TeacherSums,
    pub(crate) entering: StageSums,
    at_11: StageSums,
    at_16: StageSums,
    measured_11: StageSums,
    measured_16: StageSums,
    pub(crate) leaders: LeaderSums,
    pub(crate) partners: PartnerSums,
    pub(crate) structure: StructureSums,
    pub(crate) programme: f64,
    income: f64,
    development: f64,
    visits: f64,
    grades: [f64; 4],
}

impl Sums {
    pub(crate) fn add_staff(&mut self, staff: &Staff) {
        let posts = staff.posts as f64;
        self.schools += 1.0;
        self.posts += posts;
        self.expertise += posts * staff.expertise;
        self.strain += posts * staff.mood.strain;
        self.commitment += posts * staff.mood.commitment;
    }

    pub(crate) fn add_year(&mut self, pupils: u32, results: &Results, turnover: &StaffTurnover) {
        self.pupils += f64::from(pupils);
        self.left += f64::from(turnover.left);
        self.moved += f64::from(turnover.moved);
        self.vacant += f64::from(turnover.vacant);
        self.at_11.add(results.at_11.pupils, results.at_11.attainment);
        self.at_16.add(results.at_16.pupils, results.at_16.attainment);
    }

    pub(crate) fn add_measured(&mut self, results: &Results) {
        self.measured_11.add(results.at_11.pupils, results.at_11.measured);
        self.measured_16.add(results.at_16.pupils, results.at_16.measured);
    }

    pub(crate) fn add_money(&mut self, pupils: u32, finance: &Finance) {
        self.money += f64::from(pupils) * finance.spend_per_pupil;
        self.reserves += finance.reserves;
    }

    /// Adds what a school has got and has spent on development this year.
    pub(crate) fn add_income(&mut self, pupils: u32, finance: &Finance) {
        self.income += finance.income;
        self.development += f64::from(pupils) * finance.development_per_pupil * finance.development;
    }

    /// Adds a school's grade, and whether it was visited this year.
    pub(crate) fn add_grade(&mut self, grade: Inspected, visits: &Visits) {
        self.visits += f64::from(u8::from(visits.this_year > 0));
        if let Some(grade) = grade.0 {
            self.grades[grade.index()] += 1.0;
        }
    }

    pub(crate) fn add_head(&mut self, led_by: &LedBy) {
        self.heads_leaving += f64::from(u8::from(led_by.leaves));
        self.interim_heads += f64::from(u8::from(led_by.headship == Headship::Interim));
    }

    pub(crate) fn add_admissions(&mut self, phase: SchoolPhase, admissions: &Admissions) {
        let entry = match phase {
            SchoolPhase::Primary => 0,
            SchoolPhase::Secondary => 1,
            _ => return,
        };
        self.preferences[entry].0 += admissions.first_preferences;
        self.preferences[entry].1 += admissions.first_preferences_met;
    }

    pub(crate) fn row(
        &self,
        p: &Parameters,
        term: i64,
        school_year: i64,
        summer: bool,
    ) -> NationRow {
        let yearly = |value: f64| summer.then(|| math::ratio(value, self.posts));
        let share = |(all, part): (f64, f64)| (summer && all > 0.0).then(|| part / all);
        let early = |band: usize| {
            let (teachers, left) = self.early[band];
            share((f64::from(teachers), f64::from(left)))
        };
        let graded: f64 = self.grades.iter().sum();
        let graded = |grade: Grade| share((graded, self.grades[grade.index()]));
        let leaders = |sum: f64| math::ratio(sum, self.schools);
        let shares = self.leaders.attention.map(leaders);
        let mut row = NationRow {
            term,
            school_year,
            schools: self.schools as i64,
            effort: leaders(self.leaders.effort),
            pressure: leaders(self.leaders.pressure),
            instruction_share: shares[INSTRUCTION],
            compliance_share: shares[COMPLIANCE],
            competition_share: shares[COMPETITION],
            collaboration_share: shares[COLLABORATION],
            administration_share: shares[ADMINISTRATION],
            optimism: leaders(self.leaders.optimism),
            diagnosis: leaders(self.leaders.diagnosis),
            disturbance: leaders(self.leaders.disturbance),
            area_programme: leaders(self.programme),
            inspected: summer.then(|| math::ratio(self.visits, self.schools)),
            outstanding: graded(Grade::Outstanding),
            good: graded(Grade::Good),
            requires_improvement: graded(Grade::RequiresImprovement),
            inadequate: graded(Grade::Inadequate),
            measured_11: self.measured_11.mean(),
            measured_16: self.measured_16.mean(),
            measured_11_disadvantaged: self.measured_11.of_group(DISADVANTAGED),
            measured_16_disadvantaged: self.measured_16.of_group(DISADVANTAGED),
            income_per_pupil_gbp: summer.then(|| math::ratio(self.income, self.pupils)),
            development_per_teacher_gbp: yearly(self.development),
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
            ..NationRow::default()
        };
        if summer {
            self.partners.tell(&mut row);
            self.structure.tell(&mut row, self.schools);
        }
        row
    }

    pub(crate) fn area_row(
        &self,
        area: usize,
        school_year: i64,
        concentration: Option<(f64, f64)>,
    ) -> AreaRow {
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
            largest_sponsor_share: concentration.map(|(largest, _)| largest),
            effective_choices: concentration.map(|(_, choices)| choices),
        }
    }
}

/// How a school stands in the structure of the system.
pub(crate) struct Structured {
    /// Whether its trust or federation has other schools.
    pub(crate) grouped: bool,
    /// Whether its head leads another school too.
    pub(crate) shared_head: bool,
    /// Whether its head is a system leader.
    pub(crate) leader: bool,
    /// Whether it is a hub's partner.
    pub(crate) partner: bool,
}

/// Sums over schools of how they stand in the structure of the system.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct StructureSums {
    grouped: f64,
    shared_heads: f64,
    leaders: f64,
    partners: f64,
    /// Schools that joined or changed a group this year.
    pub(crate) changed: u32,
    /// How much more often teachers moved inside their groups.
    pub(crate) moves_inside: Option<f64>,
}

impl StructureSums {
    pub(crate) fn add(&mut self, school: &Structured) {
        let one = |is: bool| f64::from(u8::from(is));
        self.grouped += one(school.grouped);
        self.shared_heads += one(school.shared_head);
        self.leaders += one(school.leader);
        self.partners += one(school.partner);
    }

    fn tell(&self, row: &mut NationRow, schools: f64) {
        let share = |sum: f64| Some(math::ratio(sum, schools));
        row.in_groups = share(self.grouped);
        row.changed_group = share(f64::from(self.changed));
        row.shared_heads = share(self.shared_heads);
        row.system_leaders = share(self.leaders);
        row.hub_partners = share(self.partners);
        row.moves_inside_ratio = self.moves_inside;
    }
}

/// Sums over schools of what they have from partners.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PartnerSums {
    pub(crate) schools: f64,
    ties: f64,
    working: f64,
    without: f64,
    brokered: f64,
    trust: f64,
    depth: f64,
    km: f64,
    hours: f64,
    helping: f64,
    learned: f64,
}

impl PartnerSums {
    /// Adds one school.
    pub(crate) fn add(&mut self, partners: &Partners, exchange: &Exchange) {
        self.schools += 1.0;
        self.ties += f64::from(partners.ties);
        self.working += f64::from(partners.working);
        self.without += f64::from(u8::from(partners.working == 0));
        self.brokered += f64::from(u8::from(partners.brokered));
        self.trust += partners.trust;
        self.depth += partners.depth;
        self.km += partners.km;
        self.hours += partners.hours;
        self.helping += exchange.helping;
        self.learned += exchange.learned;
    }

    /// Adds the sums of other schools.
    pub(crate) fn merge(&mut self, other: &Self) {
        let Self {
            schools,
            ties,
            working,
            without,
            brokered,
            trust,
            depth,
            km,
            hours,
            helping,
            learned,
        } = other;
        self.schools += schools;
        self.ties += ties;
        self.working += working;
        self.without += without;
        self.brokered += brokered;
        self.trust += trust;
        self.depth += depth;
        self.km += km;
        self.hours += hours;
        self.helping += helping;
        self.learned += learned;
    }

    fn mean(&self, sum: f64) -> f64 {
        math::ratio(sum, self.schools)
    }

    /// Mean over ties that work.
    fn of_working(&self, sum: f64) -> Option<f64> {
        (self.working > 0.0).then(|| sum / self.working)
    }

    /// Sets a row of the nation.
    fn tell(&self, row: &mut NationRow) {
        // Every tie counts for both its schools.
        row.ties = Some(self.ties / 2.0);
        row.partners = Some(self.mean(self.ties));
        row.working_partners = Some(self.mean(self.working));
        row.without_working_partner = Some(self.mean(self.without));
        row.brokered = Some(self.mean(self.brokered));
        row.tie_trust = self.of_working(self.trust);
        row.tie_depth = self.of_working(self.depth);
        row.tie_km = self.of_working(self.km);
        row.partner_hours = Some(self.mean(self.hours));
        row.helping_hours = Some(self.mean(self.helping));
        row.learned_with_partners = Some(self.mean(self.learned));
    }

    /// The row of a class of schools.
    pub(crate) fn row(
        &self,
        school_year: i64,
        stage: usize,
        (by, class): (usize, usize),
    ) -> ReachRow {
        ReachRow {
            by: by as i64,
            class: class as i64,
            school_year,
            stage: stage as i64,
            schools: self.schools as i64,
            partners: self.mean(self.ties),
            working_partners: self.mean(self.working),
            without_working_partner: self.mean(self.without),
            brokered: self.mean(self.brokered),
            tie_trust: self.of_working(self.trust),
            tie_depth: self.of_working(self.depth),
            tie_km: self.of_working(self.km),
            partner_hours: self.mean(self.hours),
            helping_hours: self.mean(self.helping),
            learned_with_partners: self.mean(self.learned),
        }
    }
}

/// Sums over schools of what leaders do.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LeaderSums {
    attention: [f64; ACTIVITIES],
    effort: f64,
    pressure: f64,
    optimism: f64,
    diagnosis: f64,
    disturbance: f64,
}

impl LeaderSums {
    /// Adds one school.
    pub(crate) fn add(
        &mut self,
        (attention, effort, pressure): (&Attention, &Effort, &Pressure),
        evaluation: &SelfEvaluation,
        churn: &Churn,
    ) {
        for (sum, share) in self.attention.iter_mut().zip(attention.0) {
            *sum += share;
        }
        self.effort += effort.0;
        self.pressure += pressure.accountability;
        self.optimism += evaluation.bias;
        self.diagnosis += evaluation.diagnosis;
        self.disturbance += churn.0;
    }
}

/// Sums over the schools of one fifth by disadvantage.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FifthSums {
    pub(crate) schools: f64,
    pub(crate) leaders: LeaderSums,
    pub(crate) strain: f64,
    pub(crate) value_added: f64,
    pub(crate) quality: f64,
    pub(crate) posts: f64,
    pub(crate) gone: f64,
}

impl FifthSums {
    /// The row of a stage (0 primary, 1 other) and fifth (1 has fewest free meals).
    pub(crate) fn row(&self, school_year: i64, stage: usize, fifth: usize) -> FifthRow {
        let mean = |sum: f64| math::ratio(sum, self.schools);
        let shares = self.leaders.attention.map(mean);
        FifthRow {
            school_year,
            stage: stage as i64,
            fifth: fifth as i64,
            schools: self.schools as i64,
            instruction_share: shares[INSTRUCTION],
            compliance_share: shares[COMPLIANCE],
            competition_share: shares[COMPETITION],
            collaboration_share: shares[COLLABORATION],
            administration_share: shares[ADMINISTRATION],
            effort: mean(self.leaders.effort),
            pressure: mean(self.leaders.pressure),
            optimism: mean(self.leaders.optimism),
            strain: math::ratio(self.strain, self.posts),
            value_added: mean(self.value_added),
            quality: mean(self.quality),
            leaving_or_moving: math::ratio(self.gone, self.posts),
        }
    }
}

/// Terms of teaching after which the first year, and the fifth, is over.
const FIRST_YEAR: u16 = 3;
const FIVE_YEARS: u16 = 15;

/// Sums over teachers: own expertise, and expertise with the school's part.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TeacherSums {
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
    pub(crate) fn add(&mut self, expertise: &[Expertise], experience: &[Experience], part: f64) {
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
pub(crate) struct StageSums {
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
    pub(crate) fn add_entrants(
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

    fn of_group(&self, group: usize) -> Option<f64> {
        (self.pupils[group] > 0.0).then(|| self.attainment[group] / self.pupils[group])
    }

    fn gap(&self) -> Option<f64> {
        Some(self.of_group(OTHER)? - self.of_group(DISADVANTAGED)?)
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

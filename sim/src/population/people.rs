//! Who works and learns in the schools, drawn near the state on which the model settles.

use super::appeal::Sites;
use super::journeys::Ground;
use super::{
    AUTHORITIES, Baseline, Contacts, Journeys, Layout, Leadership, Population, Premises, Published,
    SchoolGroup, Ties, appeal, area, intake, outlook,
};
use crate::agent::*;
use crate::catalogue::Values;
use crate::draw::{Purpose, Seed, normal, purpose, uniform};
use crate::math;
use crate::process::deployment::{self, give_classes};
use crate::process::{
    admissions, budget, improvement, learning, practice, reputation, staffing, strain, teaching,
};
use crate::scenario::Scenario;

const CHARACTER: Purpose = purpose("population.character");
const INTAKE: Purpose = purpose("population.intake");
const TEACHER: Purpose = purpose("population.teacher");
const RATIO: Purpose = purpose("population.staffing_ratio");
const COHORT: Purpose = purpose("population.cohort");

/// Correlation of a school's climate with its head's skill, on which heads' coming and going settle.
const CLIMATE_OF_HEAD: f64 = 0.45;
/// Correlation of practice in each domain with climate.
const PRACTICE_OF_CLIMATE: f64 = 0.6;
/// How far drawn sizes follow the children around, as shares of what was drawn.
const SIZES_FOLLOW: (f64, f64) = (0.75, 1.3);
/// Fewest class teachers of a school with class teachers: one cannot teach seven year groups.
const FEWEST_CLASS_TEACHERS: u32 = 2;

/// Fills the premises with heads, teachers and pupils.
///
/// With `sizes_follow`, schools that take their pupils from other schools are made as large as the
/// children around them allow; a register's schools have the size that they have.
pub(super) fn populate(
    mut premises: Vec<Premises>,
    groups: Vec<SchoolGroup>,
    scenario: &Scenario,
    seed: Seed,
    sizes_follow: bool,
) -> Population {
    let drawing = Drawing::of(&scenario.values, seed);
    let poverty = Poverty::of(&premises);
    let levels = drawing.levels(&premises, &poverty);
    let reputation = drawing.reputations(&premises, &levels);
    let (journeys, entries, appeals) = drawing.journeys(&mut premises, &reputation, sizes_follow);
    let mut population = Population { seed: seed.0, groups, entries, ..Population::default() };
    let plans = drawing.plans(&premises);
    population.layout = Layout::new(
        plans
            .iter()
            .zip(&premises)
            .map(|((_, posts), school)| (*posts, year_groups(school.ages).1)),
    );
    for (number, (school, plan)) in premises.into_iter().zip(plans).enumerate() {
        drawing.school(&mut population, number as u32, &school, plan, &poverty);
        outlook::add(&mut population, number as u32, &school, &drawing.improvement, seed);
        population.name.push(school.name);
    }
    let no_ties = Ties::of_one_school();
    (0..population.len()).for_each(|_| population.ties.copy_rows(&no_ties, 0..TIE_ROWS));
    population.schools.appeal = appeals;
    population.schools.intake = levels.into_iter().map(IntakeLevel).collect();
    population.schools.reputation = reputation.into_iter().map(Reputation).collect();
    population.journeys = journeys.into();
    population.contacts = Contacts::of(&population).into();
    drawing.teachers(&mut population);
    population.baseline = drawing.first_baseline(&population);
    drawing.cohorts(&mut population);
    population.schools.growth = area::growth(&drawing.area, &population.schools, seed);
    population
}

/// First year group of a school, and how many it has.
pub(super) fn year_groups(ages: Ages) -> (u8, u32) {
    // A register's lowest age of 5 or less means that the school has a reception class.
    let first = if ages.low <= 5 { 0 } else { ages.low.min(15) - 4 };
    let last = (ages.high.clamp(5, 16) - 4).max(first + 1);
    (first, u32::from(last - first))
}

/// Year groups of a school: the first, and one past the last.
pub(super) fn span(ages: Ages) -> (u8, u8) {
    let (first, years) = year_groups(ages);
    (first, first + years as u8)
}

/// Mean and spread of free-meal shares, primary and all other schools; and of the others' occupancy.
struct Poverty([(f64, f64); 2], (f64, f64));

impl Poverty {
    fn of(premises: &[Premises]) -> Self {
        let of = |primary: bool| premises.iter().filter(move |s| s.phase.is_primary() == primary);
        let shares = [true, false].map(|primary| {
            let shares = of(primary).map(|s| s.free_meals);
            (math::mean(shares.clone()), math::standard_deviation(shares))
        });
        let full = of(false).map(occupancy);
        Self(shares, (math::mean(full.clone()), math::standard_deviation(full)))
    }

    /// How full a school is, in SD of schools that are not primary schools, within 2.5 of them.
    fn fullness(&self, school: &Premises) -> f64 {
        let (mean, spread) = self.1;
        math::ratio(occupancy(school) - mean, spread).clamp(-2.5, 2.5)
    }

    /// A school's free-meal share in SD of its stage.
    fn score(&self, school: &Premises) -> f64 {
        let (mean, spread) = self.0[usize::from(!school.phase.is_primary())];
        math::ratio(school.free_meals - mean, spread)
    }
}

/// Pupils for each place.
fn occupancy(school: &Premises) -> f64 {
    f64::from(school.roll) / f64::from(school.capacity.max(1))
}

/// The parameters and draws of a population.
struct Drawing {
    seed: Seed,
    admissions: admissions::Parameters,
    area: area::Parameters,
    budget: budget::Parameters,
    deployment: deployment::Parameters,
    intake: intake::Parameters,
    learning: learning::Parameters,
    practice: practice::Parameters,
    improvement: improvement::Parameters,
    reputation: reputation::Parameters,
    strain: strain::Parameters,
    staffing: staffing::Parameters,
    teaching: teaching::Parameters,
}

impl Drawing {
    fn of(values: &Values, seed: Seed) -> Self {
        Self {
            seed,
            admissions: admissions::Parameters::from_values(values),
            area: area::Parameters::from_values(values),
            budget: budget::Parameters::from_values(values),
            deployment: deployment::Parameters::from_values(values),
            intake: intake::Parameters::from_values(values),
            learning: learning::Parameters::from_values(values),
            practice: practice::Parameters::from_values(values),
            improvement: improvement::Parameters::from_values(values),
            reputation: reputation::Parameters::from_values(values),
            strain: strain::Parameters::from_values(values),
            staffing: staffing::Parameters::from_values(values),
            teaching: teaching::Parameters::from_values(values),
        }
    }

    /// What each school's own entrants have beyond others of their group.
    fn levels(&self, premises: &[Premises], poverty: &Poverty) -> Vec<f64> {
        let mut draws = self.seed.draws(INTAKE);
        let level = |(number, school): (usize, &Premises)| {
            let [score] = draws.at::<1>(number as u32, 0, 0).map(normal);
            let p = &self.intake;
            let (spread, score, gradient) = if school.phase.is_primary() {
                (p.residual_sd, score, p.primary_gradient)
            } else {
                let score = correlated(poverty.fullness(school), score, p.popularity);
                (p.sorting_sd, score, p.secondary_gradient)
            };
            let selected = if school.selective { p.selective_lead } else { 0.0 };
            spread * score - gradient * poverty.score(school) + selected
        };
        premises.iter().enumerate().map(level).collect()
    }

    /// The reputation that schools may be expected to have from their pupils alone, in SD of results.
    fn reputations(&self, premises: &[Premises], levels: &[f64]) -> Vec<f64> {
        let p = &self.intake;
        let expected = |(school, level): (&Premises, &f64)| {
            let leave_at = span(school.ages).1;
            let share = intake::disadvantaged_share(p, school.free_meals);
            level - intake::gap_on_entry(p, leave_at) * share
        };
        let expected: Vec<f64> = premises.iter().zip(levels).map(expected).collect();
        let of = |primary: bool| {
            let schools = premises.iter().zip(&expected);
            let values = schools.filter(move |(s, _)| s.phase.is_primary() == primary);
            let values = values.map(|(_, expected)| *expected);
            (math::mean(values.clone()), math::standard_deviation(values))
        };
        let usual = [of(true), of(false)];
        let standard = |(school, expected): (&Premises, f64)| {
            let (mean, spread) = usual[usize::from(!school.phase.is_primary())];
            self.reputation.raw_weight * math::ratio(expected - mean, spread)
        };
        premises.iter().zip(expected).map(standard).collect()
    }

    /// Where children come from and go to, and what draws them; sizes follow where they are to.
    fn journeys(
        &self,
        premises: &mut [Premises],
        reputation: &[f64],
        sizes_follow: bool,
    ) -> (Journeys, Vec<[f64; GROUPS]>, Vec<Appeal>) {
        let spans: Vec<_> = premises.iter().map(|school| span(school.ages)).collect();
        let share =
            |school: &Premises| intake::disadvantaged_share(&self.intake, school.free_meals);
        let disadvantaged: Vec<f64> = premises.iter().map(share).collect();
        let sites =
            Sites { schools: premises, spans: &spans, disadvantaged: &disadvantaged, reputation };
        let ground = |s: &Premises| Ground::of(s.place, s.authority, s.setting, s.ages);
        let grounds: Vec<Ground> = premises.iter().map(ground).collect();
        let mut entries = sites.entries();
        let mut journeys = Journeys::of(&grounds, &entries);
        if sizes_follow {
            let ratios = appeal::sizes_that_suit(&self.admissions, &sites, &entries, &journeys);
            for (school, ratio) in premises.iter_mut().zip(ratios) {
                let ratio = ratio.clamp(SIZES_FOLLOW.0, SIZES_FOLLOW.1);
                let fitted = |size: u32| (f64::from(size) * ratio).round().max(1.0) as u32;
                (school.roll, school.capacity) = (fitted(school.roll), fitted(school.capacity));
            }
        }
        let sites =
            Sites { schools: premises, spans: &spans, disadvantaged: &disadvantaged, reputation };
        if sizes_follow {
            entries = sites.entries();
            journeys.go_on(&entries);
        }
        let appeals = appeal::settle(&self.admissions, &sites, &entries, &journeys, self.seed);
        (journeys, entries, appeals)
    }

    /// Posts of every school, as they differ from school to school.
    fn plans(&self, premises: &[Premises]) -> Vec<(StaffPlan, u32)> {
        let mut draws = self.seed.draws(RATIO);
        let mut score = |number: u32| normal(draws.at::<1>(number, 0, 0)[0]);
        (0..).zip(premises).map(|(number, school)| self.plan(school, score(number))).collect()
    }

    /// Posts of a school, from pupil-teacher ratios at a standard normal score: class teachers, and all.
    fn plan(&self, school: &Premises, score: f64) -> (StaffPlan, u32) {
        let (first, years) = year_groups(school.ages);
        let class_years = years.min(u32::from(7_u8.saturating_sub(first)));
        let share = f64::from(class_years) / f64::from(years);
        let young = f64::from(school.roll) * share;
        let old = f64::from(school.roll) - young;
        let needed = |pupils: f64, ratio: f64, fewest: u32| {
            if pupils == 0.0 { 0 } else { ((pupils / ratio).round() as u32).max(fewest) }
        };
        let ratio = |mean: f64, spread: f64| mean * math::exp(spread * score);
        let p = &self.staffing;
        let class_posts = needed(
            young,
            ratio(p.pupils_per_teacher_primary, p.ratio_spread_primary),
            FEWEST_CLASS_TEACHERS,
        );
        let subject_posts =
            needed(old, ratio(p.pupils_per_teacher_secondary, p.ratio_spread_secondary), 1);
        let plan = StaffPlan { class_posts: class_posts as u16, class_years: class_years as u8 };
        (plan, (class_posts + subject_posts).max(1))
    }

    fn school(
        &self,
        population: &mut Population,
        number: u32,
        school: &Premises,
        (plan, posts): (StaffPlan, u32),
        poverty: &Poverty,
    ) {
        let words = self.seed.draws(CHARACTER).at::<15>(number, 0, 0);
        let [skill, climate, culture] = [0, 1, 2].map(|i: usize| normal(words[i]));
        let collaborator =
            Collaborator { disposition: normal(words[13]), skill: normal(words[14]) };
        let climate = correlated(skill, climate, CLIMATE_OF_HEAD);
        let shared = normal(words[12]);
        let practice = core::array::from_fn(|d| {
            let chance =
                correlated(shared, normal(words[4 + d]), self.practice.shared_chance.sqrt());
            correlated(climate, chance, PRACTICE_OF_CLIMATE)
        });
        let disadvantage = poverty.score(school);
        let columns = &mut population.schools;
        columns.id.push(SchoolId(number));
        columns.urn.push(Urn(school.urn));
        columns.phase.push(school.phase);
        columns.region.push(AUTHORITIES[school.authority as usize].region);
        columns.authority.push(Authority(school.authority));
        columns.setting.push(school.setting);
        columns.place.push(school.place);
        columns.ages.push(school.ages);
        columns.roll.push(Roll(school.roll));
        columns.capacity.push(Capacity(school.capacity));
        columns.free_meals.push(FreeMeals(school.free_meals));
        let share = intake::disadvantaged_share(&self.intake, school.free_meals);
        columns.disadvantaged.push(Disadvantaged(share));
        columns.disadvantage.push(Disadvantage(disadvantage));
        columns.culture.push(Culture(culture));
        columns.climate.push(Climate(climate));
        columns.practice.push(Practice(practice));
        columns.plan.push(plan);
        columns.selective.push(Selective(school.selective));
        columns.governance.push(school.governance);
        columns.group.push(InGroup(school.group));
        columns.inspected.push(Inspected(school.grade));
        columns.neighbourhood.push(Neighbourhood(school.neighbourhood));
        columns.expertise.push(StaffExpertise::default());
        columns.mood.push(StaffMood::default());
        columns.turnover.push(StaffTurnover::default());
        columns.results.push(Results::default());
        columns.gain.push(YearGain::default());
        columns.usual_roll.push(UsualRoll(school.roll));
        columns.admissions.push(Admissions::default());
        let (roll, posts) = (f64::from(school.roll.max(1)), f64::from(posts));
        columns.finance.push(budget::balanced(&self.budget, school.phase, roll, share, posts));
        columns.growth.push(AreaGrowth::default());
        columns.part.push(SchoolPart::default());
        columns.partners.push(Partners::default());
        columns.exchange.push(Exchange::default());
        columns.introduced.push(Introduced::default());
        columns.religious.push(Religious(school.religious));
        columns.cluster.push(InCluster::default());
        columns.designated.push(Designated::default());
        columns.served_by.push(ServedBy::default());
        columns.bench.push(Bench::default());
        population.heads.leads.push(Leads(number));
        population.heads.skill.push(Skill(skill));
        population.heads.collaborator.push(collaborator);
        // Whole school years, as heads start in September.
        population.heads.tenure.push(Tenure((uniform(words[10]) * 9.0) as u16 * 3));
        population.heads.headship.push(Headship::default());
        population.heads.led_by.push(LedBy::default());
        population.heads.executive.push(Executive::default());
    }

    fn teachers(&self, population: &mut Population) {
        let (balance, _) = staffing::in_balance(&self.staffing);
        let returns = learning::Returns::of(&self.learning);
        let typical = staffing::expected_talent(&self.staffing);
        let mut draws = self.seed.draws(TEACHER);
        let mut words = vec![[0; 8]; population.layout.most_posts() * 4];
        let staff = &mut population.posts;
        for school in 0..population.layout.schools() {
            let range = population.layout.posts(school);
            let plan = population.schools.plan[school];
            let climate = population.schools.climate[school].0;
            let words = &mut words[..range.len() * 4];
            draws.fill(school as u32, 0, words);
            let mut all = 0.0;
            for (number, four) in words.as_chunks::<4>().0.iter().enumerate() {
                let luck = self.staffing.talent_sd * normal(four[0]);
                let talent = typical + luck;
                let experience = experience(&balance, uniform(four[1]));
                // A weaker teacher has the more to learn from colleagues: their mean luck is 0.
                let settled = learning::settled(&self.learning, climate, (-luck).max(0.0));
                let learned = settled * learning::share_settled(&self.learning, experience);
                let expertise = talent + f64::from(returns.after(experience)) + learned;
                staff.talent.push(Talent(talent as f32));
                staff.experience.push(experience);
                staff.learned.push(Learned(learned as f32));
                staff.expertise.push(Expertise(expertise as f32));
                let strain = self.strain.usual + self.strain.spread * normal(four[2]);
                staff.strain.push(Strain(strain.clamp(0.0, 1.0) as f32));
                staff.commitment.push(Commitment(self.strain.usual_commitment as f32));
                staff.holder.push(Holder::Teacher);
                let class = if number < usize::from(plan.class_posts) { number as u16 } else { 0 };
                staff.lessons.push(Lessons { class, ..Lessons::default() });
                all += expertise;
            }
            let classes = range.start..range.start + usize::from(plan.class_posts);
            give_classes(&self.deployment, &mut staff.lessons[classes], plan.class_years);
            population.schools.expertise[school] = StaffExpertise(all / range.len() as f64);
        }
    }

    fn cohorts(&self, population: &mut Population) {
        let mut draws = self.seed.draws(COHORT);
        let national = population.baseline.disadvantaged;
        for school in 0..population.layout.schools() {
            let (first, years) = year_groups(population.schools.ages[school]);
            let scores = draws.at::<YEAR_GROUPS>(school as u32, 0, 0).map(normal);
            for row in 0..years {
                let year = first + row as u8;
                let size = cohort_size(population.schools.roll[school].0, row, years);
                let share = population.schools.disadvantaged[school].0;
                let gap = intake::gap_on_entry(&self.intake, year);
                let cohorts = &mut population.cohorts;
                cohorts.year.push(YearGroup(year));
                cohorts.pupils.push(Pupils(entrants(size, share, scores[row as usize])));
                cohorts.intake.push(Intake(population.schools.intake[school].0));
                cohorts.outside.push(Outside(intake::around_the_mean(gap, national)));
                cohorts.lasting.push(Lasting(0.0));
                cohorts.passing.push(Passing(0.0));
                cohorts.prior.push(Prior::default());
            }
        }
    }

    /// The constants that can be told before the burn-in.
    fn first_baseline(&self, population: &Population) -> Baseline {
        let schools = &population.schools;
        let level = |school: usize| {
            let (climate, practice) = (schools.climate[school].0, &schools.practice[school]);
            teaching::level(&self.teaching, climate, practice, schools.counts_most[school])
        };
        let levels = (0..population.len()).map(level);
        let (_, turnover) = staffing::in_balance(&self.staffing);
        let expected: Vec<Pupils> = population
            .schools
            .roll
            .iter()
            .zip(&population.schools.disadvantaged)
            .map(|(roll, share)| Pupils(entrants(f64::from(roll.0), share.0, 0.0)))
            .collect();
        Baseline {
            expertise: math::mean(population.posts.expertise.iter().map(|e| e.0.into())),
            learned: math::mean(population.posts.learned.iter().map(|l| l.0.into())),
            turnover,
            vacancy: turnover * math::exp(-self.staffing.applicants),
            school_mean: math::mean(levels.clone()),
            school_sd: math::standard_deviation(levels),
            climate: 0.0,
            practice: 0.0,
            disadvantaged: share_disadvantaged(expected.iter()),
            resources: budget::mean_resources(&population.schools),
            published: [Published::default(); 2],
            attainment: [0.0; TESTS],
            leadership: Leadership::default(),
        }
    }
}

/// Disadvantaged pupils among `size`, whose expected share is given; `score` is the standard normal
/// score of chance.
fn entrants(size: f64, disadvantaged: f64, score: f64) -> [f64; GROUPS] {
    let spread = (size * disadvantaged * (1.0 - disadvantaged)).sqrt();
    let poor = (size * disadvantaged + spread * score).round().clamp(0.0, size);
    let mut by_group = [0.0; GROUPS];
    by_group[DISADVANTAGED] = poor;
    by_group[OTHER] = size - poor;
    by_group
}

/// Pupils of year group number `row` of `rows`, when `roll` pupils are spread evenly.
fn cohort_size(roll: u32, row: u32, rows: u32) -> f64 {
    f64::from(roll / rows + u32::from(row < roll % rows))
}

/// Pupil-weighted share of disadvantaged pupils.
fn share_disadvantaged<'a>(pupils: impl Iterator<Item = &'a Pupils>) -> f64 {
    let (mut poor, mut all) = (0.0, 0.0);
    for Pupils(by_group) in pupils {
        poor += by_group[DISADVANTAGED];
        all += by_group[DISADVANTAGED] + by_group[OTHER];
    }
    math::ratio(poor, all)
}

/// A standard normal number with correlation `r` to another, from an independent one.
fn correlated(other: f64, own: f64, r: f64) -> f64 {
    r * other + (1.0 - r * r).sqrt() * own
}

/// Experience at share `u` of the balance of experience by years.
fn experience(balance: &[f64], u: f64) -> Experience {
    let mut below = 0.0;
    for (years, share) in balance.iter().enumerate() {
        below += share;
        if u < below {
            return Experience(years as u16 * 3);
        }
    }
    Experience(balance.len() as u16 * 3 - 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn year_groups_follow_the_ages_taught() {
        let groups = |low, high| year_groups(Ages { low, high });
        assert_eq!(groups(4, 11), (0, 7));
        assert_eq!(groups(5, 11), (0, 7));
        assert_eq!(groups(7, 11), (3, 4));
        assert_eq!(groups(9, 13), (5, 4));
        assert_eq!(groups(11, 16), (7, 5));
        assert_eq!(groups(4, 16), (0, 12));
        assert_eq!(groups(14, 16), (10, 2));
    }

    #[test]
    fn entrants_add_up_and_none_is_counted_below_zero() {
        for score in [-9.0, -1.0, 0.0, 2.0, 9.0] {
            let [poor, rest] = entrants(30.0, 0.2, score);
            assert!(poor >= 0.0 && rest >= 0.0 && poor + rest == 30.0);
        }
        assert_eq!(entrants(30.0, 0.2, 0.0), [6.0, 24.0]);
    }

    #[test]
    fn a_roll_is_spread_over_the_year_groups_without_loss() {
        let total: f64 = (0..7).map(|row| cohort_size(200, row, 7)).sum();
        assert_eq!(total, 200.0);
    }

    #[test]
    fn odd_ages_still_give_a_school_one_year_group() {
        assert_eq!(year_groups(Ages { low: 16, high: 16 }), (11, 1));
        assert_eq!(year_groups(Ages { low: 11, high: 11 }), (7, 1));
    }

    #[test]
    fn correlated_numbers_keep_spread_one() {
        let (shared, own) = (correlated(1.0, 0.0, 0.6), correlated(0.0, 1.0, 0.6));
        assert!((shared * shared + own * own - 1.0).abs() < 1e-15);
    }
}

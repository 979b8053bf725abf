//! Pressure and workload strain teachers, a good climate relieves them; commitment follows.
//!
//! Each term strain moves part of the way to where the school's conditions put it, with a spread of
//! its own for each teacher. Pressure and workload count as differences from the base year.
//! Evidence: `workload`, `accountability-stress`; sizes are assumptions with wide ranges.
//! Limits: colleagues do not pass strain on.

use bevy_ecs::prelude::*;

use super::joint_work::HELP;
use super::policy::Levers;
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Bell, Purpose, Seed, Word, purpose};
use crate::driver::capacity;
use crate::math;
use crate::parameters::parameters;
use crate::population::{Baseline, Layout};
use crate::units::{HoursPerWeek, Share};

/// Hours load; what presses comes through heads' attention.
pub(crate) const READS: &[Entry] = &[
    capacity::WORKING_HOURS,
    capacity::DEVELOPMENT_HOURS,
    capacity::DEVELOPMENT_QUALITY,
    capacity::ENTITLEMENT,
];

const SPREAD: Purpose = purpose("strain.spread");

parameters! {
    /// What strains teachers, and what commitment makes of it.
    pub struct Parameters of "strain" {
        #[doc = "Strain of an average teacher in the base year."]
        usual: 0.5 in 0.05..=0.95, "share", triangular(0.3, 0.5, 0.7), "assumption", C;
        #[doc = "Share of strain that a teacher keeps from one year to the next."]
        persistence: 0.6 in 0.0..=0.99, "share a year", triangular(0.4, 0.6, 0.8), "assumption", C;
        #[doc = "Spread of strain between teachers of the same school."]
        spread: 0.12 in 0.0..=0.5, "share", triangular(0.05, 0.12, 0.2), "assumption", C;
        #[doc = "Strain added by each unit of pressure that reaches the staff."]
        pressure: 0.1 in -0.5..=1.0, "share per unit", contested(0.3, -0.05, 0.1, 0.3), "accountability-stress", C;
        #[doc = "Strain added by a change of structure."]
        churn: 0.05 in -0.5..=1.0, "share", triangular(0.0, 0.05, 0.15), "assumption", C;
        #[doc = "Strain added by two hours a term of help for other schools for each teacher."]
        helping: 0.02 in -0.5..=1.0, "share", contested(0.3, -0.02, 0.02, 0.06), "assumption", C;
        #[doc = "Strain added by ten more working hours a week."]
        workload: 0.1 in -0.5..=1.0, "share per 10 hours a week", triangular(0.0, 0.1, 0.2), "workload", C;
        #[doc = "Strain relieved by each SD of school climate."]
        climate_relief: 0.03 in -0.5..=0.5, "share per SD", contested(0.3, -0.01, 0.03, 0.1), "assumption", C;
        #[doc = "Commitment of an average teacher in the base year."]
        usual_commitment: 0.6 in 0.05..=0.95, "share", triangular(0.4, 0.6, 0.8), "assumption", C;
        #[doc = "Share of commitment that a teacher keeps from one year to the next."]
        commitment_persistence: 0.8 in 0.0..=0.99, "share a year", triangular(0.6, 0.8, 0.95), "assumption", C;
        #[doc = "Commitment lost with each unit of strain beyond the usual."]
        commitment_strain: 0.4 in -1.0..=2.0, "share per share", contested(0.3, -0.1, 0.4, 1.0), "assumption", C;
        #[doc = "Commitment gained with as much good development again as today."]
        commitment_development: 0.03 in -0.5..=0.5, "share", contested(0.35, -0.02, 0.03, 0.1), "tlif", C;
        #[doc = "Commitment gained with each SD of school climate."]
        commitment_climate: 0.03 in -0.5..=0.5, "share per SD", contested(0.3, -0.01, 0.03, 0.1), "assumption", C;
    }
}

/// Scratch space: the draws of some schools.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Spread {
    words: Vec<Word>,
    scores: Vec<f32>,
    bell: Bell,
}

/// Schools whose teachers' luck is drawn together: the entity of a draw is the block of schools, the index
/// the post's place in it.
const BLOCK: usize = 16;

impl Spread {
    /// Space for the largest block of schools.
    pub(crate) fn new(layout: &Layout) -> Self {
        let most = layout.most_posts_of(BLOCK);
        let words = vec![[0; 8]; most.div_ceil(4)];
        Self { words, scores: vec![0.0; most], bell: Bell::default() }
    }
}

/// One term of strain and commitment for every teacher.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    levers: Res<Levers>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    mut spread: ResMut<Spread>,
    mut schools: Query<(&Climate, &Pressure, &Churn, &Exchange, &Finance, &mut StaffMood)>,
    mut posts: Query<(&mut Strain, &mut Commitment)>,
) {
    let Some((climate, pressures, churn, exchanges, finances, mut moods)) =
        rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some((mut strain, mut commitment)) = rows(posts.contiguous_iter_mut()) else { return };
    let moods = moods.bypass_change_detection();
    let strain = strain.bypass_change_detection();
    let commitment = commitment.bypass_change_detection();
    let hours = levers.of(&capacity::WORKING_HOURS);
    let (offered, quality) =
        (levers.of(&capacity::DEVELOPMENT_HOURS), levers.of(&capacity::DEVELOPMENT_QUALITY));
    let sure = levers.of(&capacity::ENTITLEMENT);
    let (kept, luck) = math::term_step(p.persistence, p.spread);
    let (kept_commitment, _) = math::term_step(p.commitment_persistence, 0.0);
    let lost = (1.0 - kept_commitment) * p.commitment_strain;
    let Spread { words, scores, bell } = &mut *spread;
    let mut draws = seed.draws(SPREAD);
    let mut first = 0;
    for school in 0..layout.schools() {
        if school % BLOCK == 0 {
            let posts = layout.posts_of(school, BLOCK);
            // A quarter of a draw for each post.
            let words = &mut words[..posts.len().div_ceil(4)];
            draws.fill((school / BLOCK) as u32, now.address(), words);
            bell.numbers(words, &mut scores[..posts.len()]);
            first = posts.start;
        }
        let staff = layout.posts(school);
        let scores = &scores[staff.start - first..staff.end - first];
        let climate = climate[school].0;
        let disturbed = churn[school].0 - baseline.leadership.churn;
        let helping = exchanges[school].burden - baseline.leadership.burden;
        let level = conditions(&p, pressures[school].staff, disturbed, hours[school], climate)
            + p.helping * helping / HELP;
        let developed = (offered[school] * finances[school].development).max(sure[school]);
        let loyal = p.usual_commitment
            + p.commitment_climate * climate
            + p.commitment_development * good(developed, quality[school]);
        let pull = Pull {
            kept: kept as f32,
            level: ((1.0 - kept) * level) as f32,
            luck: luck as f32,
            kept_commitment: kept_commitment as f32,
            loyal: ((1.0 - kept_commitment) * loyal + lost * p.usual) as f32,
            lost: lost as f32,
        };
        moods[school] = pull.all(&mut strain[staff.clone()], &mut commitment[staff], scores);
    }
}

/// Good development beyond today's usual, where as much again is 1; more than three times as much counts no
/// more.
fn good(hours: f64, quality: f64) -> f64 {
    (hours / capacity::DEVELOPMENT_HOURS.default * quality - 1.0).min(2.0)
}

/// One term's move of strain and commitment in one school, in single precision.
struct Pull {
    kept: f32,
    level: f32,
    luck: f32,
    kept_commitment: f32,
    loyal: f32,
    lost: f32,
}

impl Pull {
    /// Moves every teacher by their own luck; the means of the staff.
    fn all(&self, strain: &mut [Strain], commitment: &mut [Commitment], luck: &[f32]) -> StaffMood {
        for ((s, c), luck) in strain.iter_mut().zip(commitment.iter_mut()).zip(luck) {
            s.0 = (self.kept * s.0 + self.level + self.luck * luck).clamp(0.0, 1.0);
            c.0 = (self.kept_commitment * c.0 + self.loyal - self.lost * s.0).clamp(0.0, 1.0);
        }
        StaffMood {
            strain: math::mean_of_rows(strain, |s| s.0),
            commitment: math::mean_of_rows(commitment, |c| c.0),
        }
    }
}

/// Strain to which a school's conditions lead (0 to 1); pressure and disturbance against the usual.
fn conditions(
    p: &Parameters,
    pressure: f64,
    churn: f64,
    hours: HoursPerWeek,
    climate: f64,
) -> Share {
    let pressure = p.pressure * pressure + p.churn * churn;
    let workload = p.workload * (hours - capacity::WORKING_HOURS.default) / 10.0;
    (p.usual + pressure + workload - p.climate_relief * climate).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_development_counts_against_todays_usual() {
        let usual = capacity::DEVELOPMENT_HOURS.default;
        assert_eq!(good(usual, 1.0), 0.0);
        assert_eq!(good(0.5 * usual, 1.0), -0.5);
        assert_eq!((good(2.0 * usual, 1.0), good(9.0 * usual, 2.0)), (1.0, 2.0));
    }

    #[test]
    fn the_base_year_leaves_an_average_school_at_the_usual_strain() {
        let p = Parameters::default();
        assert_eq!(conditions(&p, 0.0, 0.0, 52.4, 0.0), p.usual);
    }

    #[test]
    fn ten_more_hours_and_a_unit_of_pressure_add_what_their_parameters_say() {
        let p = Parameters::default();
        assert!((conditions(&p, 0.0, 0.0, 62.4, 0.0) - p.usual - p.workload).abs() < 1e-12);
        assert!((conditions(&p, 0.5, 0.0, 52.4, 0.0) - p.usual - 0.5 * p.pressure).abs() < 1e-12);
        assert!((conditions(&p, 0.0, 0.0, 52.4, 1.0) - p.usual + p.climate_relief).abs() < 1e-12);
    }

    #[test]
    fn strain_never_leaves_its_scale() {
        let p = Parameters { workload: 1.0, ..Parameters::default() };
        assert_eq!(conditions(&p, 0.0, 0.0, 70.0, 0.0), 1.0);
    }
}

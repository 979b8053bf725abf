//! Heads leave, and somebody follows: from the school's own ranks, from elsewhere, or for a while
//! nobody.
//!
//! A head's chance of leaving depends on phase, years in post, the strain of the school and a grade
//! that it has just got; heads of failing schools may be dismissed. Where no
//! successor is found in time an interim head stands in for a year. A successor from the school's
//! own ranks is the better, the better the climate in which they grew. Every change costs climate.
//! New eyes see a school more soberly.
//! Evidence: `head-retention-3yr`, `head-retention-1-5yr` for rates; `head-exit-inadequate` and `head-exit-academisation` for what a
//! grade does; `head-turnover-effect`, `head-turnover-poor` for the dip.
//! Limits: a head who leaves is not followed to the next school; who draws heads from whom is kept only in
//! the mean of a region: what all its schools pay draws nobody.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, rows, strain};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Purpose, Seed, Word, normal, purpose, uniform};
use crate::driver::{accountability, capacity, collaboration, funding, place};
use crate::math;
use crate::parameters::parameters;
use crate::term::TERMS_PER_YEAR;
use crate::units::Share;

/// What drives heads away, and what keeps them.
pub(crate) const READS: &[Entry] = &[
    accountability::DISMISSAL,
    accountability::REPORT_CARD,
    funding::HEAD_PACKAGE,
    collaboration::HEAD_SELECTION,
    capacity::MENTORING,
    capacity::BOARD_CARE,
    place::SENSE_OF_PLACE,
];

const CHANGE: Purpose = purpose("headship.change");
const CHARACTER: Purpose = purpose("headship.character");

parameters! {
    /// How heads come and go.
    pub struct Parameters of "headship" {
        #[doc = "Chance that a head of a primary school leaves in the first year."]
        leave_first_primary: 0.08 in 0.0..=1.0, "a year", triangular(0.064, 0.08, 0.096), "head-retention-1-5yr", A;
        #[doc = "Chance that a head of a primary school leaves in the second or third year."]
        leave_second_primary: 0.073 in 0.0..=1.0, "a year", triangular(0.058, 0.073, 0.088), "head-retention-3yr", A;
        #[doc = "Chance that a head of a primary school leaves in the fourth or fifth year."]
        leave_fourth_primary: 0.035 in 0.0..=1.0, "a year", triangular(0.028, 0.035, 0.042), "head-retention-1-5yr", B;
        #[doc = "Chance that a head of a primary school leaves in a later year."]
        leave_later_primary: 0.075 in 0.0..=1.0, "a year", triangular(0.06, 0.075, 0.09), "head-retention-annual", B;
        #[doc = "Chance that a head of any other school leaves in the first year."]
        leave_first_secondary: 0.106 in 0.0..=1.0, "a year", triangular(0.085, 0.106, 0.127), "head-retention-1-5yr", A;
        #[doc = "Chance that a head of any other school leaves in the second or third year."]
        leave_second_secondary: 0.144 in 0.0..=1.0, "a year", triangular(0.118, 0.144, 0.176), "head-retention-3yr", A;
        #[doc = "Chance that a head of any other school leaves in the fourth or fifth year."]
        leave_fourth_secondary: 0.018 in 0.0..=1.0, "a year", triangular(0.01, 0.018, 0.04), "head-retention-1-5yr", B;
        #[doc = "Chance that a head of any other school leaves in a later year."]
        leave_later_secondary: 0.08 in 0.0..=1.0, "a year", triangular(0.064, 0.08, 0.12), "head-retention-annual", B;
        #[doc = "Growth of the logarithm of leaving with each unit of the staff's strain beyond the usual."]
        leave_strain: 1.0 in -5.0..=5.0, "log per share", contested(0.3, -0.2, 1.0, 3.0), "assumption", C;
        #[doc = "Chance of leaving that the grade Inadequate adds in the year of the visit."]
        leave_label: 0.10 in -0.5..=1.0, "a year", triangular(0.05, 0.10, 0.15), "head-exit-inadequate", A;
        #[doc = "Chance of leaving that a forced change of hands adds in its year."]
        leave_transfer: 0.5 in -0.5..=1.0, "a year", triangular(0.2, 0.5, 0.8), "head-exit-academisation", C;
        #[doc = "Fall of the logarithm of leaving with a strong sense of place."]
        leave_place: 0.2 in -2.0..=2.0, "log", contested(0.35, -0.1, 0.2, 0.5), "assumption", C;
        #[doc = "Share of a school's optimism about itself that a new head keeps."]
        bias_kept: 0.5 in 0.0..=1.0, "share", triangular(0.2, 0.5, 0.9), "assumption", C;
        #[doc = "Chance that no successor is found by September, so that an interim head stands in for the year."]
        not_found: 0.08 in 0.0..=1.0, "share of vacancies", triangular(0.02, 0.08, 0.2), "assumption", C;
        #[doc = "Share of appointments that go to somebody of the school's own staff."]
        own_staff: 0.35 in 0.0..=1.0, "share", triangular(0.2, 0.35, 0.5), "assumption", C;
        #[doc = "Share of appointments from elsewhere that go to somebody who has led a school before."]
        led_before: 0.35 in 0.0..=1.0, "share", triangular(0.2, 0.35, 0.5), "assumption", C;
        #[doc = "Skill of a successor from the school's own staff for each SD of the school's climate."]
        pipeline: 0.2 in -0.5..=0.9, "SD per SD", contested(0.3, -0.1, 0.2, 0.5), "assumption", C;
        #[doc = "Growth of the logarithm of the share of appointments from the own staff with each SD of readiness of its bench."]
        own_staff_of_bench: 0.5 in -2.0..=3.0, "log per SD", triangular(0.0, 0.5, 1.0), "assumption", C;
        #[doc = "Fall of the logarithm of the chance that nobody is found with each SD of that readiness."]
        found_of_bench: 0.5 in -2.0..=3.0, "log per SD", triangular(0.0, 0.5, 1.0), "assumption", C;
        #[doc = "Fall of the logarithm of leaving in the first three years where every new head has a mentor, against none."]
        mentoring_stays: 0.3 in -1.0..=3.0, "log", contested(0.35, -0.1, 0.3, 0.7), "head-retention-3yr", C;
        #[doc = "Share of the climate lost when the head changes that mentoring saves, against none."]
        mentoring_dip: 0.2 in -1.0..=1.0, "share", contested(0.35, -0.1, 0.2, 0.5), "assumption", C;
        #[doc = "Fall of the logarithm of leaving where boards care fully for their heads."]
        board_stays: 0.15 in -1.0..=3.0, "log", contested(0.35, -0.1, 0.15, 0.5), "assumption", C;
        #[doc = "Skill of a new head with the full package for hard posts where no other school of the region pays it."]
        package_skill: 0.3 in -2.0..=3.0, "SD of heads", contested(0.3, -0.1, 0.3, 0.8), "move-willingness", C;
        #[doc = "Fall of the logarithm of leaving, and of finding nobody, with the full package."]
        package_stays: 0.2 in -1.0..=3.0, "log", contested(0.3, -0.1, 0.2, 0.6), "pay-elasticity-exit", C;
        #[doc = "Willingness of new heads where it is all that counts in their choice."]
        selection_reach: 0.8 in -1.0..=3.0, "SD of heads", triangular(0.3, 0.8, 1.2), "assumption", C;
        #[doc = "Skill that new heads lack where willingness is all that counts in their choice."]
        selection_cost: 0.1 in -1.0..=3.0, "SD of heads", contested(0.35, -0.1, 0.1, 0.4), "assumption", C;
        #[doc = "Climate lost when the head changes."]
        dip: 0.5 in -1.0..=3.0, "SD", triangular(0.2, 0.5, 0.8), "head-turnover-effect", B;
    }
}

/// Each summer: who goes, and who follows.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    mood: Res<strain::Parameters>,
    levers: Res<Levers>,
    mut schools: Query<(
        (&Phase, &Region, &StaffMood, &Visits, &Bench, &Open),
        (&mut Climate, &mut SelfEvaluation),
    )>,
    mut heads: Query<(
        (&mut Skill, &mut Collaborator, &mut Tenure, &mut Headship, &mut LedBy),
        &Executive,
    )>,
) {
    let Some(((phases, regions, moods, visits, benches, open), (mut climates, mut evaluations))) =
        rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some(((mut skills, mut collaborators, mut tenures, mut posts, mut led), executives)) =
        rows(heads.contiguous_iter_mut())
    else {
        return;
    };
    let climates = climates.bypass_change_detection();
    let evaluations = evaluations.bypass_change_detection();
    let (dismissal, card) =
        (levers.of(&accountability::DISMISSAL), levers.of(&accountability::REPORT_CARD));
    let cared_for = CaredFor::of(&levers, regions, open);
    let (skills, tenures) = (skills.bypass_change_detection(), tenures.bypass_change_detection());
    let collaborators = collaborators.bypass_change_detection();
    let mut characters = seed.draws(CHARACTER);
    let (posts, led) = (posts.bypass_change_detection(), led.bypass_change_detection());
    let mut draws = seed.draws(CHANGE);
    let mut block = [[0; 8]; BLOCK * WORDS];
    for school in 0..phases.len() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut block);
        }
        let words = &block.as_chunks::<WORDS>().0[school % BLOCK];
        let years = tenures[school].0 / TERMS_PER_YEAR as u16 + 1;
        // Whoever leads from another school stays and goes with that post.
        if executives[school].lead.is_some() {
            led[school] = LedBy { years, headship: posts[school], leaves: false };
            continue;
        }
        let beyond = moods[school].strain - mood.usual;
        let care = cared_for.at(school, regions[school]);
        let leaves = match posts[school] {
            Headship::Interim => 1.0,
            _ => {
                let usual = chance_of_leaving(&p, phases[school], tenures[school], beyond);
                let label = label(&p, &visits[school], card[school], dismissal[school]);
                let stays = math::exp(-stays(&p, &care, years));
                1.0 - (1.0 - (usual * stays).min(1.0)) * (1.0 - label)
            }
        };
        let goes = uniform(words[0]) < leaves;
        let leaves = goes && posts[school] != Headship::Interim;
        led[school] = LedBy { years, headship: posts[school], leaves };
        if !goes {
            tenures[school].0 = tenures[school].0.saturating_add(TERMS_PER_YEAR as u16);
            continue;
        }
        let successor = successor(&p, climates[school].0, benches[school].0, &care, words);
        skills[school] = successor.skill;
        let [disposition, skill] = characters.at(school as u32, now.address(), 0).map(normal);
        let disposition = disposition + p.selection_reach * care.willing;
        collaborators[school] = Collaborator { disposition, skill };
        tenures[school] = Tenure(0);
        posts[school] = successor.post;
        evaluations[school].bias *= p.bias_kept;
        climates[school].0 -= p.dip * (1.0 - p.mentoring_dip * care.mentored);
    }
}

/// What is done for heads: the levers, school by school.
struct CaredFor<'a> {
    place: &'a [f64],
    mentoring: &'a [f64],
    board: &'a [f64],
    package: &'a [f64],
    willing: &'a [f64],
    /// Mean package over the schools of each region: what all pay draws nobody.
    usual_package: [f64; Region::ALL.len()],
}

/// What is done for the head of one school, and how a head is chosen there.
#[derive(Clone, Copy, Debug, Default)]
struct Care {
    /// Sense of place beyond today's.
    place: Share,
    /// Share of new heads with a mentor, beyond today's.
    mentored: f64,
    board: Share,
    /// Package for hard posts, and what it is beyond the mean of the region's schools.
    package: Share,
    beyond: f64,
    /// Weight of willingness in the choice of a head.
    willing: Share,
}

impl<'a> CaredFor<'a> {
    fn of(levers: &'a Levers, regions: &[Region], open: &[Open]) -> Self {
        let package = levers.of(&funding::HEAD_PACKAGE);
        let mut paid = [(0.0, 0.0); Region::ALL.len()];
        for school in (0..open.len()).filter(|school| open[*school].0) {
            let (sum, schools) = &mut paid[regions[school].index()];
            (*sum, *schools) = (*sum + package[school], *schools + 1.0);
        }
        Self {
            place: levers.of(&place::SENSE_OF_PLACE),
            mentoring: levers.of(&capacity::MENTORING),
            board: levers.of(&capacity::BOARD_CARE),
            usual_package: paid.map(|(sum, schools)| math::ratio(sum, schools)),
            package,
            willing: levers.of(&collaboration::HEAD_SELECTION),
        }
    }

    fn at(&self, school: usize, region: Region) -> Care {
        Care {
            place: self.place[school],
            mentored: self.mentoring[school] - capacity::MENTORING.default,
            board: self.board[school],
            package: self.package[school],
            beyond: self.package[school] - self.usual_package[region.index()],
            willing: self.willing[school],
        }
    }
}

/// Years in which a new head has a mentor, if there is one.
const MENTORED_YEARS: u16 = 3;

/// Fall of the logarithm of leaving by what is done for a head in so many years of the post.
fn stays(p: &Parameters, care: &Care, years: u16) -> f64 {
    let mentored = if years <= MENTORED_YEARS { p.mentoring_stays * care.mentored } else { 0.0 };
    p.leave_place * care.place
        + p.board_stays * care.board
        + p.package_stays * care.package
        + mentored
}

/// Chance that a grade of this school year drives the head away: what it adds today, weaker on a report
/// card, and dismissal and a change of hands on top.
fn label(p: &Parameters, visits: &Visits, card: Share, dismissal: Share) -> f64 {
    if visits.this_year != Grade::Inadequate.index() as u8 + 1 {
        return 0.0;
    }
    let transfer = if visits.transferred { p.leave_transfer } else { 0.0 };
    1.0 - (1.0 - p.leave_label * (1.0 - card)) * (1.0 - dismissal) * (1.0 - transfer)
}

/// Words of a change of head.
const WORDS: usize = 5;
/// Schools whose changes are drawn together.
const BLOCK: usize = 64;

/// Chance that a head leaves at the end of the year, after `tenure` terms before it; `strain` is the
/// staff's beyond the usual.
fn chance_of_leaving(p: &Parameters, phase: Phase, tenure: Tenure, strain: Share) -> f64 {
    let primary = phase.is_primary();
    let usual = match (u32::from(tenure.0) / TERMS_PER_YEAR, primary) {
        (0, true) => p.leave_first_primary,
        (1 | 2, true) => p.leave_second_primary,
        (3 | 4, true) => p.leave_fourth_primary,
        (_, true) => p.leave_later_primary,
        (0, false) => p.leave_first_secondary,
        (1 | 2, false) => p.leave_second_secondary,
        (3 | 4, false) => p.leave_fourth_secondary,
        (_, false) => p.leave_later_secondary,
    };
    (usual * math::exp(p.leave_strain * strain)).min(1.0)
}

/// Who follows.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Successor {
    skill: Skill,
    post: Headship,
}

/// The successor in a school of this climate and bench: skill has spread 1, whatever the way to the post.
fn successor(
    p: &Parameters,
    climate: f64,
    bench: f64,
    care: &Care,
    words: &[Word; WORDS],
) -> Successor {
    let score = normal(words[1]);
    let not_found = math::exp(-p.found_of_bench * bench - p.package_stays * care.package);
    if uniform(words[2]) < p.not_found * not_found {
        return Successor { skill: Skill(score), post: Headship::Interim };
    }
    let chosen = p.package_skill * care.beyond - p.selection_cost * care.willing;
    if uniform(words[3]) < p.own_staff * math::exp(p.own_staff_of_bench * bench) {
        let own = (1.0 - p.pipeline * p.pipeline).sqrt() * score;
        return Successor {
            skill: Skill(p.pipeline * climate + own + bench + chosen),
            post: Headship::FirstHeadship,
        };
    }
    let led_before = uniform(words[4]) < p.led_before;
    let post = if led_before { Headship::LaterHeadship } else { Headship::FirstHeadship };
    Successor { skill: Skill(score + chosen), post }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOW: Word = [0; 8];
    const HIGH: Word = [255; 8];

    #[test]
    fn leaving_follows_phase_and_years_in_post() {
        let p = Parameters::default();
        let chance = |phase, terms| chance_of_leaving(&p, phase, Tenure(terms), 0.0);
        assert_eq!(chance(Phase::Primary, 0), 0.08);
        assert_eq!(chance(Phase::Primary, 8), 0.073);
        assert_eq!(chance(Phase::Secondary, 9), p.leave_fourth_secondary);
        assert_eq!(chance(Phase::AllThrough, 15), 0.08);
    }

    #[test]
    fn strain_scales_leaving_and_never_beyond_certainty() {
        let p = Parameters { leave_strain: 5.0, ..Parameters::default() };
        let chance = |strain| chance_of_leaving(&p, Phase::Primary, Tenure(0), strain);
        assert!((chance(0.1) - 0.08 * math::exp(0.5)).abs() < 1e-12);
        assert_eq!(chance(0.9), 1.0);
    }

    #[test]
    fn only_a_fresh_grade_of_inadequate_drives_a_head_away() {
        let p = Parameters::default();
        let graded = |this_year| Visits { this_year, ..Visits::default() };
        assert_eq!(label(&p, &graded(3), 0.0, 1.0), 0.0);
        assert!((label(&p, &graded(4), 0.0, 0.0) - p.leave_label).abs() < 1e-12);
        assert_eq!(label(&p, &graded(4), 1.0, 0.0), 0.0);
        assert_eq!(label(&p, &graded(4), 0.0, 1.0), 1.0);
        let transferred = Visits { transferred: true, ..graded(4) };
        assert!((label(&p, &transferred, 1.0, 0.0) - p.leave_transfer).abs() < 1e-12);
    }

    #[test]
    fn an_interim_head_stands_in_where_nobody_is_found() {
        let p = Parameters::default();
        assert_eq!(
            successor(&p, 0.0, 0.0, &Care::default(), &[LOW; WORDS]).post,
            Headship::Interim
        );
        assert_eq!(
            successor(&p, 0.0, 0.0, &Care::default(), &[HIGH; WORDS]).post,
            Headship::FirstHeadship
        );
        let before = successor(&p, 0.0, 0.0, &Care::default(), &[HIGH, HIGH, HIGH, HIGH, LOW]);
        assert_eq!(before.post, Headship::LaterHeadship);
    }

    #[test]
    fn a_successor_from_the_own_staff_carries_a_share_of_the_climate() {
        let p = Parameters { pipeline: 0.5, ..Parameters::default() };
        let middle: Word = u64::MAX.wrapping_shr(1).to_le_bytes();
        let words = [LOW, middle, HIGH, LOW, HIGH];
        assert!((successor(&p, 2.0, 0.0, &Care::default(), &words).skill.0 - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_bench_makes_the_own_successor_the_better_and_the_stand_in_rarer() {
        let p = Parameters { pipeline: 0.0, not_found: 0.5, ..Parameters::default() };
        let middle: Word = u64::MAX.wrapping_shr(1).to_le_bytes();
        let own = [LOW, middle, HIGH, LOW, HIGH];
        let of = |bench, words| successor(&p, 0.0, bench, &Care::default(), words);
        assert!((of(0.7, &own).skill.0 - 0.7).abs() < 1e-6);
        let search = [LOW, middle, (u64::MAX / 5 * 2).to_le_bytes(), HIGH, HIGH];
        assert_eq!(of(0.0, &search).post, Headship::Interim);
        assert_ne!(of(2.0, &search).post, Headship::Interim);
    }

    #[test]
    fn a_package_draws_only_as_far_as_others_do_not_pay_it_and_choice_by_willingness_costs_skill() {
        let p = Parameters::default();
        let middle: Word = u64::MAX.wrapping_shr(1).to_le_bytes();
        let words = [LOW, middle, HIGH, HIGH, HIGH];
        let skill = |care| successor(&p, 0.0, 0.0, &care, &words).skill.0;
        let paid = Care { package: 1.0, beyond: 0.25, ..Care::default() };
        assert!((skill(paid) - 0.25 * p.package_skill).abs() < 1e-6);
        let willing = Care { willing: 1.0, ..Care::default() };
        assert!((skill(willing) + p.selection_cost).abs() < 1e-6);
    }

    #[test]
    fn what_keeps_heads_adds_up_and_mentors_keep_the_new_ones() {
        let p = Parameters::default();
        let care = Care { mentored: 0.5, board: 1.0, package: 1.0, place: 1.0, ..Care::default() };
        let always = p.leave_place + p.board_stays + p.package_stays;
        assert!((stays(&p, &care, 4) - always).abs() < 1e-12);
        assert!((stays(&p, &care, 3) - always - 0.5 * p.mentoring_stays).abs() < 1e-12);
    }
}

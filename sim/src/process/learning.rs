//! Teachers get better at their work, fast at first and then slowly, and forget what is not renewed.
//!
//! Expertise is talent, plus returns to experience, plus learned practice. Practice is learned from
//! hours of development of some quality, more so in a good climate, from stronger colleagues of the
//! same school, and from partner schools; a share fades every year. A school that cuts its budget for
//! development has fewer hours.
//! Evidence: Papay and Kraft (2015), `experience-curve`; Kraft and Papay (2014),
//! `professional-environment`; Jackson and Bruegmann (2009), `peer-spillover`; trials of development,
//! `cpd-meta-rct`; two readings of one trial of peer observation, `peer-obs-published` and
//! `peer-obs-eef`.
//! Limits: one curve for every subject; nothing is lost by moving school.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::rows;
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::driver::{accountability, capacity, funding};
use crate::math;
use crate::parameters::parameters;
use crate::population::Layout;
use crate::units::{HoursPerYear, PupilSd, Share, Years};

/// Hours and quality of development, who buys it, peer observation, and the stakes that spoil it.
pub(crate) const READS: &[Entry] = &[
    capacity::DEVELOPMENT_HOURS,
    capacity::DEVELOPMENT_QUALITY,
    capacity::PEER_OBSERVATION,
    capacity::ENTITLEMENT,
    capacity::DEVELOPMENT_LEAD,
    capacity::QUALITY_MARK,
    capacity::EARLY_CAREER,
    capacity::NOVICE_YEARS,
    accountability::STAKES,
    funding::CLUSTER_SHARE,
];

parameters! {
    /// How teachers learn and forget.
    pub struct Parameters of "learning" {
        #[doc = "Gain from experience over a whole career."]
        experience_gain: 0.06 in 0.0..=0.5, "pupil SD a year", triangular(0.05, 0.06, 0.12), "experience-curve", B;
        #[doc = "Years over which the gain from experience slows by a factor of e."]
        experience_years: 3.5 in 0.5..=20.0, "years", triangular(2.0, 3.5, 5.0), "experience-curve", A;
        #[doc = "Share of learned practice that fades in a year."]
        decay: 0.15 in 0.0..=1.0, "share a year", triangular(0.05, 0.15, 0.4), "cpd-meta-rct", C;
        #[doc = "Gain in a year from the development that teachers receive today."]
        development_gain: 0.006 in -0.05..=0.1, "pupil SD a year", contested(0.3, -0.005, 0.006, 0.02), "cpd-meta-rct", B;
        #[doc = "Hours of development at which that gain is reached; it grows with their square root."]
        usual_hours: 50.0 in 1.0..=200.0, "hours a year", triangular(43.0, 50.0, 55.0), "cpd-hours", A;
        #[doc = "Gain in the quality of development when all of it is bought through clusters."]
        cluster_gain: 0.05 in -1.0..=1.0, "share", contested(0.35, -0.1, 0.05, 0.3), "assumption", C;
        #[doc = "Growth of the quality of development where a senior leader sees to it, against none."]
        lead_gain: 0.2 in -1.0..=3.0, "share", contested(0.35, -0.1, 0.2, 0.6), "cpd-quality-share", C;
        #[doc = "Growth of the quality of development that carries a mark."]
        mark_gain: 0.2 in -1.0..=3.0, "share", contested(0.35, -0.1, 0.2, 0.6), "cpd-quality-share", C;
        #[doc = "Practice that a new teacher learns in a year from full support, against none."]
        support_gain: 0.01 in -0.1..=0.2, "pupil SD a year", contested(0.35, -0.01, 0.01, 0.03), "ecf-retention", C;
        #[doc = "Extra learning from development with each SD of school climate."]
        climate_multiplier: 0.28 in -1.0..=1.0, "share per SD", triangular(0.1, 0.28, 0.5), "professional-environment", A;
        #[doc = "Share of the distance to the school's mean that a weaker teacher makes up in a year."]
        peer_learning: 0.05 in -0.1..=0.5, "share a year", contested(0.3, -0.02, 0.05, 0.15), "peer-spillover", A;
        #[doc = "Growth of peer learning when every teacher is regularly observed and nothing hangs on it."]
        observation_gain: 0.5 in -1.0..=5.0, "ratio", contested(0.4, -0.5, 0.5, 2.0), "peer-obs-published", B;
        #[doc = "Share of the distance to a partner school's staff that a weaker teacher who is paired with a stronger one there makes up in a year."]
        pairing_gain: 0.4 in -1.0..=1.0, "share a year", contested(0.3, -0.05, 0.4, 0.8), "skill-matched-pairing", A;
    }
}

/// The longest experience that is told apart, in terms (50 years).
pub(crate) const MOST_TERMS: u16 = 150;

/// Returns to experience by terms taught, pupil SD a year.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Returns(Vec<f32>);

impl Returns {
    /// The curve of these parameters, one entry a term.
    pub(crate) fn of(p: &Parameters) -> Self {
        Self((0..=MOST_TERMS).map(|terms| returns(p, f64::from(terms) / 3.0) as f32).collect())
    }

    /// Return to so many terms of teaching.
    #[inline]
    pub(crate) fn after(&self, experience: Experience) -> f32 {
        self.0[usize::from(experience.0.min(MOST_TERMS))]
    }
}

/// Return to `years` of teaching [pupil SD a year]: `G (1 − e^(−years/τ))`.
fn returns(p: &Parameters, years: Years) -> PupilSd {
    p.experience_gain * (1.0 - math::exp(-years / p.experience_years))
}

/// One term of learning and forgetting for every teacher.
pub(super) fn run(
    p: Res<Parameters>,
    returns: Res<Returns>,
    levers: Res<Levers>,
    layout: Res<Layout>,
    mut schools: Query<(&Climate, &Finance, &Exchange, &mut StaffExpertise)>,
    mut posts: Query<(&Talent, &mut Experience, &mut Learned, &mut Expertise)>,
) {
    let Some((climate, finances, exchanges, mut means)) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some((talent, mut experience, mut learned, mut expertise)) =
        rows(posts.contiguous_iter_mut())
    else {
        return;
    };
    let means = means.bypass_change_detection();
    let experience = experience.bypass_change_detection();
    let learned = learned.bypass_change_detection();
    let expertise = expertise.bypass_change_detection();
    let hours = levers.of(&capacity::DEVELOPMENT_HOURS);
    let quality = levers.of(&capacity::DEVELOPMENT_QUALITY);
    let observation = levers.of(&capacity::PEER_OBSERVATION);
    let stakes = levers.of(&accountability::STAKES);
    let cluster = levers.of(&funding::CLUSTER_SHARE);
    let (sure, lead, mark) = (
        levers.of(&capacity::ENTITLEMENT),
        levers.of(&capacity::DEVELOPMENT_LEAD),
        levers.of(&capacity::QUALITY_MARK),
    );
    let (support, novice) =
        (levers.of(&capacity::EARLY_CAREER), levers.of(&capacity::NOVICE_YEARS));
    let kept = math::per_term(1.0 - p.decay) as f32;
    let term = term_share(p.decay);
    for (school, mean) in means.iter_mut().enumerate() {
        let staff = layout.posts(school);
        let hours = (hours[school] * finances[school].development).max(sure[school]);
        let quality = quality[school]
            * (1.0 + p.cluster_gain * cluster[school])
            * seen_to(&p, lead[school], mark[school]);
        let exchange = &exchanges[school];
        let development = development(&p, hours, quality, climate[school].0);
        let development = term * (development + exchange.learned + exchange.from_centre);
        let peers = term * peer_rate(&p, observation[school], stakes[school]);
        let (development, peers) = (development as f32, peers as f32);
        let (talent, experience) = (&talent[staff.clone()], &mut experience[staff.clone()]);
        let (learned, expertise) = (&mut learned[staff.clone()], &mut expertise[staff]);
        let career = experience.iter_mut().zip(&*learned);
        for ((e, t), (x, l)) in expertise.iter_mut().zip(talent).zip(career) {
            x.0 = (x.0 + 1).min(MOST_TERMS);
            e.0 = t.0 + returns.after(*x) + l.0;
        }
        let level = math::mean_of_rows(expertise, |e| e.0) as f32;
        for (e, l) in expertise.iter_mut().zip(learned.iter_mut()) {
            let gain = (kept - 1.0) * l.0 + development + peers * (level - e.0).max(0.0);
            e.0 += gain;
            l.0 += gain;
        }
        let pairing = (term * p.pairing_gain * exchange.pairing) as f32;
        if pairing != 0.0 {
            let partner = exchange.paired_with as f32;
            for (e, l) in expertise.iter_mut().zip(learned.iter_mut()) {
                let gain = pairing * (partner - e.0).max(0.0);
                e.0 += gain;
                l.0 += gain;
            }
        }
        let early = Early { support: support[school], years: novice[school] };
        if early != Early::USUAL {
            let novices = experience.iter().zip(expertise.iter_mut()).zip(learned.iter_mut());
            for ((x, e), l) in novices {
                let gain = (term * early.beyond(&p, *x)) as f32;
                e.0 += gain;
                l.0 += gain;
            }
        }
        mean.0 = math::mean_of_rows(expertise, |e| e.0);
    }
}

/// Support of new teachers: how much, and for how long.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Early {
    support: Share,
    years: Years,
}

impl Early {
    /// Today's.
    const USUAL: Self =
        Self { support: capacity::EARLY_CAREER.default, years: capacity::NOVICE_YEARS.default };

    /// Support of a teacher after so many terms.
    fn of(&self, experience: Experience) -> Share {
        if f64::from(experience.0) <= 3.0 * self.years { self.support } else { 0.0 }
    }

    /// Practice that support beyond today's brings in a year [pupil SD a year].
    fn beyond(&self, p: &Parameters, experience: Experience) -> PupilSd {
        p.support_gain * (self.of(experience) - Self::USUAL.of(experience))
    }
}

/// Quality of development that somebody sees to or that carries a mark, where today's is 1.
fn seen_to(p: &Parameters, lead: Share, mark: Share) -> f64 {
    let led = p.lead_gain * (lead - capacity::DEVELOPMENT_LEAD.default);
    ((1.0 + led) * (1.0 + p.mark_gain * mark)).max(0.0)
}

/// Part of a year's gain that falls to one term, so that three terms of fading and gaining make
/// exactly one year: `(1 − ρ^(1/3)) / (1 − ρ)` with `ρ` what a year keeps.
fn term_share(decay: Share) -> f64 {
    if decay == 0.0 { 1.0 / 3.0 } else { (1.0 - math::per_term(1.0 - decay)) / decay }
}

/// Practice learned from development in a year [pupil SD a year].
fn development(p: &Parameters, hours: HoursPerYear, quality: f64, climate: f64) -> PupilSd {
    let dose = (hours / p.usual_hours).sqrt();
    p.development_gain * dose * quality * (1.0 + p.climate_multiplier * climate).max(0.0)
}

/// Share of the distance to stronger colleagues made up in a year.
///
/// Observation adds to it with falling returns, and less where much hangs on results.
fn peer_rate(p: &Parameters, observation: Share, stakes: Share) -> f64 {
    let dose = (1.0 - math::exp(-3.0 * observation)) / (1.0 - math::exp(-3.0));
    p.peer_learning * (1.0 + p.observation_gain * dose * (1.0 - stakes))
}

/// Learned practice on which a teacher with colleagues `distance` above settles [pupil SD a year].
pub(crate) fn settled(p: &Parameters, climate: f64, distance: PupilSd) -> PupilSd {
    let yearly = development(p, p.usual_hours, 1.0, climate) + p.peer_learning * distance;
    math::ratio(yearly, p.decay)
}

/// Share of that level reached after so many terms of teaching.
pub(crate) fn share_settled(p: &Parameters, experience: Experience) -> Share {
    1.0 - math::pow(1.0 - p.decay, f64::from(experience.0) / 3.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn support_reaches_teachers_while_they_are_new_and_counts_against_todays() {
        let p = Parameters::default();
        let after = |early: Early, terms| early.beyond(&p, Experience(terms));
        assert_eq!(after(Early::USUAL, 3), 0.0);
        let full = Early { support: 1.0, ..Early::USUAL };
        assert!((after(full, 6) - 0.5 * p.support_gain).abs() < 1e-12);
        assert_eq!(after(full, 7), 0.0);
        let long = Early { years: 3.0, ..Early::USUAL };
        assert!((after(long, 9) - 0.5 * p.support_gain).abs() < 1e-12);
        let none = Early { support: 0.0, ..Early::USUAL };
        assert!((after(none, 1) + 0.5 * p.support_gain).abs() < 1e-12);
    }

    #[test]
    fn development_is_better_with_a_lead_and_a_mark() {
        let p = Parameters::default();
        let usual = capacity::DEVELOPMENT_LEAD.default;
        assert_eq!(seen_to(&p, usual, 0.0), 1.0);
        assert!((seen_to(&p, usual, 1.0) - 1.0 - p.mark_gain).abs() < 1e-12);
        assert!((seen_to(&p, 1.0, 0.0) - 1.0 - p.lead_gain * (1.0 - usual)).abs() < 1e-12);
    }

    #[test]
    fn returns_to_experience_follow_the_curve() {
        let p = Parameters::default();
        assert_eq!(returns(&p, 0.0), 0.0);
        let at_one = p.experience_gain * (1.0 - math::exp(-1.0));
        assert!((returns(&p, p.experience_years) - at_one).abs() < 1e-15);
        assert!(returns(&p, 50.0) < p.experience_gain);
    }

    #[test]
    fn three_terms_of_learning_make_one_year() {
        for decay in [0.0, 0.15, 0.9] {
            let p = Parameters { decay, ..Parameters::default() };
            let (kept, share, yearly) = (math::per_term(1.0 - decay), term_share(decay), 0.02);
            let mut learned = 0.1;
            for _ in 0..3 {
                learned = kept * learned + share * yearly;
            }
            let year = (1.0 - p.decay) * 0.1 + yearly;
            assert!((learned - year).abs() < 1e-15, "decay {decay}");
        }
    }

    #[test]
    fn development_grows_with_the_root_of_hours_and_with_quality() {
        let p = Parameters::default();
        assert!((development(&p, 200.0, 1.0, 0.0) - 2.0 * p.development_gain).abs() < 1e-15);
        assert!((development(&p, 50.0, 3.0, 0.0) - 3.0 * p.development_gain).abs() < 1e-15);
        assert_eq!(development(&p, 0.0, 1.0, 0.0), 0.0);
    }

    #[test]
    fn climate_scales_development_and_never_turns_it_round() {
        let p = Parameters::default();
        assert!((development(&p, 50.0, 1.0, 1.0) - 1.28 * p.development_gain).abs() < 1e-15);
        assert_eq!(development(&p, 50.0, 1.0, -9.0), 0.0);
    }

    #[test]
    fn observation_adds_nothing_where_everything_hangs_on_results() {
        let p = Parameters::default();
        assert_eq!(peer_rate(&p, 1.0, 1.0), p.peer_learning);
        assert!((peer_rate(&p, 1.0, 0.0) - 1.5 * p.peer_learning).abs() < 1e-15);
        assert_eq!(peer_rate(&p, 0.0, 0.0), p.peer_learning);
    }
}

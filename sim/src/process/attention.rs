//! A head's working time is a budget: what presses on the school decides what it goes to.
//!
//! Shares of time move with pulls. Pressure from judgements and published results pulls towards
//! compliance, empty places near by towards competition, credit and money for partners towards
//! collaboration, change, many overseers and thin money towards administration. Total effort is a
//! margin of its own: pressure can raise it, strain lowers it. A strong head may keep pressure from the
//! staff.
//! Evidence: `league-table-abolition`, `fail-effect-secondary`, `fail-effect-primary`,
//! `fail-effect-decay` for effort; `accountability-stress` for what reaches the staff. How heads divide
//! their time is assumed.
//! Limits: one head's time stands for all leaders; nobody looks ahead further than the next judgement.

use bevy_ecs::prelude::*;

use super::joint_work::HELP;
use super::policy::Levers;
use super::{inspection, rows, strain};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::driver::{accountability, collaboration, competition};
use crate::math;
use crate::parameters::parameters;
use crate::population::Baseline;
use crate::units::{Share, Years};

/// What is feared, what is rewarded, and who asks.
pub(crate) const READS: &[Entry] = &[
    accountability::STAKES,
    accountability::INSPECTION_INTERVAL,
    accountability::FOCUS,
    accountability::GROUP_UNIT,
    accountability::AREA_UNIT,
    accountability::CLUSTER_UNIT,
    accountability::FLOOR,
    accountability::COLLABORATION_CREDIT,
    accountability::PUBLICATION,
    accountability::EXEMPTION,
    accountability::REPORT_CARD,
    accountability::DIMENSIONS,
    accountability::OVERSEERS,
    competition::CHOICE,
    competition::REPUTATION_WEIGHT,
    competition::MONEY_FOLLOWS,
    competition::HOARDING,
    collaboration::FAMILIES_DATA,
];

parameters! {
    /// What pulls on heads, and what it does to their effort.
    pub struct Parameters of "attention" {
        #[doc = "Usual share of time for teaching and its improvement."]
        instruction: 0.35 in 0.05..=0.9, "share", triangular(0.25, 0.35, 0.45), "assumption", C;
        #[doc = "Usual share of time for being ready for inspection and tests."]
        compliance: 0.25 in 0.01..=0.9, "share", triangular(0.15, 0.25, 0.35), "assumption", C;
        #[doc = "Usual share of time for keeping and winning pupils."]
        competition: 0.05 in 0.01..=0.9, "share", triangular(0.02, 0.05, 0.15), "assumption", C;
        #[doc = "Usual share of time for work with other schools."]
        collaboration: 0.10 in 0.01..=0.9, "share", triangular(0.05, 0.10, 0.20), "assumption", C;
        #[doc = "Usual share of time for running the school."]
        administration: 0.25 in 0.01..=0.9, "share", triangular(0.15, 0.25, 0.35), "assumption", C;
        #[doc = "Fear of published results in a school at the very bottom of them."]
        fear_of_tables: 0.4 in 0.0..=10.0, "pressure per unit of stakes", triangular(0.2, 0.4, 2.0), "league-table-abolition", C;
        #[doc = "Fear of the next inspection in a school that is sure to fail it."]
        fear_of_inspection: 0.4 in 0.0..=10.0, "pressure per unit of stakes", triangular(0.2, 0.4, 2.0), "assumption", C;
        #[doc = "Pressure on a school that has just been judged Inadequate, beyond the others."]
        label_inadequate: 3.0 in 0.0..=10.0, "pressure per unit of stakes", triangular(1.0, 3.0, 4.0), "fail-effect-secondary", C;
        #[doc = "Pressure on a school that has just been judged to require improvement, beyond the others."]
        label_requires: 0.6 in 0.0..=10.0, "pressure per unit of stakes", triangular(0.0, 0.6, 1.5), "fail-effect-secondary", C;
        #[doc = "Pressure on a school below the floor standard, beyond the others."]
        floor: 1.0 in 0.0..=10.0, "pressure per unit of stakes", triangular(0.2, 1.0, 2.0), "assumption", C;
        #[doc = "Years over which the pressure of a low grade falls by a factor of e."]
        label_years: 1.5 in 0.1..=20.0, "years", triangular(0.8, 1.5, 3.0), "fail-effect-decay", C;
        #[doc = "Growth of the logarithm of time for compliance with each unit of pressure."]
        compliance_pull: 0.10 in -2.0..=5.0, "log per unit", triangular(0.0, 0.10, 1.5), "assumption", C;
        #[doc = "Growth of the logarithm of time for competition with each unit of threat."]
        competition_pull: 2.0 in -2.0..=10.0, "log per unit", triangular(0.0, 2.0, 5.0), "assumption", C;
        #[doc = "Growth of the logarithm of time for competition where no development can be paid for and money follows pupils."]
        competition_of_squeeze: 0.3 in -2.0..=5.0, "log", contested(0.35, -0.1, 0.3, 1.0), "assumption", C;
        #[doc = "Growth of the logarithm of time for partners with full credit for it, or £170 a pupil for it."]
        collaboration_pull: 0.5 in -2.0..=5.0, "log per unit", triangular(0.0, 0.5, 1.5), "assumption", C;
        #[doc = "Growth of the logarithm of time for partners with each SD of the head's willingness."]
        disposition_pull: 0.5 in -2.0..=2.0, "log per SD", triangular(0.1, 0.5, 0.8), "assumption", C;
        #[doc = "Growth of the logarithm of time for partners with two hours a term of help for them from each teacher."]
        helping_pull: 0.2 in -2.0..=5.0, "log", triangular(0.0, 0.2, 0.6), "assumption", C;
        #[doc = "Growth of the logarithm of time for administration with a change of structure, or four more overseers."]
        administration_pull: 0.5 in -2.0..=5.0, "log per unit", triangular(0.0, 0.5, 1.5), "assumption", C;
        #[doc = "Effort added by strong pressure."]
        effort_of_pressure: 0.22 in -0.5..=0.5, "share of effort", contested(0.3, -0.05, 0.22, 0.35), "fail-effect-secondary", C;
        #[doc = "Growth of the logarithm of effort under pressure or threat with each SD of the head's skill."]
        effort_of_skill: 0.3 in -1.0..=1.0, "log per SD", triangular(0.0, 0.3, 0.6), "assumption", C;
        #[doc = "Effort added by a strong threat from other schools."]
        effort_of_threat: 0.03 in -0.5..=0.5, "share of effort", contested(0.4, -0.05, 0.03, 0.10), "competition-effect", C;
        #[doc = "Effort added in a school one SD below the mean that knows all about schools like it, against none."]
        effort_of_families: 0.02 in -0.5..=0.5, "share of effort per SD", contested(0.4, -0.02, 0.02, 0.06), "gap-within-family", C;
        #[doc = "Effort lost with each unit of the staff's strain beyond the usual."]
        effort_lost_to_strain: 0.15 in -0.5..=2.0, "share of effort per share", triangular(0.0, 0.15, 0.5), "workload", C;
        #[doc = "Share of pressure that the best heads keep from the staff."]
        buffering: 0.4 in -1.0..=1.0, "share", contested(0.35, -0.2, 0.4, 0.8), "accountability-stress", C;
    }
}

/// One term of attention in every school.
pub(super) fn run(
    p: Res<Parameters>,
    mood: Res<strain::Parameters>,
    lines: Res<inspection::Parameters>,
    levers: Res<Levers>,
    baseline: Res<Baseline>,
    mut schools: Query<(
        (&Phase, &Inspected, &Visits, &TrackRecord, &StaffMood, &Churn, &Finance, &Admissions),
        (&Exchange, &mut Attention, &mut Effort, &mut Pressure),
    )>,
    heads: Query<(&Skill, &Collaborator)>,
) {
    let Some((
        (phases, grades, visits, records, moods, churn, finances, admissions),
        (exchanges, mut attention, mut efforts, mut pressures),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some((skills, collaborators)) = rows(heads.contiguous_iter()) else { return };
    let (attention, efforts) =
        (attention.bypass_change_detection(), efforts.bypass_change_detection());
    let pressures = pressures.bypass_change_detection();
    let of = Judging::of(&levers);
    let (credit, hoarding) =
        (levers.of(&accountability::COLLABORATION_CREDIT), levers.of(&competition::HOARDING));
    let (group, area) =
        (levers.of(&accountability::GROUP_UNIT), levers.of(&accountability::AREA_UNIT));
    let cluster = levers.of(&accountability::CLUSTER_UNIT);
    let (bodies, dimensions) =
        (levers.of(&accountability::OVERSEERS), levers.of(&accountability::DIMENSIONS));
    let (choice, weight) =
        (levers.of(&competition::CHOICE), levers.of(&competition::REPUTATION_WEIGHT));
    let follows = levers.of(&competition::MONEY_FOLLOWS);
    let families = levers.of(&collaboration::FAMILIES_DATA);
    for school in 0..phases.len() {
        let line = lines.requires(phases[school].is_primary());
        let judged = Judged {
            record: records[school],
            grade: grades[school].0,
            since: f64::from(visits[school].terms) / 3.0,
            fails: failing(visits[school].expected, line),
        };
        let threat =
            choice[school] * weight[school] * follows[school] * admissions[school].empty_nearby;
        let usual = &baseline.leadership;
        let press = pressure(&p, &of.at(school), &judged);
        let beyond = press - usual.pressure;
        let skill = skills[school].0;
        pressures[school] = Pressure {
            accountability: press,
            competition: threat,
            staff: beyond * (1.0 - p.buffering * math::normal_share(skill)),
        };
        let pulls = Pulls {
            pressure: beyond,
            threat: threat - usual.threat,
            squeeze: follows[school] * (1.0 - finances[school].development).max(0.0),
            behind: (families[school] - collaboration::FAMILIES_DATA.default)
                * (-records[school].progress).max(0.0),
            partners: credit[school] + 0.5 * (group[school] + area[school] + cluster[school])
                - hoarding[school]
                + granted(finances[school].partnership),
            willing: collaborators[school].disposition,
            helping: (exchanges[school].burden - usual.burden) / HELP,
            administration: churn[school].0 - usual.churn
                + 0.25 * (bodies[school] - accountability::OVERSEERS.default)
                + 0.1 * (dimensions[school] - accountability::DIMENSIONS.default)
                + SQUEEZE * (1.0 - finances[school].development).max(0.0),
        };
        attention[school] = Attention(shares(&p, &pulls));
        let strain = moods[school].strain - mood.usual;
        efforts[school] = Effort(effort(&p, &pulls, skill, strain));
    }
}

/// Pull of money for time with partners, pounds for each pupil.
fn granted(partnership: f64) -> f64 {
    if partnership == 0.0 { 0.0 } else { math::ln(1.0 + partnership / 100.0) }
}

/// Pull on administration of money so thin that no development is bought, where a change of structure is 1.
const SQUEEZE: f64 = 0.2;

/// How schools are judged: the levers, school by school.
struct Judging<'a> {
    stakes: &'a [f64],
    publication: &'a [f64],
    interval: &'a [f64],
    exemption: &'a [f64],
    focus: &'a [f64],
    card: &'a [f64],
    dimensions: &'a [f64],
    floor: &'a [f64],
}

/// How one school is judged.
#[derive(Clone, Copy, Debug)]
struct Rules {
    stakes: Share,
    publication: Share,
    interval: Years,
    exemption: Share,
    focus: Share,
    card: Share,
    dimensions: f64,
    floor: Share,
}

impl<'a> Judging<'a> {
    fn of(levers: &'a Levers) -> Self {
        Self {
            stakes: levers.of(&accountability::STAKES),
            publication: levers.of(&accountability::PUBLICATION),
            interval: levers.of(&accountability::INSPECTION_INTERVAL),
            exemption: levers.of(&accountability::EXEMPTION),
            focus: levers.of(&accountability::FOCUS),
            card: levers.of(&accountability::REPORT_CARD),
            dimensions: levers.of(&accountability::DIMENSIONS),
            floor: levers.of(&accountability::FLOOR),
        }
    }

    fn at(&self, school: usize) -> Rules {
        Rules {
            stakes: self.stakes[school],
            publication: self.publication[school],
            interval: self.interval[school],
            exemption: self.exemption[school],
            focus: self.focus[school],
            card: self.card[school],
            dimensions: self.dimensions[school],
            floor: self.floor[school],
        }
    }
}

/// What a school knows of how it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Judged {
    record: TrackRecord,
    grade: Option<Grade>,
    /// Years since the last visit.
    since: Years,
    /// Chance that the next visit ends below Good.
    fails: Share,
}

/// Spread of the doubt that a school has about the score of its next inspection, in SD.
const DOUBT: f64 = 0.5;

/// Chance, as the school sees it, that a visit ends below the line.
fn failing(expected: f64, line: f64) -> Share {
    math::normal_share((line - expected) / DOUBT)
}

/// Pressure from judgements and published results: stakes times what there is to fear.
///
/// With more measures published each weighs less: the fourth root of their number.
fn pressure(p: &Parameters, rules: &Rules, judged: &Judged) -> f64 {
    let standing = 0.5 * (judged.record.progress + judged.record.raw);
    let tables = p.fear_of_tables * rules.publication * math::normal_share(-standing);
    let spared = match judged.grade {
        Some(Grade::Outstanding) => 1.0 - rules.exemption,
        _ => 1.0,
    };
    let often = (accountability::INSPECTION_INTERVAL.default / rules.interval).sqrt();
    let visit = p.fear_of_inspection * spared * often * judged.fails;
    let low = match judged.grade {
        Some(Grade::Inadequate) => p.label_inadequate,
        Some(Grade::RequiresImprovement) => p.label_requires,
        _ => 0.0,
    };
    let label = if low == 0.0 {
        0.0
    } else {
        low * (1.0 - rules.card) * math::exp(-judged.since / p.label_years)
    };
    let below = rules.floor > 0.0 && judged.record.progress < math::normal_quantile(rules.floor);
    let floor = if below { p.floor } else { 0.0 };
    let diluted = if rules.dimensions == 1.0 { 1.0 } else { rules.dimensions.sqrt().sqrt() };
    rules.stakes * (tables + floor + (1.0 - rules.focus) * (visit + label)) / diluted
}

/// What pulls on a head, against the base year.
#[derive(Clone, Copy, Debug, Default)]
struct Pulls {
    pressure: f64,
    threat: f64,
    /// Share of development that cannot be paid for, as far as money follows pupils.
    squeeze: Share,
    /// How far the school knows that it does worse than schools like it, in SD.
    behind: f64,
    partners: f64,
    /// The head's willingness to work with others, in SD.
    willing: f64,
    /// Help for other schools, in two hours a term for each teacher, beyond the usual.
    helping: f64,
    administration: f64,
}

/// Shares of working time: usual shares times `e^pull`, made to add up to 1.
fn shares(p: &Parameters, pulls: &Pulls) -> [Share; ACTIVITIES] {
    let mut time = [0.0; ACTIVITIES];
    time[INSTRUCTION] = p.instruction;
    time[COMPLIANCE] = p.compliance * math::exp(p.compliance_pull * pulls.pressure);
    let winning = p.competition_pull * pulls.threat + p.competition_of_squeeze * pulls.squeeze;
    time[COMPETITION] = p.competition * math::exp(winning);
    time[COLLABORATION] = p.collaboration
        * math::exp(
            p.collaboration_pull * pulls.partners
                + p.disposition_pull * pulls.willing
                + p.helping_pull * pulls.helping,
        );
    time[ADMINISTRATION] =
        p.administration * math::exp(p.administration_pull * pulls.administration);
    let all: f64 = time.iter().sum();
    time.map(|time| time / all)
}

/// Least effort that a school can fall to.
const LEAST: f64 = 0.3;

/// Total effort, where 1 is usual.
fn effort(p: &Parameters, pulls: &Pulls, skill: f64, strain: Share) -> f64 {
    let pressed = p.effort_of_pressure * math::tanh(pulls.pressure);
    let threatened = p.effort_of_threat * math::tanh(pulls.threat);
    // Good heads make more of either.
    let driven = (pressed + threatened) * math::exp(p.effort_of_skill * skill);
    let behind = p.effort_of_families * pulls.behind;
    (1.0 + driven + behind - p.effort_lost_to_strain * strain).max(LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        Rules {
            stakes: 0.5,
            publication: 1.0,
            interval: 4.0,
            exemption: 0.5,
            focus: 0.0,
            card: 0.0,
            dimensions: 1.0,
            floor: 0.0,
        }
    }

    #[test]
    fn time_is_a_budget_that_adds_up_to_one() {
        let p = Parameters::default();
        for pull in [-2.0, 0.0, 0.7, 3.0] {
            let pulls = Pulls {
                pressure: pull,
                threat: pull,
                squeeze: pull,
                behind: pull,
                partners: -pull,
                willing: pull,
                helping: pull,
                administration: pull,
            };
            let shares = shares(&p, &pulls);
            assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!(shares.iter().all(|share| *share > 0.0));
        }
    }

    #[test]
    fn without_a_pull_time_is_shared_as_usual() {
        let p = Parameters::default();
        let shares = shares(&p, &Pulls::default());
        let usual = [p.instruction, p.compliance, p.competition, p.collaboration, p.administration];
        for (share, usual) in shares.iter().zip(usual) {
            assert!((share - usual).abs() < 1e-12);
        }
    }

    #[test]
    fn pressure_is_stakes_times_what_there_is_to_fear() {
        let p = Parameters::default();
        let middle = Judged { fails: 0.2, ..Judged::default() };
        let usual = pressure(&p, &rules(), &middle);
        assert!((usual - 0.5 * (0.5 * p.fear_of_tables + 0.2 * p.fear_of_inspection)).abs() < 1e-9);
        assert_eq!(pressure(&p, &Rules { stakes: 0.0, ..rules() }, &middle), 0.0);
        let unpublished = Rules { publication: 0.0, focus: 1.0, ..rules() };
        assert_eq!(pressure(&p, &unpublished, &middle), 0.0);
    }

    #[test]
    fn the_pressure_of_a_low_grade_fades_and_a_report_card_weakens_it() {
        let p = Parameters::default();
        let low = |since| Judged { grade: Some(Grade::Inadequate), since, ..Judged::default() };
        let more = |rules: &Rules, since| {
            pressure(&p, rules, &low(since)) - pressure(&p, rules, &Judged::default())
        };
        assert!((more(&rules(), 0.0) - 0.5 * p.label_inadequate).abs() < 1e-12);
        let later = 0.5 * p.label_inadequate * math::exp(-1.0);
        assert!((more(&rules(), p.label_years) - later).abs() < 1e-12);
        assert_eq!(more(&Rules { card: 1.0, ..rules() }, 0.0), 0.0);
    }

    #[test]
    fn a_school_below_the_floor_is_pressed_and_one_above_is_not() {
        let p = Parameters::default();
        let at = |progress| Judged {
            record: TrackRecord { progress, raw: -progress },
            ..Judged::default()
        };
        let floor = Rules { floor: 0.1, ..rules() };
        let more =
            |progress| pressure(&p, &floor, &at(progress)) - pressure(&p, &rules(), &at(progress));
        assert!((more(-1.3) - 0.5 * p.floor).abs() < 1e-12);
        assert_eq!(more(-1.2), 0.0);
    }

    #[test]
    fn effort_follows_pressure_up_and_strain_down() {
        let p = Parameters::default();
        let pressed = |pressure| Pulls { pressure, ..Pulls::default() };
        assert_eq!(effort(&p, &Pulls::default(), 1.0, 0.0), 1.0);
        let strong = effort(&p, &pressed(30.0), 0.0, 0.0);
        assert!((strong - 1.0 - p.effort_of_pressure).abs() < 1e-12);
        let tired = effort(&p, &Pulls::default(), 0.0, 0.1);
        assert!((tired - 1.0 + 0.1 * p.effort_lost_to_strain).abs() < 1e-12);
        assert_eq!(effort(&p, &Pulls::default(), 0.0, 9.0), LEAST);
    }
}

//! Contested mechanisms by name: effects that a study may scale, switch off or turn round.
//!
//! A mechanism is one or more parameters of one idea. Its factor multiplies them: 1 leaves the effect
//! as it is, 0 takes it away, −1 turns its sign. Every parameter whose prior allows that the effect is
//! nothing belongs to one mechanism.

use crate::catalogue::position;

/// The smallest factor: the effect with its sign turned.
pub const LEAST_FACTOR: f64 = -1.0;
/// The largest factor: twice the effect.
pub const LARGEST_FACTOR: f64 = 2.0;

/// A named effect and the parameters that carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mechanism {
    /// Its name in scenario files; no process has it.
    pub name: &'static str,
    /// What the effect is, in a sentence.
    pub sentence: &'static str,
    /// Paths of the parameters that its factor multiplies.
    pub parameters: &'static [&'static str],
}

impl Mechanism {
    /// Catalogue positions of its parameters.
    pub fn positions(&self) -> impl Iterator<Item = usize> {
        self.parameters.iter().filter_map(|path| position(path))
    }
}

/// The mechanism of that name: its position in [`MECHANISMS`].
pub fn mechanism(name: &str) -> Option<usize> {
    MECHANISMS.iter().position(|mechanism| mechanism.name == name)
}

macro_rules! mechanisms {
    ($( $name:ident $sentence:literal: $($parameter:literal),+; )*) => {
        /// Every mechanism.
        pub const MECHANISMS: &[Mechanism] = &[$(
            Mechanism {
                name: stringify!($name),
                sentence: $sentence,
                parameters: &[$($parameter),+],
            },
        )*];
    };
}

mechanisms! {
    likeness "Families prefer schools whose pupils are like their own children.":
        "admissions.likeness";
    cream_skimming "Heads under competition win pupils who are likely to do well.":
        "admissions.selection_gain";
    pressure_effort "Pressure from judgements and results makes leaders try harder.":
        "attention.effort_of_pressure";
    threat_effort "The threat of losing pupils makes leaders try harder.":
        "attention.effort_of_threat";
    buffering "Strong heads keep pressure from their staff.":
        "attention.buffering";
    head_climate "A head's skill makes the school's climate.":
        "climate.head_gain";
    head_strain_exit "Strained staffs cost schools their heads.":
        "headship.leave_strain";
    home_grown_heads "Schools with a good climate raise better successors to their heads.":
        "headship.pipeline";
    sense_of_place "A strong sense of place keeps teachers and heads.":
        "headship.leave_place", "staffing.leave_place";
    board_challenge "Developed governing boards challenge their schools.":
        "improvement.board_gain";
    unchallenged_optimism "Schools that nobody challenges come to think too well of themselves.":
        "improvement.drift";
    complacency "Schools that think well of themselves work less on themselves.":
        "improvement.complacency";
    expert_support "Expert support makes more of a school's efforts.":
        "improvement.support_gain";
    evidence_awareness "Evidence that is supplied and can be used makes more of a school's efforts.":
        "improvement.evidence_gain";
    knowledge_hoarding "Schools that keep what they know from rivals make less of their efforts.":
        "improvement.hoarding_loss";
    scope "Freedom gives a school room to improve, and pressure takes it.":
        "improvement.scope_gain";
    area_programme "A programme for an area lifts its schools and services.":
        "improvement.programme_gain", "teaching.programme_services";
    improvement_money "Money for development makes more of a school's efforts.":
        "improvement.money_gain";
    partners_time "Time for partners makes more of a school's efforts.":
        "improvement.partners_gain";
    cluster_spending "Money that schools spend together goes further.":
        "improvement.cluster_gain", "learning.cluster_gain";
    imposed_support "Less comes of help that is imposed.":
        "improvement.imposed_loss";
    patching "Pressure turns effort from causes to symptoms.":
        "improvement.symptoms_of_pressure";
    tips "Tips lift measured results for a while.":
        "improvement.tips_gain";
    developmental_inspection "Inspection that is there to help teaches schools to see their needs.":
        "inspection.insight_gain";
    professional_development "Professional development raises teachers' expertise.":
        "learning.development_gain";
    peer_learning "Teachers learn from stronger colleagues.":
        "learning.peer_learning";
    peer_observation "Watching one another teach speeds that learning.":
        "learning.observation_gain";
    exploration "Freedom widens the spread of practice, and stakes narrow it.":
        "practice.exploration";
    marketing "Time for winning pupils makes a better name.":
        "reputation.marketing_gain";
    test_tuning "Preparing for tests lifts measured results alone.":
        "results.most_tuning";
    strain_exit "Strain makes teachers leave.":
        "staffing.leave_strain";
    commitment_exit "Commitment keeps teachers.":
        "staffing.leave_commitment";
    climate_exit "A good climate keeps teachers.":
        "staffing.leave_climate";
    disadvantage_recruitment "Fewer teachers apply where more pupils are poor.":
        "staffing.apply_disadvantage";
    climate_recruitment "More teachers apply where the climate is good.":
        "staffing.apply_climate";
    pressure_strain "Pressure strains teachers.":
        "strain.pressure";
    climate_relief "A good climate relieves teachers and commits them.":
        "strain.climate_relief", "strain.commitment_climate";
    strain_commitment "Strain costs commitment.":
        "strain.commitment_strain";
    joint_practice "Joint work on practice raises what teachers learn, practice and leadership.":
        "joint_work.practice_gain", "joint_work.domain_gain", "joint_work.leadership_gain";
    shared_tips "Tips from partners lift results and practice for a while.":
        "joint_work.tips_gain", "joint_work.tips_practice";
    peer_review_diagnosis "Peer review teaches schools to see their needs.":
        "joint_work.review_diagnosis";
    review_follow_up "Support that follows a review changes practice.":
        "joint_work.follow_up_gain";
    review_leniency "Partners grow lenient with one another.":
        "joint_work.leniency";
    review_conformity "Reviews without training make schools do as all do.":
        "practice.review_conformity";
    recombination "Schools that work on practice together find more than the best of them knows.":
        "joint_work.recombination";
    helper_gain "Helping other schools brings something home.":
        "joint_work.helper_gain";
    helper_fatigue "Helping other schools strains the helper's staff.":
        "strain.helping";
    variety_of_ties "Partnerships of different kinds help schools to use what they learn.":
        "joint_work.variety_gain";
    forced_adoption "Less comes of joint work that is imposed.":
        "joint_work.forced_loss";
    middle_leaders "Middle leaders who lead carry joint work into classrooms.":
        "joint_work.middle_leaders_gain";
    staff_exchange "Exchanging teachers makes more of the work in a tie.":
        "joint_work.exchange_gain";
    paired_teachers "Weaker teachers learn from stronger ones of a partner school who fit.":
        "learning.pairing_gain";
    partner_challenge "Partners who challenge one another keep optimism down.":
        "improvement.partner_challenge";
    families_insight "Knowing schools like one's own makes needs clearer.":
        "improvement.families_gain";
    platform_awareness "A checked platform makes more of a school's efforts.":
        "improvement.platform_gain";
    trust_within "Schools whose own staff trust one another find partners more easily.":
        "partnership.climate";
    helpers_confidence "Confident heads find partners more easily.":
        "partnership.confidence";
    rivalry "Schools that live on the same families keep apart and lose trust.":
        "partnership.rivalry", "trust.rivalry";
    collaboration_incentive "Credit for helping others brings schools together.":
        "partnership.incentive";
    shared_purpose "A shared purpose makes trust grow faster.":
        "trust.purpose_gain";
    blame "Pressure on schools costs trust between partners.":
        "trust.blame";
    one_sidedness "Trust falls where one side only gives.":
        "trust.one_sided";
    uniform_practice "Trusts that ask the same of all their schools narrow the spread of practice.":
        "practice.uniformity";
    centre_teaching "Centres of trusts and federations change what teachers learn.":
        "centres.teaching_gain";
    growth_overload "A centre that takes schools in is worth less for a while.":
        "centres.overload_loss";
    choice_of_trust "Schools go to trusts with better results.":
        "grouping.record";
    executive_span "Who leads several schools is worth less to each.":
        "executive.span_loss";
    leader_training "Trained system leaders bring more.":
        "joint_work.training_gain";
    leader_autonomy "System leaders who decide themselves bring more, and more heads are willing.":
        "joint_work.autonomy_gain", "system_leaders.autonomy_supply";
    deputies_groups "Groups of deputies find new practice, and make future heads.":
        "joint_work.deputies_gain", "pipeline.deputies_gain";
    leadership_qualifications "Qualifications make senior staff ready to lead.":
        "pipeline.qualification_gain";
    middle_leaders_pipeline "Middle leaders who lead grow into heads.":
        "pipeline.middle_leaders_gain";
    head_mentoring "Mentors keep new heads, and soften the change.":
        "headship.mentoring_stays", "headship.mentoring_dip";
    board_care "Boards that care for their heads keep them.":
        "headship.board_stays";
    head_package "A package for hard posts draws and keeps heads.":
        "headship.package_skill", "headship.package_stays";
    head_selection_cost "Choosing heads for their willingness costs skill.":
        "headship.selection_cost";
    development_lead "A senior leader who sees to it makes development better.":
        "learning.lead_gain";
    quality_mark "A mark of quality makes development better.":
        "learning.mark_gain";
    mark_buying "A mark of quality makes schools buy more development.":
        "budget.mark_buying";
    early_career_support "Support makes new teachers better, and keeps them.":
        "learning.support_gain", "staffing.support_stays";
    novice_status "A longer way to full status costs entrants.":
        "staffing.status_delay";
    area_routes "Routes into teaching in an area bring applicants there.":
        "staffing.area_routes_gain";
    selective_routes "Routes that select strictly bring better teachers.":
        "staffing.selective_talent";
    development_commitment "Good development commits teachers.":
        "strain.commitment_development";
    monitoring "Looking at priorities again in mid-year makes more of a school's efforts.":
        "improvement.monitoring_gain";
    diagnosis_training "Training in judging needs makes them clearer.":
        "improvement.training_gain";
    broadcast_awareness "Advice that is broadcast makes more of a school's efforts.":
        "improvement.broadcast_gain";
    churn_buffering "Strong heads soften change.":
        "improvement.churn_buffering";
    families_effort "Knowing that schools like one's own do better makes leaders try harder.":
        "attention.effort_of_families";
    squeeze_competition "Tight money makes schools compete for pupils.":
        "attention.competition_of_squeeze";
    area_convening "A convened area partnership brings schools together.":
        "partnership.convened";
    area_coordination "A convened area partnership softens a common shock.":
        "teaching.area_coordination";
    inclusion "Practice for their inclusion keeps disadvantaged pupils from drifting apart.":
        "teaching.inclusion_gain";
    targeted_premium "Money for disadvantaged pupils that is spent by evidence keeps them from drifting apart.":
        "teaching.premium_gain";
    character_homophily "Schools of one religious character keep together.":
        "partnership.character";
    exchange_ties "Schools that exchange teachers find partners more easily.":
        "partnership.exchange";
    pressure_doubt "Pressure makes heads doubt themselves, and offer less help.":
        "partnership.doubt_of_pressure";
    candour "Challenge without trust ends ties.":
        "partnership.candour";
    instruction_effort "Leaders' effort for teaching raises what pupils learn.":
        "teaching.effort_gain";
    spending "Money raises what pupils learn.":
        "teaching.money_primary", "teaching.money_secondary";
    area_services "Services outside school keep disadvantaged pupils from drifting apart.":
        "teaching.services_gain";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Prior, catalogue};
    use crate::process::TIMETABLE;

    #[test]
    fn every_contested_parameter_belongs_to_one_mechanism_and_no_other_parameter_to_any() {
        let named: Vec<&str> =
            MECHANISMS.iter().flat_map(|mechanism| mechanism.parameters).copied().collect();
        for entry in catalogue() {
            let contested = matches!(entry.prior, Prior::ZeroOrTriangular { .. });
            let times = named.iter().filter(|path| **path == entry.path).count();
            assert_eq!(times, usize::from(contested), "{}", entry.path);
        }
        assert_eq!(MECHANISMS.iter().flat_map(Mechanism::positions).count(), named.len());
    }

    #[test]
    fn every_mechanism_has_a_name_of_its_own() {
        for (at, one) in MECHANISMS.iter().enumerate() {
            assert_eq!(mechanism(one.name), Some(at), "{}", one.name);
            assert!(TIMETABLE.iter().all(|process| process.name != one.name), "{}", one.name);
            assert!(one.sentence.ends_with('.'), "{}", one.name);
        }
    }

    #[test]
    fn no_factor_takes_a_baseline_value_out_of_its_bounds() {
        for mechanism in MECHANISMS {
            for at in mechanism.positions() {
                let entry = &catalogue()[at];
                for factor in [LEAST_FACTOR, LARGEST_FACTOR] {
                    let value = entry.default * factor;
                    assert!((entry.min..=entry.max).contains(&value), "{}", entry.path);
                }
            }
        }
    }
}

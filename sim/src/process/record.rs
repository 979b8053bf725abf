//! The term's rows are written: the nation every term; areas, schools and published results every
//! summer.
//!
//! Attainment in months speaks of effects (months of the Education Endowment Foundation), gaps in
//! months of the Education Policy Institute: the two differ, and the columns say which.
//! Evidence: `eef-sd-per-month`, `sd-per-epi-month-ks2`, `sd-per-epi-month-ks4`.

use bevy_ecs::prelude::*;

use super::partnership::works;
use super::results::{has_pupils, mean_of};
use super::{Now, admissions, budget, centres, rows, staffing, teaching};
use crate::agent::{Phase as SchoolPhase, *};
use crate::catalogue::{Entry, triangular};
use crate::concentration::{Concentration, Fifths};
use crate::groups::Groups;
use crate::math;
use crate::parameters::parameters;
use crate::population::{AUTHORITIES, Baseline, GroupKind, Known, Layout};
use crate::records::{GroupRow, Records, ResultRow, SchoolRow, TieRow};
use crate::tally::{FifthSums, PartnerSums, Staff, Structured, Sums};
use crate::term::{Season, TERMS_PER_YEAR, Term};

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
pub(crate) struct Written {
    pub(crate) records: Records,
    /// Whether schools have rows of their own.
    pub(crate) schools: bool,
    /// Whether ties have.
    pub(crate) ties: bool,
}

/// Writes this term's rows.
pub(super) fn run(
    now: Res<Now>,
    first: Res<FirstTerm>,
    p: Res<Parameters>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    desk: Res<admissions::Desk>,
    market: Res<staffing::Market>,
    (mut written, mut areas): (ResMut<Written>, ResMut<AreaSums>),
    (teaching, fifths, known): (Res<teaching::Parameters>, Res<Fifths>, Res<Known>),
    (centres, trading, groups): (Res<centres::Parameters>, Res<staffing::Parameters>, Res<Groups>),
    mut concentration: ResMut<Concentration>,
    schools: Query<(
        (&SchoolId, &SchoolPhase, &Region, &Authority, &Roll, &Disadvantaged),
        (&StaffExpertise, &StaffMood, &StaffTurnover, &Results, &YearGain),
        (&Climate, &Practice, &Reputation, &Admissions, &Finance, &SchoolPart, &TrackRecord),
        (&Open, &Attention, &Effort, &Pressure, &SelfEvaluation, &CountsMost),
        (&Inspected, &Visits, &Churn, &InGroup, &Capacity, &AreaProgramme),
        (&Setting, &Partners, &Exchange, &Designated, &ServedBy),
    )>,
    heads: Query<(&LedBy, &Executive)>,
    posts: Query<(&Expertise, &Experience)>,
    cohorts: Query<(&YearGroup, &Pupils, &Outside, &Intake)>,
    ties: Query<(&Tie, &Bond, &Fit)>,
) {
    let Some((
        (ids, phases, regions, authorities, rolls, disadvantaged),
        (expertise, moods, turnover, results, gains),
        (climates, practices, reputations, admissions, finances, parts, records),
        (open, attention, efforts, pressures, evaluations, counts_most),
        (grades, visits, churn, in_group, capacities, programmes),
        (settings, partners, exchanges, designated, served_by),
    )) = rows(schools.contiguous_iter())
    else {
        return;
    };
    let Some((led_by, executives)) = rows(heads.contiguous_iter()) else { return };
    let Some((own, experience)) = rows(posts.contiguous_iter()) else { return };
    let Some(year_groups) = rows(cohorts.contiguous_iter()) else { return };
    let summer = now.term.season() == Season::Summer;
    let school_year = i64::from(now.term.school_year_start()) + 1;
    let mut nation = Sums::default();
    areas.0.fill(Sums::default());
    let mut by_fifth = [[FifthSums::default(); 5]; 2];
    let mut reach = [[PartnerSums::default(); CELLS]; 2];
    let mut block = [SchoolRow::default(); BLOCK];
    let mut filled = 0;
    for (school, id) in ids.iter().enumerate().filter(|(school, _)| open[*school].0) {
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
        let leads = (&attention[school], &efforts[school], &pressures[school]);
        nation.leaders.add(leads, &evaluations[school], &churn[school]);
        nation.programme += programmes[school].0;
        if !summer {
            continue;
        }
        let pupils = rolls[school].0;
        nation.add_year(pupils, &results[school], &turnover[school]);
        nation.add_measured(&results[school]);
        nation.add_money(pupils, &finances[school]);
        nation.add_income(pupils, &finances[school]);
        nation.add_grade(grades[school], &visits[school]);
        let level =
            teaching::level(&teaching, climates[school].0, &practices[school], counts_most[school]);
        let quality = baseline.in_school_sd(level);
        let stage = budget::stage(phases[school]);
        let cell = cell(fifths.0[school], settings[school], known.0.is_coastal(school));
        reach[stage][cell].add(&partners[school], &exchanges[school]);
        let fifth = &mut by_fifth[stage][usize::from(fifths.0[school])];
        fifth.schools += 1.0;
        fifth.leaders.add(leads, &evaluations[school], &churn[school]);
        fifth.strain += posts as f64 * moods[school].strain;
        fifth.value_added += gains[school].0;
        fifth.quality += quality;
        fifth.posts += posts as f64;
        fifth.gone += f64::from(turnover[school].left + turnover[school].moved);
        nation.add_head(&led_by[school]);
        let Executive { lead, schools: leads } = executives[school];
        let shared_head = lead.is_some() || leads > 1;
        nation.structure.add(&Structured {
            grouped: groups.members(in_group[school].0).len() > 1,
            shared_head,
            leader: designated[school].leader,
            partner: served_by[school].hub.is_some(),
        });
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
        for (age, leavers) in [(11, &results[school].at_11), (16, &results[school].at_16)] {
            if has_pupils(leavers) {
                written.records.results.push(result_row(id.0, school_year, age, leavers));
            }
        }
        if !written.schools {
            continue;
        }
        block[filled] = SchoolRow {
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
            income_gbp: finances[school].income,
            balance_share: math::ratio(finances[school].balance, finances[school].income),
            grade: grades[school].0.map_or(0, |grade| grade.index() as i64 + 1),
            visit_grade: i64::from(visits[school].this_year),
            years_since_visit: f64::from(visits[school].terms) / f64::from(TERMS_PER_YEAR),
            quality,
            reported_quality: evaluations[school].reported,
            inspectors_view: visits[school].expected,
            effort: efforts[school].0,
            pressure: pressures[school].accountability,
            instruction_share: attention[school].0[INSTRUCTION],
            compliance_share: attention[school].0[COMPLIANCE],
            collaboration_share: attention[school].0[COLLABORATION],
            disturbance: churn[school].0,
            partners: i64::from(partners[school].ties),
            working_partners: i64::from(partners[school].working),
            brokered: i64::from(partners[school].brokered),
            tie_trust: of_working(&partners[school], partners[school].trust),
            tie_depth: of_working(&partners[school], partners[school].depth),
            tie_km: of_working(&partners[school], partners[school].km),
            partner_hours: partners[school].hours,
            helping_hours: exchanges[school].helping,
            learned_with_partners: exchanges[school].learned,
            diagnosis: evaluations[school].diagnosis,
            group: in_group[school].0.map_or(-1, |group| groups.all[group as usize].label),
            designated: i64::from(designated[school].hub)
                + 2 * i64::from(designated[school].leader),
            hub_partner: i64::from(served_by[school].hub.is_some()),
            shared_head: i64::from(shared_head),
        };
        filled += 1;
        if filled == BLOCK {
            written.records.schools.extend(&block);
            filled = 0;
        }
    }
    written.records.schools.extend(&block[..filled]);
    reach.iter().flatten().for_each(|sums| nation.partners.merge(sums));
    nation.early = market.early;
    nation.structure.changed = groups.changed;
    nation.structure.moves_inside = inside_ratio(&market, &trading, nation.schools);
    let level_of_16 = usize::from(YEAR_OF_11 + 1);
    nation.nearest = desk.nearest[level_of_16];
    let term = now.term.since(first.0);
    written.records.nation.push(nation.row(&p, term, school_year, summer));
    if summer {
        concentration.count(in_group, capacities, open);
        for (area, sums) in areas.0.iter().enumerate().filter(|(_, sums)| sums.schools > 0.0) {
            let authority = area.checked_sub(Region::ALL.len());
            let concentrated = authority.map(|authority| concentration.by_area[authority]);
            written.records.areas.push(sums.area_row(area, school_year, concentrated));
        }
        for (stage, fifths) in by_fifth.iter().enumerate() {
            for (fifth, sums) in fifths.iter().enumerate().filter(|(_, sums)| sums.schools > 0.0) {
                written.records.fifths.push(sums.row(school_year, stage, fifth + 1));
            }
        }
        for (stage, cells) in reach.iter().enumerate() {
            for (class, sums) in by_class(cells).iter().enumerate() {
                if sums.schools > 0.0 {
                    written.records.reach.push(sums.row(school_year, stage, named_class(class)));
                }
            }
        }
        if written.schools {
            for (number, group) in (0..).zip(&groups.all) {
                let members = || {
                    let members = groups.members(Some(number)).iter();
                    let members = members.map(|school| *school as usize);
                    members.filter(|school| open[*school].0)
                };
                if members().count() < 2 {
                    continue;
                }
                let practice = |school: usize| math::mean(practices[school].0.iter().copied());
                written.records.groups.push(GroupRow {
                    group: group.label,
                    school_year,
                    kind: i64::from(group.kind != GroupKind::Federation),
                    schools: members().count() as i64,
                    pupils: members().map(|school| i64::from(rolls[school].0)).sum(),
                    centre_skill: centres.skill_spread * group.score,
                    newness: group.overload,
                    value_added: math::mean(members().map(|school| gains[school].0)),
                    practice: math::mean(members().map(practice)) - baseline.practice,
                    practice_spread: math::standard_deviation(members().map(practice)),
                    progress: math::mean(members().map(|school| records[school].progress)),
                });
            }
        }
        if written.ties {
            let Some((ties, bonds, fits)) = rows(ties.contiguous_iter()) else { return };
            for (row, tie) in ties.iter().enumerate().filter(|(_, tie)| tie.is_live()) {
                let school = row / TIE_ROWS;
                let row = tie_row(school_year, school, (tie, &bonds[row], &fits[row]));
                written.records.ties.push(row);
            }
        }
    }
}

/// Rows of schools that are written together: column by column, which is quicker.
const BLOCK: usize = 64;

/// Fifths by free meals; where the classes by surroundings and by the coast begin, and how many there are.
const FIFTHS: usize = 5;
const COAST: usize = FIFTHS + Setting::ALL.len();
const CLASSES: usize = COAST + 2;
/// Cells of schools that are alike in all three.
const CELLS: usize = FIFTHS * Setting::ALL.len() * 2;

/// The cell of a school.
fn cell(fifth: u8, setting: Setting, coastal: bool) -> usize {
    (usize::from(fifth) * Setting::ALL.len() + setting.index()) * 2 + usize::from(!coastal)
}

/// The sums of each class: of every fifth, of all surroundings, of coast and inland.
fn by_class(cells: &[PartnerSums; CELLS]) -> [PartnerSums; CLASSES] {
    let mut classes = [PartnerSums::default(); CLASSES];
    for (cell, sums) in cells.iter().enumerate() {
        let (place, inland) = (cell / 2, cell % 2);
        let (fifth, setting) = (place / Setting::ALL.len(), place % Setting::ALL.len());
        for class in [fifth, FIFTHS + setting, COAST + inland] {
            classes[class].merge(sums);
        }
    }
    classes
}

/// By what a class is made, and its number there, from 1.
fn named_class(class: usize) -> (usize, usize) {
    match class {
        COAST.. => (2, class - COAST + 1),
        FIFTHS.. => (1, class - FIFTHS + 1),
        _ => (0, class + 1),
    }
}

/// How much more often a teacher moves to a given school of the own group than to a given unrelated one
/// within reach; none where nobody moves inside.
fn inside_ratio(market: &staffing::Market, p: &staffing::Parameters, schools: f64) -> Option<f64> {
    let staffing::Moves { inside, all, pairs } = market.moves;
    let there = math::ratio(inside, pairs);
    let elsewhere = math::ratio(all - inside, schools * p.within_reach);
    (inside > 0.0 && elsewhere > 0.0).then(|| there / elsewhere)
}

/// Mean over ties that work; none without one.
fn of_working(partners: &Partners, sum: f64) -> Option<f64> {
    (partners.working > 0).then(|| sum / f64::from(partners.working))
}

fn tie_row(school_year: i64, school: usize, (tie, bond, fit): (&Tie, &Bond, &Fit)) -> TieRow {
    TieRow {
        kind: tie.kind.index() as i64,
        motive: tie.motive.index() as i64,
        domain: i64::from(tie.domain),
        school_year,
        school_id: school as i64,
        partner_id: i64::from(tie.with),
        age: f64::from(tie.age) / f64::from(TERMS_PER_YEAR),
        remote: i64::from(tie.remote),
        works: i64::from(works(bond)),
        trust: f64::from(bond.trust),
        depth: f64::from(bond.depth),
        rigour: f64::from(bond.rigour),
        hours: f64::from(bond.hours),
        balance: f64::from(bond.balance),
        km: f64::from(fit.km),
        likeness: f64::from(fit.likeness),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_school_counts_once_in_each_of_its_three_classes() {
        let mut cells = [PartnerSums::default(); CELLS];
        let partners = Partners { ties: 3, ..Partners::default() };
        for (fifth, setting, coastal) in
            [(0, Setting::London, false), (4, Setting::Village, true), (4, Setting::Town, false)]
        {
            cells[cell(fifth, setting, coastal)].add(&partners, &Exchange::default());
        }
        let classes = by_class(&cells);
        let schools = |by: usize, number: usize| {
            let class = (0..CLASSES).find(|class| named_class(*class) == (by, number)).unwrap();
            classes[class].schools
        };
        assert_eq!([1, 5].map(|fifth| schools(0, fifth)), [1.0, 2.0]);
        assert_eq!([1, 3, 5].map(|setting| schools(1, setting)), [1.0, 1.0, 1.0]);
        assert_eq!([1, 2].map(|coast| schools(2, coast)), [1.0, 2.0]);
        assert_eq!(classes.iter().map(|sums| sums.schools).sum::<f64>(), 9.0);
    }
}

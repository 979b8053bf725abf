//! Nothing is lost and nothing appears: posts, year groups, pupils, lessons, scales.

mod common;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use bevy_ecs::prelude::*;
use sim::Model;
use sim::agent::*;
use sim::draw::Seed;
use sim::population::{Layout, Population};
use sim::process::Phase;
use sim::records::{Records, Series};
use sim::scenario::Scenario;

/// Runs a scenario and looks at the world at the end of every term.
fn watch(
    scenario: &Scenario,
    population: &Population,
    mut look: impl FnMut(&mut World) + Send + Sync + 'static,
) -> Records {
    Model::with_schedule(scenario, population, Seed(5), |schedule| {
        schedule.add_systems((move |world: &mut World| look(world)).after(Phase::Record));
    })
    .finish()
}

/// Every row of a component, in the order of the population.
fn column<T: Component + Copy>(world: &mut World) -> Vec<T> {
    world.query::<&T>().iter(world).copied().collect()
}

#[test]
fn posts_and_year_groups_of_a_school_never_change_in_number_and_pupils_stay_whole() {
    let scenario = common::scenario(200, 12);
    let population = common::settled(&scenario);
    let (posts, groups) = (population.teachers(), population.cohorts.year.len());
    let (years, schools) = (population.cohorts.year.clone(), population.len());
    let records = watch(&scenario, &population, move |world| {
        assert_eq!(column::<YearGroup>(world), years);
        assert_eq!(world.resource::<Layout>().schools(), schools);
        let pupils = column::<Pupils>(world);
        assert_eq!((column::<Talent>(world).len(), pupils.len()), (posts, groups));
        assert!(pupils.iter().flat_map(|p| p.0).all(|n| n >= 0.0 && n == n.round()));
        let on_roll: u32 = column::<Roll>(world).iter().map(|roll| roll.0).sum();
        assert_eq!(f64::from(on_roll), pupils.iter().flat_map(|p| p.0).sum::<f64>());
    });
    let rows = &records.schools;
    assert_eq!(rows.school_id.len(), 200 * 12);
    for (row, id) in rows.school_id.iter().enumerate() {
        let school = *id as usize;
        assert_eq!(rows.teachers[row] as usize, population.layout.posts(school).len());
        assert!(rows.left[row] + rows.moved[row] <= rows.teachers[row]);
        assert!(rows.vacant[row] <= rows.teachers[row]);
    }
}

#[test]
fn pupils_go_up_a_year_together_and_are_neither_lost_nor_made_on_the_way() {
    let scenario = common::scenario(300, 3);
    let population = common::settled(&scenario);
    let layout = population.layout.clone();
    let mut before: Vec<Pupils> = population.cohorts.pupils.clone();
    let mut terms = 0;
    watch(&scenario, &population, move |world| {
        let pupils = column::<Pupils>(world);
        if terms % 3 == 0 {
            for school in 0..layout.schools() {
                let rows = layout.cohorts(school);
                assert_eq!(pupils[rows.start + 1..rows.end], before[rows.start..rows.end - 1]);
            }
        } else {
            assert_eq!(pupils, before);
        }
        before = pupils;
        terms += 1;
    });
}

#[test]
fn every_place_offered_is_a_pupil_in_the_lowest_year_group_give_or_take_one_of_each_group() {
    let scenario = common::scenario(300, 1);
    let population = common::settled(&scenario);
    let layout = population.layout.clone();
    watch(&scenario, &population, move |world| {
        let (pupils, offers) = (column::<Pupils>(world), column::<Admissions>(world));
        for (school, admissions) in offers.iter().enumerate() {
            let entered: f64 = pupils[layout.cohorts(school).start].0.iter().sum();
            assert!((entered - admissions.offers).abs() < 2.0, "school {school}");
            assert!(admissions.first_preferences_met <= admissions.first_preferences + 1e-9);
            assert!(admissions.offers_elsewhere <= admissions.offers + 1e-9);
        }
        let (wanted, offered): (f64, f64) = offers
            .iter()
            .fold((0.0, 0.0), |sum, a| (sum.0 + a.first_preferences, sum.1 + a.offers));
        assert!((wanted - offered).abs() < 1e-6 * wanted, "{wanted} families, {offered} places");
    });
}

#[test]
fn the_lessons_of_every_year_group_add_up_to_one() {
    let scenario = common::scenario(300, 3);
    let population = common::settled(&scenario);
    let layout = population.layout.clone();
    let records = watch(&scenario, &population, move |world| {
        let lessons = column::<Lessons>(world);
        for school in 0..layout.schools() {
            let mut taught = vec![0.0_f64; layout.cohorts(school).len() + LESSON_SPAN];
            for post in &lessons[layout.posts(school)] {
                for (row, share) in post.share.iter().enumerate() {
                    taught[usize::from(post.first) + row] += f64::from(*share);
                }
            }
            for (row, share) in taught.iter().enumerate() {
                let expected = if row < layout.cohorts(school).len() { 1.0 } else { 0.0 };
                assert!((share - expected).abs() < 1e-4, "school {school}, row {row}: {share}");
            }
        }
    });
    assert_eq!(records.nation.term.len(), 9);
}

#[test]
fn strain_and_commitment_stay_on_their_scale_whatever_the_levers() {
    for end in [lowest, highest] {
        let mut scenario = common::scenario(200, 4);
        common::levers_at(&mut scenario, end);
        common::set(&mut scenario, "strain.spread", 0.5);
        let population = common::settled(&scenario);
        watch(&scenario, &population, |world| {
            let strain = column::<Strain>(world).into_iter().map(|s| s.0);
            let commitment = column::<Commitment>(world).into_iter().map(|c| c.0);
            assert!(strain.chain(commitment).all(|share| (0.0..=1.0).contains(&share)));
        });
    }
}

#[test]
fn twelve_years_with_every_lever_at_either_bound_record_only_numbers() {
    for end in [lowest, highest] {
        let mut scenario = common::scenario(200, 12);
        common::levers_at(&mut scenario, end);
        let population = common::settled(&scenario);
        let records = sim::run(&scenario, &population, Seed(2));
        for (table, columns) in common::tables(&records) {
            for (name, series) in columns {
                let finite = match series {
                    Series::Integer(values) => !values.is_empty(),
                    Series::Real(values) => values.iter().all(|v| v.is_finite()),
                    Series::Optional(values) => values.iter().flatten().all(|v| v.is_finite()),
                };
                assert!(finite, "{table}.{name}");
            }
        }
    }
}

#[test]
fn the_nation_is_the_sum_of_its_schools() {
    let scenario = common::scenario(200, 3);
    let population = common::settled(&scenario);
    let records = sim::run(&scenario, &population, Seed(9));
    let (nation, schools) = (&records.nation, &records.schools);
    for term in (2..nation.term.len()).step_by(3) {
        let year = nation.school_year[term];
        let rows =
            || (0..schools.school_year.len()).filter(|row| schools.school_year[*row] == year);
        let teachers: i64 = rows().map(|row| schools.teachers[row]).sum();
        let left: i64 = rows().map(|row| schools.left[row]).sum();
        assert_eq!(nation.teachers[term], teachers);
        let rate = nation.leaving_rate[term].unwrap();
        assert!((rate - left as f64 / teachers as f64).abs() < 1e-12, "{year}");
        let regions = (0..records.areas.kind.len())
            .filter(|row| records.areas.kind[*row] == 0 && records.areas.school_year[*row] == year);
        let count: i64 = regions.map(|row| records.areas.schools[row]).sum();
        assert_eq!(count, 200, "{year}");
    }
}

/// Proof that the watch looks: a test that never looked would pass too.
#[test]
fn the_watch_looks_once_a_term() {
    let scenario = common::scenario(20, 2);
    let population = sim::population::synthetic(&scenario);
    let looks = Arc::new(Mutex::new(0));
    let count = Arc::clone(&looks);
    watch(&scenario, &population, move |_| *count.lock().unwrap() += 1);
    assert_eq!(*looks.lock().unwrap(), 6);
}

fn lowest(entry: &sim::catalogue::Entry) -> f64 {
    entry.min
}

fn highest(entry: &sim::catalogue::Entry) -> f64 {
    entry.max
}

#[test]
fn every_tie_leads_to_another_open_school_once_and_is_counted_at_both_its_ends() {
    let scenario = common::scenario(600, 1);
    let population = common::settled(&scenario);
    let (mut pairs, mut counted) = (BTreeSet::new(), vec![0; population.len()]);
    for school in 0..population.len() {
        for row in population.layout.ties(school) {
            let tie = &population.ties.tie[row];
            if !tie.is_live() {
                assert_eq!(
                    population.ties.bond[row],
                    Bond::default(),
                    "a vacant row holds nothing"
                );
                continue;
            }
            let partner = tie.with as usize;
            assert!(partner != school && population.schools.open[partner].0);
            assert!(pairs.insert((school.min(partner), school.max(partner))), "two ties of a pair");
            counted[school] += 1;
            counted[partner] += 1;
            let bond = &population.ties.bond[row];
            for share in [bond.trust, bond.depth, bond.rigour] {
                assert!((0.0..=1.0).contains(&share));
            }
            assert!(bond.hours >= 0.0 && (-1.0..=1.0).contains(&bond.balance));
        }
    }
    assert!(pairs.len() > 600, "{} ties", pairs.len());
    for (school, partners) in population.schools.partners.iter().enumerate() {
        assert_eq!(counted[school], partners.ties, "school {school}");
        assert!(partners.working <= partners.ties);
        assert!(partners.hours <= partners.room.max(0.0) + 1e-3, "more hours than there are");
    }
}

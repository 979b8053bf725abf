//! Writes what trusts, hubs and system leaders do at the usual parameters, as a page of Markdown:
//! `cargo run --release -p risingtide-analysis --example structure_effects > docs/structure.md`.

use std::fmt::Write as _;
use std::io::Write as _;

use analysis::chart::number::signed;
use analysis::paired::{self, ATTAINMENT_11, ATTAINMENT_16, Arm, contrast, school_year};
use analysis::statistic::{mean, quantile, standard_deviation};
use analysis::target::{HubEffect, Hubs};
use sim::Model;
use sim::catalogue::position;
use sim::draw::Seed;
use sim::population::{Population, synthetic};
use sim::records::Records;
use sim::scenario::Scenario;

/// Schools, school years and replicates.
const SCHOOLS: u32 = 6_000;
const YEARS: u32 = 6;
const REPLICATES: u32 = 4;
/// Schools from which on a trust counts.
const FEWEST: i64 = 3;

type Levers = &'static [(&'static str, f64)];

const TRUSTS: &[(&str, Levers)] = &[
    ("as today", &[]),
    ("nothing binding", &[("collaboration.governance", 0.0)]),
    ("all binding", &[("collaboration.governance", 1.0)]),
    (
        "all binding, centres one SD better",
        &[("collaboration.governance", 1.0), ("collaboration.centre_skill_shift_sd", 1.0)],
    ),
    (
        "all binding, centres one SD worse",
        &[("collaboration.governance", 1.0), ("collaboration.centre_skill_shift_sd", -1.0)],
    ),
    (
        "all binding and the same for all",
        &[("collaboration.governance", 1.0), ("collaboration.uniformity", 1.0)],
    ),
    (
        "all binding, centres keep 12 % of income",
        &[("collaboration.governance", 1.0), ("funding.top_slice_share", 0.12)],
    ),
    (
        "every school joins within some years (30 % a year)",
        &[("collaboration.joining_groups", 0.3)],
    ),
    (
        "the same, at most eight schools in a trust",
        &[("collaboration.joining_groups", 0.3), ("collaboration.span_limit", 8.0)],
    ),
    ("half of vacant headships go to executive heads", &[("collaboration.executive_heads", 0.5)]),
];

const HUBS: &[(&str, Levers)] = &[
    ("three in a hundred, 12 partners each", &[]),
    ("60 partners each", &[("collaboration.hub_partners", 60.0)]),
    ("chosen by improvement", &[("capacity.designation_by_improvement", 1.0)]),
    ("open to schools with the grade Good", &[("capacity.designation_by_top_grade", 0.0)]),
    ("all of the helpers' time paid for", &[("capacity.helpers_backfill", 1.0)]),
    ("journeys of 90 minutes", &[("collaboration.hub_travel_minutes", 90.0)]),
];

const LEADERS: &[(&str, Levers)] = &[
    ("three in a hundred, six days a year", &[]),
    ("30 days a year", &[("capacity.system_leader_days", 30.0)]),
    (
        "30 days, trained and free to decide",
        &[
            ("capacity.system_leader_days", 30.0),
            ("capacity.system_leader_training", 1.0),
            ("capacity.system_leader_autonomy", 1.0),
        ],
    ),
    (
        "ten in a hundred, 30 days, matched by skill",
        &[
            ("capacity.system_leaders_per_100", 10.0),
            ("capacity.system_leader_days", 30.0),
            ("collaboration.match_by_skill", 1.0),
        ],
    ),
    (
        "ten in a hundred, 30 days, matched by context",
        &[
            ("capacity.system_leaders_per_100", 10.0),
            ("capacity.system_leader_days", 30.0),
            ("collaboration.match_by_context", 1.0),
        ],
    ),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut base = Scenario::default();
    base.population.schools = SCHOOLS;
    base.run.years = YEARS;
    let population = sim::burn_in(synthetic(&base), &base);
    let mut world = Model::new(&base, &population, Seed(1));
    let mut page = OPENING.to_owned();
    trusts(&mut page, &base, &population, &mut world)?;
    page.push_str(OF_HUBS);
    hubs(&mut page, &base, &population)?;
    page.push_str(OF_LEADERS);
    leaders(&mut page, &base, &population, world)?;
    page.push_str(CLOSING);
    Ok(std::io::stdout().write_all(page.as_bytes())?)
}

fn set(base: &Scenario, levers: Levers) -> Scenario {
    let mut scenario = base.clone();
    for (path, value) in levers {
        if let Some(at) = position(path) {
            scenario.values.set(at, *value);
        }
    }
    scenario
}

fn run(
    scenario: &Scenario,
    population: &Population,
    replicate: u32,
    world: &mut Model,
) -> Option<Records> {
    let seed = Seed(scenario.run.seed).of_replicate(replicate);
    world.restart(scenario, population, seed);
    while world.term() {}
    Some(world.take_records())
}

/// Mean of what replicates found, and how far they lie apart.
fn told(found: &[f64]) -> String {
    let middle = mean(found).map_or_else(String::new, |value| signed(value, 3));
    let apart = standard_deviation(found).unwrap_or_default();
    format!("{middle} ({apart:.3})")
}

/// The same of a spread, which has no sign.
fn told_spread(found: &[f64]) -> String {
    told(found).trim_start_matches('+').to_owned()
}

fn trusts(
    page: &mut String,
    base: &Scenario,
    population: &Population,
    world: &mut Model,
) -> std::fmt::Result {
    let usual: Vec<Records> =
        (0..REPLICATES).filter_map(|r| run(base, population, r, world)).collect();
    let year = school_year(base, YEARS);
    for (name, levers) in TRUSTS {
        let scenario = set(base, levers);
        let mut columns: [Vec<f64>; 4] = Default::default();
        for (replicate, usual) in (0..REPLICATES).zip(&usual) {
            let Some(records) = run(&scenario, population, replicate, world) else { continue };
            let effect = effect(&records, usual, year, |_| true);
            let groups = &records.groups;
            let large: Vec<usize> = (0..groups.group.len())
                .filter(|at| groups.school_year[*at] == year && groups.schools[*at] >= FEWEST)
                .collect();
            let of = |column: &[f64]| -> Vec<f64> { large.iter().map(|at| column[*at]).collect() };
            let found = [
                effect,
                mean(&of(&groups.practice)),
                standard_deviation(&of(&groups.practice)),
                mean(&of(&groups.practice_spread)),
            ];
            for (column, value) in columns.iter_mut().zip(found) {
                column.extend(value);
            }
        }
        let [effect, practice, apart, inside] = &columns;
        writeln!(
            page,
            "| {name} | {} | {} | {} | {} |",
            told(effect),
            told(practice),
            told_spread(apart),
            told_spread(inside)
        )?;
    }
    Ok(())
}

/// Mean difference over schools in true attainment at 11 and 16, pupil SD.
fn effect(
    with: &Records,
    without: &Records,
    year: i64,
    got: impl Fn(usize) -> bool,
) -> Option<f64> {
    let (mut sum, mut schools) = (0.0, 0);
    for outcome in [&ATTAINMENT_11, &ATTAINMENT_16] {
        let (with, without) = (outcome.by_school(with, year), outcome.by_school(without, year));
        if let Some(found) = contrast(&with, &without, &got) {
            sum += found.difference * found.schools as f64;
            schools += found.schools;
        }
    }
    (schools > 0).then(|| sum / schools as f64)
}

fn hubs(page: &mut String, base: &Scenario, population: &Population) -> std::fmt::Result {
    for (name, levers) in HUBS {
        let trial = Hubs::with(base, levers);
        let mut lent = None;
        let found: Vec<HubEffect> = (0..2 * REPLICATES)
            .filter_map(|replicate| trial.replicate(population, replicate, &mut lent, &|| true))
            .collect();
        let of = |read: fn(&HubEffect) -> Option<f64>| {
            told(&found.iter().filter_map(read).collect::<Vec<_>>())
        };
        writeln!(
            page,
            "| {name} | {} | {} | {} | {} |",
            of(|one| one.partner),
            of(|one| one.partner_truth),
            of(|one| one.hub),
            of(|one| one.hub_truth),
        )?;
    }
    Ok(())
}

fn leaders(
    page: &mut String,
    base: &Scenario,
    population: &Population,
    world: Model,
) -> std::fmt::Result {
    let mut world = Some(world);
    let record = |school: usize| population.schools.record[school].progress;
    let all: Vec<f64> = (0..population.len()).map(record).collect();
    let line = quantile(&all, 0.1).unwrap_or_default();
    let none = set(base, &[("capacity.system_leaders_per_100", 0.0)]);
    let year = school_year(base, YEARS);
    for (name, levers) in LEADERS {
        let with = set(base, levers);
        let (mut needy, mut helpers, mut every) = (Vec::new(), Vec::new(), Vec::new());
        for replicate in 0..REPLICATES {
            let seed = Seed(base.run.seed).of_replicate(replicate);
            let mut of = |scenario: &Scenario| {
                paired::records(Arm { scenario, population }, seed, &mut world, &|| true)
            };
            let (Some(one), Some(other)) = (of(&with), of(&none)) else { continue };
            let mut leads = vec![false; population.len()];
            let rows = &one.schools;
            for at in (0..rows.school_id.len()).filter(|at| rows.designated[*at] >= 2) {
                leads[rows.school_id[at] as usize] = true;
            }
            needy.extend(effect(&one, &other, year, |school| record(school) < line));
            helpers.extend(effect(&one, &other, year, |school| leads[school]));
            every.extend(effect(&one, &other, year, |_| true));
        }
        writeln!(page, "| {name} | {} | {} | {} |", told(&needy), told(&helpers), told(&every))?;
    }
    Ok(())
}

const OPENING: &str = "# What trusts, hubs and system leaders do

At the usual parameters and on one settled population of 6,000 schools; means of replicates, with the standard
deviation over them in brackets. None of it is a finding about England: the sizes are assumed, or fitted to
the little that is known ([validation](validation.md)), and their priors reach to nothing and below
([what the priors say](prior-check.md)). What can be read here is how the parts hang together.

## Trusts: how far they differ, and what they do on the mean

Sixth year; trusts and federations of three open schools or more. Effect: true attainment of all schools, pupil
SD, the same schools with and without the change. The centre's skill is drawn around zero: what binds makes good
trusts better and bad ones worse; what it does on the mean hangs on how skilled centres are, which nobody knows.

| trusts | effect on attainment | mean practice, SD of schools | SD over trusts | spread inside trusts |
| --- | ---: | ---: | ---: | ---: |
";

const OF_HUBS: &str = "
## Hubs and their partners

Third year, pupil SD: as an evaluator would see it, who compares with the most similar schools that are neither hubs
nor partners, and the truth, the same schools with and without hubs. Hubs are chosen for their results, so
that much of what is seen of them was there before.

| hubs | partners, seen | partners, truth | hubs, seen | hubs, truth |
| --- | ---: | ---: | ---: | ---: |
";

const OF_LEADERS: &str = "
## System leaders

Sixth year, true attainment in pupil SD, against no system leaders at all: the tenth of schools with the lowest
published progress at the start, the schools whose heads were system leaders in any of the years, and all schools.

| system leaders | lowest tenth | helpers' schools | all schools |
| --- | ---: | ---: | ---: |
";

const CLOSING: &str = "
Repeat it with `cargo run --release -p risingtide-analysis --example structure_effects > docs/structure.md`.
";

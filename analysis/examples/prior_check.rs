//! Writes what every programme lever does under many draws from the priors, as a page of Markdown:
//! `cargo run --release -p risingtide-analysis --example prior_check > docs/prior-check.md`.
//!
//! A number after `--` is the number of draws.

use std::fmt::Write as _;
use std::io::Write as _;

use analysis::chart::number::signed;
use analysis::statistic::{mean, quantile};
use sim::Model;
use sim::catalogue::{Entry, Follows, Kind, catalogue};
use sim::draw::Seed;
use sim::mechanism::MECHANISMS;
use sim::population::{Population, synthetic};
use sim::scenario::Scenario;

/// Draws unless others are asked for.
const DRAWS: u32 = 200;
/// Schools of each drawn world.
const SCHOOLS: u32 = 1_000;
/// School years that are run; the effect is that in the last one.
const YEARS: u32 = 3;
/// Drivers whose levers are programmes: something that is done with schools, and could be tried in a trial.
const PROGRAMMES: [&str; 3] = ["collaboration", "capacity", "place"];
/// Median effect from which on a programme would be a wonder, pupil SD.
const MOST: f64 = 0.06;
/// Share of draws that must lie at or below zero.
const LEAST: f64 = 0.2;

/// One lever, or all of them, and the value to which each is pulled.
struct Pull {
    name: String,
    sets: Vec<(usize, f64)>,
}

/// Levers that say how much is done, not what it costs or whom it leaves out: those that the level of their
/// driver raises.
fn pulls() -> Vec<Pull> {
    let programme = |entry: &Entry| {
        let driver = entry.path.split('.').next().unwrap_or_default();
        entry.kind == Kind::Lever
            && PROGRAMMES.contains(&driver)
            && entry.follows == Some(Follows::Rising)
    };
    let levers = catalogue().iter().enumerate().filter(|(_, entry)| programme(entry));
    let full = |(at, entry): (usize, &Entry)| Some((at, entry.ends()?.1));
    let single = |pull: (usize, f64)| Pull {
        name: format!("`{}` {}", catalogue()[pull.0].path, pull.1),
        sets: vec![pull],
    };
    let all: Vec<(usize, f64)> = levers.filter_map(full).collect();
    let mut pulls: Vec<Pull> = all.iter().copied().map(single).collect();
    pulls.push(Pull { name: "all of them at once".to_owned(), sets: all });
    pulls
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = std::env::args().nth(1).map(|number| number.parse::<u32>()).transpose()?;
    let draws = asked.unwrap_or(DRAWS);
    let mut base = Scenario::default();
    base.population.schools = SCHOOLS;
    base.run.years = YEARS;
    let pulls = pulls();
    let found = every(&base, draws, &pulls);
    let central = effects(&base, &pulls, 1);
    let mut placebo = base.clone();
    for at in MECHANISMS.iter().flat_map(|mechanism| mechanism.positions()) {
        placebo.values.scale(at, 0.0);
    }
    let placebo = effects(&placebo, &pulls, 1);
    let (mut rows, mut failed) = (String::new(), Vec::new());
    for (at, pull) in pulls.iter().enumerate() {
        let drawn: Vec<f64> = found.iter().map(|draw| draw[at]).collect();
        let of = |share: f64| quantile(&drawn, share).unwrap_or_default();
        let below = drawn.iter().filter(|effect| **effect <= 0.0).count() as f64;
        let below = below / drawn.len().max(1) as f64;
        let holds = of(0.5) < MOST && below >= LEAST;
        if !holds && pull.sets.len() == 1 {
            failed.push(pull.name.clone());
        }
        writeln!(
            rows,
            "| {} | {} | {} | {} | {} to {} | {:.0} % | {} |",
            pull.name,
            signed(central[at], 3),
            signed(placebo[at], 3),
            signed(of(0.5), 3),
            signed(of(0.05), 3),
            signed(of(0.95), 3),
            100.0 * below,
            if holds { "yes" } else { "no" },
        )?;
    }
    let mut page = opening(draws, pulls.len() - 1);
    page.push_str(&rows);
    closing(&mut page, &failed, &placebo[..pulls.len() - 1])?;
    Ok(std::io::stdout().write_all(page.as_bytes())?)
}

/// The effect of every pull under every draw, on as many threads as there are processors.
fn every(base: &Scenario, draws: u32, pulls: &[Pull]) -> Vec<Vec<f64>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let some = |first: usize| -> Vec<Vec<f64>> {
        let own = (first as u32..draws).step_by(threads);
        own.map(|draw| {
            let seed = u64::from(draw) + 1;
            effects(&base.with_draws(Seed(seed)), pulls, seed)
        })
        .collect()
    };
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads).map(|first| scope.spawn(move || some(first))).collect();
        parts.into_iter().filter_map(|part| part.join().ok()).flatten().collect()
    })
}

/// Effect of every pull on true attainment in the last year, pupil SD: the same schools with the same draws.
fn effects(scenario: &Scenario, pulls: &[Pull], seed: u64) -> Vec<f64> {
    let population = sim::burn_in(synthetic(scenario), scenario);
    let mut world = Model::new(scenario, &population, Seed(seed));
    let usual = attainment(&mut world, scenario, &population, seed);
    let effect = |pull: &Pull| {
        let mut pulled = scenario.clone();
        for (at, value) in &pull.sets {
            pulled.values.set(*at, *value);
        }
        attainment(&mut world, &pulled, &population, seed) - usual
    };
    pulls.iter().map(effect).collect()
}

/// Mean of true attainment at 11 and at 16 in the last year.
fn attainment(world: &mut Model, scenario: &Scenario, population: &Population, seed: u64) -> f64 {
    world.restart(scenario, population, Seed(seed));
    while world.term() {}
    let nation = world.take_records().nation;
    let last = |column: &[Option<f64>]| column.iter().rev().flatten().next().copied();
    let both: Vec<f64> =
        [last(&nation.attainment_11), last(&nation.attainment_16)].into_iter().flatten().collect();
    mean(&both).unwrap_or_default()
}

fn opening(draws: u32, levers: usize) -> String {
    format!(
        "# What the priors say before any result is believed

Of 141 large trials in education few found anything, and their mean effect was about 0.06 SD. Before a
scenario of this model is believed, its priors must not promise more. This page pulls every programme lever
fully, one at a time, under {draws} draws of all parameters from their priors, and asks of each:

- is the median effect on attainment below {MOST} pupil SD?
- does it lie at or below zero in at least a fifth of the draws?

A programme lever is one of collaboration, capacity or place that the level of its driver raises; there are
{levers}. Fully means to the upper end of the lever's own prior. Each draw has a world of its own of {SCHOOLS}
schools, settled under its parameters. The effect is the mean of true attainment at 11 and at 16 over all pupils
in the third year, less that of the same schools with the same chances without the programme. What is pulled
here is pulled for all schools at once, which no trial has done.

The column *placebo* has the usual parameters, and all {} contested mechanisms at zero. What is left of an effect
there is built into the model, and no dispute about contested mechanisms can take it away: it must not be
called a finding.

| lever and value | usual parameters | placebo | median of draws | 5 % to 95 % | at or below 0 | holds |
| --- | --- | --- | --- | --- | --- | --- |
",
        MECHANISMS.len()
    )
}

fn closing(page: &mut String, failed: &[String], placebo: &[f64]) -> std::fmt::Result {
    let moved = placebo.iter().filter(|effect| effect.abs() >= 0.005).count();
    writeln!(
        page,
        "
In the placebo {moved} of {} programmes move attainment by 0.005 pupil SD or more.",
        placebo.len()
    )?;
    if failed.is_empty() {
        writeln!(page, "Every programme lever passes the check.")?;
    } else {
        writeln!(
            page,
            "These levers do not pass the check, and no scenario that rests on them is to be believed before \
             they do: {}.",
            failed.join(", ")
        )?;
    }
    writeln!(
        page,
        "
Repeat it with `cargo run --release -p risingtide-analysis --example prior_check > docs/prior-check.md`."
    )
}

//! Writes what partnership does to schools under many draws from the priors, as a page of Markdown:
//! `cargo run --release -p risingtide-analysis --example joint_work_effects > docs/joint-work.md`.
//!
//! A number after `--` is the number of draws.

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::RangeInclusive;

use analysis::chart::number::signed;
use analysis::paired::{self, Both, Pair};
use analysis::statistic::quantile;
use analysis::trial::{
    StrongAndWeak, brought_together, clusters, learned, measured, paired as with_pairs,
    strong_and_weak,
};
use sim::Model;
use sim::agent::TieKind;
use sim::catalogue::position;
use sim::draw::Seed;
use sim::population::{Agreement, Population, synthetic};
use sim::scenario::Scenario;

/// Draws unless others are asked for.
const DRAWS: u32 = 200;
/// Schools of each drawn world.
const SCHOOLS: u32 = 3_000;
/// School years that are run, and those over which effects are taken.
const YEARS: u32 = 4;
const MEASURED: RangeInclusive<u32> = 2..=YEARS;
/// Clusters and pairs that are treated.
const CLUSTERS: usize = 60;
const PAIRS: usize = 150;
/// Effects below which nobody would care, pupil SD.
const SMALLEST: f64 = 0.02;

/// Which schools are brought together.
#[derive(Clone, Copy)]
enum Who {
    /// Five primary schools within 10 km, every two of them.
    Clusters,
    /// A weak school with the nearest strong one; whether one head leads both.
    Pairs(bool),
}

/// One treatment.
struct Treatment {
    name: &'static str,
    who: Who,
    kind: TieKind,
    depth: f64,
    rigour: f64,
    /// Hours a term for each school; for pairs, for each teacher.
    hours: f64,
    /// Levers that hold in both arms.
    levers: &'static [(&'static str, f64)],
}

const TREATMENTS: &[Treatment] = &[
    Treatment {
        name: "Loose sharing in clusters of five",
        who: Who::Clusters,
        kind: TieKind::Network,
        depth: 0.2,
        rigour: 0.2,
        hours: 6.0,
        levers: &[],
    },
    Treatment {
        name: "Joint practice in clusters of five",
        who: Who::Clusters,
        kind: TieKind::JointPractice,
        depth: 1.0,
        rigour: 0.8,
        hours: 20.0,
        levers: &[],
    },
    Treatment {
        name: "Peer review in clusters of five, without follow-up",
        who: Who::Clusters,
        kind: TieKind::PeerReview,
        depth: 0.3,
        rigour: 0.8,
        hours: 15.0,
        levers: &[("collaboration.follow_up", 0.0), ("collaboration.review_training", 1.0)],
    },
    Treatment {
        name: "The same, with support after every review",
        who: Who::Clusters,
        kind: TieKind::PeerReview,
        depth: 0.3,
        rigour: 0.8,
        hours: 15.0,
        levers: &[("collaboration.follow_up", 1.0), ("collaboration.review_training", 1.0)],
    },
    Treatment {
        name: "Tips from a strong school to a weak one",
        who: Who::Pairs(false),
        kind: TieKind::Network,
        depth: 0.0,
        rigour: 0.6,
        hours: 3.0,
        levers: &[],
    },
    Treatment {
        name: "Joint practice of a strong school with a weak one",
        who: Who::Pairs(false),
        kind: TieKind::JointPractice,
        depth: 1.0,
        rigour: 0.6,
        hours: 3.0,
        levers: &[],
    },
    Treatment {
        name: "Strong and weak schools, teachers paired by skill",
        who: Who::Pairs(false),
        kind: TieKind::JointPractice,
        depth: 1.0,
        rigour: 0.6,
        hours: 3.0,
        levers: &[("collaboration.paired_teachers", 0.5)],
    },
    Treatment {
        name: "Strong and weak schools under one board and one head",
        who: Who::Pairs(true),
        kind: TieKind::Group,
        depth: 0.8,
        rigour: 0.6,
        hours: 3.0,
        levers: &[("collaboration.governance", 1.0)],
    },
];

/// What one draw found of one treatment, pupil SD.
#[derive(Clone, Copy, Default)]
struct Found {
    /// True and measured attainment of those who were to learn.
    learned: Option<f64>,
    measured: Option<f64>,
    /// True attainment of the strong schools.
    helpers: Option<f64>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = std::env::args().nth(1).map(|number| number.parse::<u32>()).transpose()?;
    let draws = asked.unwrap_or(DRAWS);
    let mut base = Scenario::default();
    base.population.schools = SCHOOLS;
    base.run.years = YEARS;
    let found = every(&base, draws);
    let central = one(&base, 0);
    let mut page = opening(draws);
    for (at, treatment) in TREATMENTS.iter().enumerate() {
        let of = |read: fn(&Found) -> Option<f64>| -> Vec<f64> {
            found.iter().filter_map(|draw| read(&draw[at])).collect()
        };
        row(&mut page, treatment.name, central[at].learned, &of(|one| one.learned))?;
        if matches!(treatment.who, Who::Pairs(_)) {
            row(&mut page, "… measured results", central[at].measured, &of(|one| one.measured))?;
            row(&mut page, "… the strong school", central[at].helpers, &of(|one| one.helpers))?;
        }
    }
    page.push_str(CLOSING);
    Ok(std::io::stdout().write_all(page.as_bytes())?)
}

/// Every treatment under every draw, on as many threads as there are processors.
fn every(base: &Scenario, draws: u32) -> Vec<Vec<Found>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let some = |first: usize| -> Vec<Vec<Found>> {
        let own = (first as u32..draws).step_by(threads);
        own.map(|draw| one(&base.with_draws(Seed(u64::from(draw) + 1)), draw)).collect()
    };
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads).map(|first| scope.spawn(move || some(first))).collect();
        parts.into_iter().filter_map(|part| part.join().ok()).flatten().collect()
    })
}

/// Every treatment under one draw of the parameters.
fn one(scenario: &Scenario, draw: u32) -> Vec<Found> {
    let population = sim::burn_in(synthetic(scenario), scenario);
    let seed = Seed(u64::from(draw) + 1);
    let found = clusters(&population, 5, 10.0, seed);
    let treated: Vec<Vec<usize>> = found.into_iter().take(CLUSTERS).collect();
    let pairs = strong_and_weak(&population, PAIRS, seed);
    let mut world = None;
    TREATMENTS
        .iter()
        .map(|treatment| effect(treatment, scenario, &population, &treated, &pairs, &mut world))
        .collect()
}

fn effect(
    treatment: &Treatment,
    scenario: &Scenario,
    population: &Population,
    treated: &[Vec<usize>],
    pairs: &[StrongAndWeak],
    world: &mut Option<Model>,
) -> Found {
    let mut scenario = scenario.clone();
    for (path, value) in treatment.levers {
        if let Some(at) = position(path) {
            scenario.values.set(at, *value);
        }
    }
    let agreement = |hours: f64| Agreement {
        kind: treatment.kind,
        depth: treatment.depth,
        rigour: treatment.rigour,
        hours: Some(hours),
        trust: 0.3,
        terms: 3 * YEARS as u16,
    };
    let (with, learners, helpers): (_, Vec<usize>, Vec<usize>) = match treatment.who {
        Who::Clusters => (
            brought_together(population, &scenario, treated.iter(), &agreement(treatment.hours)),
            treated.iter().flatten().copied().collect(),
            Vec::new(),
        ),
        Who::Pairs(one_head) => {
            let teachers = |pair: &StrongAndWeak| population.layout.posts(pair.weak).len() as f64;
            let of = |pair: &StrongAndWeak| agreement(treatment.hours * teachers(pair));
            (
                with_pairs(population, &scenario, pairs, of, one_head),
                pairs.iter().map(|pair| pair.weak).collect(),
                pairs.iter().map(|pair| pair.strong).collect(),
            )
        }
    };
    let pair = Pair::of_populations(&scenario, &with, population);
    let measure = |both: &Both| Found {
        learned: learned(&scenario, both, &learners, MEASURED),
        measured: measured(&scenario, both, &learners, MEASURED),
        helpers: learned(&scenario, both, &helpers, MEASURED),
    };
    paired::replicate(&pair, 0, world, &|| true, measure).unwrap_or_default()
}

fn opening(draws: u32) -> String {
    format!(
        "# What partnership does to schools, over the priors\n\n\
         Schools are brought together by hand on the eve of the first term and compared with themselves \
         without, by the same draws of chance. Each of {draws} worlds of {SCHOOLS} schools has its own values \
         of every parameter, drawn from the priors, and settles under them. The effect is that on true \
         attainment at 11 or 16 in school years {} to {YEARS}, in pupil SD, mean over up to {CLUSTERS} \
         clusters or {PAIRS} pairs.\n\n\
         These are consequences of the priors, not findings about England: a third of the prior of each \
         contested mechanism lies at zero, and a part below it. Read how wide the intervals are, and how often \
         an effect is nothing or worse.\n\n\
         | treatment | at the defaults | median | 90% of draws | at or below zero | above {SMALLEST} |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n",
        MEASURED.start()
    )
}

fn row(
    page: &mut String,
    name: &str,
    central: Option<f64>,
    found: &[f64],
) -> Result<(), std::fmt::Error> {
    let number = |value: Option<f64>| value.map_or("–".into(), |value| signed(value, 3));
    let of = |share: f64| number(quantile(found, share));
    let share = |holds: fn(&f64) -> bool| {
        let many = found.iter().filter(|value| holds(value)).count();
        format!("{:.0}%", 100.0 * many as f64 / found.len().max(1) as f64)
    };
    writeln!(
        page,
        "| {name} | {} | {} | {} to {} | {} | {} |",
        number(central),
        of(0.5),
        of(0.05),
        of(0.95),
        share(|value| *value <= 0.0),
        share(|value| *value > SMALLEST)
    )
}

const CLOSING: &str = "
Hours: 6 a term and tie in loose clusters, 15 in reviews, 20 in joint practice, 3 for each teacher of the
weak school in pairs, for four years; nobody pays for them, and they come out of the heads' time. A cluster
has ten ties among five schools. *Strong* is the top fifth of a stage by what pupils gained in the last year,
with a head more than half an SD above the mean; *weak* the bottom fifth. Under one board, what is agreed
binds both schools, and the strong school's head leads both: most of that effect is the head.

The page is written by `cargo run --release -p risingtide-analysis --example joint_work_effects`.
";

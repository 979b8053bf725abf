//! What a scenario changes against what it extends, in plain words.

use sim::agent::{Phase, Region};
use sim::catalogue::catalogue;
use sim::scenario::{Policy, Reach, Scenario, Source};
use sim::term::{Season, Term};

use crate::limits::{grouped, number};
use crate::load::Loaded;

/// What differs from the scenario that is extended, a line each: the run, the population, the
/// levers, then the policies that are added. Empty when nothing differs.
pub fn changes(loaded: &Loaded) -> Vec<String> {
    let (now, base) = (&loaded.scenario, &loaded.base);
    let mut lines = run(now, base);
    lines.extend(population(now, base));
    lines.extend(levers(now, base));
    let added = now.policies.iter().skip(base.policies.len());
    lines.extend(added.map(|added| policy(added, now)));
    lines
}

/// Changes of the run.
fn run(now: &Scenario, base: &Scenario) -> Vec<String> {
    let (now, base) = (&now.run, &base.run);
    let mut lines = Vec::new();
    let mut line = |changed: bool, text: String| {
        if changed {
            lines.push(text);
        }
    };
    let (start, was) = (now.start, base.start);
    line(start != was, format!("starts in autumn {start} instead of autumn {was}"));
    let (years, was) = (now.years, base.years);
    line(years != was, format!("runs for {years} school years instead of {was}"));
    let (often, was) = (grouped(now.replicates.into()), grouped(base.replicates.into()));
    line(
        now.replicates != base.replicates,
        format!("repeats the run {often} times instead of {was}"),
    );
    line(now.seed != base.seed, format!("draws with seed {} instead of {}", now.seed, base.seed));
    lines
}

/// Changes of the population.
fn population(now: &Scenario, base: &Scenario) -> Vec<String> {
    let (now, base) = (&now.population, &base.population);
    let mut lines = Vec::new();
    if now.source != base.source {
        lines.push(source(&now.source));
    }
    if now.schools != base.schools && now.source == Source::Synthetic {
        let (count, was) = (grouped(now.schools.into()), grouped(base.schools.into()));
        lines.push(format!("has {count} schools instead of {was}"));
    }
    if now.regions != base.regions {
        lines.push(match now.regions.as_slice() {
            [] => "has schools of all regions".to_owned(),
            regions => format!("has only schools {}", within(regions)),
        });
    }
    if let Some(seed) = now.seed.filter(|_| now.seed != base.seed) {
        lines.push(format!("draws its schools with seed {seed}"));
    }
    lines
}

/// Where the schools come from, in words.
fn source(source: &Source) -> String {
    match source {
        Source::Synthetic => "draws synthetic schools instead of reading a file".to_owned(),
        Source::File(path) => format!("takes its schools from the population file {path}"),
        Source::Register { path, group_links: None } => {
            format!("takes its schools from the register {path}")
        }
        Source::Register { path, group_links: Some(links) } => {
            format!("takes its schools from the register {path} and their trusts from {links}")
        }
    }
}

/// Changes of levers.
fn levers(now: &Scenario, base: &Scenario) -> Vec<String> {
    let all = catalogue().iter().enumerate();
    all.filter_map(|(at, _)| change(at, base.values.at(at), now.values.at(at))).collect()
}

/// A policy in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyWords {
    /// First term: `autumn 2027`.
    pub from: String,
    /// Last term, or `the end of the run`.
    pub until: String,
    /// Whom it reaches: `all secondary schools in London`.
    pub whom: String,
    /// What it changes, a lever an item: `raises capacity.development_hours from 50 to 80 (hours a year)`.
    pub what: Vec<String>,
}

/// When a policy holds, whom it reaches and what it changes against the scenario's other values.
pub fn policy_in_words(policy: &Policy, scenario: &Scenario) -> PolicyWords {
    let words = |(at, value): &(usize, f64)| {
        change(*at, scenario.values.at(*at), *value)
            .unwrap_or_else(|| format!("leaves {} at {}", catalogue()[*at].path, number(*value)))
    };
    PolicyWords {
        from: term(policy.from),
        until: policy.until.map_or_else(|| "the end of the run".to_owned(), term),
        whom: reach(&policy.reach),
        what: policy.set.iter().map(words).collect(),
    }
}

/// A policy: when, for whom, what.
fn policy(policy: &Policy, scenario: &Scenario) -> String {
    let PolicyWords { from, until, whom, what } = policy_in_words(policy, scenario);
    format!("{}: from {from} to {until} for {whom}: {}", policy.name, join(&what))
}

/// The change of one lever in words; nothing when it keeps its value.
fn change(position: usize, from: f64, to: f64) -> Option<String> {
    let entry = &catalogue()[position];
    let verb = if to > from { "raises" } else { "lowers" };
    let (path, unit) = (entry.path, entry.unit);
    let words = format!("{verb} {path} from {} to {} ({unit})", number(from), number(to));
    (to != from).then_some(words)
}

/// A term in words: `autumn 2027`.
fn term(term: Term) -> String {
    let season = match term.season() {
        Season::Autumn => "autumn",
        Season::Spring => "spring",
        Season::Summer => "summer",
    };
    format!("{season} {}", term.calendar_year())
}

/// Whom a policy reaches, in words.
fn reach(reach: &Reach) -> String {
    let schools = match reach.phases.as_slice() {
        [] => "schools".to_owned(),
        phases => join(&phases.iter().map(|phase| phase_words(*phase)).collect::<Vec<_>>()),
    };
    let all = match reach.regions.as_slice() {
        [] => format!("all {schools}"),
        regions => format!("all {schools} {}", within(regions)),
    };
    let everywhere = reach.regions.is_empty() && reach.phases.is_empty();
    match reach.schools.as_slice() {
        [] => all,
        [one] if everywhere => format!("the school {one}"),
        named if everywhere => format!("{} named schools", grouped(named.len() as i128)),
        named => format!("{all} among {} named", grouped(named.len() as i128)),
    }
}

/// Schools of a phase.
fn phase_words(phase: Phase) -> &'static str {
    match phase {
        Phase::Primary => "primary schools",
        Phase::MiddlePrimary => "middle schools deemed primary",
        Phase::MiddleSecondary => "middle schools deemed secondary",
        Phase::Secondary => "secondary schools",
        Phase::AllThrough => "all-through schools",
    }
}

/// Regions in a sentence: `in London and the North East`.
fn within(regions: &[Region]) -> String {
    let named = |region: &Region| match region {
        Region::London | Region::YorkshireAndTheHumber => region.name().to_owned(),
        other => format!("the {}", other.name()),
    };
    format!("in {}", join(&regions.iter().map(named).collect::<Vec<_>>()))
}

/// `a`, `a and b`, or `a, b and c`.
fn join<T: AsRef<str>>(parts: &[T]) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

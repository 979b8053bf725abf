//! What a scenario changes against what it extends, in plain words.

use sim::agent::{Phase, Region};
use sim::catalogue::catalogue;
use sim::mechanism::MECHANISMS;
use sim::population::AUTHORITIES;
use sim::process::TIMETABLE;
use sim::reach::{Lots, Reach};
use sim::scenario::{Policy, Scenario, Source};
use sim::term::{Season, Term};

use crate::limits::{grouped, number};
use crate::load::Loaded;

/// What differs from the scenario that is extended, a line each: the run, the population, levers and
/// parameters, mechanisms, what is drawn, then the policies that are added. Empty when nothing differs.
pub fn changes(loaded: &Loaded) -> Vec<String> {
    let (now, base) = (&loaded.scenario, &loaded.base);
    let mut lines = settings(loaded);
    let added = now.policies.iter().skip(base.policies.len());
    lines.extend(added.map(|added| policy(added, now)));
    lines
}

/// What differs of a scenario from another, a line each: as [`changes`], whatever it extends.
pub fn changes_between(first: &Loaded, second: &Loaded) -> Vec<String> {
    let mut against = second.clone();
    against.base = first.scenario.clone();
    let mut lines = settings(&against);
    let (one, other) = (&first.scenario, &second.scenario);
    let left = one.policies.iter().filter(|policy| !other.policies.contains(policy));
    lines.extend(left.map(|left| format!("leaves out: {}", policy(left, one))));
    let added = other.policies.iter().filter(|policy| !one.policies.contains(policy));
    lines.extend(added.map(|added| policy(added, other)));
    lines
}

/// The same without the policies.
pub fn settings(loaded: &Loaded) -> Vec<String> {
    let (now, base) = (&loaded.scenario, &loaded.base);
    let mut lines = run(now, base);
    lines.extend(population(now, base));
    lines.extend(values(now, base));
    lines.extend(mechanisms(now, base));
    lines.extend(doubt(now, base));
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

/// Changes of levers and parameters.
fn values(now: &Scenario, base: &Scenario) -> Vec<String> {
    let all = catalogue().iter().enumerate();
    all.filter_map(|(at, _)| change(at, base.values.stated(at), now.values.stated(at))).collect()
}

/// Processes that a scenario leaves out and effects that it scales, whatever it extends, a line each.
pub fn contested_in_words(loaded: &Loaded) -> Vec<String> {
    mechanisms(&loaded.scenario, &Scenario::default())
}

/// Processes that are left out, and effects that are scaled.
fn mechanisms(now: &Scenario, base: &Scenario) -> Vec<String> {
    let mut lines = Vec::new();
    for process in TIMETABLE {
        let [off, was] = [now, base].map(|one| one.switched_off.contains(&process.name));
        match (was, off) {
            (false, true) => lines.push(format!(
                "leaves out the process {}: {}",
                process.name,
                uncapitalised(process.sentence)
            )),
            (true, false) => lines.push(format!("takes the process {} in again", process.name)),
            _ => {}
        }
    }
    for (at, mechanism) in MECHANISMS.iter().enumerate() {
        let [factor, was] = [now, base].map(|one| factor_of(one, at));
        if factor != was {
            let (name, what) = (mechanism.name, uncapitalised(mechanism.sentence));
            lines.push(format!("{} the effect {name}: {what}", scaled(factor)));
        }
    }
    lines
}

/// The factor of a mechanism: 1 where the scenario states none.
pub(crate) fn factor_of(scenario: &Scenario, mechanism: usize) -> f64 {
    let own = scenario.mechanisms.iter().find(|(at, _)| *at == mechanism);
    own.map_or(1.0, |(_, factor)| *factor)
}

/// What a factor does to an effect.
fn scaled(factor: f64) -> String {
    match factor {
        0.0 => "switches off".to_owned(),
        1.0 => "leaves as it is".to_owned(),
        -1.0 => "turns round".to_owned(),
        factor if factor < 0.0 => format!("turns round and scales by {}", number(-factor)),
        factor => format!("scales by {}", number(factor)),
    }
}

/// A sentence within another.
fn uncapitalised(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    let mut letters = sentence.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

/// What is drawn, and from what.
fn doubt(now: &Scenario, base: &Scenario) -> Vec<String> {
    let mut lines = Vec::new();
    let (draws, drew) = (now.doubt.draw, base.doubt.draw);
    if draws && !drew {
        lines.push(format!(
            "draws {} values anew for each replicate, from what is believed of them",
            grouped(now.drawn().len() as i128)
        ));
    } else if drew && !draws {
        lines.push("holds every value where it is, in all replicates".to_owned());
    }
    for (at, prior) in &now.doubt.priors {
        if base.prior(*at) != *prior || draws != drew {
            let (path, words) = (catalogue()[*at].path, prior.in_words());
            lines.push(if draws {
                format!("draws {path} too: {words}")
            } else {
                format!("believes of {path}: {words} (nothing is drawn without --draw-parameters)")
            });
        }
    }
    lines
}

/// A policy in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyWords {
    /// First term: `autumn 2027`.
    pub from: String,
    /// Last term, or `the end of the run`; and where it has one, the length of its ramp.
    pub until: String,
    /// Whom it reaches: `all secondary schools in London`.
    pub whom: String,
    /// What it changes, a lever an item: `raises capacity.development_hours from 50 to 80 (hours a year)`.
    pub what: Vec<String>,
}

/// When a policy holds, whom it reaches and what it changes against the scenario's other values.
pub fn policy_in_words(policy: &Policy, scenario: &Scenario) -> PolicyWords {
    let words = |(at, value): &(usize, f64)| {
        change(*at, scenario.values.stated(*at), *value)
            .unwrap_or_else(|| format!("leaves {} at {}", catalogue()[*at].path, number(*value)))
    };
    PolicyWords {
        from: from(policy, scenario),
        until: until(policy, scenario),
        whom: whom(policy),
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

/// When a policy starts; beside the start of the run where that is later.
fn from(policy: &Policy, scenario: &Scenario) -> String {
    let (start, first) = (term(policy.from), scenario.run.first_term());
    if policy.from < first {
        format!("{start} (the run starts with {})", term(first))
    } else {
        start
    }
}

/// When a policy ends, beside the end of the run where that is earlier; how long it climbs, and how far
/// it comes.
fn until(policy: &Policy, scenario: &Scenario) -> String {
    let last = scenario.run.first_term().plus(scenario.run.terms().saturating_sub(1));
    let end = match policy.until {
        None => "the end of the run".to_owned(),
        Some(until) if until > last => {
            format!("{} (the run ends with {})", term(until), term(last))
        }
        Some(until) => term(until),
    };
    let lasts = policy.until.map_or(last, |until| until.min(last)).since(policy.from) + 1;
    match policy.ramp_terms {
        0 | 1 => end,
        terms if i64::from(terms) > lasts => format!(
            "{end}, in equal steps over {terms} terms, of which it has {lasts}: it comes {lasts}/{terms} of the way"
        ),
        terms => format!("{end}, in equal steps over the first {terms} terms"),
    }
}

/// Whom a policy reaches, in words, and whether that stays.
fn whom(policy: &Policy) -> String {
    let schools = reach(&policy.reach);
    if policy.follow { format!("{schools}, looked for again each autumn") } else { schools }
}

/// Whom a policy reaches, in words.
fn reach(reach: &Reach) -> String {
    let schools = match reach.phases.as_slice() {
        [] => "schools".to_owned(),
        phases => join(&phases.iter().map(|phase| phase_words(*phase)).collect::<Vec<_>>()),
    };
    let mut words = schools.clone();
    if !reach.regions.is_empty() {
        words += &format!(" {}", within(&reach.regions));
    }
    if !reach.authorities.is_empty() {
        let names: Vec<&str> =
            reach.authorities.iter().map(|at| AUTHORITIES[usize::from(*at)].name).collect();
        words += &format!(" in {}", join(&names));
    }
    let mut conditions: Vec<String> = Vec::new();
    if !reach.settings.is_empty() {
        let names: Vec<String> =
            reach.settings.iter().map(|one| format!("“{}”", one.name())).collect();
        conditions.push(format!("whose setting is {}", either(&names)));
    }
    if !reach.quintiles.is_empty() {
        let numbers: Vec<String> = reach.quintiles.iter().map(u8::to_string).collect();
        conditions
            .push(format!("in disadvantage quintile {} (5 has most free meals)", either(&numbers)));
    }
    if !reach.grades.is_empty() {
        let names: Vec<&str> = reach.grades.iter().map(|one| one.name()).collect();
        conditions.push(format!("last judged {}", either(&names)));
    }
    if !reach.governance.is_empty() {
        let names: Vec<&str> = reach.governance.iter().map(|one| one.name()).collect();
        conditions.push(format!("governed as {}", either(&names)));
    }
    if !conditions.is_empty() {
        words += &format!(" {}", conditions.join(" and "));
    }
    let everywhere = words == "schools";
    let words = match reach.schools.as_slice() {
        [] => format!("all {words}"),
        [one] if everywhere => format!("the school {one}"),
        named if everywhere => format!("{} named schools", grouped(named.len() as i128)),
        named => format!("all {words} among {} named", grouped(named.len() as i128)),
    };
    match reach.lots {
        None => words,
        Some(lots) => format!("{} of {words}, drawn by lot", stretch(&lots)),
    }
}

/// A share drawn by lot, in words.
fn stretch(lots: &Lots) -> String {
    let percent = |share: f64| number((share * 1e4).round() / 1e2);
    if lots.from == 0.0 {
        return format!("{}%", percent(lots.to));
    }
    format!("{}% (those after the first {}%)", percent(lots.to - lots.from), percent(lots.from))
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
    series(parts, "and")
}

/// `a`, `a or b`, or `a, b or c`.
fn either<T: AsRef<str>>(parts: &[T]) -> String {
    series(parts, "or")
}

/// Parts in a sentence, with a word before the last.
fn series<T: AsRef<str>>(parts: &[T], word: &str) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
        None => String::new(),
    }
}

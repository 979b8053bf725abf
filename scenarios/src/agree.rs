//! Whether the parts of a scenario agree: the source of schools, and the policies with the run.

mod reach;
mod source;

pub use reach::{Reached, reached};

use sim::catalogue::catalogue;
use sim::mechanism::MECHANISMS;
use sim::scenario::{Policy, PopulationSettings, RunSettings, Scenario};
use sim::term::{Season, Term};

use crate::error::{Diagnostic, Errors};
use crate::layer::{Layer, PolicyText, ValueText};
use crate::limits::{MAX_POLICIES, grouped, number};
use crate::origin::Origins;
use crate::overrides::Overrides;
use crate::source::Place;

/// A resolved scenario beside the text it came from.
pub(crate) struct Resolved<'a> {
    pub(crate) layer: &'a Layer,
    pub(crate) scenario: &'a Scenario,
    pub(crate) origins: &'a Origins,
}

/// A policy that is right in itself, and its text.
struct Dated<'a> {
    text: &'a PolicyText,
    policy: &'a Policy,
}

/// Adds an error for everything that does not fit together.
pub(crate) fn check(resolved: &Resolved<'_>, flags: &Overrides, errors: &mut Errors) {
    source::check(resolved.layer, flags, errors);
    mechanisms(resolved, errors);
    nothing_drawn(resolved, errors);
    let texts = &resolved.layer.policies;
    if let Some(first_too_many) = texts.get(MAX_POLICIES) {
        let (count, most) = (grouped(texts.len() as i128), grouped(MAX_POLICIES as i128));
        let place = first_too_many.place.clone();
        return errors.add(|| {
            Diagnostic::at(place, format!("there are {count} policies, but {most} at most"))
        });
    }
    let dated = dated(resolved);
    for policy in &dated {
        dates(policy, resolved, errors);
        nobody(policy, &resolved.scenario.population, errors);
    }
    conflicts(&dated, &resolved.scenario.population, errors);
}

/// A scenario that wants values drawn, and states or holds every one.
fn nothing_drawn(resolved: &Resolved<'_>, errors: &mut Errors) {
    if !resolved.scenario.doubt.draw || !resolved.scenario.drawn().is_empty() {
        return;
    }
    errors.add(|| {
        let message = "parameters are to be drawn for each replicate, but the scenario states every one of them";
        let diagnostic = match &resolved.layer.draw_parameters {
            Some(stated) if stated.value => Diagnostic::at(stated.place.clone(), message),
            _ => Diagnostic::plain(message),
        };
        diagnostic.help("leave out what is not to be held, or name it in `[uncertainty]`")
    });
}

/// Mechanisms whose factor takes a value out of its bounds.
fn mechanisms(resolved: &Resolved<'_>, errors: &mut Errors) {
    let values = &resolved.scenario.values;
    for (mechanism, factor) in &resolved.scenario.mechanisms {
        let stated = resolved.layer.mechanisms.iter().rev().find(|(at, _)| at == mechanism);
        let Some((_, stated)) = stated else { continue };
        let mechanism = &MECHANISMS[*mechanism];
        for at in mechanism.positions() {
            let (entry, value) = (&catalogue()[at], values.at(at));
            if (entry.min..=entry.max).contains(&value) {
                continue;
            }
            errors.add(|| {
                // Products carry the dust of binary fractions.
                let numbers = [values.stated(at), (value * 1e9).round() / 1e9, entry.min, entry.max].map(number);
                let [from, to, min, max] = numbers;
                let (name, path, factor) = (mechanism.name, entry.path, number(*factor));
                Diagnostic::at(
                    stated.place.clone(),
                    format!(
                        "`mechanisms.{name}` is {factor}, which takes `{path}` from {from} to {to}, but it must lie \
                         between {min} and {max}"
                    ),
                )
                .help(format!("`{path}` is {from} by {}", resolved.origins.of(path)))
            });
        }
    }
}

/// The policies that can be held against the run and one another.
fn dated<'a>(resolved: &Resolved<'a>) -> Vec<Dated<'a>> {
    let with_start = resolved.layer.policies.iter().filter(|text| text.from.is_some());
    let pairs = with_start.zip(&resolved.scenario.policies);
    pairs.filter(|(text, _)| !text.is_wrong).map(|(text, policy)| Dated { text, policy }).collect()
}

/// The terms of a policy against one another and against the run.
fn dates(dated: &Dated<'_>, resolved: &Resolved<'_>, errors: &mut Errors) {
    let Some(from) = &dated.text.from else { return };
    let until = dated.text.until.as_ref();
    if let Some(until) = until.filter(|until| until.value < from.value) {
        return errors.add(|| {
            let message =
                format!("the policy ends in {}, before it starts in {}", until.value, from.value);
            Diagnostic::at(until.place.clone(), message)
                .also(from.place.clone(), "here it starts")
                .help(format!(
                    "`until` is the last term in force; the summer after {} is {}",
                    from.value,
                    next_summer(from.value)
                ))
        });
    }
    if resolved.layer.run_is_wrong {
        return;
    }
    let (first, last) = ends(&resolved.scenario.run);
    if from.value > last {
        outside(&from.place, format!("the policy starts in {}", from.value), resolved, errors);
    } else if let Some(until) = until.filter(|until| until.value < first) {
        outside(&until.place, format!("the policy ends in {}", until.value), resolved, errors);
    }
}

/// The summer of a term's school year.
fn next_summer(term: Term) -> Term {
    Term::new(term.school_year_start() + 1, Season::Summer)
}

/// The first and the last term of a run.
fn ends(run: &RunSettings) -> (Term, Term) {
    let first = run.first_term();
    (first, first.plus(run.terms().saturating_sub(1)))
}

/// Adds the error of a policy that no term of the run sees.
fn outside(place: &Place, what: String, resolved: &Resolved<'_>, errors: &mut Errors) {
    errors.add(|| {
        let run = &resolved.scenario.run;
        let (first, last) = ends(run);
        let message = format!("{what}, but the run lasts from {first} to {last}");
        Diagnostic::at(place.clone(), message).help(format!(
            "run.start is {} ({}), run.years is {} ({})",
            run.start,
            resolved.origins.of("run.start"),
            run.years,
            resolved.origins.of("run.years"),
        ))
    });
}

/// A policy whose regions have no schools in the population.
fn nobody(dated: &Dated<'_>, population: &PopulationSettings, errors: &mut Errors) {
    let Some(regions) = &dated.text.conditions.regions else { return };
    let has_schools = |region| population.regions.is_empty() || population.regions.contains(region);
    if regions.value.iter().any(has_schools) {
        return;
    }
    errors.add(|| {
        let names: Vec<&str> = population.regions.iter().map(|region| region.name()).collect();
        let message = "the policy targets nobody: none of these regions is in the population";
        Diagnostic::at(regions.place.clone(), message)
            .help(format!("population.regions is {}", names.join(", ")))
    });
}

/// Pairs of policies that set one lever on the same schools in the same term.
fn conflicts(dated: &[Dated<'_>], population: &PopulationSettings, errors: &mut Errors) {
    for (at, later) in dated.iter().enumerate() {
        for earlier in &dated[..at] {
            if meet(earlier.policy, later.policy, population) {
                conflict(earlier, later, errors);
            }
        }
    }
}

/// Whether some school could be reached by both policies in some term, as far as that can be told
/// without a population.
fn meet(a: &Policy, b: &Policy, population: &PopulationSettings) -> bool {
    let in_population = sim::agent::Region::ALL.iter().any(|region| {
        [&population.regions, &a.reach.regions, &b.reach.regions]
            .into_iter()
            .all(|list| list.is_empty() || list.contains(region))
    });
    in_one_term(a, b)
        && in_population
        && a.reach.is_plain()
        && b.reach.is_plain()
        && a.reach.overlaps(&b.reach)
}

/// Whether two policies are in force in some term.
fn in_one_term(a: &Policy, b: &Policy) -> bool {
    let starts_in_time = |last: Option<Term>, from: Term| last.is_none_or(|last| from <= last);
    starts_in_time(a.until, b.from) && starts_in_time(b.until, a.from)
}

/// Adds an error for each lever that both policies set.
fn conflict(earlier: &Dated<'_>, later: &Dated<'_>, errors: &mut Errors) {
    for one in &later.text.set {
        let Some(first) = earlier.text.set.iter().find(|other| other.position == one.position)
        else {
            continue;
        };
        let policies = (earlier.policy, later.policy);
        errors.add(|| both_set(policies, first, one, "the same schools"));
    }
}

/// The error of two policies that set one lever on `schools` in one term.
fn both_set(
    (earlier, later): (&Policy, &Policy),
    first: &ValueText,
    one: &ValueText,
    schools: &str,
) -> Diagnostic {
    let path = catalogue()[one.position].path;
    let from = later.from.max(earlier.from);
    let through = |text: &ValueText| {
        text.level.map_or_else(String::new, |driver| format!(" through {driver}.level"))
    };
    let (late, early) = (&later.name, &earlier.name);
    Diagnostic::at(
        one.stated.place.clone(),
        format!(
            "“{late}” sets `{path}`{}, which “{early}” sets{} on {schools} in {from}",
            through(one),
            through(first)
        ),
    )
    .also(first.stated.place.clone(), format!("here “{early}” sets it"))
    .help("give the two other terms or other schools, or leave one out")
}

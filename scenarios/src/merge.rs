//! Layers laid over one another, and the scenario that results.

use std::path::{Path, PathBuf};

use sim::catalogue::{Kind, Prior, Values, catalogue};
use sim::mechanism::MECHANISMS;
use sim::process::TIMETABLE;
use sim::reach::{Lots, Reach};
use sim::scenario::{Doubt, Policy, PopulationSettings, RunSettings, Scenario, Source};

use crate::layer::{Conditions, Layer, PolicyText, SourceWord, Stated, ValueText};
use crate::limits::{self, MAX_POLICIES, Whole};
use crate::origin::{Origin, Origins};
use crate::overrides::Overrides;

/// What no layer can say: how the scenario is called and what it extends.
pub(crate) struct Naming {
    pub(crate) name: String,
    pub(crate) extends: Vec<String>,
}

/// `over` laid over `base`: what `over` states wins, the levers that its levels give among them;
/// policies follow those of the base.
pub(crate) fn lay(base: Layer, over: Layer) -> Layer {
    let word = over.word.as_ref().map(|word| word.value);
    // A source that is stated anew leaves behind what belonged to another.
    let still = |source| word.is_none_or(|word| word == source);
    let (of_register, of_file) = (still(SourceWord::Register), still(SourceWord::File));
    let now_file = word == Some(SourceWord::File);
    let mut values = base.all_values();
    values.extend(over.all_values());
    let mut mechanisms = base.mechanisms;
    mechanisms.extend(over.mechanisms);
    let mut policies = base.policies;
    policies.extend(over.policies);
    let mut processes = base.processes;
    processes.extend(over.processes);
    let mut priors = base.priors;
    priors.extend(over.priors);
    Layer {
        extends: over.extends,
        title: over.title.or(base.title),
        summary: over.summary.or(base.summary),
        // What a scenario serves is its own affair.
        tags: over.tags,
        systems: over.systems,
        claims: over.claims,
        start: over.start.or(base.start),
        years: over.years.or(base.years),
        replicates: over.replicates.or(base.replicates),
        seed: over.seed.or(base.seed),
        draw_parameters: over.draw_parameters.or(base.draw_parameters),
        word: over.word.or(base.word),
        schools: over.schools.or(base.schools.filter(|_| !now_file)),
        regions: over.regions.or(base.regions.filter(|_| !now_file)),
        population_seed: over.population_seed.or(base.population_seed),
        register: over.register.or(base.register.filter(|_| of_register)),
        group_links: over.group_links.or(base.group_links.filter(|_| of_register)),
        file: over.file.or(base.file.filter(|_| of_file)),
        levels: Vec::new(),
        values,
        processes,
        mechanisms,
        priors,
        policies,
        run_is_wrong: base.run_is_wrong || over.run_is_wrong,
    }
}

/// The name of a policy: its own, or its number in the timeline.
fn policy_name(policy: &PolicyText, at: usize) -> String {
    policy.name.clone().unwrap_or_else(|| format!("policy {}", at + 1))
}

/// The scenario that a merged layer states, and where each value came from.
pub(crate) fn settle(layer: &Layer, naming: Naming, flags: &Overrides) -> (Scenario, Origins) {
    let mut settler = Settler { origins: Origins::default() };
    let mut scenario = Scenario {
        title: settler.text("title", layer.title.as_ref(), &naming.name),
        summary: settler.text("summary", layer.summary.as_ref(), ""),
        run: settler.run(layer, flags),
        population: settler.population(layer, flags),
        values: settler.values(layer),
        policies: settler.policies(layer),
        switched_off: settler.switched_off(layer),
        mechanisms: Vec::new(),
        doubt: settler.doubt(layer, flags),
        name: naming.name,
        extends: naming.extends,
    };
    settler.mechanisms(layer, &mut scenario);
    (scenario, settler.origins)
}

/// Builds the parts of a scenario and notes their origins.
struct Settler {
    origins: Origins,
}

impl Settler {
    /// A text, or what stands for it.
    fn text(&mut self, path: &str, stated: Option<&Stated<String>>, instead: &str) -> String {
        self.note(path, stated);
        stated.map_or_else(|| instead.to_owned(), |stated| stated.value.clone())
    }

    /// When, how long and how often.
    fn run(&mut self, layer: &Layer, flags: &Overrides) -> RunSettings {
        let start = self.whole(&limits::START, layer.start.as_ref(), None);
        let years = self.whole(&limits::YEARS, layer.years.as_ref(), flag("--years", flags.years));
        let often = flag("--replicates", flags.replicates);
        let replicates = self.whole(&limits::REPLICATES, layer.replicates.as_ref(), often);
        let seed = self.whole(&limits::SEED, layer.seed.as_ref(), flag("--seed", flags.seed));
        RunSettings {
            start: u16::try_from(start).unwrap_or(u16::MAX),
            years: narrow(years),
            replicates: narrow(replicates),
            seed,
            ties: false,
        }
    }

    /// Which schools.
    fn population(&mut self, layer: &Layer, flags: &Overrides) -> PopulationSettings {
        // A population file has the schools that it has: their number is never read.
        let is_file = layer.source_word(flags) == SourceWord::File;
        let stated = layer.schools.as_ref().filter(|_| !is_file);
        let wanted = flag("--schools", flags.schools.filter(|_| !is_file));
        let schools = match (stated, wanted) {
            (None, None) => Scenario::default().population.schools,
            _ => narrow(self.whole(&limits::SCHOOLS, stated, wanted)),
        };
        self.note("population.regions", layer.regions.as_ref());
        self.note("population.seed", layer.population_seed.as_ref());
        PopulationSettings {
            source: self.source(layer, flags),
            schools,
            regions: layer.regions.as_ref().map(|list| list.value.clone()).unwrap_or_default(),
            seed: layer.population_seed.as_ref().map(|seed| seed.value),
        }
    }

    /// Where the schools come from; synthetic where the path that the source needs is missing.
    fn source(&mut self, layer: &Layer, flags: &Overrides) -> Source {
        let (of_register, of_file) = (flags.register.as_deref(), flags.population.as_deref());
        match of_file.map(|_| "--population").or(of_register.map(|_| "--register")) {
            Some(name) => self.origins.note("population.source", Origin::Flag { name }),
            None => self.note("population.source", layer.word.as_ref()),
        }
        let found = match layer.source_word(flags) {
            SourceWord::Synthetic => None,
            SourceWord::File => self
                .path("population.file", "--population", of_file, layer.file.as_ref())
                .map(Source::File),
            SourceWord::Register => self
                .path("population.register", "--register", of_register, layer.register.as_ref())
                .map(|path| Source::Register { path, group_links: self.group_links(layer, flags) }),
        };
        found.unwrap_or(Source::Synthetic)
    }

    /// The file of the register's groups.
    fn group_links(&mut self, layer: &Layer, flags: &Overrides) -> Option<String> {
        let (option, stated) = (flags.group_links.as_deref(), layer.group_links.as_ref());
        self.path("population.group_links", "--group-links", option, stated)
    }

    /// A path that holds from any folder: the option's, or the stated one.
    fn path(
        &mut self,
        path: &str,
        name: &'static str,
        option: Option<&Path>,
        stated: Option<&Stated<String>>,
    ) -> Option<String> {
        if let Some(option) = option {
            self.origins.note(path, Origin::Flag { name });
            return Some(absolute(option));
        }
        self.note(path, stated);
        stated.map(|stated| absolute(&beside(stated)))
    }

    /// A value for every lever and parameter.
    fn values(&mut self, layer: &Layer) -> Values {
        let mut values = Values::default();
        for entry in catalogue() {
            self.origins.note(entry.path, Origin::Default);
        }
        for ValueText { position, stated, level } in &layer.values {
            values.set(*position, stated.value);
            let origin = Origin::of(&stated.place);
            let origin = match level {
                Some(driver) => origin.through_level(driver),
                None => origin,
            };
            self.origins.note(catalogue()[*position].path, origin);
        }
        values
    }

    /// Names of the processes that are left out, in the order of the timetable.
    fn switched_off(&mut self, layer: &Layer) -> Vec<&'static str> {
        let mut off = Vec::new();
        for process in TIMETABLE {
            let last = layer.processes.iter().rev().find(|(name, _)| *name == process.name);
            let Some((_, runs)) = last else { continue };
            self.note(&format!("mechanisms.{}", process.name), Some(runs));
            if !runs.value {
                off.push(process.name);
            }
        }
        off
    }

    /// Scales the mechanisms: of one mechanism, the last factor counts.
    fn mechanisms(&mut self, layer: &Layer, scenario: &mut Scenario) {
        for (at, mechanism) in MECHANISMS.iter().enumerate() {
            let last = layer.mechanisms.iter().rev().find(|(position, _)| *position == at);
            let Some((_, factor)) = last else { continue };
            self.note(&format!("mechanisms.{}", mechanism.name), Some(factor));
            scenario.scale(at, factor.value);
        }
    }

    /// What is not known of the values.
    fn doubt(&mut self, layer: &Layer, flags: &Overrides) -> Doubt {
        if flags.draw_parameters {
            self.origins.note("run.draw_parameters", Origin::Flag { name: "--draw-parameters" });
        } else {
            self.note("run.draw_parameters", layer.draw_parameters.as_ref());
        }
        let mut priors: Vec<(usize, Prior)> = Vec::new();
        for (position, stated) in &layer.priors {
            self.note(&format!("uncertainty.{}", catalogue()[*position].path), Some(stated));
            priors.retain(|(other, _)| other != position);
            priors.push((*position, stated.value));
        }
        priors.sort_by_key(|(position, _)| *position);
        let is_parameter = |one: &&ValueText| catalogue()[one.position].kind == Kind::Parameter;
        let mut held: Vec<usize> =
            layer.values.iter().filter(is_parameter).map(|one| one.position).collect();
        held.sort_unstable();
        held.dedup();
        let stated = layer.draw_parameters.as_ref().is_some_and(|stated| stated.value);
        Doubt { draw: flags.draw_parameters || stated, priors, held }
    }

    /// The timeline.
    fn policies(&mut self, layer: &Layer) -> Vec<Policy> {
        let mut policies = Vec::new();
        for (at, text) in layer.policies.iter().take(MAX_POLICIES).enumerate() {
            let Some(from) = &text.from else { continue };
            self.origins.note_policy(Origin::of(&text.place));
            policies.push(Policy {
                name: policy_name(text, at),
                from: from.value,
                until: text.until.as_ref().map(|until| until.value),
                ramp_terms: text.ramp_terms.as_ref().map_or(0, |terms| narrow(terms.value)),
                follow: text.follow.as_ref().is_some_and(|follow| follow.value),
                reach: reach(&text.conditions),
                set: text.set.iter().map(|one| (one.position, one.stated.value)).collect(),
            });
        }
        policies
    }

    /// A whole number: the option's, the stated one, or the smallest.
    fn whole(
        &mut self,
        field: &Whole,
        stated: Option<&Stated<u64>>,
        flag: Option<(&'static str, u64)>,
    ) -> u64 {
        if let Some((name, value)) = flag {
            self.origins.note(field.path, Origin::Flag { name });
            return value;
        }
        self.note(field.path, stated);
        stated.map_or(field.min, |stated| stated.value)
    }

    /// Notes the origin of a value.
    fn note<T>(&mut self, path: &str, stated: Option<&Stated<T>>) {
        let origin = stated.map_or(Origin::Default, |stated| Origin::of(&stated.place));
        self.origins.note(path, origin);
    }
}

/// Whom a policy reaches.
fn reach(conditions: &Conditions) -> Reach {
    let lots = conditions.share.as_ref().map(|share| {
        let lot = conditions.lot.as_ref().map_or(share.value.lot, |lot| narrow(lot.value));
        Lots { lot, ..share.value }
    });
    Reach {
        regions: list(&conditions.regions),
        authorities: list(&conditions.authorities),
        phases: list(&conditions.phases),
        settings: list(&conditions.settings),
        quintiles: list(&conditions.quintiles),
        grades: list(&conditions.grades),
        governance: list(&conditions.governance),
        schools: list(&conditions.schools),
        lots,
    }
}

/// The members that a condition states; none where it is not there.
fn list<T: Clone>(stated: &Option<Stated<Vec<T>>>) -> Vec<T> {
    stated.as_ref().map(|list| list.value.clone()).unwrap_or_default()
}

/// An option with its name.
fn flag(name: &'static str, value: Option<u64>) -> Option<(&'static str, u64)> {
    value.map(|value| (name, value))
}

/// A checked number, which fits.
fn narrow(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// A path against the folder of the file that states it.
fn beside(stated: &Stated<String>) -> PathBuf {
    stated.place.source.folder.join(&stated.value)
}

/// A path that holds from any folder: the resolved scenario is read elsewhere.
fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).display().to_string()
}

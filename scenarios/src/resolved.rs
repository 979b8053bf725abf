//! The resolved scenario as a text: every value, and where it came from.

use sim::catalogue::{Kind, catalogue};
use sim::scenario::{Policy, Source};

use crate::check;
use crate::load::Loaded;
use crate::origin::Origin;
use crate::snippet::clean;

/// Column in which the origins start, where the values leave room.
const ORIGIN_COLUMN: usize = 44;

/// The whole scenario in the language of scenario files: every lever is stated, and each line says
/// where its value came from. Read again, it gives the same values.
pub fn resolved_toml(loaded: &Loaded) -> String {
    let mut text = Text { loaded, lines: String::new() };
    text.head();
    text.run();
    text.population();
    check::drivers().into_iter().for_each(|driver| text.driver(driver));
    let policies = loaded.scenario.policies.iter().zip(loaded.origins.policies());
    policies.for_each(|(policy, origin)| text.policy(policy, origin));
    text.lines
}

/// The text so far.
struct Text<'a> {
    loaded: &'a Loaded,
    lines: String,
}

impl Text<'_> {
    fn head(&mut self) {
        let scenario = &self.loaded.scenario;
        self.plain(&format!(
            "# The scenario {}, resolved: every value is stated.",
            clean(&scenario.name)
        ));
        if !scenario.extends.is_empty() {
            let chain: Vec<String> = scenario.extends.iter().map(|name| clean(name)).collect();
            self.plain(&format!("# It extended {}.", chain.join(", which extended ")));
        }
        self.plain("");
        self.value("title", "title", &text(&scenario.title));
        self.value("summary", "summary", &text(&scenario.summary));
    }

    fn run(&mut self) {
        let run = &self.loaded.scenario.run;
        self.plain("\n[run]");
        self.value("run.start", "start", &run.start.to_string());
        self.value("run.years", "years", &run.years.to_string());
        self.value("run.replicates", "replicates", &run.replicates.to_string());
        self.value("run.seed", "seed", &run.seed.to_string());
    }

    fn population(&mut self) {
        let population = &self.loaded.scenario.population;
        self.plain("\n[population]");
        match &population.source {
            Source::Synthetic => self.value("population.source", "source", "\"synthetic\""),
            Source::File(path) => {
                self.value("population.source", "source", "\"file\"");
                self.value("population.file", "file", &text(path));
            }
            Source::Register { path, group_links } => {
                self.value("population.source", "source", "\"register\"");
                self.value("population.register", "register", &text(path));
                if let Some(links) = group_links {
                    self.value("population.group_links", "group_links", &text(links));
                }
            }
        }
        if !matches!(population.source, Source::File(_)) {
            self.value("population.schools", "schools", &population.schools.to_string());
        }
        if !population.regions.is_empty() {
            let names = list(population.regions.iter().map(|region| region.name()));
            self.value("population.regions", "regions", &names);
        }
        if let Some(seed) = population.seed {
            self.value("population.seed", "seed", &seed.to_string());
        }
    }

    fn driver(&mut self, driver: &str) {
        self.plain(&format!("\n[{driver}]"));
        for (position, entry) in catalogue().iter().enumerate() {
            let Some((table, lever)) = entry.path.split_once('.') else { continue };
            if table == driver && entry.kind == Kind::Lever {
                let value = number(self.loaded.scenario.values.at(position));
                self.value(entry.path, lever, &value);
            }
        }
    }

    fn policy(&mut self, policy: &Policy, origin: &Origin) {
        self.plain(&format!("\n[[policy]]  # from {origin}"));
        self.plain(&format!("name = {}", text(&policy.name)));
        self.plain(&format!("from = \"{}\"", policy.from));
        if let Some(until) = policy.until {
            self.plain(&format!("until = \"{until}\""));
        }
        let (regions, phases) = (&policy.reach.regions, &policy.reach.phases);
        if !regions.is_empty() {
            let names = list(regions.iter().map(|region| region.name()));
            self.plain(&format!("where.regions = {names}"));
        }
        if !phases.is_empty() {
            let names = list(phases.iter().map(|phase| phase.name()));
            self.plain(&format!("where.phases = {names}"));
        }
        if !policy.reach.schools.is_empty() {
            let numbers: Vec<String> = policy.reach.schools.iter().map(u32::to_string).collect();
            self.plain(&format!("where.schools = [{}]", numbers.join(", ")));
        }
        for (position, value) in &policy.set {
            let path = catalogue()[*position].path;
            self.plain(&format!("set.\"{path}\" = {}", number(*value)));
        }
    }

    /// A line with a value and its origin.
    fn value(&mut self, path: &str, key: &str, value: &str) {
        let line = format!("{key} = {value}");
        let origin = self.loaded.origins.of(path);
        self.plain(&format!("{line:ORIGIN_COLUMN$}  # from {origin}"));
    }

    /// A line as it is.
    fn plain(&mut self, line: &str) {
        self.lines.push_str(line);
        self.lines.push('\n');
    }
}

/// A number that reads back exactly, and as a decimal number.
fn number(value: f64) -> String {
    format!("{value:?}")
}

/// Names in quotation marks, as a list.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.map(text).collect();
    format!("[{}]", quoted.join(", "))
}

/// A text in quotation marks on one line.
fn text(content: &str) -> String {
    let mut quoted = String::from('"');
    for character in content.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            other if other.is_control() => quoted.push_str(&format!("\\u{:04X}", other as u32)),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

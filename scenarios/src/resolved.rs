//! The resolved scenario as a text: every value, and where it came from.

use sim::catalogue::{Prior, catalogue};
use sim::mechanism::MECHANISMS;
use sim::population::AUTHORITIES;
use sim::reach::{Lots, Reach};
use sim::scenario::{Policy, Source};

use crate::keys;
use crate::load::Loaded;
use crate::origin::Origin;
use crate::snippet::clean;

/// Column in which the origins start, where the values leave room.
const ORIGIN_COLUMN: usize = 44;

/// The whole scenario in the language of scenario files: every lever and parameter is stated, and each line says
/// where its value came from. Read again, it gives the same values.
pub fn resolved_toml(loaded: &Loaded) -> String {
    let mut text = Text { loaded, lines: String::new() };
    text.head();
    text.run();
    text.population();
    keys::drivers().into_iter().for_each(|driver| text.values(driver));
    keys::parameter_tables().into_iter().for_each(|process| text.values(process));
    text.mechanisms();
    text.uncertainty();
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
        let draw = self.loaded.scenario.doubt.draw.to_string();
        self.value("run.draw_parameters", "draw_parameters", &draw);
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

    /// A table of levers or parameters.
    fn values(&mut self, table: &str) {
        self.plain(&format!("\n[{table}]"));
        for (position, entry) in catalogue().iter().enumerate() {
            let Some((of, name)) = entry.path.split_once('.') else { continue };
            if of == table {
                let value = number(self.loaded.scenario.values.stated(position));
                self.value(entry.path, name, &value);
            }
        }
    }

    /// Processes that are left out, and mechanisms that are scaled.
    fn mechanisms(&mut self) {
        let scenario = &self.loaded.scenario;
        if scenario.switched_off.is_empty() && scenario.mechanisms.is_empty() {
            return;
        }
        self.plain("\n[mechanisms]");
        for name in &scenario.switched_off {
            self.value(&format!("mechanisms.{name}"), name, "0");
        }
        for (at, factor) in &scenario.mechanisms {
            let name = MECHANISMS[*at].name;
            self.value(&format!("mechanisms.{name}"), name, &number(*factor));
        }
    }

    /// The priors that the scenario states; where replicates draw their values, every prior from which
    /// they are drawn, because all parameters are stated above.
    fn uncertainty(&mut self) {
        let scenario = &self.loaded.scenario;
        let positions = match scenario.doubt.draw {
            true => scenario.drawn(),
            false => scenario.doubt.priors.iter().map(|(at, _)| *at).collect(),
        };
        if positions.is_empty() {
            return;
        }
        self.plain("\n[uncertainty]");
        for at in positions {
            let path = catalogue()[at].path;
            let prior = prior_toml(&scenario.prior(at));
            self.value(&format!("uncertainty.{path}"), &format!("\"{path}\""), &prior);
        }
    }

    fn policy(&mut self, policy: &Policy, origin: &Origin) {
        self.plain(&format!("\n[[policy]]  # from {origin}"));
        self.plain(&format!("name = {}", text(&policy.name)));
        self.plain(&format!("from = \"{}\"", policy.from));
        if let Some(until) = policy.until {
            self.plain(&format!("until = \"{until}\""));
        }
        if policy.ramp_terms > 0 {
            self.plain(&format!("ramp_terms = {}", policy.ramp_terms));
        }
        if policy.follow {
            self.plain("follow = true");
        }
        self.conditions(&policy.reach);
        for (position, value) in &policy.set {
            let path = catalogue()[*position].path;
            self.plain(&format!("set.\"{path}\" = {}", number(*value)));
        }
    }

    /// Whom a policy reaches.
    fn conditions(&mut self, reach: &Reach) {
        let names: [(&str, Vec<&str>); 6] = [
            ("regions", reach.regions.iter().map(|one| one.name()).collect()),
            (
                "authorities",
                reach.authorities.iter().map(|at| AUTHORITIES[usize::from(*at)].name).collect(),
            ),
            ("phases", reach.phases.iter().map(|one| one.name()).collect()),
            ("settings", reach.settings.iter().map(|one| one.name()).collect()),
            ("grades", reach.grades.iter().map(|one| one.name()).collect()),
            ("governance", reach.governance.iter().map(|one| one.name()).collect()),
        ];
        for (key, names) in names.into_iter().filter(|(_, names)| !names.is_empty()) {
            self.plain(&format!("where.{key} = {}", list(names.into_iter())));
        }
        self.numbers("disadvantage_quintiles", &reach.quintiles);
        self.numbers("schools", &reach.schools);
        if let Some(Lots { from, to, lot }) = reach.lots {
            let (from, to) = (number(from), number(to));
            self.plain(&format!("where.share = {{ from = {from}, to = {to} }}"));
            self.plain(&format!("where.lot = {lot}"));
        }
    }

    /// A condition that lists numbers.
    fn numbers(&mut self, key: &str, numbers: &[impl ToString]) {
        if !numbers.is_empty() {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            self.plain(&format!("where.{key} = [{}]", numbers.join(", ")));
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

/// A prior as a scenario states it.
fn prior_toml(prior: &Prior) -> String {
    match *prior {
        Prior::Uniform { low, high } => {
            format!("{{ uniform = [{}, {}] }}", number(low), number(high))
        }
        Prior::Triangular { low, mode, high } => {
            let [low, mode, high] = [low, mode, high].map(number);
            format!("{{ triangular = [{low}, {mode}, {high}] }}")
        }
        Prior::ZeroOrTriangular { zero, low, mode, high } => {
            let [zero, low, mode, high] = [zero, low, mode, high].map(number);
            format!("{{ zero = {zero}, triangular = [{low}, {mode}, {high}] }}")
        }
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
pub(crate) fn text(content: &str) -> String {
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

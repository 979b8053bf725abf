//! The manifest of a result: what was run, on what, how long it took, and its hashes.

use scenarios::{Loaded, Origin};
use serde_json::{Map, Value, json};
use sim::catalogue::catalogue;
use sim::mechanism::MECHANISMS;
use sim::population::AUTHORITIES;
use sim::reach::Reach;
use sim::scenario::Source;

use crate::population::FromFile;

/// Seconds that each part of a command took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Timings {
    /// Drawing or reading the population.
    pub(crate) population: f64,
    /// Settling it.
    pub(crate) burn_in: f64,
    /// The replicates, with their hashes.
    pub(crate) run: f64,
    /// Tables, charts and texts that wait for the last replicate.
    pub(crate) write: f64,
}

/// What identifies a result.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hashes {
    /// Of the resolved scenario's text.
    pub(crate) scenario: String,
    /// Of the settled population.
    pub(crate) population: String,
    /// Of every recorded value.
    pub(crate) result: String,
}

/// The manifest as text.
pub(crate) fn manifest(
    loaded: &Loaded,
    resolved: &str,
    population_seed: u64,
    population_file: Option<&FromFile>,
    threads: u32,
    timings: &Timings,
    hashes: &Hashes,
) -> String {
    let run = &loaded.scenario.run;
    let manifest = json!({
        "program": "risingtide",
        "program_version": env!("CARGO_PKG_VERSION"),
        "scenario": scenario(loaded),
        "scenario_toml": resolved,
        "scenario_hash": hashes.scenario,
        "population_hash": hashes.population,
        "population_seed": population_seed,
        "population_file": population_file.map(FromFile::json),
        "seed": run.seed,
        "replicates": run.replicates,
        "threads": threads,
        "timings_s": {
            "population": rounded(timings.population),
            "burn_in": rounded(timings.burn_in),
            "run": rounded(timings.run),
            "write": rounded(timings.write),
        },
        "peak_memory_mb": peak_memory_mb(),
        "platform": format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
        "result_hash": hashes.result,
        "command": std::env::args().collect::<Vec<_>>(),
    });
    format!("{manifest:#}\n")
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// Every value of the resolved scenario with where it came from.
fn scenario(loaded: &Loaded) -> Value {
    let scenario = &loaded.scenario;
    let mut values = Map::new();
    let mut put = |path: &str, value: Value, origin: &Origin| {
        values.insert(path.into(), json!({ "value": value, "from": origin.to_string() }));
    };
    let origin = |path: &str| loaded.origins.of(path);
    put("title", json!(scenario.title), origin("title"));
    put("summary", json!(scenario.summary), origin("summary"));
    put("run.start", json!(scenario.run.start), origin("run.start"));
    put("run.years", json!(scenario.run.years), origin("run.years"));
    put("run.replicates", json!(scenario.run.replicates), origin("run.replicates"));
    put("run.seed", json!(scenario.run.seed), origin("run.seed"));
    let draw = "run.draw_parameters";
    put(draw, json!(scenario.doubt.draw), origin(draw));
    for (path, text) in source(&scenario.population.source) {
        put(path, json!(text), origin(path));
    }
    put("population.schools", json!(scenario.population.schools), origin("population.schools"));
    let regions: Vec<&str> =
        scenario.population.regions.iter().map(|region| region.name()).collect();
    put("population.regions", json!(regions), origin("population.regions"));
    put("population.seed", json!(scenario.population.seed), origin("population.seed"));
    for (position, entry) in catalogue().iter().enumerate() {
        put(entry.path, json!(scenario.values.stated(position)), origin(entry.path));
    }
    for name in &scenario.switched_off {
        let path = format!("mechanisms.{name}");
        put(&path, json!(0), origin(&path));
    }
    for (at, factor) in &scenario.mechanisms {
        let path = format!("mechanisms.{}", MECHANISMS[*at].name);
        put(&path, json!(factor), origin(&path));
    }
    for (at, prior) in &scenario.doubt.priors {
        let path = format!("uncertainty.{}", catalogue()[*at].path);
        put(&path, json!(prior.in_words()), origin(&path));
    }
    json!({ "name": scenario.name, "extends": scenario.extends, "values": values, "policies": policies(loaded) })
}

/// Where the schools come from: each setting and its text.
fn source(source: &Source) -> Vec<(&'static str, &str)> {
    let word = |word| ("population.source", word);
    match source {
        Source::Synthetic => vec![word("synthetic")],
        Source::File(path) => vec![word("file"), ("population.file", path)],
        Source::Register { path, group_links } => {
            let links = group_links.iter().map(|links| ("population.group_links", links.as_str()));
            [word("register"), ("population.register", path)].into_iter().chain(links).collect()
        }
    }
}

fn policies(loaded: &Loaded) -> Vec<Value> {
    let all = loaded.scenario.policies.iter().zip(loaded.origins.policies());
    all.map(|(policy, origin)| {
        let set: Map<String, Value> = policy
            .set
            .iter()
            .map(|(at, value)| (catalogue()[*at].path.into(), json!(value)))
            .collect();
        json!({
            "name": policy.name,
            "from_term": policy.from.to_string(),
            "until_term": policy.until.map(|term| term.to_string()),
            "ramp_terms": policy.ramp_terms,
            "follow": policy.follow,
            "where": conditions(&policy.reach),
            "set": set,
            "from": origin.to_string(),
        })
    })
    .collect()
}

/// Whom a policy reaches; an empty list stands for all.
fn conditions(reach: &Reach) -> Value {
    let authority = |at: &u16| AUTHORITIES[usize::from(*at)].name;
    let names = |names: Vec<&str>| json!(names);
    json!({
        "regions": names(reach.regions.iter().map(|one| one.name()).collect()),
        "authorities": names(reach.authorities.iter().map(authority).collect()),
        "phases": names(reach.phases.iter().map(|one| one.name()).collect()),
        "settings": names(reach.settings.iter().map(|one| one.name()).collect()),
        "disadvantage_quintiles": reach.quintiles,
        "grades": names(reach.grades.iter().map(|one| one.name()).collect()),
        "governance": names(reach.governance.iter().map(|one| one.name()).collect()),
        "schools": reach.schools,
        "share": reach.lots.map(|lots| json!({ "from": lots.from, "to": lots.to, "lot": lots.lot })),
    })
}

/// The most memory that the program has held, in megabytes; none where the system does not say.
fn peak_memory_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}

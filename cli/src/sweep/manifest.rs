//! The manifest of a sweep: what was planned, from what, by which program.

use std::fs;
use std::path::Path;

use analysis::sweep::Axis;
use serde_json::{Value, json};

use super::folder::MANIFEST;
use crate::problem::Problem;

/// Version of the folder's files.
const FORMAT: u64 = 1;

/// What was planned.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Manifest {
    pub(super) version: String,
    pub(super) build: String,
    /// Hash of everything but the number of replicates.
    pub(super) identity: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) scenarios: Vec<String>,
    pub(super) scenario_hashes: Vec<String>,
    pub(super) factors: Vec<Axis>,
    pub(super) design: String,
    pub(super) points: usize,
    pub(super) replicates: u32,
    pub(super) seed: u64,
    pub(super) part_runs: usize,
    pub(super) parts_per_element: u32,
    /// File names of the parts, in order.
    pub(super) parts: Vec<String>,
}

/// The manifest as text. It holds no time and no machine: the same plan has the same text.
pub(super) fn text(manifest: &Manifest) -> String {
    let scenarios: Vec<Value> = manifest
        .scenarios
        .iter()
        .zip(&manifest.scenario_hashes)
        .enumerate()
        .map(|(at, (name, hash))| json!({ "name": name, "file": format!("scenarios/{at}.toml"), "hash": hash }))
        .collect();
    let factors: Vec<Value> = manifest
        .factors
        .iter()
        .map(|factor| json!({ "path": factor.path, "unit": factor.unit }))
        .collect();
    let manifest = json!({
        "program": "risingtide",
        "sweep_format": FORMAT,
        "program_version": manifest.version,
        "build_hash": manifest.build,
        "plan_hash": manifest.identity,
        "title": manifest.title,
        "summary": manifest.summary,
        "scenarios": scenarios,
        "design": { "kind": manifest.design, "points": manifest.points, "factors": factors },
        "replicates": manifest.replicates,
        "seed": manifest.seed,
        "runs": manifest.scenarios.len() * manifest.points * manifest.replicates as usize,
        "part_runs": manifest.part_runs,
        "parts_per_element": manifest.parts_per_element,
        "parts": manifest.parts,
    });
    format!("{manifest:#}\n")
}

/// Reads the manifest of a sweep's folder.
pub(super) fn read(folder: &Path) -> Result<Manifest, Problem> {
    let path = folder.join(MANIFEST);
    let text = fs::read_to_string(&path).map_err(|error| {
        Problem::input(format!(
            "{}: this is no folder of a sweep: {MANIFEST} in it cannot be read: {error}\nexpected a folder that `sweep \
             plan` or `sweep run` has written",
            folder.display()
        ))
    })?;
    let parsed = serde_json::from_str::<Value>(&text).ok();
    let manifest = parsed.as_ref().and_then(of_json);
    manifest.ok_or_else(|| {
        Problem::input(format!(
            "{}: this is not the manifest of a sweep that this program has planned\nexpected a folder that `sweep plan` or \
             `sweep run` has written",
            path.display()
        ))
    })
}

fn of_json(value: &Value) -> Option<Manifest> {
    if value["sweep_format"].as_u64() != Some(FORMAT) {
        return None;
    }
    let word = |value: &Value| value.as_str().map(str::to_owned);
    let list = |value: &Value| value.as_array().cloned();
    let whole = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
    let words = |values: Vec<Value>, key: &str| -> Option<Vec<String>> {
        values.iter().map(|one| word(&one[key])).collect()
    };
    let scenarios = list(&value["scenarios"])?;
    let factors = list(&value["design"]["factors"])?;
    let axis = |one: &Value| Some(Axis { path: word(&one["path"])?, unit: word(&one["unit"])? });
    Some(Manifest {
        version: word(&value["program_version"])?,
        build: word(&value["build_hash"])?,
        identity: word(&value["plan_hash"])?,
        title: word(&value["title"])?,
        summary: word(&value["summary"])?,
        scenario_hashes: words(scenarios.clone(), "hash")?,
        scenarios: words(scenarios, "name")?,
        factors: factors.iter().map(axis).collect::<Option<_>>()?,
        design: word(&value["design"]["kind"])?,
        points: whole(&value["design"]["points"])?,
        replicates: u32::try_from(whole(&value["replicates"])?).ok()?,
        seed: value["seed"].as_u64()?,
        part_runs: whole(&value["part_runs"])?,
        parts_per_element: u32::try_from(whole(&value["parts_per_element"])?)
            .ok()
            .filter(|n| *n > 0)?,
        parts: list(&value["parts"])?.iter().map(word).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_comes_back_as_it_was() {
        let manifest = Manifest {
            version: "1.2.3".into(),
            build: "b".into(),
            identity: "i".into(),
            title: "T".into(),
            summary: "S".into(),
            scenarios: vec!["england".into()],
            scenario_hashes: vec!["h".into()],
            factors: vec![Axis { path: "a.b".into(), unit: "share".into() }],
            design: "grid".into(),
            points: 3,
            replicates: 2,
            seed: 9,
            part_runs: 4,
            parts_per_element: 100,
            parts: vec!["part-0-2-x.parquet".into()],
        };
        let value: Value = serde_json::from_str(&text(&manifest)).unwrap();
        assert_eq!(of_json(&value), Some(manifest));
        assert_eq!(of_json(&json!({ "program": "risingtide" })), None);
    }
}

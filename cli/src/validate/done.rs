//! What was run against the targets, and how it came out, in words and in JSON.

use analysis::convention::window;
use analysis::target::{self, Account};
use scenarios::Loaded;
use serde_json::{Value, json};
use sim::agent::Phase;
use sim::population::Population;

/// Recorded years below which the last four are too near the start.
const FEWEST_YEARS: u32 = 8;

/// What was run.
pub(super) struct Done<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) population: &'a Population,
}

impl Done<'_> {
    /// What was run, in a line or two.
    pub(super) fn opening(&self) -> String {
        let scenario = &self.loaded.scenario;
        let run = &scenario.run;
        format!(
            "Rising Tide {}: {} against the targets; {} schools, {} school years, {} replicates, seed {}.\n\
             Reference system: England about 2019 to 2022. Statistics use the last {} years unless a lag \
             needs more.\n",
            env!("CARGO_PKG_VERSION"),
            scenario.name,
            self.population.len(),
            run.years,
            run.replicates,
            run.seed,
            window::YEARS,
        )
    }

    /// Switched-off processes, and what makes the run smaller than the conventions ask.
    pub(super) fn notes(&self) -> Vec<String> {
        let scenario = &self.loaded.scenario;
        let mut notes = Vec::new();
        if !scenario.switched_off.is_empty() {
            notes.push(format!("Switched off: {}.", scenario.switched_off.join(", ")));
        }
        if !scenario.policies.is_empty() {
            notes.push("The scenario has policies: it is not a baseline.".into());
        }
        let (primaries, secondaries) = sizes(self.population);
        if primaries < window::PRIMARIES || secondaries < window::SECONDARIES {
            notes.push(format!(
                "Small population: {primaries} primary schools with a year 6 and {secondaries} secondary \
                 schools; the targets are defined for at least {} and {}.",
                window::PRIMARIES,
                window::SECONDARIES
            ));
        }
        let run = &scenario.run;
        if (run.replicates as usize) < window::REPLICATES || run.years < FEWEST_YEARS {
            notes.push(format!(
                "Short run: {} years and {} replicates; the targets are defined for at least {FEWEST_YEARS} \
                 and {}.",
                run.years,
                run.replicates,
                window::REPLICATES
            ));
        }
        notes
    }

    /// The comparison as a page of Markdown.
    pub(super) fn markdown(&self, account: &Account) -> String {
        format!("{}\n{}\n", target::markdown(account), self.notes().join("\n"))
    }

    /// The comparison as JSON.
    pub(super) fn json(&self, account: &Account) -> String {
        let scenario = &self.loaded.scenario;
        let counts = account.counts();
        let rows = account.targets.iter().flat_map(|(target, rows)| {
            rows.iter().map(|compared| {
                let row = &compared.row;
                json!({
                    "id": target.id,
                    "part": row.part,
                    "held": !row.fitted,
                    "band": row.band.map(|(low, high)| [low, high]),
                    "simulated": compared.simulated,
                    "low": compared.interval.map(|(low, _)| low),
                    "high": compared.interval.map(|(_, high)| high),
                    "verdict": compared.verdict.word(),
                })
            })
        });
        let all = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "scenario": scenario.name,
            "seed": scenario.run.seed,
            "years": scenario.run.years,
            "replicates": scenario.run.replicates,
            "schools": self.population.len(),
            "without": scenario.switched_off,
            "targets": rows.collect::<Vec<Value>>(),
            "hits": {
                "targets": counts.targets,
                "targets_hit": counts.targets_hit,
                "rows": counts.rows,
                "rows_hit": counts.rows_hit,
                "rows_near": counts.rows_near,
                "must_hits_missed": account.must_hits_missed(),
            },
            "notes": self.notes(),
        });
        format!("{all:#}\n")
    }
}

/// Primary schools with a year 6, and secondary schools with a year 11.
fn sizes(population: &Population) -> (usize, usize) {
    let schools = &population.schools;
    let count = |phase: Phase, oldest: u8| {
        let fits = |i: &usize| schools.phase[*i] == phase && schools.ages[*i].high >= oldest;
        (0..population.len()).filter(fits).count()
    };
    (count(Phase::Primary, 11), count(Phase::Secondary, 16))
}

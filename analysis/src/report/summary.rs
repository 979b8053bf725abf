//! A result in a few plain sentences.

use std::fmt::Write as _;

use super::band::yearly_bands;
use crate::chart::number::{interval, number, school_year};
use crate::table::{TableSpec, Values};

/// What words and charts say of a run beside its numbers.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Version of the program.
    pub version: String,
    /// Short name of the scenario.
    pub scenario: String,
    /// Title of the scenario.
    pub title: String,
    /// Whether the scenario is the baseline: no lever moved, no policy.
    pub changes_nothing: bool,
    /// First school year (named by its summer) of the first policy, and the policy's name.
    pub first_policy: Option<(i64, String)>,
    /// Schools, teachers' posts, pupils.
    pub sizes: (u64, u64, u64),
    /// Calendar year of the first autumn.
    pub start: u16,
    /// School years.
    pub years: u32,
    /// Pupil SD in an EPI month at 11 and at 16.
    pub epi_month: (f64, f64),
    /// Replicates.
    pub replicates: u32,
    /// Root seed.
    pub seed: u64,
    /// Whether each replicate drew its own parameters.
    pub draws_parameters: bool,
    /// First eight digits of the result hash.
    pub hash: String,
}

impl Facts {
    /// What the spread between replicates covers.
    pub fn cover(&self) -> &'static str {
        if self.draws_parameters {
            "chance in the model, and doubt about its parameters as their priors state it"
        } else {
            "chance in the model alone, not doubt about its parameters"
        }
    }

    /// The line at the foot of a chart.
    pub fn source_line(&self) -> String {
        format!(
            "Source: Rising Tide {} simulation; scenario ‘{}’; {}, seed {}; run {}. Not a forecast.",
            self.version,
            self.scenario,
            count(u64::from(self.replicates), "replicate"),
            self.seed,
            self.hash,
        )
    }
}

/// A count with its noun, with separators and a plural.
pub(super) fn count(n: u64, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", number(n as f64, 0))
}

/// A yearly quantity of the summary.
struct Line {
    words: &'static str,
    column: &'static str,
    factor: f64,
    unit: &'static str,
    decimals: usize,
}

const LINES: [Line; 7] = [
    Line {
        words: "Attainment at 11, against the base year",
        column: "attainment_11",
        factor: 1.0,
        unit: " SD",
        decimals: 3,
    },
    Line {
        words: "Attainment at 16, against the base year",
        column: "attainment_16",
        factor: 1.0,
        unit: " SD",
        decimals: 3,
    },
    Line {
        words: "Disadvantage gap at 11",
        column: "gap_11_epi_months",
        factor: 1.0,
        unit: " EPI months",
        decimals: 1,
    },
    Line {
        words: "Disadvantage gap at 16",
        column: "gap_16_epi_months",
        factor: 1.0,
        unit: " EPI months",
        decimals: 1,
    },
    Line {
        words: "Teachers leaving state schools in a year",
        column: "leaving_rate",
        factor: 100.0,
        unit: "%",
        decimals: 1,
    },
    Line {
        words: "Teachers moving to another school in a year",
        column: "moving_rate",
        factor: 100.0,
        unit: "%",
        decimals: 1,
    },
    Line {
        words: "Posts covered by supply teachers",
        column: "vacancy_rate",
        factor: 100.0,
        unit: "%",
        decimals: 1,
    },
];

/// The summary: what was run, how it ended, and what the intervals cover.
pub fn summary(spec: &TableSpec, nation: &[Values], facts: &Facts) -> String {
    let mut text = opening(facts);
    let last = i32::from(facts.start) + facts.years as i32 - 1;
    let _ = writeln!(text, "\nIn {}, the last school year:", school_year(last));
    for line in &LINES {
        match yearly_bands(spec, nation, line.column)
            .and_then(|band| band.times(line.factor).last())
        {
            Some((median, low, high)) => {
                let value = format!("{}{}", number(median, line.decimals), line.unit);
                let between = interval(low, high, line.decimals);
                let spread =
                    if facts.replicates > 1 { format!("  ({between})") } else { String::new() };
                let _ = writeln!(text, "  {:<46} {value}{spread}", line.words);
            }
            None => {
                let _ = writeln!(text, "  {:<46} no pupils or staff to count", line.words);
            }
        }
    }
    text.push('\n');
    text.push_str(&closing(facts));
    text
}

fn opening(facts: &Facts) -> String {
    let (schools, teachers, pupils) = facts.sizes;
    format!(
        "{}: {}, {}, {}; {} from autumn {}; {}, seed {}.\n",
        facts.title,
        count(schools, "school"),
        count(teachers, "teacher"),
        count(pupils, "pupil"),
        count(u64::from(facts.years), "school year"),
        facts.start,
        count(u64::from(facts.replicates), "replicate"),
        facts.seed,
    )
}

pub(super) fn closing(facts: &Facts) -> String {
    let cover = match (facts.replicates > 1, facts.draws_parameters) {
        (true, false) => {
            "Values are medians of the replicates; brackets hold the middle 90% of them. They cover chance \
             in the model\nwith one population and fixed parameters, not doubt about the parameters."
        }
        (true, true) => {
            "Values are medians of the replicates; brackets hold the middle 90% of them. They cover chance \
             in the model\nand doubt about its parameters: each replicate drew its own from the priors."
        }
        (false, false) => {
            "One replicate: a single draw of chance, with one population and fixed parameters."
        }
        (false, true) => "One replicate: a single draw of chance and of the parameters.",
    };
    format!(
        "{cover}\nAttainment is what pupils have truly learned, without the noise of a test. Not a forecast.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_separators_and_plurals() {
        assert_eq!(count(1, "school"), "1 school");
        assert_eq!(count(20_200, "school"), "20,200 schools");
    }

    #[test]
    fn the_source_line_names_version_scenario_seed_and_hash() {
        let facts = Facts {
            version: "0.1.0".into(),
            scenario: "england".into(),
            replicates: 16,
            seed: 7,
            hash: "0123abcd".into(),
            ..Facts::default()
        };
        assert_eq!(
            facts.source_line(),
            "Source: Rising Tide 0.1.0 simulation; scenario ‘england’; 16 replicates, seed 7; run 0123abcd. Not a forecast."
        );
    }
}

//! The report of a run: one page with its words, charts, tables and assumptions.

mod assumptions;
pub(crate) mod command;
mod evidence;

use analysis::report::page::{Page, Section, html};
use analysis::report::{Facts, LeftOut, national_tables, region_table, sentences};
use analysis::table::{TableSpec, Values};
use scenarios::{Loaded, Reached};
use sim::population::Population;

use crate::args::RunOptions;
use crate::manifest::Hashes;
use crate::pictures::Pictures;

/// How to cite the program: authors and title of CITATION.cff.
pub(crate) const CITATION: (&str, &str) = (
    "The Rising Tide authors",
    "Rising Tide: an agent-based simulation of the English school system",
);

/// A table's columns and rows.
type Rows<'a> = (&'a TableSpec, &'a [Values]);

/// What the report of a run is made of.
pub(crate) struct RunReport<'a> {
    pub(crate) options: &'a RunOptions,
    pub(crate) loaded: &'a Loaded,
    /// The settled population.
    pub(crate) population: &'a Population,
    /// What each policy reaches in it.
    pub(crate) reached: &'a [Reached],
    /// Policies that came to set one lever on the same schools, in sentences.
    pub(crate) met: &'a [String],
    pub(crate) facts: &'a Facts,
    pub(crate) hashes: &'a Hashes,
    pub(crate) nation: Rows<'a>,
    pub(crate) areas: Rows<'a>,
}

impl RunReport<'_> {
    /// The page, with the charts that were drawn and the reasons for those that were not.
    pub(crate) fn html(&self, pictures: Pictures, left_out: Vec<LeftOut>) -> String {
        let (spec, rows) = self.nation;
        let left_out = [left_out, pictures.left_out].concat();
        let charts = Section {
            heading: "What happens".into(),
            words: left_out.iter().map(missing).collect(),
            figures: pictures.figures,
            ..Section::default()
        };
        let mut tables = national_tables(spec, rows, self.facts);
        tables.extend(region_table(self.areas.0, self.areas.1, self.facts));
        let tables = Section { heading: "Numbers".into(), tables, ..Section::default() };
        let page = Page {
            title: self.facts.title.clone(),
            subtitle: "A run of Rising Tide, a simulation of the English school system".into(),
            summary: self.summary(),
            sections: vec![charts, tables, assumptions::section(self), self.repeat()],
            facts: self.provenance(),
        };
        html(&page)
    }

    /// What the scenario says of itself, then what came of it.
    fn summary(&self) -> Vec<String> {
        let said = self.loaded.scenario.summary.trim().to_owned();
        let (spec, rows) = self.nation;
        let said = Some(said).filter(|said| !said.is_empty());
        said.into_iter().chain(sentences(spec, rows, self.facts)).collect()
    }

    fn repeat(&self) -> Section {
        let Facts { version, seed, .. } = self.facts;
        let words = vec![
            format!(
                "To cite this run: {}. {}. Version {version}; scenario ‘{}’, seed {seed}, result {}.",
                CITATION.0, CITATION.1, self.facts.scenario, self.facts.hash
            ),
            "The tables lie in the folder tables beside this page, the charts in charts; manifest.json holds every \
             value with where it came from. The same version, scenario, seed and number of replicates give the same \
             result hash on every machine, whatever the number of threads."
                .into(),
            format!(
                "To run it again with Rising Tide {version}, use the first command; or the second from this folder, \
                 where scenario.toml states every value."
            ),
        ];
        let commands = vec![command::run(self.options), "risingtide run scenario.toml".to_owned()];
        Section { heading: "How to repeat it".into(), words, commands, ..Section::default() }
    }

    fn provenance(&self) -> Vec<(String, String)> {
        let (facts, hashes) = (self.facts, self.hashes);
        let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        vec![
            fact("Version", &facts.version),
            fact("Scenario", &facts.scenario),
            fact("Seed", &facts.seed.to_string()),
            fact("Replicates", &facts.replicates.to_string()),
            fact("School years", &facts.years.to_string()),
            fact("Scenario hash", &hashes.scenario),
            fact("Population hash", &hashes.population),
            fact("Result hash", &hashes.result),
        ]
    }
}

/// Why a chart is missing, in a sentence.
pub(crate) fn missing(left_out: &LeftOut) -> String {
    format!("The chart “{}” is left out: {}.", left_out.name, left_out.reason.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_citation_is_that_of_the_citation_file() {
        let file = include_str!("../../../CITATION.cff");
        for words in [CITATION.0, CITATION.1] {
            assert!(file.contains(&format!("\"{words}\"")), "{words}");
        }
    }
}

//! The tables of the runs of a comparison, with the scenario in their first column.

use analysis::store::{
    ResultHash, RunTables, area_columns, fifth_columns, group_columns, nation_columns,
    policy_columns, reach_columns, result_columns, school_columns, tie_columns,
};
use analysis::table::{ColumnDef, Kind, TableError, TableSpec, Values};

use super::arms::Arms;
use crate::args::{CompareOptions, LargeTables};
use crate::folder::Folder;
use crate::outcome::Table;
use crate::problem::Problem;

/// Takes one table out of those of a run.
type Of = fn(&mut RunTables) -> Vec<Values>;

/// Tables in the making.
pub(super) struct Tables {
    tables: Vec<(Table, Of)>,
    /// The result hash of each scenario: that of `run` with the same inputs.
    pub(super) hashes: Vec<ResultHash>,
}

impl Tables {
    /// Starts every table that is wanted.
    pub(super) fn start(
        arms: &Arms,
        options: &CompareOptions,
        folder: &Folder,
    ) -> Result<Self, Problem> {
        let mut wanted: Vec<(Result<TableSpec, TableError>, Of)> = vec![
            (nation_columns(), |tables| std::mem::take(&mut tables.nation)),
            (area_columns(), |tables| std::mem::take(&mut tables.areas)),
            (fifth_columns(), |tables| std::mem::take(&mut tables.fifths)),
            (reach_columns(), |tables| std::mem::take(&mut tables.reach)),
            (group_columns(), |tables| std::mem::take(&mut tables.groups)),
        ];
        if arms.loaded.iter().any(|one| !one.scenario.policies.is_empty()) {
            wanted.push((policy_columns(), |tables| std::mem::take(&mut tables.policies)));
        }
        if options.output.school_tables != LargeTables::None {
            wanted.push((school_columns(), |tables| std::mem::take(&mut tables.schools)));
            wanted.push((result_columns(), |tables| std::mem::take(&mut tables.results)));
        }
        if options.output.tie_tables != LargeTables::None {
            wanted.push((tie_columns(), |tables| std::mem::take(&mut tables.ties)));
        }
        let start = |(spec, of): (Result<TableSpec, TableError>, Of)| {
            let spec = with_scenario(spec.map_err(Problem::fault)?)?;
            Ok((Table::start(folder, &spec, options.output.csv)?, of))
        };
        let tables = wanted.into_iter().map(start).collect::<Result<_, Problem>>()?;
        Ok(Self { tables, hashes: vec![ResultHash::default(); arms.loaded.len()] })
    }

    /// Adds the tables of a replicate, scenario by scenario.
    pub(super) fn add(&mut self, names: &[String], runs: Vec<RunTables>) -> Result<(), Problem> {
        for ((name, mut run), hash) in names.iter().zip(runs).zip(&mut self.hashes) {
            hash.add(run.digests);
            for (table, of) in &mut self.tables {
                let rows = of(&mut run);
                let count = rows.first().map_or(0, Values::len);
                if count > 0 {
                    let mut all = vec![Values::Text(vec![name.clone(); count])];
                    all.extend(rows);
                    table.write(&all)?;
                }
            }
        }
        Ok(())
    }

    /// Ends every table; the hashes of the scenarios.
    pub(super) fn finish(self) -> Result<Vec<String>, Problem> {
        self.tables.into_iter().try_for_each(|(table, _)| table.finish())?;
        Ok(self.hashes.iter().map(ResultHash::hex).collect())
    }
}

/// A table with the scenario in front.
fn with_scenario(spec: TableSpec) -> Result<TableSpec, Problem> {
    let mut columns = vec![ColumnDef::new("scenario", Kind::Text, "name", "Scenario.")];
    columns.extend(spec.columns);
    TableSpec::new(&spec.name, columns).map_err(Problem::fault)
}

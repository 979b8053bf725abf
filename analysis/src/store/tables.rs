//! One replicate's records as the rows of the result's tables.

use sim::agent::{DOMAIN_NAMES, Motive, TieKind};
use sim::catalogue::catalogue;
use sim::population::Population;
use sim::records::{Records, Series};
use sim::scenario::{Policy, Scenario};
use sim::term::Term;

use super::columns::{area, reach_by, reach_class};
use super::hash::{Digests, digest_of_rows};
use crate::table::Values;

/// Which run the records come from.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Replicate, from 0.
    pub replicate: u32,
    /// Its seed.
    pub seed: u64,
    /// First term.
    pub first_term: Term,
}

/// The rows of one replicate, table by table, with their digests.
#[derive(Clone, Debug)]
pub struct RunTables {
    /// Rows of the nation's table.
    pub nation: Vec<Values>,
    /// Rows of the areas' table.
    pub areas: Vec<Values>,
    /// Rows of the schools' table.
    pub schools: Vec<Values>,
    /// Rows of the table of published results.
    pub results: Vec<Values>,
    /// Rows of the table of fifths by free meals.
    pub fifths: Vec<Values>,
    /// Rows of the table of whom partnership reaches.
    pub reach: Vec<Values>,
    /// Rows of the table of trusts and federations.
    pub groups: Vec<Values>,
    /// Rows of the table of ties, where they are asked for: no part of the hash.
    pub ties: Vec<Values>,
    /// Rows of the table of policies, which is no part of the hash.
    pub policies: Vec<Values>,
    /// Digests of the others, in the same order.
    pub digests: Digests,
}

/// The rows that a replicate adds to each table.
///
/// # Errors
/// Table and column of a number that is not finite: a fault of the model, never of the input.
pub fn run_tables(
    records: Records,
    run: &Run,
    population: &Population,
    timeline: &[Policy],
) -> Result<RunTables, String> {
    let nation = nation(records.nation.into_series(), run);
    let areas = areas(records.areas.into_series(), run);
    let schools = schools(records.schools.into_series(), run, population);
    let results = plain(records.results.into_series(), run);
    let fifths = plain(records.fifths.into_series(), run);
    let reach = reach(records.reach.into_series(), run);
    let groups = plain(records.groups.into_series(), run);
    let ties = ties(records.ties.into_series(), run);
    let policies = policies(records.policies.into_series(), run, timeline);
    let digest = |name: &str, rows: &[Values]| {
        digest_of_rows(rows).map_err(|(row, column)| {
            format!("row {row}, column {column} of the {name} table is not a finite number")
        })
    };
    let digests = [
        digest("nation", &nation)?,
        digest("areas", &areas)?,
        digest("schools", &schools)?,
        digest("results", &results)?,
        digest("fifths", &fifths)?,
        digest("reach", &reach)?,
        digest("groups", &groups)?,
    ];
    Ok(RunTables {
        nation,
        areas,
        schools,
        results,
        fifths,
        reach,
        groups,
        ties,
        policies,
        digests,
    })
}

fn values(series: Series) -> Values {
    match series {
        Series::Integer(values) => Values::Int(values),
        Series::Real(values) => Values::Real(values),
        Series::Optional(values) => Values::OptReal(values),
    }
}

fn leading(run: &Run, rows: usize) -> Vec<Values> {
    vec![
        Values::Int(vec![i64::from(run.replicate); rows]),
        Values::Int(vec![run.seed as i64; rows]),
    ]
}

fn rows(series: &[Series]) -> usize {
    series.first().map_or(0, |column| match column {
        Series::Integer(values) => values.len(),
        Series::Real(values) => values.len(),
        Series::Optional(values) => values.len(),
    })
}

fn nation(series: Vec<Series>, run: &Run) -> Vec<Values> {
    let rows = rows(&series);
    let mut columns = leading(run, rows);
    let names = (0..rows as u32).map(|term| run.first_term.plus(term).to_string());
    columns.push(Values::Text(names.collect()));
    columns.extend(series.into_iter().map(values));
    columns
}

fn areas(series: Vec<Series>, run: &Run) -> Vec<Values> {
    let mut columns = leading(run, rows(&series));
    let mut series = series.into_iter();
    let (Some(Series::Integer(kinds)), Some(Series::Integer(numbers))) =
        (series.next(), series.next())
    else {
        return columns;
    };
    let named: Vec<_> =
        kinds.into_iter().zip(numbers).map(|(kind, number)| area(kind, number)).collect();
    columns.push(Values::Text(named.iter().map(|(kind, _, _)| (*kind).into()).collect()));
    columns.push(Values::Text(named.iter().map(|(_, name, _)| (*name).into()).collect()));
    columns.push(Values::OptInt(named.iter().map(|(_, _, code)| *code).collect()));
    columns.extend(series.map(values));
    columns
}

/// Whole numbers of a column in words.
fn in_words<'a>(series: Option<Series>, word: impl Fn(usize, i64) -> &'a str) -> Values {
    let numbers = match series {
        Some(Series::Integer(numbers)) => numbers,
        _ => Vec::new(),
    };
    let words = numbers.iter().enumerate().map(|(row, number)| word(row, *number).to_owned());
    Values::Text(words.collect())
}

fn reach(series: Vec<Series>, run: &Run) -> Vec<Values> {
    let mut columns = leading(run, rows(&series));
    let by = match series.first() {
        Some(Series::Integer(by)) => by.clone(),
        _ => Vec::new(),
    };
    let mut series = series.into_iter();
    columns.push(in_words(series.next(), |_, by| reach_by(by)));
    columns.push(in_words(series.next(), |row, class| reach_class(by[row], class)));
    columns.extend(series.map(values));
    columns
}

fn ties(series: Vec<Series>, run: &Run) -> Vec<Values> {
    let mut columns = leading(run, rows(&series));
    let mut series = series.into_iter();
    for names in [TieKind::NAMES, Motive::NAMES, DOMAIN_NAMES] {
        let word = |_, number: i64| names.get(number as usize).copied().unwrap_or_default();
        columns.push(in_words(series.next(), word));
    }
    columns.extend(series.map(values));
    columns
}

fn schools(series: Vec<Series>, run: &Run, population: &Population) -> Vec<Values> {
    let rows = rows(&series);
    let mut columns = leading(run, rows);
    // A school that opened in the run has no number in the register.
    let urn =
        |id: &i64| population.schools.urn.get(*id as usize).and_then(|urn| urn.0.map(i64::from));
    let urns = match series.first() {
        Some(Series::Integer(ids)) => ids.iter().map(urn).collect(),
        _ => vec![None; rows],
    };
    columns.push(Values::OptInt(urns));
    columns.extend(series.into_iter().map(values));
    columns
}

fn policies(series: Vec<Series>, run: &Run, timeline: &[Policy]) -> Vec<Values> {
    let mut columns = leading(run, rows(&series));
    let whole = |at: usize| match series.get(at) {
        Some(Series::Integer(values)) => values.as_slice(),
        _ => &[],
    };
    let count = |number: &i64| usize::try_from(*number).unwrap_or(0);
    let term = |term: &i64| run.first_term.plus(count(term) as u32).to_string();
    let name = |number: &i64| {
        let policy = timeline.get(count(number).wrapping_sub(1));
        policy.map(|policy| policy.name.clone()).unwrap_or_default()
    };
    // The first two columns of the records: number of the policy, and term of the run.
    let names = whole(0).iter().map(name).collect();
    columns.push(Values::Text(whole(1).iter().map(term).collect()));
    columns.push(Values::Text(names));
    columns.extend(series.into_iter().map(values));
    columns
}

/// The values that a replicate drew, as rows; `scenario` is the replicate's own.
pub fn draw_rows(scenario: &Scenario, run: &Run) -> Vec<Values> {
    let drawn = scenario.drawn();
    let mut columns = leading(run, drawn.len());
    let paths = drawn.iter().map(|at| catalogue()[*at].path.to_owned()).collect();
    columns.push(Values::Text(paths));
    columns.push(Values::Real(drawn.iter().map(|at| scenario.values.at(*at)).collect()));
    columns
}

/// Rows that need nothing but the replicate and its seed before them.
fn plain(series: Vec<Series>, run: &Run) -> Vec<Values> {
    let mut columns = leading(run, rows(&series));
    columns.extend(series.into_iter().map(values));
    columns
}

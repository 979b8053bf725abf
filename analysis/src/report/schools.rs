//! What the charts of schools keep of a replicate's rows.

use std::collections::BTreeMap;

use sim::agent::Phase;
use sim::population::Population;

use super::columns::Columns;
use crate::convention::Stage;
use crate::convention::window::FEWEST_SCHOOLS;
use crate::store::{RunTables, result_columns, school_columns};
use crate::table::TableError;

/// Progress of the schools of one school year, SD of pupils' progress.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distribution {
    /// The school year, named by its summer.
    pub year: i64,
    /// One number a school with enough pupils at the age of the tests.
    pub progress: Vec<f64>,
}

/// Mean true attainment at 16 by fifth of secondary schools, the most disadvantaged first.
///
/// Equal numbers of schools by the disadvantaged share of the first year; schools count by their
/// pupils with a result. Pupil SD of the base year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fifths {
    /// First and last school year, named by their summers.
    pub years: (i64, i64),
    /// Schools in all five.
    pub schools: usize,
    /// In the first year.
    pub first: [f64; 5],
    /// In the last year.
    pub last: [f64; 5],
}

/// What the charts of schools need of all replicates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SchoolFigures {
    /// Progress to 11 in the first replicate, by year.
    pub progress_11: Vec<Distribution>,
    /// Progress to 16 in the first replicate, by year.
    pub progress_16: Vec<Distribution>,
    /// Fifths by disadvantage, one a replicate that has them.
    pub fifths: Vec<Fifths>,
}

impl SchoolFigures {
    /// What the charts need of one replicate: distributions of the first one only.
    ///
    /// # Errors
    /// Only if two columns of a table had one name.
    pub fn of(
        tables: &RunTables,
        replicate: u32,
        population: &Population,
    ) -> Result<Self, TableError> {
        let (schools, results) = (school_columns()?, result_columns()?);
        let schools = Columns::of(&schools, &tables.schools);
        let results = Columns::of(&results, &tables.results);
        let progress = |stage| distributions(results, stage).unwrap_or_default();
        let first = replicate == 0;
        Ok(Self {
            progress_11: if first { progress(Stage::Primary) } else { Vec::new() },
            progress_16: if first { progress(Stage::Secondary) } else { Vec::new() },
            fifths: fifths(schools, results, &population.schools.phase).into_iter().collect(),
        })
    }

    /// Adds the next replicate.
    pub fn add(&mut self, next: Self) {
        self.progress_11.extend(next.progress_11);
        self.progress_16.extend(next.progress_16);
        self.fifths.extend(next.fifths);
    }
}

/// Published results of one age in the years that are wanted: school, year, pupils, progress.
fn published(
    results: Columns<'_>,
    age: i64,
    wanted: impl Fn(i64) -> bool,
) -> Option<Vec<(i64, i64, f64, f64)>> {
    let (ids, years) = (results.whole("school_id")?, results.whole("school_year")?);
    let ages = results.whole("age")?;
    let disadvantaged = results.reader("pupils_disadvantaged")?;
    let (other, progress) = (results.reader("pupils_other")?, results.reader("progress")?);
    let row = |i: usize| Some((ids[i], years[i], disadvantaged(i)? + other(i)?, progress(i)?));
    let rows = (0..ids.len()).filter(|i| ages[*i] == age && wanted(years[*i]));
    Some(rows.filter_map(row).collect())
}

fn distributions(results: Columns<'_>, stage: Stage) -> Option<Vec<Distribution>> {
    let mut years: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
    for (_, year, pupils, progress) in published(results, stage.age(), |_| true)? {
        let counted = years.entry(year).or_default();
        if pupils >= stage.fewest_leavers() {
            counted.push(progress);
        }
    }
    Some(years.into_iter().map(|(year, progress)| Distribution { year, progress }).collect())
}

/// One secondary school in the first and the last year.
struct Member {
    id: i64,
    disadvantaged: f64,
    /// Pupils of 16 and their mean attainment.
    first: (f64, f64),
    last: (f64, f64),
}

fn fifths(schools: Columns<'_>, results: Columns<'_>, phases: &[Phase]) -> Option<Fifths> {
    let seen = schools.whole("school_year")?;
    let years = (*seen.iter().min()?, *seen.iter().max()?);
    let mut members = members(schools, results, phases, years)?;
    if members.len() < FEWEST_SCHOOLS {
        return None;
    }
    members.sort_by(|a, b| b.disadvantaged.total_cmp(&a.disadvantaged).then(a.id.cmp(&b.id)));
    let of = |fifth: usize| {
        let place = |n: usize| n * members.len() / 5;
        &members[place(fifth)..place(fifth + 1)]
    };
    let mut fifths = Fifths { years, schools: members.len(), first: [0.0; 5], last: [0.0; 5] };
    for fifth in 0..5 {
        fifths.first[fifth] = weighted(of(fifth), |member| member.first)?;
        fifths.last[fifth] = weighted(of(fifth), |member| member.last)?;
    }
    Some(fifths)
}

/// Secondary schools with results at 16 in both years.
fn members(
    schools: Columns<'_>,
    results: Columns<'_>,
    phases: &[Phase],
    (first, last): (i64, i64),
) -> Option<Vec<Member>> {
    let ends = |year: i64| year == first || year == last;
    let pupils: BTreeMap<(i64, i64), f64> = published(results, Stage::Secondary.age(), ends)?
        .into_iter()
        .map(|(id, year, pupils, _)| ((id, year), pupils))
        .collect();
    let (ids, years) = (schools.whole("school_id")?, schools.whole("school_year")?);
    let (shares, attainment) = (schools.reader("disadvantaged")?, schools.reader("attainment_16")?);
    let mut found: BTreeMap<(i64, i64), (f64, f64, f64)> = BTreeMap::new();
    for (i, key) in ids.iter().copied().zip(years.iter().copied()).enumerate() {
        if !ends(key.1) {
            continue;
        }
        let secondary = phases.get(key.0 as usize) == Some(&Phase::Secondary);
        if let (true, Some(n), Some(share), Some(mean)) =
            (secondary, pupils.get(&key), shares(i), attainment(i))
        {
            found.insert(key, (share, *n, mean));
        }
    }
    let of_first = found.iter().filter(|((_, year), _)| *year == first);
    let member = |((id, _), (share, n, mean)): (&(i64, i64), &(f64, f64, f64))| {
        let (_, n_last, mean_last) = found.get(&(*id, last))?;
        Some(Member {
            id: *id,
            disadvantaged: *share,
            first: (*n, *mean),
            last: (*n_last, *mean_last),
        })
    };
    Some(of_first.filter_map(member).collect())
}

/// Pupil-weighted mean; none without pupils.
fn weighted(members: &[Member], of: impl Fn(&Member) -> (f64, f64)) -> Option<f64> {
    let (mut pupils, mut total) = (0.0, 0.0);
    for (n, mean) in members.iter().map(of) {
        pupils += n;
        total += n * mean;
    }
    (pupils > 0.0).then(|| total / pupils)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(id: i64, first: (f64, f64)) -> Member {
        Member { id, disadvantaged: 0.0, first, last: first }
    }

    #[test]
    fn schools_count_by_their_pupils() {
        let members = [member(0, (30.0, 0.2)), member(1, (10.0, -0.2))];
        let mean = weighted(&members, |member| member.first).unwrap();
        assert!((mean - 0.1).abs() < 1e-12);
        assert_eq!(weighted(&[member(0, (0.0, 1.0))], |member| member.first), None);
    }
}

//! The records of one replicate, made ready to be measured.

use sim::records::Records;
use sim::scenario::Scenario;

use super::history::History;
use super::view::{Months, Tested, View};
use super::{ALL, Class, Classes, Metric, Of};

/// One school year: where its rows lie, class by class.
#[derive(Clone, Debug)]
struct Year {
    year: i64,
    /// Rows of schools, by class.
    rows: Vec<Vec<u32>>,
    /// Rows of results at 11 and 16, by class.
    tested: [Vec<Vec<Tested>>; 2],
    /// Row of the nation in which the year's quantities stand.
    nation: Option<usize>,
    /// Rows of the regions, by their position.
    regions: Vec<Option<usize>>,
}

/// The records of one replicate, by school year and class of schools.
#[derive(Clone, Debug)]
pub struct Measured<'a> {
    records: &'a Records,
    classes: &'a Classes,
    history: History,
    years: Vec<Year>,
    months: Months,
}

impl<'a> Measured<'a> {
    /// Every school year of the records.
    pub fn of(records: &'a Records, classes: &'a Classes, scenario: &Scenario) -> Self {
        Self::since(records, classes, scenario, i64::MIN)
    }

    /// School years (named by their summers) from `first` on; earlier ones still count as history.
    pub fn since(
        records: &'a Records,
        classes: &'a Classes,
        scenario: &Scenario,
        first: i64,
    ) -> Self {
        let value = |path: &str| scenario.values.of(path);
        let months = Months {
            eef: value("record.eef_month"),
            epi_11: value("record.epi_month_11"),
            epi_16: value("record.epi_month_16"),
        };
        let history = History::of(&records.schools);
        let years = years(records, classes, first);
        Self { records, classes, history, years, months }
    }

    /// The school years, named by their summers, ascending.
    pub fn years(&self) -> impl Iterator<Item = i64> {
        self.years.iter().map(|year| year.year)
    }

    /// The value of a metric in a school year, for a class by its position in the classes; none where
    /// there is nothing to measure.
    pub fn value(&self, metric: &Metric, year: i64, class: usize) -> Option<f64> {
        let year = self.years.iter().find(|one| one.year == year)?;
        match metric.of {
            Of::Schools(of) => of(&self.view(year, class)),
            Of::Areas(nation, area, month) => {
                let month = month(self.months);
                let sd = match &self.classes.classes[class] {
                    Class { by: ALL, .. } => nation(&self.records.nation, year.nation?),
                    Class { region: Some(region), .. } => {
                        area(&self.records.areas, year.regions.get(*region).copied().flatten()?)
                    }
                    _ => None,
                };
                sd.map(|sd| sd / month)
            }
        }
    }

    fn view<'b>(&'b self, year: &'b Year, class: usize) -> View<'b> {
        View {
            schools: &self.records.schools,
            results: &self.records.results,
            history: &self.history,
            rows: &year.rows[class],
            tested: [&year.tested[0][class], &year.tested[1][class]],
            authority: &self.classes.authority,
            fifth: &self.classes.fifth,
            months: self.months,
        }
    }
}

fn years(records: &Records, classes: &Classes, first: i64) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    let (schools, count) = (&records.schools, classes.classes.len());
    // The row of a school in the year that is being read: rows of a year stand together.
    let mut row_of: Vec<u32> = Vec::new();
    let mut result = 0;
    for (row, year) in schools.school_year.iter().enumerate().filter(|(_, year)| **year >= first) {
        if years.last().is_none_or(|last| last.year != *year) {
            if let Some(last) = years.last_mut() {
                result = add_results(last, records, classes, &row_of, result);
            }
            row_of.clear();
            years.push(empty(*year, records, count));
        }
        let school = schools.school_id[row] as usize;
        if row_of.len() <= school {
            row_of.resize(school + 1, u32::MAX);
        }
        row_of[school] = row as u32;
        if let Some(last) = years.last_mut() {
            classes.of_school(school).for_each(|class| last.rows[class].push(row as u32));
        }
    }
    if let Some(last) = years.last_mut() {
        add_results(last, records, classes, &row_of, result);
    }
    years
}

/// Sorts the results of a year from row `from` on; the row after its last.
fn add_results(
    year: &mut Year,
    records: &Records,
    classes: &Classes,
    row_of: &[u32],
    from: usize,
) -> usize {
    let results = &records.results;
    let mut row = from;
    while row < results.age.len() && results.school_year[row] <= year.year {
        let school = results.school_id[row] as usize;
        let at = row_of.get(school).copied().filter(|at| *at != u32::MAX);
        if let (Some(at), true) = (at, results.school_year[row] == year.year) {
            let age = usize::from(results.age[row] == 16);
            for class in classes.of_school(school) {
                year.tested[age][class].push(Tested { result: row as u32, school: at });
            }
        }
        row += 1;
    }
    row
}

fn empty(year: i64, records: &Records, classes: usize) -> Year {
    let nation = (0..records.nation.school_year.len())
        .rev()
        .find(|row| records.nation.school_year[*row] == year);
    let areas = &records.areas;
    let mut regions = Vec::new();
    for row in (0..areas.kind.len()).filter(|row| areas.school_year[*row] == year) {
        let region = areas.area[row] as usize;
        if areas.kind[row] == 0 {
            if regions.len() <= region {
                regions.resize(region + 1, None);
            }
            regions[region] = Some(row);
        }
    }
    Year {
        year,
        rows: vec![Vec::new(); classes],
        tested: [vec![Vec::new(); classes], vec![Vec::new(); classes]],
        nation,
        regions,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::{metric, metrics};
    use sim::draw::Seed;
    use sim::population::synthetic;

    fn run() -> (Scenario, Classes, Records) {
        let mut scenario = Scenario::default();
        (scenario.population.schools, scenario.run.years) = (250, 3);
        let population = synthetic(&scenario);
        let records = sim::run(&scenario, &population, Seed(5));
        (scenario, Classes::of(&population), records)
    }

    #[test]
    fn the_nation_measured_school_by_school_is_the_nation_that_the_run_recorded() {
        let (scenario, classes, records) = run();
        let measured = Measured::of(&records, &classes, &scenario);
        let nation = &records.nation;
        for (year, row) in [(2027, 2), (2028, 5), (2029, 8)] {
            let near = |name: &str, recorded: Option<f64>| {
                let found = measured.value(metric(name).unwrap(), year, 0);
                let (found, recorded) = (found.unwrap(), recorded.unwrap());
                assert!((found - recorded).abs() < 1e-9, "{name} {year}: {found} {recorded}");
            };
            near("attainment_11", nation.attainment_11[row]);
            near("attainment_16", nation.attainment_16[row]);
            near("attainment_16_eef_months", nation.attainment_16_eef_months[row]);
            near("measured_11", nation.measured_11[row]);
            near("measured_16", nation.measured_16[row]);
            near("gap_11", nation.gap_11_epi_months[row]);
            near("gap_16", nation.gap_16_epi_months[row]);
            near("measured_gap_16", nation.measured_gap_16[row].map(|gap| gap / 0.036));
            near("disadvantaged_11", nation.measured_11_disadvantaged[row]);
            near("leaving_rate", nation.leaving_rate[row]);
            near("moving_rate", nation.moving_rate[row]);
            near("vacancy_rate", nation.vacancy_rate[row]);
            near("practice", Some(nation.practice[row]));
            near("climate", Some(nation.climate[row]));
            near("spend_per_pupil", nation.spend_per_pupil_gbp[row]);
            near("income_per_pupil", nation.income_per_pupil_gbp[row]);
            near("reserves_per_pupil", nation.reserves_per_pupil_gbp[row]);
            near("working_partners", nation.working_partners[row]);
            near("without_working_partner", nation.without_working_partner[row]);
            near("helping_hours", nation.helping_hours[row]);
        }
        assert_eq!(measured.years().collect::<Vec<_>>(), [2027, 2028, 2029]);
    }

    #[test]
    fn classes_of_one_classification_make_up_the_whole() {
        let (scenario, classes, records) = run();
        let measured = Measured::of(&records, &classes, &scenario);
        let at = measured.years.last().unwrap();
        for by in ["region", "phase", "setting", "disadvantage", "coast"] {
            let of = (0..classes.classes.len()).filter(|at| classes.classes[*at].by == by);
            let rows: usize = of.clone().map(|class| at.rows[class].len()).sum();
            let tested: usize = of.map(|class| at.tested[1][class].len()).sum();
            assert_eq!((rows, tested), (at.rows[0].len(), at.tested[1][0].len()), "{by}");
        }
    }

    #[test]
    fn every_metric_of_all_schools_has_a_finite_value_in_the_last_year() {
        let (scenario, classes, records) = run();
        let measured = Measured::since(&records, &classes, &scenario, 2029);
        assert_eq!(measured.years().collect::<Vec<_>>(), [2029]);
        for metric in metrics() {
            let value = measured.value(metric, 2029, 0);
            // Nobody has been inspected twice in three years here.
            assert!(
                value.is_some_and(f64::is_finite) || metric.name == "stuck_schools",
                "{}",
                metric.name
            );
        }
    }

    #[test]
    fn what_has_no_pupils_has_no_value() {
        let (scenario, classes, records) = run();
        let measured = Measured::of(&records, &classes, &scenario);
        let primary = classes.classes.iter().position(|class| class.name == "Primary").unwrap();
        assert_eq!(measured.value(metric("attainment_16").unwrap(), 2029, primary), None);
        assert!(measured.value(metric("attainment_11").unwrap(), 2029, primary).is_some());
        assert_eq!(measured.value(metric("attainment_11").unwrap(), 1999, 0), None);
    }
}

//! A comparison as tables: what each run gave, and what differs.

use super::comparison::Comparison;
use crate::table::{ColumnDef, Kind, TableError, TableSpec, Values};

fn text(name: &str, words: &str) -> ColumnDef {
    ColumnDef::new(name, Kind::Text, "name", words)
}

/// Columns that say which metric of which schools a row is.
fn cell_columns() -> Vec<ColumnDef> {
    vec![
        ColumnDef::new("school_year", Kind::Int, "year", "School year, named by its summer."),
        text(
            "by",
            "By what schools are classed: all, region, phase, setting, disadvantage or coast.",
        ),
        text(
            "class",
            "Class of schools; fifths by disadvantage within the stage, 1 with the fewest free meals.",
        ),
        text("metric", "What is measured."),
        text("unit", "Unit of the values."),
    ]
}

/// The columns of a comparison: one row a scenario, school year, class and metric.
///
/// # Errors
/// Only if two columns had one name.
pub fn comparison_columns() -> Result<TableSpec, TableError> {
    let real = |name: &str, unit: &str, words: &str| ColumnDef::new(name, Kind::Real, unit, words);
    let unit = "as stated";
    let mut columns = vec![text("scenario", "Scenario that is held against the first one.")];
    columns.extend(cell_columns());
    columns.extend([
        real("first", unit, "Mean under the first scenario."),
        real("second", unit, "Mean under this scenario."),
        real("difference", unit, "Mean of the differences, replicate by replicate: this less the first."),
        real("low", unit, "Low end of the interval of that mean (paired t).").nullable(),
        real("high", unit, "High end of the same interval.").nullable(),
        real("confidence", "share", "Confidence of the interval, over the whole stopping rule where there is one."),
        real("better", "share of replicates", "How often this scenario is better; where neither way is, how often it is above.")
            .nullable(),
        text("better_is", "Which way is better: higher, lower or neither."),
        real(
            "variance_ratio",
            "runs",
            "Unpaired runs that tell as much as one pair; missing where nothing varies between the pairs.",
        )
        .nullable(),
        ColumnDef::new("replicates", Kind::Int, "replicates", "Pairs of runs in which both have a value."),
    ]);
    TableSpec::new("comparison", columns)
}

/// The rows of [`comparison_columns`], scenario after scenario; cells without a value are left out.
pub fn comparison_rows(comparison: &Comparison) -> Vec<Values> {
    let (mut names, mut years) = (Vec::new(), Vec::new());
    let mut texts: [Vec<String>; 4] = Default::default();
    let mut reals: [Vec<f64>; 4] = Default::default();
    let mut options: [Vec<Option<f64>>; 4] = Default::default();
    let (mut ways, mut pairs) = (Vec::new(), Vec::new());
    for (scenario, name) in comparison.names.iter().enumerate().skip(1) {
        for (at, year) in comparison.years.iter().enumerate() {
            for (place, class) in comparison.classes.iter().enumerate() {
                for (number, metric) in Comparison::metrics() {
                    let Some(found) = comparison.paired(scenario, (at, place, number)) else {
                        continue;
                    };
                    names.push(name.clone());
                    years.push(*year);
                    let words = [class.by, &class.name, metric.name, metric.unit];
                    texts.iter_mut().zip(words).for_each(|(all, one)| all.push(one.to_owned()));
                    let values =
                        [found.first, found.second, found.difference, comparison.confidence];
                    reals.iter_mut().zip(values).for_each(|(all, one)| all.push(one));
                    let (above, below) = found.above_and_below;
                    let better = if metric.better.is_better(1.0) { above } else { below };
                    let values = [
                        found.interval.map(|(low, _)| low),
                        found.interval.map(|(_, high)| high),
                        Some(better),
                        found.variance_ratio.filter(|ratio| ratio.is_finite()),
                    ];
                    options.iter_mut().zip(values).for_each(|(all, one)| all.push(one));
                    ways.push(metric.better.name().to_owned());
                    pairs.push(found.pairs as i64);
                }
            }
        }
    }
    let [by, class, metric, unit] = texts.map(Values::Text);
    let [first, second, difference, confidence] = reals.map(Values::Real);
    let [low, high, better, ratio] = options.map(Values::OptReal);
    vec![
        Values::Text(names),
        Values::Int(years),
        by,
        class,
        metric,
        unit,
        first,
        second,
        difference,
        low,
        high,
        confidence,
        better,
        Values::Text(ways),
        ratio,
        Values::Int(pairs),
    ]
}

/// The columns of what was measured: one row a scenario, replicate, school year, class and metric.
///
/// # Errors
/// Only if two columns had one name.
pub fn measured_columns() -> Result<TableSpec, TableError> {
    let mut columns = vec![
        text("scenario", "Scenario."),
        ColumnDef::new("replicate", Kind::Int, "number", "Replicate, from 0."),
        ColumnDef::new(
            "seed",
            Kind::Int,
            "seed",
            "Seed of the replicate's draws, the same in every scenario.",
        ),
    ];
    columns.extend(cell_columns());
    columns.push(ColumnDef::new("value", Kind::Real, "as stated", "Value of the metric."));
    TableSpec::new("metrics", columns)
}

/// The rows of [`measured_columns`] of one replicate.
pub fn measured_rows(comparison: &Comparison, replicate: usize) -> Vec<Values> {
    let mut texts: [Vec<String>; 5] = Default::default();
    let (mut years, mut values) = (Vec::new(), Vec::new());
    for (scenario, name) in comparison.names.iter().enumerate() {
        for (at, year) in comparison.years.iter().enumerate() {
            for (place, class) in comparison.classes.iter().enumerate() {
                for (number, metric) in Comparison::metrics() {
                    let value = comparison.value(replicate, scenario, (at, place, number));
                    let Some(value) = value else { continue };
                    let words = [name, class.by, &class.name, metric.name, metric.unit];
                    texts.iter_mut().zip(words).for_each(|(all, one)| all.push(one.to_owned()));
                    years.push(*year);
                    values.push(value);
                }
            }
        }
    }
    let rows = values.len();
    let [name, by, class, metric, unit] = texts.map(Values::Text);
    vec![
        name,
        Values::Int(vec![replicate as i64; rows]),
        Values::Int(vec![comparison.seed(replicate) as i64; rows]),
        Values::Int(years),
        by,
        class,
        metric,
        unit,
        Values::Real(values),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Measurements;
    use crate::metric::{Classes, Measured};
    use sim::draw::Seed;
    use sim::population::synthetic;
    use sim::scenario::Scenario;

    #[test]
    fn rows_fit_their_columns_and_the_same_scenario_differs_in_nothing() {
        let mut scenario = Scenario::default();
        (scenario.population.schools, scenario.run.years) = (120, 2);
        let population = synthetic(&scenario);
        let classes = Classes::of(&population);
        let names = vec!["a".to_owned(), "b".to_owned()];
        let mut comparison = Comparison::new(names.clone(), names, classes.classes.clone());
        for replicate in 0..3 {
            let seed = Seed(4).of_replicate(replicate);
            let records = sim::run(&scenario, &population, seed);
            let measured = Measured::of(&records, &classes, &scenario);
            let one = Measurements::of(&measured, &classes);
            assert_eq!(one.first_infinite(), None);
            comparison.add(seed.0, vec![one.clone(), one]);
        }
        let rows = comparison_rows(&comparison);
        let count = comparison_columns().unwrap().check(&rows).unwrap();
        assert!(count > 500, "{count}");
        let Values::Real(differences) = &rows[8] else { panic!("no differences") };
        assert!(differences.iter().all(|difference| *difference == 0.0));
        let Values::OptReal(ratios) = &rows[14] else { panic!("no ratios") };
        assert!(ratios.iter().all(Option::is_none));
        let rows = measured_rows(&comparison, 2);
        let measured = measured_columns().unwrap().check(&rows).unwrap();
        // A replicate may have nothing to measure where another has, such as trust without a tie.
        assert!(measured <= 2 * count && measured > 2 * count * 9 / 10, "{measured}");
    }
}

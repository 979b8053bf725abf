//! Charts with invented numbers that the tests draw.

use analysis::chart::number::{NumberFormat, number, school_year};
use analysis::chart::trajectory::{Role, Series, Trajectory, ValueAxis};

/// A baseline that hardly moves.
pub(crate) fn baseline(years: usize) -> Series {
    series("Current policy", Role::Baseline, 0, years, 0.02)
}

/// A path that falls from 18.3 by `slope` a year.
pub(crate) fn series(name: &str, role: Role, from: usize, years: usize, slope: f64) -> Series {
    let x: Vec<f64> = (from..years).map(|year| 2024.0 + year as f64).collect();
    let later = |place: usize| place as f64;
    let median: Vec<f64> = (0..x.len()).map(|p| 18.3 + slope * later(p).min(7.0)).collect();
    let spread = |place: usize| 0.1 + 0.06 * later(place + from);
    let low: Vec<f64> = median.iter().enumerate().map(|(p, y)| y - spread(p)).collect();
    let high: Vec<f64> = median.iter().enumerate().map(|(p, y)| y + spread(p)).collect();
    let last = x.len() - 1;
    let ends = [median[last], low[last], high[last]].map(|value| number(value, 1));
    let end_label = format!("{} months ({} to {})", ends[0], ends[1], ends[2]);
    Series { name: name.to_owned(), role, x, median, low, high, end_label }
}

/// A chart of these series over thirteen years.
pub(crate) fn chart(series: Vec<Series>) -> Trajectory {
    let years = series.iter().map(|s| s.x[s.x.len() - 1] as i32 - 2023).max().unwrap_or(1);
    Trajectory {
        title: "Tutoring cuts the disadvantage gap by about two months; attendance support cuts \
                one more"
            .to_owned(),
        subtitle: "Disadvantage gap at age 16, months of learning. Line: median of 200 \
                   replicates. Band: middle 90% of replicates (chance alone)."
            .to_owned(),
        alt: "Lines of the disadvantage gap by scenario, 2024/25 to 2036/37. Tutoring ends at \
              16.4 months. Bands overlap until 2030/31."
            .to_owned(),
        source: "Source: Rising Tide 0.4.0 simulation; scenario ‘Tutoring 2027’ against \
                 ‘Current policy’; 200 replicates, seed 1; run 7f3c9ae2. Not a forecast."
            .to_owned(),
        x: (0..years).map(|year| 2024.0 + f64::from(year)).collect(),
        x_labels: (0..years).map(|y| (2024.0 + f64::from(y), school_year(2024 + y))).collect(),
        y_axis: ValueAxis {
            title: String::new(),
            unit: "months".to_owned(),
            format: NumberFormat::Plain,
        },
        series,
        policy_start: Some((2027.0, "Tutoring starts, 2027/28".to_owned())),
        zero_line: false,
        reach: Vec::new(),
    }
}

/// The baseline and one scenario.
pub(crate) fn one() -> Trajectory {
    chart(vec![baseline(13), series("Tutoring", Role::Series(0), 3, 13, -0.27)])
}

/// The baseline and so many scenarios.
pub(crate) fn several(scenarios: usize) -> Trajectory {
    let names = ["Tutoring", "Tutoring + attendance", "Hubs", "Pay", "Smaller classes", "All"];
    let scenario = |index: usize| {
        let slope = -0.27 - 0.07 * index as f64;
        series(names[index], Role::Series(index), 3, 13, slope)
    };
    chart(std::iter::once(baseline(13)).chain((0..scenarios).map(scenario)).collect())
}

//! The comparison with the targets as a chart, in units of each row's tolerance.

use super::file::{Target, TargetRow};
use super::page::{fitted, number, wanted};
use super::verdict::{Account, Compared, Verdict};
use crate::chart::calibration::{self, Calibration, FURTHEST, Headings};
use crate::report::{NamedChart, Picture};

/// The chart of every row that has data and a tolerance; none when no row has both.
///
/// `source` is the line at its foot, `replicates` the number of runs behind a mean.
pub fn target_chart(account: &Account, source: &str, replicates: u32) -> Option<NamedChart> {
    let rows: Vec<calibration::Row> = account
        .targets
        .iter()
        .flat_map(|(target, rows)| rows.iter().filter_map(move |compared| row(target, compared)))
        .collect();
    let of = |verdict| rows.iter().filter(|row| row.verdict == verdict).count();
    let (all, hit) = (rows.len(), of(calibration::Verdict::Hit));
    let (near, miss) = (of(calibration::Verdict::Near), of(calibration::Verdict::Miss));
    if all == 0 {
        return None;
    }
    let bar = if replicates > 1 {
        format!("Mean of {replicates} replicates; bar: its 95% interval.")
    } else {
        "One run: no bars.".to_owned()
    };
    let chart = Calibration {
        title: format!("{hit} of {all} published figures are met within tolerance"),
        subtitle: format!(
            "Simulated minus measured, in units of each figure’s tolerance, England about 2019 to 2022. {bar} Shaded: \
             within tolerance. Hollow: held, not fitted."
        ),
        alt: format!(
            "Calibration of the model by published figure. Of {all} figures with data, {hit} lie within tolerance, \
             {near} within twice that and {miss} beyond."
        ),
        source: source.to_owned(),
        headings: Headings::default(),
        rows,
    };
    Some(NamedChart {
        name: "calibration",
        picture: Picture::Calibration(chart),
        caption: "Figures without data in this run, and figures that are only shown because they were published \
                  without a tolerance, stand in the table alone. Differences beyond six tolerances are drawn at the \
                  edge with their number. The table gives every unit."
            .to_owned(),
    })
}

fn row(target: &Target, compared: &Compared) -> Option<calibration::Row> {
    let value = compared.simulated?;
    let verdict = match compared.verdict {
        Verdict::Hit => calibration::Verdict::Hit,
        Verdict::Near => calibration::Verdict::Near,
        Verdict::Miss => calibration::Verdict::Miss,
        Verdict::NoData | Verdict::Later | Verdict::Shown => return None,
    };
    let place = |value: f64| tolerances(&compared.row, value);
    Some(calibration::Row {
        name: format!("{} {}: {}", target.id, compared.row.part, target.name),
        difference: place(value)?,
        interval: compared.interval.and_then(|(low, high)| place(low).zip(place(high))),
        simulated: number(value),
        measured: wanted(&compared.row),
        verdict,
        held: fitted(&compared.row) == "held",
    })
}

/// Where a value lies, in tolerances: −1 and 1 are the ends of the band, and each further margin is 1.
///
/// None for a row without a band.
fn tolerances(row: &TargetRow, value: f64) -> Option<f64> {
    let (low, high) = row.band?;
    let (middle, half) = ((low + high) / 2.0, (high - low) / 2.0);
    let beyond = (value - middle).abs() - half;
    let away = if beyond > 0.0 {
        1.0 + ratio(beyond, row.margin)
    } else {
        ratio((value - middle).abs(), half)
    };
    Some(if value < middle { -away } else { away })
}

/// A ratio; nothing over nothing is 0, and anything over nothing lies beyond the axis.
fn ratio(above: f64, below: f64) -> f64 {
    match (above > 0.0, below > 0.0) {
        (_, true) => above / below,
        (true, false) => 2.0 * FURTHEST,
        (false, false) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{compare, targets};
    use super::*;

    #[test]
    fn the_ends_of_the_band_are_one_tolerance_away_and_near_reaches_to_two() {
        // T1 secondary: 0.098 ± 0.012.
        let row = &targets().unwrap()[0].rows[0];
        for (value, expected) in [(0.098, 0.0), (0.110, 1.0), (0.086, -1.0), (0.122, 2.0)] {
            let found = tolerances(row, value).unwrap();
            assert!((found - expected).abs() < 1e-9, "{value}: {found}");
        }
    }

    #[test]
    fn a_range_reaches_one_at_its_ends() {
        let row = TargetRow {
            band: Some((2.0, 6.0)),
            margin: 1.0,
            ..targets().unwrap()[0].rows[0].clone()
        };
        for (value, expected) in [(4.0, 0.0), (5.0, 0.5), (6.0, 1.0), (7.0, 2.0), (0.0, -3.0)] {
            assert_eq!(tolerances(&row, value), Some(expected));
        }
    }

    #[test]
    fn rows_without_data_are_not_drawn() {
        let account = compare(targets().unwrap(), &[vec![Some(0.1)]]);
        let chart = target_chart(&account, "Source.", 1).unwrap();
        let Picture::Calibration(chart) = chart.picture else { panic!("another kind") };
        assert_eq!(chart.rows.len(), 1);
        assert!(target_chart(&compare(targets().unwrap(), &[]), "Source.", 1).is_none());
    }
}

//! Whether data can be drawn.

use super::{Role, Series, Trajectory};
use crate::chart::ChartError;
use crate::chart::check::drawable;
use crate::chart::style::{SERIES_COLOURS, Size, Theme};

pub(super) fn check(chart: &Trajectory, size: Size, theme: Theme) -> Result<(), ChartError> {
    let refuse = |problem| Err(ChartError::Data { chart: chart.title.clone(), problem });
    if chart.series.is_empty() {
        return refuse("it has no series; give at least one".to_owned());
    }
    let coloured = chart.series.iter().filter(|series| series.role != Role::Baseline).count();
    let most = size.most_series().min(theme.most_series());
    if coloured > most {
        return Err(ChartError::TooManySeries {
            chart: chart.title.clone(),
            found: coloured,
            most,
        });
    }
    for series in &chart.series {
        if let Some(problem) = problem(series) {
            return refuse(format!("series `{}` {problem}", series.name));
        }
    }
    let labels = chart.x_labels.iter().map(|(x, _)| *x);
    let axis: Vec<f64> = labels.chain(chart.policy_start.iter().map(|(x, _)| *x)).collect();
    if let Some(x) = axis.iter().chain(&chart.x).find(|x| !drawable(**x)) {
        return refuse(format!("its horizontal axis has {x}; expected a number within ±1e15"));
    }
    if !ascending(&chart.x) || !chart.x_labels.is_sorted_by(|a, b| a.0 < b.0) {
        return refuse("its horizontal axis is not in ascending order; sort it".to_owned());
    }
    Ok(())
}

fn problem(series: &Series) -> Option<String> {
    let length = series.x.len();
    let lists = [("median", &series.median), ("low", &series.low), ("high", &series.high)];
    if length == 0 {
        return Some("has no points; give at least one".to_owned());
    }
    if let Some((name, list)) = lists.iter().find(|(_, list)| list.len() != length) {
        return Some(format!("has {length} places but {} values in `{name}`", list.len()));
    }
    if !ascending(&series.x) {
        return Some("has places that are not in ascending order; sort them".to_owned());
    }
    if let Role::Series(index) = series.role
        && index >= SERIES_COLOURS
    {
        return Some(format!("asks for colour {index}; expected 0 to {}", SERIES_COLOURS - 1));
    }
    let all = lists.iter().flat_map(|(_, list)| list.iter()).chain(&series.x);
    if let Some(value) = all.copied().find(|value| !drawable(*value)) {
        return Some(format!("has the value {value}; expected a number within ±1e15"));
    }
    let crossed =
        |at: &usize| series.low[*at] > series.median[*at] || series.median[*at] > series.high[*at];
    let at = (0..length).find(crossed)?;
    Some(format!("has a median outside its band at place {}; expected low ≤ median ≤ high", at + 1))
}

fn ascending(places: &[f64]) -> bool {
    places.is_sorted_by(|a, b| a < b)
}

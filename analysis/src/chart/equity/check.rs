//! Whether data can be drawn.

use super::{Arrow, Equity};
use crate::chart::ChartError;
use crate::chart::check::{numbers, refuse};
use crate::chart::style::{SERIES_COLOURS, Size, Theme};

pub(super) fn check(chart: &Equity, size: Size, theme: Theme) -> Result<(), ChartError> {
    let title = &chart.title;
    if chart.arrows.is_empty() {
        return refuse(title, "it has no arrows; give at least one scenario or run".to_owned());
    }
    let (found, most) = (chart.arrows.len(), size.most_series().min(theme.most_series()));
    if found > most {
        return Err(ChartError::TooManySeries { chart: title.clone(), found, most });
    }
    numbers(title, "the axes", &[chart.attainment.reach, chart.narrowing.reach])?;
    chart.arrows.iter().try_for_each(|arrow| one(title, arrow))
}

fn one(title: &str, arrow: &Arrow) -> Result<(), ChartError> {
    let name = &arrow.name;
    if arrow.colour >= SERIES_COLOURS {
        let (colour, most) = (arrow.colour, SERIES_COLOURS - 1);
        return refuse(title, format!("`{name}` asks for colour {colour}; expected 0 to {most}"));
    }
    numbers(title, name, &[arrow.to.0, arrow.to.1])?;
    let Some(ellipse) = arrow.ellipse else { return Ok(()) };
    let parts = [ellipse.centre, ellipse.first, ellipse.second];
    numbers(title, name, &parts.map(|part| part.0))?;
    numbers(title, name, &parts.map(|part| part.1))
}

//! Network: the schools of one area where they stand, and the ties between them.

mod key;
mod label;
mod paint;
mod plan;

use super::check::{drawable, refuse};
use super::style::{Size, Theme};
use super::{ChartError, Drawing};

/// What to draw.
#[derive(Clone, Debug)]
pub struct Network {
    /// A finding with its number, or a question. More than two lines end in an ellipsis.
    pub title: String,
    /// Area, year, and what lines and markers mean. More than four lines end in an ellipsis.
    pub subtitle: String,
    /// The chart in words, for those who cannot see it.
    pub alt: String,
    /// The source line.
    pub source: String,
    /// The groups of schools, such as trusts: each has a colour and a marker in this order.
    pub groups: Vec<String>,
    /// What the key calls the groups, such as ‘Trust and number of schools’.
    pub group_heading: String,
    /// What the key calls schools outside every group.
    pub ungrouped: String,
    /// What the key calls ties that bind, ties that do not, and ties that lead out of the area.
    pub tie_names: TieNames,
    /// What the key calls schools that stand alone.
    pub alone: String,
    /// The schools.
    pub schools: Vec<School>,
    /// The ties, each once.
    pub ties: Vec<Tie>,
}

/// What the key calls ties; an empty name is left out.
#[derive(Clone, Debug)]
pub struct TieNames {
    /// Above them.
    pub heading: String,
    /// Solid lines.
    pub formal: String,
    /// Dashed lines.
    pub informal: String,
    /// Pale lines.
    pub idle: String,
    /// Short lines that end in the open.
    pub outside: String,
}

/// One school.
#[derive(Clone, Debug)]
pub struct School {
    /// Kilometres east and north of any point.
    pub place: (f64, f64),
    /// Pupils: the marker's area.
    pub pupils: f64,
    /// Its group, from 0; none outside every group.
    pub group: Option<usize>,
    /// Whether it stands alone: a ring around it says so.
    pub alone: bool,
    /// A name to write beside it. Name six at most.
    pub name: Option<String>,
}

/// Where a tie leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// To another school of the picture, by its number.
    School(usize),
    /// To a school outside the area, at kilometres east and north.
    Outside((f64, f64)),
}

/// One tie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// One of the schools, by its number.
    pub from: usize,
    /// The other.
    pub to: End,
    /// Whether it binds, by agreement or by being one trust: solid, else dashed.
    pub formal: bool,
    /// Whether it exists in name only: pale.
    pub idle: bool,
}

/// Lays a chart out at one size and draws it.
///
/// An error when the data cannot be drawn, or when text would be clipped, overlap, or leave the
/// data no room.
pub fn draw(chart: &Network, size: Size, theme: Theme) -> Result<Drawing, ChartError> {
    check(chart, size, theme)?;
    let sheet = paint::paint(chart, size, theme)?;
    Ok(Drawing::new(sheet, size, &chart.title, &chart.alt))
}

/// Schools that have names of their own in a picture, at most.
const NAMED: usize = 6;

fn check(chart: &Network, size: Size, theme: Theme) -> Result<(), ChartError> {
    let title = &chart.title;
    if chart.schools.is_empty() {
        return refuse(title, "it has no schools; give at least one".to_owned());
    }
    let most = size.most_series().min(theme.most_series());
    if chart.groups.len() > most {
        let found = chart.groups.len();
        return Err(ChartError::TooManySeries { chart: title.clone(), found, most });
    }
    let named = chart.schools.iter().filter(|school| school.name.is_some()).count();
    if named > NAMED {
        return refuse(title, format!("{named} schools have names; name at most {NAMED}"));
    }
    for (number, school) in chart.schools.iter().enumerate() {
        if !drawable(school.place.0) || !drawable(school.place.1) {
            let place = school.place;
            return refuse(
                title,
                format!("school {number} stands at {place:?}; expected kilometres within ±1e15"),
            );
        }
        if !drawable(school.pupils) || school.pupils < 0.0 {
            let pupils = school.pupils;
            return refuse(
                title,
                format!("school {number} has {pupils} pupils; expected a number from 0"),
            );
        }
        if school.group.is_some_and(|group| group >= chart.groups.len()) {
            let groups = chart.groups.len();
            return refuse(title, format!("school {number} is in none of the {groups} groups"));
        }
    }
    for (number, tie) in chart.ties.iter().enumerate() {
        let there = |school: usize| school < chart.schools.len();
        let leads = match tie.to {
            End::School(school) => there(school) && school != tie.from,
            End::Outside((x, y)) => drawable(x) && drawable(y),
        };
        if !there(tie.from) || !leads {
            return refuse(
                title,
                format!("tie {number} does not lead from one of its schools to another place"),
            );
        }
    }
    Ok(())
}

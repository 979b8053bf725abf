//! The key: groups with their markers and numbers, kinds of line, and the ring.

use super::Network;
use crate::chart::column::centred;
use crate::chart::font::{Weight, width};
use crate::chart::marker::{Marker, marker};
use crate::chart::sheet::{Anchor, Shape, Sheet, Text};
use crate::chart::style::{Measures, Rgb, Theme};
use crate::chart::wrap::wrap_at_most;

/// Most of the page's width that the key takes beside a map.
const SHARE: f64 = 0.3;

/// One line of the key.
enum Row {
    Heading(String),
    School { marker: Marker, colour: Rgb, text: Rgb, hollow: bool, name: String, count: String },
    Ring(String),
    Line { stroke: Stroke, name: String },
}

/// How a tie is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    pub(super) dashed: bool,
    pub(super) pale: bool,
    pub(super) outside: bool,
}

impl Stroke {
    /// The line's colour.
    pub(super) fn colour(self, theme: Theme) -> Rgb {
        if self.pale { theme.grid() } else { theme.muted() }
    }

    /// Length of dash and gap.
    pub(super) fn dash(self, m: &Measures) -> Option<(f64, f64)> {
        self.dashed.then_some((2.2 * m.line, 1.6 * m.line))
    }
}

/// Width of the lines of ties.
pub(super) fn thickness(m: &Measures) -> f64 {
    0.5 * m.line
}

/// One part of the key, its lines broken.
struct Part {
    rows: Vec<Row>,
    /// Width of the widest line.
    width: f64,
}

/// The key: the schools, then the ties; on a narrow page side by side where there is room.
pub(super) struct Key {
    parts: Vec<Part>,
    beside: bool,
    /// Width of all of it.
    pub(super) width: f64,
    /// Height of one line.
    line: f64,
}

impl Key {
    /// The key of a chart, at most `room` wide; its parts side by side if that is wanted and they fit.
    pub(super) fn new(
        chart: &Network,
        m: &Measures,
        theme: Theme,
        room: f64,
        beside: bool,
    ) -> Self {
        let counts = width(&chart.schools.len().to_string(), m.label, Weight::Regular) + m.label;
        let part = |rows: Vec<Row>| {
            let width = rows.iter().map(|row| width_of(row, counts, m)).fold(0.0, f64::max);
            Part { rows, width }
        };
        let all = [schools(chart, m, theme, (room, counts)), ties(chart, m, room)];
        let parts: Vec<Part> = all.into_iter().filter(|rows| !rows.is_empty()).map(part).collect();
        let (most, sum) = parts.iter().fold((0.0, 0.0), |(most, sum): (f64, f64), part| {
            (most.max(part.width), sum + part.width + 2.0 * m.label)
        });
        let beside = beside && sum - 2.0 * m.label <= room;
        let width = if beside { sum - 2.0 * m.label } else { most };
        Self { parts, beside, width, line: 1.5 * m.label }
    }

    /// The widest that a key beside a map may be.
    pub(super) fn room_beside(m: &Measures) -> f64 {
        SHARE * (f64::from(m.width) - 2.0 * m.margin)
    }

    /// Height of all lines.
    pub(super) fn height(&self) -> f64 {
        let heights = self.parts.iter().map(|part| part.rows.len() as f64 * self.line);
        if self.beside {
            heights.fold(0.0, f64::max)
        } else {
            heights.sum::<f64>() + self.gaps() * self.line
        }
    }

    /// Half a line between parts.
    fn gaps(&self) -> f64 {
        0.5 * (self.parts.len().max(1) - 1) as f64
    }

    /// Writes the key with its top left corner at a point.
    pub(super) fn write(
        &self,
        sheet: &mut Sheet,
        (left, top): (f64, f64),
        m: &Measures,
        theme: Theme,
    ) {
        let (mut x, mut y) = (left, top);
        for part in &self.parts {
            let counts_end = x + if self.beside { part.width } else { self.width };
            for (index, row) in part.rows.iter().enumerate() {
                let centre = y + (index as f64 + 0.5) * self.line;
                write_row(sheet, row, ((x, counts_end), centre), m, theme);
            }
            if self.beside {
                x += part.width + 2.0 * m.label;
            } else {
                y += (part.rows.len() as f64 + 0.5) * self.line;
            }
        }
    }
}

fn heading(words: &str, m: &Measures, room: f64) -> impl Iterator<Item = Row> {
    wrap_at_most(words, m.tick, Weight::Regular, room, 2).into_iter().map(Row::Heading)
}

fn named(words: &str, m: &Measures, room: f64, weight: Weight) -> String {
    wrap_at_most(words, m.label, weight, room, 1).concat()
}

/// The groups of schools, those outside, and those alone.
fn schools(chart: &Network, m: &Measures, theme: Theme, (room, counts): (f64, f64)) -> Vec<Row> {
    let count =
        |group: Option<usize>| chart.schools.iter().filter(|school| school.group == group).count();
    let most = room - sign(m) - counts;
    let mut rows: Vec<Row> = heading(&chart.group_heading, m, room).collect();
    for (index, name) in chart.groups.iter().enumerate() {
        rows.push(Row::School {
            marker: marker(index),
            colour: theme.series(index),
            text: theme.series_text(index),
            hollow: false,
            name: named(name, m, most, Weight::SemiBold),
            count: count(Some(index)).to_string(),
        });
    }
    if count(None) > 0 {
        rows.push(Row::School {
            marker: Marker::Circle,
            colour: theme.baseline(),
            text: theme.muted(),
            hollow: true,
            name: named(&chart.ungrouped, m, most, Weight::SemiBold),
            count: count(None).to_string(),
        });
    }
    if chart.schools.iter().any(|school| school.alone) && !chart.alone.is_empty() {
        rows.push(Row::Ring(named(&chart.alone, m, room - sign(m), Weight::Regular)));
    }
    rows
}

/// The kinds of line; nothing where there are no ties.
fn ties(chart: &Network, m: &Measures, room: f64) -> Vec<Row> {
    if chart.ties.is_empty() {
        return Vec::new();
    }
    let names = &chart.tie_names;
    let stroke = |dashed, pale, outside| Stroke { dashed, pale, outside };
    let lines = [
        (&names.formal, stroke(false, false, false)),
        (&names.informal, stroke(true, false, false)),
        (&names.idle, stroke(false, true, false)),
        (&names.outside, stroke(false, false, true)),
    ];
    let lines = lines.into_iter().filter(|(name, _)| !name.is_empty()).map(|(name, stroke)| {
        Row::Line { stroke, name: named(name, m, room - sign(m), Weight::Regular) }
    });
    heading(&names.heading, m, room).chain(lines).collect()
}

fn width_of(row: &Row, counts: f64, m: &Measures) -> f64 {
    match row {
        Row::Heading(words) => width(words, m.tick, Weight::Regular),
        Row::School { name, .. } => sign(m) + width(name, m.label, Weight::SemiBold) + counts,
        Row::Ring(name) | Row::Line { name, .. } => sign(m) + width(name, m.label, Weight::Regular),
    }
}

/// Writes one line between its left end and where the counts end, centred on a height.
fn write_row(
    sheet: &mut Sheet,
    row: &Row,
    ((left, end), centre): ((f64, f64), f64),
    m: &Measures,
    theme: Theme,
) {
    let middle = left + sign(m) / 2.0 - 0.3 * m.label;
    let beside = (left + sign(m), centre);
    let regular = (m.label, Weight::Regular, theme.ink());
    match row {
        Row::Heading(words) => {
            let look = (m.tick, Weight::Regular, theme.muted());
            write(sheet, words, (left, centre), look, Anchor::Start);
        }
        Row::School { marker, colour, text, hollow, name, count } => {
            let radius = 2.0 * m.line;
            school(sheet, (*marker, *hollow), ((middle, centre), radius), *colour, m);
            write(sheet, name, beside, (m.label, Weight::SemiBold, *text), Anchor::Start);
            write(sheet, count, (end, centre), regular, Anchor::End);
        }
        Row::Ring(name) => {
            ring(sheet, (middle, centre), 2.0 * m.line, m, theme);
            let fill = theme.baseline();
            school(sheet, (Marker::Circle, true), ((middle, centre), 1.6 * m.line), fill, m);
            write(sheet, name, beside, regular, Anchor::Start);
        }
        Row::Line { stroke, name } => {
            let (from, to) = (left, left + sign(m) - 0.6 * m.label);
            tie(sheet, ((from, centre), (to, centre)), *stroke, m, theme);
            write(sheet, name, beside, regular, Anchor::Start);
        }
    }
}

/// Width of the signs before the names.
fn sign(m: &Measures) -> f64 {
    2.6 * m.label
}

fn write(
    sheet: &mut Sheet,
    words: &str,
    (x, centre): (f64, f64),
    (size, weight, colour): (f64, Weight, Rgb),
    anchor: Anchor,
) {
    if words.is_empty() {
        return;
    }
    sheet.texts.push(Text {
        words: words.to_owned(),
        x,
        baseline: centred(centre, size),
        size,
        weight,
        colour,
        anchor,
        halo: 0.0,
    });
}

/// A school's marker, hollow outside every group.
pub(super) fn school(
    sheet: &mut Sheet,
    (marker, hollow): (Marker, bool),
    (at, radius): ((f64, f64), f64),
    colour: Rgb,
    m: &Measures,
) {
    let rim = 0.25 * m.line;
    if hollow {
        sheet.hollow(marker, at, radius, (rim, 0.5 * m.line), colour);
    } else {
        sheet.marker(marker, at, radius, rim, colour);
    }
}

/// The ring around a school that stands alone.
pub(super) fn ring(sheet: &mut Sheet, at: (f64, f64), radius: f64, m: &Measures, theme: Theme) {
    let radius = radius + 1.1 * m.line;
    sheet.hollow(Marker::Circle, at, radius, (0.0, 0.55 * m.line), theme.ink());
}

/// The line of a tie.
pub(super) fn tie(
    sheet: &mut Sheet,
    (from, to): ((f64, f64), (f64, f64)),
    stroke: Stroke,
    m: &Measures,
    theme: Theme,
) {
    let colour = stroke.colour(theme);
    let (to, end) = if stroke.outside {
        // A line into the open ends in a dot.
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let length = (x * x + y * y).sqrt().max(f64::MIN_POSITIVE);
        let most = 8.0 * m.line;
        let share = (most / length).min(1.0);
        let to = (from.0 + share * x, from.1 + share * y);
        (to, Some(to))
    } else {
        (to, None)
    };
    sheet.shapes.push(Shape::Line {
        points: vec![from, to],
        colour,
        width: thickness(m),
        dash: stroke.dash(m),
    });
    if let Some(centre) = end {
        sheet.shapes.push(Shape::Disc { centre, radius: 0.6 * m.line, colour });
    }
}

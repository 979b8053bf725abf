//! One target's marker and whisker, at the edge where it lies further away than the axis reaches.

use super::{FURTHEST, Row, Verdict};
use crate::chart::across::Across;
use crate::chart::column::centred;
use crate::chart::font::Weight;
use crate::chart::marker::Marker;
use crate::chart::number::signed;
use crate::chart::sheet::{Anchor, Point, Shape, Sheet, Text};
use crate::chart::style::{Measures, Rgb, Theme};

/// The series whose colour a verdict has.
pub(super) fn series(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Hit => 0,
        Verdict::Miss => 1,
        Verdict::Near => 2,
    }
}

fn shape(verdict: Verdict) -> Marker {
    match verdict {
        Verdict::Hit => Marker::Circle,
        Verdict::Near => Marker::TriangleUp,
        Verdict::Miss => Marker::Diamond,
    }
}

/// Draws a target on its row.
pub(super) fn draw(
    sheet: &mut Sheet,
    row: &Row,
    axis: &Across,
    y: f64,
    m: &Measures,
    theme: Theme,
) {
    let colour = theme.series(series(row.verdict));
    let at = |value: f64| axis.at(value.clamp(-FURTHEST, FURTHEST));
    let x = at(row.difference);
    if let Some((low, high)) = row.interval {
        sheet.line(vec![(at(low), y), (at(high), y)], colour, 0.75 * m.line);
    }
    let (radius, rim) = (1.75 * m.line, 0.5 * m.line);
    if row.held {
        sheet.hollow(shape(row.verdict), (x, y), radius, (rim, 0.65 * m.line), colour);
    } else {
        sheet.marker(shape(row.verdict), (x, y), radius, rim, colour);
    }
    if row.difference.abs() > FURTHEST {
        beyond(sheet, row, (x, y), m, theme, colour);
    }
}

/// An arrow outwards, and the number that the axis does not reach on the inner side.
fn beyond(sheet: &mut Sheet, row: &Row, (x, y): Point, m: &Measures, theme: Theme, colour: Rgb) {
    let out = row.difference.signum();
    let at = |along: f64, down: f64| (x + out * along * m.line, y + down * m.line);
    let points = vec![at(5.4, 0.0), at(2.9, -1.6), at(2.9, 1.6)];
    sheet.shapes.push(Shape::Area { points, colour, opacity: 1.0 });
    let anchor = if out > 0.0 { Anchor::End } else { Anchor::Start };
    sheet.texts.push(Text {
        words: number(row.difference),
        x: x - out * 3.2 * m.line,
        baseline: centred(y, m.tick),
        size: m.tick,
        weight: Weight::Regular,
        colour: theme.series_text(series(row.verdict)),
        anchor,
        halo: 2.0 * m.point,
    });
}

/// A difference as short as it can be said; beyond 999 tolerances, more than that.
fn number(difference: f64) -> String {
    match difference {
        far if far > 999.0 => "over +999".to_owned(),
        far if far < -999.0 => "under −999".to_owned(),
        _ => signed(difference, usize::from(difference.abs() < 99.95)),
    }
}

//! From the changes of scenarios to a sheet.

use super::frame::Plane;
use super::{Arrow, Equity, label};
use crate::chart::ChartError;
use crate::chart::across::label_height;
use crate::chart::column::axis_words;
use crate::chart::font::Weight;
use crate::chart::header::{Header, Words};
use crate::chart::marker::Marker;
use crate::chart::sheet::{Anchor, DESCENT, LEADING, Point, Shape, Sheet, Text};
use crate::chart::style::{Measures, Size, Theme};

/// Opacity of the ellipse of the middle 90%.
const ELLIPSE: f64 = 0.14;

pub(super) fn paint(chart: &Equity, size: Size, theme: Theme) -> Result<Sheet, ChartError> {
    let m = size.measures();
    let words = Words {
        title: &chart.title,
        subtitle: &chart.subtitle,
        axis_title: &chart.narrowing.title,
        source: &chart.source,
    };
    let header = Header::new(&words, &m, theme);
    let plane = Plane::new(chart, &header, &m, size, theme)?;
    let mut sheet = Sheet::new(m.width, plane.height, theme.ground());
    header.write(&mut sheet, &m);
    axes(&mut sheet, chart, &plane, &m, theme);
    for arrow in &chart.arrows {
        if let Some(ellipse) = &arrow.ellipse {
            let (points, colour) = (plane.ellipse(ellipse), theme.series(arrow.colour));
            sheet.shapes.push(Shape::Area { points, colour, opacity: ELLIPSE });
        }
    }
    for one in &chart.arrows {
        arrow(&mut sheet, one, &plane, &m, theme);
    }
    let origin = plane.at((0.0, 0.0));
    sheet.marker(Marker::Circle, origin, 1.7 * m.line, 0.5 * m.line, theme.baseline());
    label::write(&mut sheet, chart, &plane, &m, theme)
        .ok_or_else(|| ChartError::NoRoom { chart: chart.title.clone() })?;
    sheet.check(m.margin)?;
    Ok(sheet)
}

/// Gridlines, the words in the corners, the lines at zero, and the numbers along both axes.
fn axes(sheet: &mut Sheet, chart: &Equity, plane: &Plane, m: &Measures, theme: Theme) {
    let (frame, up) = (&plane.frame, &plane.up);
    plane.across.grid(sheet, (frame.top, frame.bottom), m, theme);
    for (tick, words) in up.ticks.iter().zip(&up.labels).filter(|(tick, _)| up.shows(**tick)) {
        let y = up.at(*tick);
        sheet.line(vec![(frame.left, y), (frame.right, y)], theme.grid(), 0.6 * m.point);
        sheet.texts.push(Text {
            words: words.clone(),
            x: frame.left - 0.6 * m.tick,
            baseline: y + 0.33 * m.tick,
            size: m.tick,
            weight: Weight::Regular,
            colour: theme.muted(),
            anchor: Anchor::End,
            halo: 0.0,
        });
    }
    plane.write_corners(sheet);
    let y = up.at(0.0);
    sheet.line(vec![(frame.left, y), (frame.right, y)], theme.ink(), 0.9 * m.point);
    plane.across.zero(sheet, (frame.top, frame.bottom), m, theme);
    plane.across.label(sheet, frame.bottom, m, theme);
    let baseline = frame.bottom + label_height(m) + (LEADING - DESCENT) * m.tick;
    sheet.texts.extend(axis_words(&chart.attainment.title, (frame.right, baseline), m, theme));
}

/// A line with a head; a change too small for a head is a dot.
fn arrow(sheet: &mut Sheet, arrow: &Arrow, plane: &Plane, m: &Measures, theme: Theme) {
    let (from, tip) = (plane.at((0.0, 0.0)), plane.at(arrow.to));
    let colour = theme.series(arrow.colour);
    let (x, y) = (tip.0 - from.0, tip.1 - from.1);
    let length = (x * x + y * y).sqrt();
    let (head, half) = (4.6 * m.line, 1.85 * m.line);
    if length < 1.6 * head {
        sheet.marker(Marker::Circle, tip, 1.3 * m.line, 0.4 * m.line, colour);
        return;
    }
    let (along, across) = ((x / length, y / length), (-y / length, x / length));
    let back = |by: f64, aside: f64| -> Point {
        (tip.0 - along.0 * by + across.0 * aside, tip.1 - along.1 * by + across.1 * aside)
    };
    sheet.line(vec![from, back(0.6 * head, 0.0)], colour, m.line);
    let points = vec![tip, back(head, half), back(0.86 * head, 0.0), back(head, -half)];
    sheet.shapes.push(Shape::Area { points, colour, opacity: 1.0 });
}

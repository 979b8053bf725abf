//! From a network's data to a sheet.

use super::key::{self, Key, Stroke};
use super::plan::{Plan, wanted_height};
use super::{End, Network, Tie, label};
use crate::chart::ChartError;
use crate::chart::column::{centred, gap};
use crate::chart::font::{Weight, width};
use crate::chart::header::{Header, Words};
use crate::chart::marker::{Marker, marker};
use crate::chart::sheet::{Anchor, Frame, Point, Sheet, Text};
use crate::chart::style::{Measures, Size, Theme};

pub(super) fn paint(chart: &Network, size: Size, theme: Theme) -> Result<Sheet, ChartError> {
    let m = size.measures();
    let (title, subtitle, source) = (&chart.title, &chart.subtitle, &chart.source);
    let header = Header::new(&Words { title, subtitle, axis_title: "", source }, &m, theme);
    let page = Page::new(chart, &header, &m, size, theme)
        .ok_or_else(|| ChartError::NoRoom { chart: title.clone() })?;
    let mut sheet = Sheet::new(m.width, page.height, theme.ground());
    header.write(&mut sheet, &m);
    let plan = Plan::new(chart, page.map, &m);
    // What says least is drawn first.
    for pale in [true, false] {
        for tie in chart.ties.iter().filter(|tie| tie.idle == pale) {
            draw_tie(&mut sheet, &plan, tie, &m, theme);
        }
    }
    draw_schools(&mut sheet, chart, &plan, &m, theme);
    let bar = draw_bar(&mut sheet, &plan, &m, theme);
    page.key.write(&mut sheet, page.key_at, &m, theme);
    label::write(&mut sheet, chart, &plan, bar.into_iter().collect(), (&m, theme))
        .ok_or_else(|| ChartError::NoRoom { chart: title.clone() })?;
    sheet.check(m.margin)?;
    Ok(sheet)
}

/// The map, and the key beside it or, on a narrow page, below it.
struct Page {
    height: i32,
    map: Frame,
    key: Key,
    key_at: Point,
}

impl Page {
    fn new(
        chart: &Network,
        header: &Header,
        m: &Measures,
        size: Size,
        theme: Theme,
    ) -> Option<Self> {
        let (left, right) = (m.margin, f64::from(m.width) - m.margin);
        let top = header.bottom(m) + 0.9 * m.tick;
        let below = header.below(m) + 0.5 * m.tick;
        let narrow = size == Size::Single;
        let room = if narrow { right - left } else { Key::room_beside(m) };
        let key = Key::new(chart, m, theme, room, narrow);
        let bar = 1.6 * m.tick;
        let map_right = if narrow { right } else { right - key.width - gap(m) };
        if map_right - left < 0.3 * f64::from(m.width) {
            return None;
        }
        let usual = f64::from(m.height) - top - below;
        let under = if narrow { key.height() + 0.6 * m.label } else { 0.0 };
        let wanted = wanted_height(chart, map_right - left) + bar;
        let beside = if narrow { 0.0 } else { key.height() };
        let tall = if size.grows() { wanted.max(beside).max(0.5 * usual) } else { usual };
        if tall < beside {
            return None;
        }
        let height = (top + tall + under + below).ceil();
        let map = Frame { left, top, right: map_right, bottom: top + tall - bar };
        let key_at =
            if narrow { (left, top + tall + 0.6 * m.label) } else { (map_right + gap(m), top) };
        Some(Self { height: height as i32, map, key, key_at })
    }
}

fn draw_tie(sheet: &mut Sheet, plan: &Plan, tie: &Tie, m: &Measures, theme: Theme) {
    let from = plan.markers[tie.from].0;
    let (to, outside) = match tie.to {
        End::School(school) => (plan.markers[school].0, false),
        End::Outside(place) => (plan.at(place), true),
    };
    let stroke = Stroke { dashed: !tie.formal, pale: tie.idle, outside };
    // Out of a marker as long as elsewhere: a large one would hide it.
    let from = if outside { rim(from, to, plan.markers[tie.from].1) } else { from };
    key::tie(sheet, (from, within(from, to, &plan.frame)), stroke, m, theme);
}

/// The point of a marker's rim towards another point.
fn rim(from: Point, to: Point, radius: f64) -> Point {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = (x * x + y * y).sqrt();
    if length <= radius {
        return from;
    }
    (from.0 + x / length * radius, from.1 + y / length * radius)
}

/// The furthest point of a line that is still inside a frame; where it starts outside, its start.
fn within(from: Point, to: Point, frame: &Frame) -> Point {
    let share = |start: f64, end: f64, low: f64, high: f64| {
        let far = if end > start { high } else { low };
        if end == start { 1.0 } else { ((far - start) / (end - start)).max(0.0) }
    };
    let share = share(from.0, to.0, frame.left, frame.right)
        .min(share(from.1, to.1, frame.top, frame.bottom))
        .min(1.0);
    (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
}

fn draw_schools(sheet: &mut Sheet, chart: &Network, plan: &Plan, m: &Measures, theme: Theme) {
    // Large ones first, so that none hides a small one.
    let mut order: Vec<usize> = (0..chart.schools.len()).collect();
    order.sort_by(|a, b| plan.markers[*b].1.total_cmp(&plan.markers[*a].1));
    for place in order {
        let (school, (at, radius)) = (&chart.schools[place], plan.markers[place]);
        if school.alone {
            key::ring(sheet, at, radius, m, theme);
        }
        let (sign, colour) = match school.group {
            Some(group) => ((marker(group), false), theme.series(group)),
            None => ((Marker::Circle, true), theme.baseline()),
        };
        key::school(sheet, sign, (at, radius), colour, m);
    }
}

/// The bar of the map's scale at its foot; what it covers.
fn draw_bar(sheet: &mut Sheet, plan: &Plan, m: &Measures, theme: Theme) -> Option<Frame> {
    let (km, length) = plan.bar?;
    let (left, y) = (plan.frame.left, plan.frame.bottom + 1.1 * m.tick);
    let words = format!("{km} km");
    let wide = width(&words, m.tick, Weight::Regular);
    let ends = [-1.0, 1.0].map(|side| side * 0.25 * m.tick);
    let colour = theme.muted();
    let points = vec![
        (left, y + ends[0]),
        (left, y + ends[1]),
        (left, y),
        (left + length, y),
        (left + length, y + ends[0]),
        (left + length, y + ends[1]),
    ];
    sheet.line(points, colour, 0.8 * m.point);
    let x = left + length + 0.5 * m.tick;
    sheet.texts.push(Text {
        words,
        x,
        baseline: centred(y, m.tick),
        size: m.tick,
        weight: Weight::Regular,
        colour,
        anchor: Anchor::Start,
        halo: 0.0,
    });
    Some(Frame { left, top: y - m.tick, right: x + wide, bottom: y + m.tick })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };

    #[test]
    fn lines_end_at_the_frame() {
        assert_eq!(within((5.0, 5.0), (25.0, 5.0), &FRAME), (10.0, 5.0));
        assert_eq!(within((5.0, 5.0), (8.0, 6.0), &FRAME), (8.0, 6.0));
        assert_eq!(within((5.0, 5.0), (5.0, -45.0), &FRAME), (5.0, 0.0));
    }

    #[test]
    fn a_line_begins_at_the_rim() {
        assert_eq!(rim((0.0, 0.0), (10.0, 0.0), 2.0), (2.0, 0.0));
        assert_eq!(rim((0.0, 0.0), (1.0, 0.0), 2.0), (0.0, 0.0));
    }
}

//! Where the schools stand on the page.

use super::{Network, School};
use crate::chart::circle::circle;
use crate::chart::sheet::{Frame, Point};
use crate::chart::style::Measures;
use crate::chart::tick::round_below;

/// Height of the picture, where the page may grow: at most this share of its width.
const TALLEST: f64 = 1.0;
/// Rounds in which markers that cover one another move apart.
const ROUNDS: usize = 80;

/// The map's scale and the schools on it.
pub(super) struct Plan {
    /// Where the markers may stand.
    pub(super) frame: Frame,
    /// Centre and radius of each school's marker.
    pub(super) markers: Vec<(Point, f64)>,
    /// Kilometres that the scale's bar is long, and its length on the page.
    pub(super) bar: Option<(f64, f64)>,
    /// West, north, and units for each kilometre.
    origin: Point,
    scale: f64,
}

/// West, south, east and north of all schools.
fn bounds(schools: &[School]) -> [f64; 4] {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    schools.iter().fold(start, |[west, south, east, north], school| {
        let (x, y) = school.place;
        [west.min(x), south.min(y), east.max(x), north.max(y)]
    })
}

/// The height that a picture of this width wants, so that the map fills it.
pub(super) fn wanted_height(chart: &Network, width: f64) -> f64 {
    let [west, south, east, north] = bounds(&chart.schools);
    let shape = if east > west { (north - south) / (east - west) } else { TALLEST };
    width * shape.clamp(0.3, TALLEST)
}

impl Plan {
    /// Places the schools inside a frame: north is up, and both ways have one scale.
    pub(super) fn new(chart: &Network, frame: Frame, m: &Measures) -> Self {
        let radii = radii(&chart.schools, m);
        let room = radii.iter().copied().fold(0.0, f64::max) + m.line;
        let inner = frame.grown(-room);
        let [west, south, east, north] = bounds(&chart.schools);
        let (wide, high) = (inner.right - inner.left, inner.bottom - inner.top);
        let fits = [(wide, east - west), (high, north - south)];
        let scale = fits.iter().filter(|(_, km)| *km > 0.0).map(|(page, km)| page / km);
        let scale = scale.fold(f64::INFINITY, f64::min);
        let (bar, scale) = if scale.is_finite() { (bar(scale, wide), scale) } else { (None, 1.0) };
        // The map stands in the middle of its frame.
        let left = inner.left + (wide - (east - west) * scale) / 2.0;
        let top = inner.top + (high - (north - south) * scale) / 2.0;
        let origin = (left - west * scale, top + north * scale);
        let mut plan = Self { frame, markers: Vec::new(), bar, origin, scale };
        plan.markers =
            chart.schools.iter().zip(&radii).map(|(s, r)| (plan.at(s.place), *r)).collect();
        apart(&mut plan.markers, &inner, 0.5 * m.line);
        plan
    }

    /// Where a place in kilometres stands on the page.
    pub(super) fn at(&self, (east, north): (f64, f64)) -> Point {
        (self.origin.0 + east * self.scale, self.origin.1 - north * self.scale)
    }
}

/// Radii of the markers: areas go with pupils, and a school of the middling size has the middling marker.
/// With many schools all are smaller.
fn radii(schools: &[School], m: &Measures) -> Vec<f64> {
    let mean = schools.iter().map(|school| school.pupils).sum::<f64>() / schools.len() as f64;
    let crowd = (60.0 / schools.len() as f64).sqrt().clamp(0.6, 1.2);
    let of = |school: &School| {
        let size = if mean > 0.0 { (school.pupils / mean).sqrt() } else { 1.0 };
        2.0 * m.line * crowd * size.clamp(0.5, 2.2)
    };
    schools.iter().map(of).collect()
}

/// A bar of 1, 2 or 5 times a power of ten kilometres, a tenth to a quarter of the map wide.
fn bar(scale: f64, wide: f64) -> Option<(f64, f64)> {
    round_below(0.25 * wide / scale).map(|km| (km, km * scale))
}

/// Moves markers that cover one another apart, a little in every round, inside a frame.
fn apart(markers: &mut [(Point, f64)], inside: &Frame, gap: f64) {
    let directions: Vec<Point> = circle().collect();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for first in 0..markers.len() {
            for second in first + 1..markers.len() {
                let ((a, one), (b, other)) = (markers[first], markers[second]);
                let (x, y) = (b.0 - a.0, b.1 - a.1);
                let (distance, least) = ((x * x + y * y).sqrt(), one + other + gap);
                if distance >= least {
                    continue;
                }
                moved = true;
                // Two at one place go apart in a direction of their own.
                let (x, y) = if distance > 0.0 {
                    (x / distance, y / distance)
                } else {
                    directions[(7 * first + 13 * second) % directions.len()]
                };
                let by = 0.5 * (least - distance);
                markers[first].0 = (a.0 - by * x, a.1 - by * y);
                markers[second].0 = (b.0 + by * x, b.1 + by * y);
            }
        }
        for ((x, y), _) in markers.iter_mut() {
            *x = x.clamp(inside.left, inside.right.max(inside.left));
            *y = y.clamp(inside.top, inside.bottom.max(inside.top));
        }
        if !moved {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { left: 0.0, top: 0.0, right: 1000.0, bottom: 1000.0 };

    #[test]
    fn markers_at_one_place_end_side_by_side() {
        let mut markers = vec![((500.0, 500.0), 20.0); 5];
        apart(&mut markers, &FRAME, 2.0);
        for (i, (a, one)) in markers.iter().enumerate() {
            for (b, other) in &markers[i + 1..] {
                let far = ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt();
                assert!(far > one + other, "{far}");
            }
        }
    }

    #[test]
    fn markers_with_room_stay_where_they_are() {
        let mut markers = vec![((100.0, 100.0), 20.0), ((200.0, 100.0), 20.0)];
        apart(&mut markers, &FRAME, 2.0);
        assert_eq!(markers, [((100.0, 100.0), 20.0), ((200.0, 100.0), 20.0)]);
    }

    #[test]
    fn the_bar_is_round_and_at_most_a_quarter_of_the_map() {
        assert_eq!(bar(10.0, 1000.0), Some((20.0, 200.0)));
        assert_eq!(bar(1000.0, 1000.0), Some((0.2, 200.0)));
        assert_eq!(bar(0.001, 1000.0), Some((200_000.0, 200.0)));
    }
}

//! Markers: the shapes that tell series apart without colour.

use super::style::SERIES_COLOURS;

/// The shape that marks a series' points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A disc.
    Circle,
    /// A square.
    Square,
    /// A triangle on its base.
    TriangleUp,
    /// A square on its corner.
    Diamond,
    /// A triangle on its tip.
    TriangleDown,
    /// An upright cross.
    Plus,
    /// A diagonal cross.
    Cross,
    /// A star of five points.
    Star,
}

/// The marker of a series.
pub fn marker(index: usize) -> Marker {
    match index % SERIES_COLOURS {
        0 => Marker::Circle,
        1 => Marker::Square,
        2 => Marker::TriangleUp,
        3 => Marker::Diamond,
        4 => Marker::TriangleDown,
        5 => Marker::Plus,
        6 => Marker::Cross,
        _ => Marker::Star,
    }
}

const SQUARE: [(f64, f64); 4] = [(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)];
const UP: [(f64, f64); 3] = [(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)];
const DOWN: [(f64, f64); 3] = [(0.0, 1.2), (1.1, -0.8), (-1.1, -0.8)];
const DIAMOND: [(f64, f64); 4] = [(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)];
const PLUS: [(f64, f64); 12] = [
    (-0.38, -1.2),
    (0.38, -1.2),
    (0.38, -0.38),
    (1.2, -0.38),
    (1.2, 0.38),
    (0.38, 0.38),
    (0.38, 1.2),
    (-0.38, 1.2),
    (-0.38, 0.38),
    (-1.2, 0.38),
    (-1.2, -0.38),
    (-0.38, -0.38),
];
const CROSS: [(f64, f64); 12] = [
    (0.0, -0.54),
    (0.68, -1.22),
    (1.22, -0.68),
    (0.54, 0.0),
    (1.22, 0.68),
    (0.68, 1.22),
    (0.0, 0.54),
    (-0.68, 1.22),
    (-1.22, 0.68),
    (-0.54, 0.0),
    (-1.22, -0.68),
    (-0.68, -1.22),
];
const STAR: [(f64, f64); 10] = [
    (0.0, -1.35),
    (0.33, -0.45),
    (1.28, -0.42),
    (0.53, 0.17),
    (0.79, 1.09),
    (0.0, 0.56),
    (-0.79, 1.09),
    (-0.53, 0.17),
    (-1.28, -0.42),
    (-0.33, -0.45),
];

impl Marker {
    /// Corners for a marker of radius 1, or nothing for a circle.
    pub(crate) fn corners(self) -> &'static [(f64, f64)] {
        match self {
            Marker::Circle => &[],
            Marker::Square => &SQUARE,
            Marker::TriangleUp => &UP,
            Marker::Diamond => &DIAMOND,
            Marker::TriangleDown => &DOWN,
            Marker::Plus => &PLUS,
            Marker::Cross => &CROSS,
            Marker::Star => &STAR,
        }
    }
}

//! What a number of the register can be.

use sim::population::AUTHORITIES;

use super::columns;

/// Kilometres from the centre of its authority within which a school is believed to lie: a third more
/// than any school of the widest authorities.
const FARTHEST: f64 = 100.0;

/// A column of numbers and what they can be.
pub(super) struct Measure {
    /// The column's name.
    pub(super) column: &'static str,
    /// Smallest and largest number.
    range: (f64, f64),
    /// No part of one.
    whole: bool,
    /// The range in words, after `must`.
    pub(super) words: &'static str,
}

impl Measure {
    /// The number of a cell, when it can be.
    pub(super) fn number(&self, cell: &str) -> Option<f64> {
        let number = cell.parse::<f64>().ok()?;
        let within = self.range.0 <= number && number <= self.range.1;
        (within && (!self.whole || number.fract() == 0.0)).then_some(number)
    }
}

pub(super) const LOW_AGE: Measure = Measure {
    column: columns::LOW_AGE,
    range: (0.0, 25.0),
    whole: true,
    words: "be a whole number of years between 0 and 25, less than StatutoryHighAge",
};
pub(super) const HIGH_AGE: Measure = Measure {
    column: columns::HIGH_AGE,
    range: (0.0, 25.0),
    whole: true,
    words: "be a whole number of years between 0 and 25, more than StatutoryLowAge",
};
pub(super) const CAPACITY: Measure = Measure {
    column: columns::CAPACITY,
    range: (1.0, 10_000.0),
    whole: true,
    words: "be a whole number between 1 and 10,000 (places)",
};
pub(super) const ROLL: Measure = Measure {
    column: columns::ROLL,
    range: (1.0, 10_000.0),
    whole: true,
    words: "be a whole number between 1 and 10,000 (pupils)",
};
pub(super) const FREE_MEALS: Measure = Measure {
    column: columns::FREE_MEALS,
    range: (0.0, 100.0),
    whole: false,
    words: "lie between 0 and 100 (per cent)",
};
pub(super) const EASTING: Measure = Measure {
    column: columns::EASTING,
    range: (80_000.0, 660_000.0),
    whole: false,
    words: "lie between 80,000 and 660,000 (metres), and with Northing within 100 km of the centre of \
            the school's authority",
};
pub(super) const NORTHING: Measure = Measure {
    column: columns::NORTHING,
    range: (5_000.0, 660_000.0),
    whole: false,
    words: "lie between 5,000 and 660,000 (metres), and with Easting within 100 km of the centre of \
            the school's authority",
};

/// The authority, which may also be stated by its area or name: only its words are used.
pub(super) const AUTHORITY: Measure = Measure {
    column: "LA (code)",
    range: (201.0, 999.0),
    whole: true,
    words: "be a local authority of England, by its three-digit code, its area or its name",
};

/// Every column whose cells can be implausible.
pub(super) const MEASURES: [&Measure; 8] =
    [&AUTHORITY, &LOW_AGE, &HIGH_AGE, &CAPACITY, &ROLL, &FREE_MEALS, &EASTING, &NORTHING];

/// Whether the model knows the authority of this code.
pub(super) fn is_known(authority: u16) -> bool {
    AUTHORITIES.iter().any(|facts| facts.code == authority)
}

/// Whether a place in kilometres can be one of the authority of this code.
pub(super) fn is_near(place: (f64, f64), authority: u16) -> bool {
    let Some(facts) = AUTHORITIES.iter().find(|facts| facts.code == authority) else { return true };
    let (east, north) = (place.0 - facts.centre.0, place.1 - facts.centre.1);
    east * east + north * north <= FARTHEST * FARTHEST
}

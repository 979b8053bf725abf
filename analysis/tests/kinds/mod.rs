//! One invented chart of each kind.

pub(crate) mod calibration;
pub(crate) mod dumbbell;
pub(crate) mod equity;
pub(crate) mod network;
pub(crate) mod ridge;

/// The source line of invented charts.
pub(crate) fn source() -> String {
    "Source: Rising Tide 0.4.0 simulation; scenario ‘Tutoring 2027’ against ‘Current policy’; \
     200 replicates, seed 1; run 7f3c9ae2. Not a forecast."
        .to_owned()
}

//! Names for plain numbers, so that a signature says what it takes.

/// Standard deviations of pupils' attainment in the nation, at that age, in the base year.
pub type PupilSd = f64;
/// Years.
pub type Years = f64;
/// A share from 0 to 1.
pub type Share = f64;
/// Kilometres.
pub type Kilometres = f64;
/// Hours a year.
pub type HoursPerYear = f64;
/// Hours a week in term.
pub type HoursPerWeek = f64;
/// Thousand pounds of the base year for each pupil and year.
pub type ThousandPounds = f64;
/// Pounds of the base year.
pub type Pounds = f64;
/// Hours a term.
pub type HoursPerTerm = f64;

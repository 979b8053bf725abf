//! Statistics of lists of numbers. Sums run in the order given, so that results are the same on
//! every machine.

mod density;
mod ellipse;
mod mean;
mod quantile;

pub use density::{bandwidth, density};
pub use ellipse::{Ellipse, ellipse_of};
pub use mean::{mean, standard_deviation, standard_error, sum};
pub use quantile::{quantile, quantile_of_sorted};

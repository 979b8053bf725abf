//! Statistics of lists of numbers. Sums run in the order given, so that results are the same on
//! every machine.

mod density;
mod ellipse;
mod groups;
mod mean;
mod paired;
mod quantile;
mod relation;
mod segregation;
mod sequential;
mod student;

pub use density::{bandwidth, density};
pub use ellipse::{Ellipse, ellipse_of};
pub use groups::{group_means, less_group_mean, sd_between, share_between};
pub use mean::{mean, standard_deviation, standard_error, sum};
pub use paired::{Paired, paired};
pub use quantile::{quantile, quantile_of_sorted};
pub use relation::{correlation, slope};
pub use segregation::gorard;
pub use sequential::{ERROR_RATE, confidence_at};
pub use student::{interval_of_mean, interval_of_mean_at};

//! From the values of a run to tables, charts and statistics.
//!
//! - [`table`] says what a table is: named columns with units.
//! - [`export`] writes tables as Parquet and CSV, and reads our own Parquet files back.
//! - [`chart`] draws charts as SVG and PNG with the bundled font.
//! - [`statistic`] holds means, spreads and quantiles.

pub mod chart;
pub mod export;
pub mod statistic;
pub mod table;

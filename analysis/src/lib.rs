//! From the values of a run to tables, charts and statistics.
//!
//! - [`table`] says what a table is: named columns with units.
//! - [`export`] writes tables as Parquet and CSV, and reads our own Parquet files back.
//! - [`chart`] draws charts as SVG and PNG with the bundled font.
//! - [`statistic`] holds means, spreads, quantiles and correlations.
//! - [`compare`] holds scenarios against a first one under the same seeds.
//! - [`convention`] fixes how progress, groups and schools are counted.
//! - [`library`] finds what the scenarios of the library do in the schools that they reach.
//! - [`metric`] lists what is measured of a run: improvement, equity, health, collaboration, money.
//! - [`paired`] finds the effect of a change: the same replicates with it and without it.
//! - [`sweep`] plans thousands of runs, keeps their parts and merges them.
//! - [`target`] compares a run with what is measured in England.
//! - [`population`] sets the schools of a population against published figures.
//! - [`facts_file`] reads the built-in files of published figures.
//! - [`store`] turns the records of a run into tables and hashes.
//! - [`population_file`] writes a population to a file and reads it back, with its hash.
//! - [`report`] says in words and pictures what a result shows.

pub mod chart;
pub mod compare;
pub mod convention;
pub mod export;
pub mod facts_file;
pub mod library;
pub mod metric;
pub mod paired;
pub mod population;
pub mod population_file;
pub mod report;
pub mod statistic;
pub mod store;
pub mod sweep;
pub mod table;
pub mod target;
pub mod trial;

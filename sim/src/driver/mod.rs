//! The drivers: the levers that policies pull, one file a driver.
//!
//! A lever is a number on schools that processes read anyway. The policy process writes it from the
//! timeline; nothing else does.

pub mod accountability;
pub mod capacity;
pub mod funding;
pub mod place;

use crate::catalogue::Entry;

/// Every lever, driver by driver.
pub(crate) fn levers() -> impl Iterator<Item = Entry> {
    [accountability::LEVERS, funding::LEVERS, capacity::LEVERS, place::LEVERS]
        .into_iter()
        .flatten()
        .copied()
}

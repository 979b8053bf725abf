//! The drivers: the levers that policies pull, one file a driver.
//!
//! A lever is a number on schools that processes read anyway. The policy process writes it from the
//! timeline; nothing else does.

pub mod accountability;
pub mod autonomy;
pub mod capacity;
pub mod collaboration;
pub mod competition;
pub mod funding;
pub mod nation;
pub mod place;

use crate::catalogue::Entry;

/// Every lever, driver by driver.
pub(crate) fn levers() -> impl Iterator<Item = Entry> {
    [
        accountability::LEVERS,
        competition::LEVERS,
        funding::LEVERS,
        collaboration::LEVERS,
        capacity::LEVERS,
        autonomy::LEVERS,
        place::LEVERS,
        nation::LEVERS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

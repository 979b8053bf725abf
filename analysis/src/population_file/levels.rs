//! Where the lists of a column begin and end, in the way of Parquet.

use std::ops::Range;

/// Levels of a column of lists: for every value, and for every empty list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Levels {
    /// 1 for a value, 0 for an empty list.
    pub(super) definition: Vec<i16>,
    /// 0 where a list begins, 1 where it goes on.
    pub(super) repetition: Vec<i16>,
}

impl Levels {
    /// The levels of lists of these lengths.
    pub(super) fn of(lengths: impl Iterator<Item = usize>) -> Self {
        let mut levels = Self::default();
        for length in lengths {
            let slots = length.max(1);
            levels.definition.extend(std::iter::repeat_n(i16::from(length > 0), slots));
            levels.repetition.push(0);
            levels.repetition.extend(std::iter::repeat_n(1, slots - 1));
        }
        levels
    }

    /// The levels of the lists that lie in these rows.
    pub(super) fn of_rows(rows: impl Iterator<Item = Range<usize>>) -> Self {
        Self::of(rows.map(|rows| rows.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_takes_a_slot_without_a_value() {
        let levels = Levels::of([2, 0, 1].into_iter());
        assert_eq!(levels.definition, [1, 1, 0, 1]);
        assert_eq!(levels.repetition, [0, 1, 0, 0]);
    }
}

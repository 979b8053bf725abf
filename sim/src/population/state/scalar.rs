//! The plain values of which components are made, and the columns that they fill.

use super::{Cells, Kind, Wrong};
use crate::agent::*;
use crate::population::GroupKind;

/// A plain value.
pub(in crate::population) trait Scalar: Copy + 'static {
    /// Stands in a row until the value has come.
    const ZERO: Self;
    /// What a column of it holds, and whether values may be missing.
    const KIND: (Kind, bool);
    /// What it is, where no field says so.
    const SENTENCE: &'static str = "";

    /// A column of values.
    fn cells(values: impl Iterator<Item = Self>) -> Cells;

    /// Hands a column's values over one by one, with their rows.
    fn values(cells: Cells, give: impl FnMut(usize, Self)) -> Result<(), Wrong>;
}

impl Scalar for f64 {
    const ZERO: Self = 0.0;
    const KIND: (Kind, bool) = (Kind::Double, false);

    fn cells(values: impl Iterator<Item = Self>) -> Cells {
        Cells::Double(values.collect())
    }

    fn values(cells: Cells, mut give: impl FnMut(usize, Self)) -> Result<(), Wrong> {
        let Cells::Double(cells) = cells else { return Err(Wrong::kind()) };
        for (row, value) in cells.into_iter().enumerate() {
            if !value.is_finite() {
                return Err(Wrong::new(format!("row {row} holds {value}, not a finite number")));
            }
            give(row, value);
        }
        Ok(())
    }
}

impl Scalar for f32 {
    const ZERO: Self = 0.0;
    const KIND: (Kind, bool) = (Kind::Single, false);

    fn cells(values: impl Iterator<Item = Self>) -> Cells {
        Cells::Single(values.collect())
    }

    fn values(cells: Cells, mut give: impl FnMut(usize, Self)) -> Result<(), Wrong> {
        let Cells::Single(cells) = cells else { return Err(Wrong::kind()) };
        for (row, value) in cells.into_iter().enumerate() {
            if !value.is_finite() {
                return Err(Wrong::new(format!("row {row} holds {value}, not a finite number")));
            }
            give(row, value);
        }
        Ok(())
    }
}

macro_rules! whole_numbers {
    ($($type:ident)*) => { $(
        impl Scalar for $type {
            const ZERO: Self = 0;
            const KIND: (Kind, bool) = (Kind::Whole { most: $type::MAX as i64 }, false);

            fn cells(values: impl Iterator<Item = Self>) -> Cells {
                Cells::Whole(values.map(i64::from).collect())
            }

            fn values(cells: Cells, mut give: impl FnMut(usize, Self)) -> Result<(), Wrong> {
                let Cells::Whole(cells) = cells else { return Err(Wrong::kind()) };
                for (row, value) in cells.into_iter().enumerate() {
                    let fits = $type::try_from(value).map_err(|_| {
                        Wrong::new(format!("row {row} holds {value}, expected 0 to {}", $type::MAX))
                    })?;
                    give(row, fits);
                }
                Ok(())
            }
        }
    )* };
}

whole_numbers! { u8 u16 u32 }

impl Scalar for Option<u32> {
    const ZERO: Self = None;
    const KIND: (Kind, bool) = (Kind::Whole { most: u32::MAX as i64 }, true);

    fn cells(values: impl Iterator<Item = Self>) -> Cells {
        Cells::MaybeWhole(values.map(|value| value.map(i64::from)).collect())
    }

    fn values(cells: Cells, mut give: impl FnMut(usize, Self)) -> Result<(), Wrong> {
        let Cells::MaybeWhole(cells) = cells else { return Err(Wrong::kind()) };
        for (row, value) in cells.into_iter().enumerate() {
            let fits = value.map(u32::try_from).transpose().map_err(|_| {
                Wrong::new(format!("row {row} holds {value:?}, expected 0 to {}", u32::MAX))
            })?;
            give(row, fits);
        }
        Ok(())
    }
}

impl Scalar for bool {
    const ZERO: Self = false;
    const KIND: (Kind, bool) = (Kind::Flag, false);

    fn cells(values: impl Iterator<Item = Self>) -> Cells {
        Cells::Flag(values.collect())
    }

    fn values(cells: Cells, mut give: impl FnMut(usize, Self)) -> Result<(), Wrong> {
        let Cells::Flag(cells) = cells else { return Err(Wrong::kind()) };
        cells.into_iter().enumerate().for_each(|(row, value)| give(row, value));
        Ok(())
    }
}

/// A member of a short list, known by its name.
pub(in crate::population) trait Word: Copy + 'static {
    /// Every member, in order.
    const MEMBERS: &'static [Self];
    /// Their names.
    const NAMES: &'static [&'static str];

    /// Position in the list.
    fn position(self) -> u8;
}

/// A word as a value of a column.
macro_rules! scalar_word {
    ($type:ident, $sentence:literal) => {
        impl Scalar for $type {
            const ZERO: Self = <$type as Word>::MEMBERS[0];
            const KIND: (Kind, bool) = (Kind::Word(<$type as Word>::NAMES), false);
            const SENTENCE: &'static str = $sentence;

            fn cells(values: impl Iterator<Item = Self>) -> Cells {
                Cells::Word(values.map(Word::position).collect())
            }

            fn values(cells: Cells, mut give: impl FnMut(usize, Self)) -> Result<(), Wrong> {
                let Cells::Word(cells) = cells else { return Err(Wrong::kind()) };
                for (row, position) in cells.into_iter().enumerate() {
                    give(row, member(position)?);
                }
                Ok(())
            }
        }
    };
}

/// Lists the members of an enum with their names; a member that is left out does not compile.
macro_rules! words {
    ($($type:ident: $sentence:literal { $($member:ident = $name:literal),* $(,)? })*) => { $(
        impl Word for $type {
            const MEMBERS: &'static [Self] = &[$($type::$member),*];
            const NAMES: &'static [&'static str] = &[$($name),*];

            fn position(self) -> u8 {
                match self { $($type::$member => $type::$member as u8),* }
            }
        }

        scalar_word! { $type, $sentence }
    )* };
}

fn member<T: Word>(position: u8) -> Result<T, Wrong> {
    let members = T::MEMBERS.get(usize::from(position)).copied();
    members.ok_or_else(|| Wrong::new(format!("position {position} of {} words", T::NAMES.len())))
}

/// The same for enums that list their own members.
macro_rules! named_words {
    ($($type:ident: $sentence:literal)*) => { $(
        impl Word for $type {
            const MEMBERS: &'static [Self] = $type::ALL;
            const NAMES: &'static [&'static str] = $type::NAMES;

            fn position(self) -> u8 {
                self.index() as u8
            }
        }

        scalar_word! { $type, $sentence }
    )* };
}

named_words! {
    Phase: "Phase of education."
    Region: "Region."
    Setting: "Surroundings."
    Governance: "Who answers for the school."
    Grade: "Overall grade of an inspection."
    TieKind: "What two schools do together; none in a row without a tie."
    Motive: "Why the school began the tie."
}

words! {
    GroupKind: "What a trust or federation is." {
        Federation = "federation", SingleAcademyTrust = "single-academy trust",
        MultiAcademyTrust = "multi-academy trust",
    }
    Headship: "How the head came to the post." {
        FirstHeadship = "first headship", LaterHeadship = "later headship", Interim = "interim",
    }
    Holder: "Who holds the post." { Teacher = "teacher", Supply = "supply teacher", Frozen = "nobody" }
}

impl<T: Word> Scalar for Option<T> {
    const ZERO: Self = None;
    const KIND: (Kind, bool) = (Kind::Word(T::NAMES), true);

    fn cells(values: impl Iterator<Item = Self>) -> Cells {
        Cells::MaybeWord(values.map(|value| value.map(Word::position)).collect())
    }

    fn values(cells: Cells, mut give: impl FnMut(usize, Self)) -> Result<(), Wrong> {
        let Cells::MaybeWord(cells) = cells else { return Err(Wrong::kind()) };
        for (row, position) in cells.into_iter().enumerate() {
            give(row, position.map(member).transpose()?);
        }
        Ok(())
    }
}

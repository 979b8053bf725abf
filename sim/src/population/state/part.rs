//! How a component falls into plain values, and is put together from them again.
//!
//! A component names all its fields once, in `components.rs`. The blank component there is
//! written without `..`, so that a field that is not named does not compile.

use super::scalar::Scalar;
use super::{About, Table};

/// Something with a value in every row: a component, or a part of one.
pub(in crate::population) trait Part: Copy + 'static {
    /// Stands in a row until the values have come.
    const BLANK: Self;

    /// Shows every value inside to a walk, in order. `get` and `set` reach this part from a row.
    fn walk<R, W: Walk<R>>(
        name: &Name,
        get: impl Fn(&R) -> Self + Copy,
        set: impl Fn(&mut R, Self) + Copy,
        walk: &mut W,
    ) -> Result<(), W::Error>;
}

/// What is done with each value of a row.
pub(in crate::population) trait Walk<R> {
    /// Why it may end early.
    type Error;

    /// One column of values.
    fn column<S: Scalar>(
        &mut self,
        about: &About,
        get: impl Fn(&R) -> S,
        set: impl Fn(&mut R, S),
    ) -> Result<(), Self::Error>;
}

/// What a part is called and what it means, on the way down to its values.
#[derive(Clone, Debug)]
pub(in crate::population) struct Name {
    pub(in crate::population) table: Table,
    pub(in crate::population) words: String,
    pub(in crate::population) unit: &'static str,
    pub(in crate::population) sentence: &'static str,
    /// Names of the places, where the part is an array.
    pub(in crate::population) places: &'static [&'static str],
}

impl Name {
    /// The name of a component, by its column.
    pub(in crate::population) fn of(table: Table, prefix: &str, column: &str) -> Self {
        let words = format!("{prefix}{column}");
        Self { table, words, unit: "", sentence: "", places: &[] }
    }

    /// The name of a field; places named further out hold where the field names none.
    pub(super) fn inside(
        &self,
        word: &str,
        unit: &'static str,
        sentence: &'static str,
        places: &'static [&'static str],
    ) -> Self {
        Self { words: joined(&self.words, word), unit, sentence, places, ..*self }
    }
}

fn joined(words: &str, word: &str) -> String {
    if word.is_empty() { words.to_owned() } else { format!("{words}_{word}") }
}

/// A field of a part: as [`Part::walk`], with the kind of part taken from `get`.
pub(super) fn field<T: Part, R, W: Walk<R>>(
    name: &Name,
    get: impl Fn(&R) -> T + Copy,
    set: impl Fn(&mut R, T) + Copy,
    walk: &mut W,
) -> Result<(), W::Error> {
    T::walk(name, get, set, walk)
}

impl<S: Scalar> Part for S {
    const BLANK: Self = S::ZERO;

    fn walk<R, W: Walk<R>>(
        name: &Name,
        get: impl Fn(&R) -> Self + Copy,
        set: impl Fn(&mut R, Self) + Copy,
        walk: &mut W,
    ) -> Result<(), W::Error> {
        let (kind, optional) = S::KIND;
        let about = About {
            table: name.table,
            name: name.words.clone(),
            unit: name.unit,
            sentence: if name.sentence.is_empty() { S::SENTENCE } else { name.sentence },
            kind,
            optional,
        };
        walk.column(&about, get, set)
    }
}

impl<T: Part, const N: usize> Part for [T; N] {
    const BLANK: Self = [T::BLANK; N];

    fn walk<R, W: Walk<R>>(
        name: &Name,
        get: impl Fn(&R) -> Self + Copy,
        set: impl Fn(&mut R, Self) + Copy,
        walk: &mut W,
    ) -> Result<(), W::Error> {
        for place in 0..N {
            let number = (place + 1).to_string();
            let word = name.places.get(place).map_or(number.as_str(), |word| *word);
            let inner = Name { words: joined(&name.words, word), ..name.clone() };
            let change = move |row: &mut R, value: T| {
                let mut all = get(row);
                all[place] = value;
                set(row, all);
            };
            T::walk(&inner, move |row: &R| get(row)[place], change, walk)?;
        }
        Ok(())
    }
}

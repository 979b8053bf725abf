//! The values of one column.

use super::Kind;

/// The values of one column for some rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Whole numbers, all present.
    Int(Vec<i64>),
    /// Real numbers, all present.
    Real(Vec<f64>),
    /// Text, all present.
    Text(Vec<String>),
    /// True or false, all present.
    Flag(Vec<bool>),
    /// Whole numbers, some missing.
    OptInt(Vec<Option<i64>>),
    /// Real numbers, some missing.
    OptReal(Vec<Option<f64>>),
    /// Text, some missing.
    OptText(Vec<Option<String>>),
    /// True or false, some missing.
    OptFlag(Vec<Option<bool>>),
}

impl Values {
    /// The number of cells.
    pub fn len(&self) -> usize {
        match self {
            Values::Int(v) => v.len(),
            Values::Real(v) => v.len(),
            Values::Text(v) => v.len(),
            Values::Flag(v) => v.len(),
            Values::OptInt(v) => v.len(),
            Values::OptReal(v) => v.len(),
            Values::OptText(v) => v.len(),
            Values::OptFlag(v) => v.len(),
        }
    }

    /// Whether there are no cells.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the cells hold.
    pub fn kind(&self) -> Kind {
        match self {
            Values::Int(_) | Values::OptInt(_) => Kind::Int,
            Values::Real(_) | Values::OptReal(_) => Kind::Real,
            Values::Text(_) | Values::OptText(_) => Kind::Text,
            Values::Flag(_) | Values::OptFlag(_) => Kind::Flag,
        }
    }

    /// Adds the cells of another column of the same kind; false, and nothing is added, where it is of
    /// another.
    pub fn append(&mut self, more: Values) -> bool {
        match (self, more) {
            (Values::Int(column), Values::Int(more)) => column.extend(more),
            (Values::Real(column), Values::Real(more)) => column.extend(more),
            (Values::Text(column), Values::Text(more)) => column.extend(more),
            (Values::Flag(column), Values::Flag(more)) => column.extend(more),
            (Values::OptInt(column), Values::OptInt(more)) => column.extend(more),
            (Values::OptReal(column), Values::OptReal(more)) => column.extend(more),
            (Values::OptText(column), Values::OptText(more)) => column.extend(more),
            (Values::OptFlag(column), Values::OptFlag(more)) => column.extend(more),
            _ => return false,
        }
        true
    }

    /// Cuts the column after `at` cells, and gives the rest.
    pub fn split_off(&mut self, at: usize) -> Values {
        match self {
            Values::Int(v) => Values::Int(v.split_off(at)),
            Values::Real(v) => Values::Real(v.split_off(at)),
            Values::Text(v) => Values::Text(v.split_off(at)),
            Values::Flag(v) => Values::Flag(v.split_off(at)),
            Values::OptInt(v) => Values::OptInt(v.split_off(at)),
            Values::OptReal(v) => Values::OptReal(v.split_off(at)),
            Values::OptText(v) => Values::OptText(v.split_off(at)),
            Values::OptFlag(v) => Values::OptFlag(v.split_off(at)),
        }
    }

    /// The first row with a missing cell.
    pub(super) fn first_missing(&self) -> Option<usize> {
        match self {
            Values::OptInt(v) => v.iter().position(Option::is_none),
            Values::OptReal(v) => v.iter().position(Option::is_none),
            Values::OptText(v) => v.iter().position(Option::is_none),
            Values::OptFlag(v) => v.iter().position(Option::is_none),
            Values::Int(_) | Values::Real(_) | Values::Text(_) | Values::Flag(_) => None,
        }
    }

    /// The first row with a number that is not finite.
    pub(super) fn first_not_finite(&self) -> Option<usize> {
        match self {
            Values::Real(v) => v.iter().position(|x| !x.is_finite()),
            Values::OptReal(v) => v.iter().position(|x| x.is_some_and(|x| !x.is_finite())),
            _ => None,
        }
    }
}

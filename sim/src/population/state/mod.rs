//! Everything in a population as columns of plain values: for its hash and its file.
//!
//! One order, given by the components themselves, serves [`Population::give`] and
//! [`Population::take`], so that nothing can be written, hashed or read without the others.
//! The journeys are no part of it: they follow from the schools' places and entries.

mod check;
mod column;
mod components;
mod part;
mod scalar;

use core::ops::Range;

pub use column::{About, Cells, Kind, Table, Wrong};
pub(super) use part::Name;
use part::{Part, Walk};
use scalar::{Scalar, Word};

use super::journeys::Journeys;
use super::{Baseline, Contacts, GroupKind, Population, SchoolGroup};
use crate::agent::{GROUPS, InGroup, TIE_ROWS};
use crate::scenario::MAX_SCHOOLS;

/// Takes columns as they are given.
type Given<'a, E> = dyn FnMut(&About, Cells) -> Result<(), E> + 'a;
/// Hands over the column that is described.
type Asked<'a, E> = dyn FnMut(&About) -> Result<Cells, E> + 'a;

/// Gives rows of a component, value by value.
struct Giving<'a, 'b, R, E> {
    rows: &'a [R],
    to: &'a mut Given<'b, E>,
}

impl<R, E> Walk<R> for Giving<'_, '_, R, E> {
    type Error = E;

    fn column<S: Scalar>(
        &mut self,
        about: &About,
        get: impl Fn(&R) -> S,
        _: impl Fn(&mut R, S),
    ) -> Result<(), E> {
        (self.to)(about, S::cells(self.rows.iter().map(get)))
    }
}

/// Fills rows of a component, value by value.
struct Taking<'a, 'b, R, E> {
    rows: &'a mut [R],
    from: &'a mut Asked<'b, E>,
}

impl<R, E: From<Wrong>> Walk<R> for Taking<'_, '_, R, E> {
    type Error = E;

    fn column<S: Scalar>(
        &mut self,
        about: &About,
        _: impl Fn(&R) -> S,
        set: impl Fn(&mut R, S),
    ) -> Result<(), E> {
        let cells = (self.from)(about)?;
        if cells.len() != self.rows.len() {
            let words = format!("{} values, expected {}", cells.len(), self.rows.len());
            return Err(Wrong::new(words).of(about).into());
        }
        let filled = S::values(cells, |row, value| set(&mut self.rows[row], value));
        filled.map_err(|wrong| wrong.of(about).into())
    }
}

/// The name of a member of a short list.
pub(super) fn word<T: Word>(member: T) -> &'static str {
    T::NAMES[usize::from(member.position())]
}

/// Gives a column of components.
pub(super) fn give<P: Part, E>(name: &Name, rows: &[P], to: &mut Given<'_, E>) -> Result<(), E> {
    P::walk(name, |row: &P| *row, |row, value| *row = value, &mut Giving { rows, to })
}

/// Adds `more` rows to a column of components.
pub(super) fn take<P: Part, E: From<Wrong>>(
    name: &Name,
    column: &mut Vec<P>,
    more: usize,
    from: &mut Asked<'_, E>,
) -> Result<(), E> {
    let before = column.len();
    column.resize(before + more, P::BLANK);
    let rows = &mut column[before..];
    P::walk(name, |row: &P| *row, |row, value| *row = value, &mut Taking { rows, from })
}

/// A name with a meaning, for columns that are no components.
fn named(column: &str, unit: &'static str, sentence: &'static str) -> Name {
    Name { unit, sentence, ..Name::of(Table::Schools, "", column) }
}

/// A column of texts.
fn text(name: &str, sentence: &'static str) -> About {
    let (table, kind, unit) = (Table::Schools, Kind::Text, "");
    About { table, name: name.into(), unit, sentence, kind, optional: true }
}

fn posts_name() -> Name {
    named("posts", "posts", "Teachers' posts.")
}

fn years_name() -> Name {
    named("cohorts", "year groups", "Year groups.")
}

fn entries_name() -> Name {
    let places: &[&str] = &["disadvantaged", "other"];
    let sentence = "Entrants in an average year of the base year's roll.";
    Name { places, ..named("entrants", "pupils", sentence) }
}

fn code_name() -> Name {
    named("group_code", "number", "Number of its trust or federation in the register of groups.")
}

fn kind_name() -> Name {
    named("group_kind", "", "What its trust or federation is; missing where it has none.")
}

fn school_name() -> About {
    text("name", "Name in the register; missing for a synthetic school.")
}

fn group_name() -> About {
    text("group_name", "Name of its trust or federation in the register.")
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl Population {
    /// Gives the columns of a range of schools, with their posts and year groups, in a fixed order.
    ///
    /// # Errors
    /// The first one that `to` gives.
    pub fn give<E>(
        &self,
        range: Range<usize>,
        to: &mut dyn FnMut(&About, Cells) -> Result<(), E>,
    ) -> Result<(), E> {
        // Everything is named: what is added must be given, or follow from what is given.
        let Population {
            seed: _,
            name,
            groups,
            entries,
            schools,
            heads,
            posts,
            cohorts,
            ties,
            layout,
            journeys: _,
            contacts: _,
            baseline: _,
        } = self;
        let sizes = |of: &dyn Fn(usize) -> Range<usize>| -> Vec<u32> {
            range.clone().map(|school| of(school).len() as u32).collect()
        };
        give(&posts_name(), &sizes(&|school| layout.posts(school)), to)?;
        give(&years_name(), &sizes(&|school| layout.cohorts(school)), to)?;
        let names = name[range.clone()].iter().map(|name| filled(name));
        to(&school_name(), Cells::MaybeText(names.collect()))?;
        schools.give(Table::Schools, "", range.clone(), to)?;
        give_groups(groups, &schools.group[range.clone()], to)?;
        give(&entries_name(), &entries[range.clone()], to)?;
        heads.give(Table::Schools, "head_", range.clone(), to)?;
        posts.give(Table::Posts, "post_", rows(&range, |school| layout.posts(school)), to)?;
        cohorts.give(
            Table::Cohorts,
            "cohort_",
            rows(&range, |school| layout.cohorts(school)),
            to,
        )?;
        ties.give(Table::Ties, "tie_", rows(&range, |school| layout.ties(school)), to)
    }

    /// Adds schools, asking for their columns in the order in which [`Population::give`] gives them.
    ///
    /// The population is of use only after [`Population::complete`].
    ///
    /// # Errors
    /// The first one that `from` gives; a column of another length or kind, a number that does not
    /// fit or is not finite.
    pub fn take<E: From<Wrong>>(
        &mut self,
        more: usize,
        from: &mut dyn FnMut(&About) -> Result<Cells, E>,
    ) -> Result<(), E> {
        let (mut sizes, mut years) = (Vec::new(), Vec::new());
        take::<u32, E>(&posts_name(), &mut sizes, more, from)?;
        take::<u32, E>(&years_name(), &mut years, more, from)?;
        let (posts, cohorts) = self.layout.add(sizes.into_iter().zip(years)).ok_or_else(|| {
            Wrong::new("columns posts and cohorts: more than 4 billion rows in all")
        })?;
        let Cells::MaybeText(names) = from(&school_name())? else {
            return Err(Wrong::kind().of(&school_name()).into());
        };
        self.name.extend(names.into_iter().map(Option::unwrap_or_default));
        self.schools.take(Table::Schools, "", more, from)?;
        let before = self.schools.group.len() - more;
        take_groups(&mut self.groups, &self.schools.group[before..], from)?;
        take(&entries_name(), &mut self.entries, more, from)?;
        self.heads.take(Table::Schools, "head_", more, from)?;
        self.posts.take(Table::Posts, "post_", posts, from)?;
        self.cohorts.take(Table::Cohorts, "cohort_", cohorts, from)?;
        self.ties.take(Table::Ties, "tie_", more * TIE_ROWS, from)
    }

    /// The national constants, in a fixed order: what each is, and its value.
    pub fn constants(&self) -> Vec<(About, f64)> {
        let mut constants = Vec::new();
        let mut to = |about: &About, cells: Cells| {
            if let Cells::Double(cells) = cells {
                constants.extend(cells.into_iter().map(|value| (about.clone(), value)));
            }
            Ok::<(), core::convert::Infallible>(())
        };
        let Ok(()) = give(&Name::of(Table::Nation, "", "baseline"), &[self.baseline], &mut to);
        constants
    }

    /// Sets the national constants, asking for them one by one.
    ///
    /// # Errors
    /// The first one that `from` gives; a number that is not finite.
    pub fn set_constants<E: From<Wrong>>(
        &mut self,
        from: &mut dyn FnMut(&About) -> Result<f64, E>,
    ) -> Result<(), E> {
        let mut one: Vec<Baseline> = Vec::new();
        let name = Name::of(Table::Nation, "", "baseline");
        let mut ask = |about: &About| Ok::<_, E>(Cells::Double(vec![from(about)?]));
        take(&name, &mut one, 1, &mut ask)?;
        self.baseline = one.pop().unwrap_or_default();
        Ok(())
    }
}

impl Population {
    /// Checks what [`Population::take`] has taken, and finds the journeys between the schools
    /// and whom each may come to know.
    ///
    /// # Errors
    /// A number that points at nothing, or two columns that contradict each other.
    pub fn complete(&mut self) -> Result<(), Wrong> {
        check::check(self)?;
        self.journeys = Journeys::of_population(self).into();
        self.contacts = Contacts::of(self).into();
        Ok(())
    }
}

/// Rows of all schools of a range.
fn rows(schools: &Range<usize>, of: impl Fn(usize) -> Range<usize>) -> Range<usize> {
    if schools.is_empty() { 0..0 } else { of(schools.start).start..of(schools.end - 1).end }
}

/// A group without a school of its own leaves no trace.
fn give_groups<E>(groups: &[SchoolGroup], of: &[InGroup], to: &mut Given<'_, E>) -> Result<(), E> {
    let group = |member: &InGroup| member.0.and_then(|number| groups.get(number as usize));
    let codes: Vec<Option<u32>> = of.iter().map(|m| group(m).and_then(|g| g.code)).collect();
    let kinds: Vec<Option<GroupKind>> = of.iter().map(|m| group(m).map(|g| g.kind)).collect();
    let names = of.iter().map(|m| group(m).and_then(|g| filled(&g.name))).collect();
    give(&code_name(), &codes, to)?;
    to(&group_name(), Cells::MaybeText(names))?;
    give(&kind_name(), &kinds, to)
}

fn take_groups<E: From<Wrong>>(
    groups: &mut Vec<SchoolGroup>,
    of: &[InGroup],
    from: &mut Asked<'_, E>,
) -> Result<(), E> {
    let (mut codes, mut kinds) = (Vec::<Option<u32>>::new(), Vec::<Option<GroupKind>>::new());
    take(&code_name(), &mut codes, of.len(), from)?;
    let Cells::MaybeText(names) = from(&group_name())? else {
        return Err(Wrong::kind().of(&group_name()).into());
    };
    take(&kind_name(), &mut kinds, of.len(), from)?;
    if names.len() != of.len() {
        return Err(Wrong::new("holds another number of values").of(&group_name()).into());
    }
    for (school, (member, name)) in of.iter().zip(names).enumerate() {
        let Some(number) = member.0 else { continue };
        let Some(kind) = kinds[school] else {
            return Err(Wrong::new("column group_kind: missing for a school in a group").into());
        };
        if number >= MAX_SCHOOLS {
            return Err(Wrong::new(format!("column group: {number} is no group's number")).into());
        }
        let blank = SchoolGroup { code: None, name: String::new(), kind };
        if groups.len() <= number as usize {
            groups.resize(number as usize + 1, blank);
        }
        groups[number as usize] =
            SchoolGroup { code: codes[school], name: name.unwrap_or_default(), kind };
    }
    Ok(())
}

/// Whether entries are carried group by group; a change of the groups must change the names above.
const _: () = assert!(GROUPS == 2);

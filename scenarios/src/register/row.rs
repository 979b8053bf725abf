//! One row of a register.

use csv::StringRecord;
use sim::agent::{Phase, Region, Setting};
use sim::population::RegisterRow;

use super::columns::{self, Columns};

/// Largest roll and capacity that are believed.
const MOST_PUPILS: f64 = 10_000.0;
/// Metres east and north between which England lies on the national grid.
const EAST: (f64, f64) = (80_000.0, 660_000.0);
const NORTH: (f64, f64) = (5_000.0, 660_000.0);
/// Ages of the pupils in the model.
const FIRST_AGE: u8 = 4;
const LAST_AGE: u8 = 16;

/// Why a row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    NotOpen,
    Phase,
    Ages,
    Region,
    Damaged,
    Duplicate,
}

impl Why {
    /// Every reason, in the order of the account.
    pub(super) const ALL: [Why; 6] =
        [Why::NotOpen, Why::Phase, Why::Ages, Why::Region, Why::Damaged, Why::Duplicate];

    /// The reason in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Why::NotOpen => "closed, or proposed to open",
            Why::Phase => "phase outside the model",
            Why::Ages => "no pupils from 4 to 16",
            Why::Region => "region outside England",
            Why::Damaged => "damaged row",
            Why::Duplicate => "second row of the same URN",
        }
    }
}

/// What a cell lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Missing,
    Implausible,
}

/// What a kept row lacks.
#[derive(Default)]
pub(super) struct Gaps {
    /// Columns that are empty after all.
    pub(super) empty: Vec<(&'static str, Gap)>,
    /// The ages were filled from the phase.
    pub(super) ages_filled: bool,
}

/// What became of a row.
pub(super) enum Outcome {
    Row(RegisterRow, Gaps),
    LeftOut(Why),
}

/// Reads a row.
pub(super) fn read(record: &StringRecord, columns: &Columns) -> Outcome {
    match kept(record, columns) {
        Ok((row, gaps)) => Outcome::Row(row, gaps),
        Err(why) => Outcome::LeftOut(why),
    }
}

/// The school of a row, or why it is left out.
fn kept(record: &StringRecord, columns: &Columns) -> Result<(RegisterRow, Gaps), Why> {
    let cell = |column: usize| record.get(column).map(str::trim).ok_or(Why::Damaged);
    let urn = cell(columns.urn)?.parse().map_err(|_| Why::Damaged)?;
    if let Some(status) = columns.status
        && !cell(status)?.to_ascii_lowercase().starts_with("open")
    {
        return Err(Why::NotOpen);
    }
    // Every cell must be there before a reason other than damage is believed.
    cell(columns.last)?;
    let phase = named(Phase::ALL, |p| p.name(), cell(columns.phase)?).ok_or(Why::Phase)?;
    let region = named(Region::ALL, |r| r.name(), cell(columns.region)?).ok_or(Why::Region)?;
    let name = cell(columns.name)?.to_owned();
    let authority = cell(columns.authority)?.parse().map_err(|_| Why::Damaged)?;
    let mut gaps = Gaps::default();
    let stated = (age(cell(columns.low_age)?), age(cell(columns.high_age)?));
    let (low_age, high_age) = ages(stated, phase, &mut gaps)?;
    let mut number = |column, name, plausible: fn(f64) -> bool| -> Result<Option<f64>, Why> {
        Ok(gaps.number(name, cell(column)?, plausible))
    };
    let people = |value: f64| (1.0..=MOST_PUPILS).contains(&value);
    let capacity = number(columns.capacity, columns::CAPACITY, people)?;
    let roll = number(columns.roll, columns::ROLL, people)?;
    let percent = |value: f64| (0.0..=100.0).contains(&value);
    let free_meals = number(columns.free_meals, columns::FREE_MEALS, percent)?;
    let easting = number(columns.easting, columns::EASTING, |v| v >= EAST.0 && v <= EAST.1)?;
    let northing = number(columns.northing, columns::NORTHING, |v| v >= NORTH.0 && v <= NORTH.1)?;
    let setting = setting(region, cell(columns.settlement)?, &mut gaps);
    let policy = columns.policy.and_then(|column| record.get(column)).unwrap_or_default();
    // A primary school that calls itself selective chooses by other things than attainment.
    let selective = policy.trim().eq_ignore_ascii_case("selective") && phase == Phase::Secondary;
    let row = RegisterRow {
        urn,
        name,
        phase,
        low_age,
        high_age,
        authority,
        region,
        setting,
        place: easting.zip(northing).map(|(east, north)| (east / 1000.0, north / 1000.0)),
        capacity: capacity.map(|places| places as u32),
        roll: roll.map(|pupils| pupils as u32),
        free_meals: free_meals.map(|percent| percent / 100.0),
        selective,
        academy: false,
        group: None,
        grade: None,
        neighbourhood: None,
    };
    Ok((row, gaps))
}

/// The member of that name, whatever the case.
fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, text: &str) -> Option<T> {
    all.iter().copied().find(|member| name(*member).eq_ignore_ascii_case(text))
}

/// An age in years.
fn age(cell: &str) -> Option<u8> {
    cell.parse().ok().filter(|age| *age <= 25)
}

/// The stated ages where they make sense, those of the phase otherwise.
fn ages(stated: (Option<u8>, Option<u8>), phase: Phase, gaps: &mut Gaps) -> Result<(u8, u8), Why> {
    if let (Some(low), Some(high)) = stated
        && low < high
    {
        let in_model = low < LAST_AGE && high > FIRST_AGE;
        return if in_model { Ok((low, high)) } else { Err(Why::Ages) };
    }
    gaps.ages_filled = true;
    Ok(match phase {
        Phase::Primary => (4, 11),
        Phase::MiddlePrimary | Phase::MiddleSecondary => (9, 13),
        Phase::Secondary => (11, 16),
        Phase::AllThrough => (4, 16),
    })
}

/// What surrounds a school: the region decides in London, the kind of settlement elsewhere.
fn setting(region: Region, cell: &str, gaps: &mut Gaps) -> Option<Setting> {
    if region == Region::London {
        return Some(Setting::London);
    }
    let kind = cell.to_ascii_lowercase();
    let kinds = [
        ("conurbation", Setting::MajorUrban),
        ("city and town", Setting::Town),
        ("town and fringe", Setting::RuralTown),
        ("village", Setting::Village),
        ("hamlet", Setting::Village),
    ];
    let found = kinds.into_iter().find(|(word, _)| kind.contains(word));
    if found.is_none() {
        let gap = if kind.is_empty() { Gap::Missing } else { Gap::Implausible };
        gaps.empty.push((columns::SETTLEMENT, gap));
    }
    found.map(|(_, setting)| setting)
}

impl Gaps {
    /// A number, or nothing with a note of why.
    fn number(
        &mut self,
        column: &'static str,
        cell: &str,
        plausible: fn(f64) -> bool,
    ) -> Option<f64> {
        let number = cell.parse::<f64>().ok().filter(|number| plausible(*number));
        if number.is_none() {
            let gap = if cell.is_empty() { Gap::Missing } else { Gap::Implausible };
            self.empty.push((column, gap));
        }
        number
    }
}

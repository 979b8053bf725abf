//! One row of a register.

use std::collections::BTreeMap;

use csv::StringRecord;
use sim::agent::{Grade, Phase, Region, Setting};
use sim::population::RegisterRow;

use super::authority::Authorities;
use super::columns::{self, Columns};
use super::gaps::Gaps;
use super::groups::{self, Stated};
use super::kind::{self, Kind};
use super::plausible::{self, is_near};
use super::table::cell;
use super::why::Why;

/// Ages of the pupils in the model.
const FIRST_AGE: u8 = 4;
const LAST_AGE: u8 = 16;

/// Countries of addresses whose schools are none of England's.
const ELSEWHERE: [&str; 8] = [
    "wales",
    "scotland",
    "northern ireland",
    "jersey",
    "guernsey",
    "isle of man",
    "gibraltar",
    "germany",
];

/// A school that is kept.
pub(super) struct Kept {
    pub(super) row: RegisterRow,
    pub(super) gaps: Gaps,
    pub(super) kind: Kind,
    /// The group that the register states.
    pub(super) group: Option<Stated>,
}

/// What the register writes where a school has no religious character.
const NO_CHARACTER: [&str; 4] = ["", "none", "does not apply", "not applicable"];

/// Whether a religious character is stated.
fn religious(character: &str) -> bool {
    !NO_CHARACTER.iter().any(|none| character.eq_ignore_ascii_case(none))
}

/// Reads rows.
pub(super) struct RowReader {
    columns: Columns,
    authorities: Authorities,
    /// Number of each census area, in the order of their first schools.
    neighbourhoods: BTreeMap<String, u32>,
}

impl RowReader {
    /// A reader of rows with these columns.
    pub(super) fn new(columns: Columns) -> Self {
        Self { columns, authorities: Authorities::new(), neighbourhoods: BTreeMap::new() }
    }

    /// The school of a row, or why it is left out.
    pub(super) fn read(&mut self, record: &StringRecord) -> Result<Kept, Why> {
        let columns = &self.columns;
        let of = |column: usize| cell(record, Some(column));
        let urn = of(columns.urn).parse().map_err(|_| Why::Damaged)?;
        status(record, columns)?;
        // Every cell must be there before a reason other than damage is believed.
        record.get(columns.last).ok_or(Why::Damaged)?;
        let region = region(record, columns)?;
        let kind = kind::kind(cell(record, columns.kind), cell(record, columns.family));
        let phase = if kind == Kind::Outside { Err(Why::Kind) } else { phase(of(columns.phase)) }?;
        let mut gaps = Gaps::default();
        let authority = self.authority(record, &mut gaps).ok_or(Why::Damaged)?;
        let (low_age, high_age) =
            ages((of(columns.low_age), of(columns.high_age)), phase, &mut gaps)?;
        let capacity = gaps.number(&plausible::CAPACITY, of(columns.capacity));
        let roll = gaps.number(&plausible::ROLL, of(columns.roll));
        let free_meals = gaps.number(&plausible::FREE_MEALS, of(columns.free_meals));
        let place = place((of(columns.easting), of(columns.northing)), authority, &mut gaps);
        let setting = setting(region, of(columns.settlement), &mut gaps);
        // A primary school that calls itself selective chooses by other things than attainment.
        let selective = cell(record, columns.policy).eq_ignore_ascii_case("selective")
            && phase == Phase::Secondary;
        let row = RegisterRow {
            urn,
            name: of(columns.name).to_owned(),
            phase,
            low_age,
            high_age,
            authority,
            region,
            setting,
            place,
            capacity: capacity.map(|places| places as u32),
            roll: roll.map(|pupils| pupils as u32),
            free_meals: free_meals.map(|percent| percent / 100.0),
            selective,
            religious: religious(cell(record, columns.character)),
            academy: kind == Kind::Academy,
            group: None,
            grade: grade(cell(record, columns.rating)),
            neighbourhood: None,
        };
        Ok(Kept { row, gaps, kind, group: groups::stated(record, columns, kind) })
    }

    /// The number of the census area of a row that is kept.
    pub(super) fn neighbourhood(&mut self, record: &StringRecord) -> Option<u32> {
        let code = cell(record, self.columns.area_code);
        let area = if code.is_empty() { cell(record, self.columns.area_name) } else { code };
        if area.is_empty() {
            return None;
        }
        if let Some(number) = self.neighbourhoods.get(area) {
            return Some(*number);
        }
        let number = self.neighbourhoods.len() as u32;
        self.neighbourhoods.insert(area.to_owned(), number);
        Some(number)
    }

    /// The code of the authority; nothing where none is stated.
    fn authority(&self, record: &StringRecord, gaps: &mut Gaps) -> Option<u16> {
        let of = |column| cell(record, column);
        let columns = &self.columns;
        let (code, area) = (of(columns.authority_code), of(columns.authority_area));
        let name = of(columns.authority_name);
        let authority = self.authorities.find(code, area, name)?;
        if !plausible::is_known(authority) {
            let stated = [code, name, area].into_iter().find(|cell| !cell.is_empty());
            gaps.implausible(plausible::AUTHORITY.column, stated.unwrap_or_default());
        }
        Some(authority)
    }
}

/// Refuses a school that is not open.
fn status(record: &StringRecord, columns: &Columns) -> Result<(), Why> {
    let Some(column) = columns.status else { return Ok(()) };
    let status = record.get(column).ok_or(Why::Damaged)?.trim().to_ascii_lowercase();
    match status.as_str() {
        open if open.starts_with("open") => Ok(()),
        proposed if proposed.starts_with("proposed") => Err(Why::Proposed),
        _ => Err(Why::Closed),
    }
}

/// The region of a school in England.
fn region(record: &StringRecord, columns: &Columns) -> Result<Region, Why> {
    let country = cell(record, columns.country);
    if ELSEWHERE.iter().any(|elsewhere| country.eq_ignore_ascii_case(elsewhere)) {
        return Err(Why::Region);
    }
    let name = cell(record, Some(columns.region));
    named(Region::ALL, |region| region.name(), name).ok_or(Why::Region)
}

/// The phase, however it is spelt.
fn phase(text: &str) -> Result<Phase, Why> {
    let text = if text.eq_ignore_ascii_case("all through") { "all-through" } else { text };
    named(Phase::ALL, |phase| phase.name(), text).ok_or(Why::Phase)
}

/// The member of that name, whatever the case.
fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, text: &str) -> Option<T> {
    all.iter().copied().find(|member| name(*member).eq_ignore_ascii_case(text))
}

/// The overall grade; none where the school was not graded.
fn grade(text: &str) -> Option<Grade> {
    let worst = ["serious weaknesses", "special measures"];
    if worst.iter().any(|words| text.eq_ignore_ascii_case(words)) {
        return Some(Grade::Inadequate);
    }
    named(Grade::ALL, |grade| grade.name(), text)
}

/// The stated ages where they make sense, those of the phase otherwise.
fn ages(stated: (&str, &str), phase: Phase, gaps: &mut Gaps) -> Result<(u8, u8), Why> {
    let low = gaps.number(&plausible::LOW_AGE, stated.0).map(|age| age as u8);
    let high = gaps.number(&plausible::HIGH_AGE, stated.1).map(|age| age as u8);
    if let (Some(low), Some(high)) = (low, high) {
        if low < high {
            let in_model = low < LAST_AGE && high > FIRST_AGE;
            return if in_model { Ok((low, high)) } else { Err(Why::Ages) };
        }
        gaps.implausible(columns::LOW_AGE, stated.0);
    }
    gaps.ages_filled = true;
    Ok(match phase {
        Phase::Primary => (4, 11),
        Phase::MiddlePrimary | Phase::MiddleSecondary => (9, 13),
        Phase::Secondary => (11, 16),
        Phase::AllThrough => (4, 16),
    })
}

/// Kilometres east and north, when both are stated and can be of a school of this authority.
fn place(stated: (&str, &str), authority: u16, gaps: &mut Gaps) -> Option<(f64, f64)> {
    let easting = gaps.number(&plausible::EASTING, stated.0);
    let northing = gaps.number(&plausible::NORTHING, stated.1);
    let place = (easting? / 1000.0, northing? / 1000.0);
    if is_near(place, authority) {
        return Some(place);
    }
    gaps.implausible(columns::EASTING, stated.0);
    gaps.implausible(columns::NORTHING, stated.1);
    None
}

/// What surrounds a school: the region decides in London, the kind of settlement elsewhere.
fn setting(region: Region, cell: &str, gaps: &mut Gaps) -> Option<Setting> {
    if region == Region::London {
        return Some(Setting::London);
    }
    let kind = cell.to_ascii_lowercase();
    // The last three are those of the classification of 2021, which knows no conurbations.
    let kinds = [
        ("conurbation", Setting::MajorUrban),
        ("city and town", Setting::Town),
        ("town and fringe", Setting::RuralTown),
        ("village", Setting::Village),
        ("hamlet", Setting::Village),
        ("larger rural", Setting::RuralTown),
        ("smaller rural", Setting::Village),
        ("urban:", Setting::Town),
    ];
    let found = kinds.into_iter().find(|(word, _)| kind.contains(word));
    if found.is_none() {
        gaps.without(columns::SETTLEMENT, cell);
    }
    found.map(|(_, setting)| setting)
}

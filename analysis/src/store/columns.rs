//! The tables of a result: names, units and meanings of their columns.

use sim::agent::{Region, Setting};
use sim::population::{AUTHORITIES, Population, SchoolGroup};
use sim::records::{
    AreaRows, Column, FifthRows, GroupRows, NationRows, PolicyRows, ReachRows, ResultRows,
    SchoolRows, Series, TieRows,
};

use crate::table::{ColumnDef, Kind, TableError, TableSpec, Values};

/// A column that every table starts with.
fn leading() -> Vec<ColumnDef> {
    vec![
        ColumnDef::new("replicate", Kind::Int, "number", "Replicate, from 0."),
        ColumnDef::new("seed", Kind::Int, "seed", "Seed of the replicate's draws."),
    ]
}

fn recorded(columns: &[Column], optional: impl Fn(&str) -> Option<bool>) -> Vec<ColumnDef> {
    columns
        .iter()
        .map(|column| {
            let (kind, nullable) = match optional(column.name) {
                Some(nullable) => (Kind::Real, nullable),
                None => (Kind::Int, false),
            };
            let def = ColumnDef::new(column.name, kind, column.unit, column.description);
            if nullable { def.nullable() } else { def }
        })
        .collect()
}

/// Whether a recorded column is a number, and may be missing; none for whole numbers.
fn kinds(series: &[Series], columns: &[Column], name: &str) -> Option<bool> {
    let position = columns.iter().position(|column| column.name == name)?;
    match series[position] {
        Series::Integer(_) => None,
        Series::Real(_) => Some(false),
        Series::Optional(_) => Some(true),
    }
}

/// The nation's columns: one row a replicate and term.
///
/// # Errors
/// Only if two columns had one name.
pub fn nation_columns() -> Result<TableSpec, TableError> {
    let series = NationRows::default().into_series();
    let mut columns = leading();
    columns.push(ColumnDef::new("term_name", Kind::Text, "name", "Calendar year and term."));
    let optional = |name: &str| kinds(&series, NationRows::COLUMNS, name);
    columns.extend(recorded(NationRows::COLUMNS, optional));
    TableSpec::new("nation", columns)
}

/// The areas' columns: one row a replicate, area and school year.
///
/// # Errors
/// Only if two columns had one name.
pub fn area_columns() -> Result<TableSpec, TableError> {
    let series = AreaRows::default().into_series();
    let mut columns = leading();
    columns.push(ColumnDef::new("area_kind", Kind::Text, "name", "region or authority."));
    columns.push(ColumnDef::new("area_name", Kind::Text, "name", "Name of the area."));
    let code = ColumnDef::new("la_code", Kind::Int, "code", "Code of a local authority.");
    columns.push(code.nullable());
    let optional = |name: &str| kinds(&series, AreaRows::COLUMNS, name);
    columns.extend(recorded(&AreaRows::COLUMNS[2..], optional));
    TableSpec::new("areas", columns)
}

/// The schools' columns: one row a replicate, school and school year.
///
/// # Errors
/// Only if two columns had one name.
pub fn school_columns() -> Result<TableSpec, TableError> {
    let series = SchoolRows::default().into_series();
    let mut columns = leading();
    let urn =
        ColumnDef::new("urn", Kind::Int, "number", "Unique reference number in the register.");
    columns.push(urn.nullable());
    let optional = |name: &str| kinds(&series, SchoolRows::COLUMNS, name);
    columns.extend(recorded(SchoolRows::COLUMNS, optional));
    TableSpec::new("schools", columns)
}

/// The columns of published results: one row a replicate, school, age of the tests and school year.
///
/// # Errors
/// Only if two columns had one name.
pub fn result_columns() -> Result<TableSpec, TableError> {
    let series = ResultRows::default().into_series();
    let mut columns = leading();
    let optional = |name: &str| kinds(&series, ResultRows::COLUMNS, name);
    columns.extend(recorded(ResultRows::COLUMNS, optional));
    TableSpec::new("results", columns)
}

/// The columns of fifths of schools by free meals: one row a replicate, school year, stage and fifth.
///
/// # Errors
/// Only if two columns had one name.
pub fn fifth_columns() -> Result<TableSpec, TableError> {
    let series = FifthRows::default().into_series();
    let mut columns = leading();
    let optional = |name: &str| kinds(&series, FifthRows::COLUMNS, name);
    columns.extend(recorded(FifthRows::COLUMNS, optional));
    TableSpec::new("fifths", columns)
}

/// The columns of whom partnership reaches: one row a replicate, school year, stage, classification and
/// class of schools.
///
/// # Errors
/// Only if two columns had one name.
pub fn reach_columns() -> Result<TableSpec, TableError> {
    let series = ReachRows::default().into_series();
    let mut columns = leading();
    let by = "What schools are classed by: free meals, surroundings or coast.";
    columns.push(ColumnDef::new("by", Kind::Text, "name", by));
    let class =
        "The class: a fifth by free meals within the stage, surroundings, coastal or inland.";
    columns.push(ColumnDef::new("class", Kind::Text, "name", class));
    let optional = |name: &str| kinds(&series, ReachRows::COLUMNS, name);
    columns.extend(recorded(&ReachRows::COLUMNS[2..], optional));
    TableSpec::new("reach", columns)
}

/// The columns of trusts and federations: one row a replicate, school year and group.
///
/// # Errors
/// Only if two columns had one name.
pub fn group_columns() -> Result<TableSpec, TableError> {
    let series = GroupRows::default().into_series();
    let mut columns = leading();
    let optional = |name: &str| kinds(&series, GroupRows::COLUMNS, name);
    columns.extend(recorded(GroupRows::COLUMNS, optional));
    TableSpec::new("groups", columns)
}

/// The columns of ties: one row a replicate, school year and tie.
///
/// # Errors
/// Only if two columns had one name.
pub fn tie_columns() -> Result<TableSpec, TableError> {
    let series = TieRows::default().into_series();
    let mut columns = leading();
    for (name, sentence) in [
        ("kind", "What the two schools do together."),
        ("motive", "Why the school began the tie."),
        ("domain", "Domain of practice on which they work."),
    ] {
        columns.push(ColumnDef::new(name, Kind::Text, "name", sentence));
    }
    let optional = |name: &str| kinds(&series, TieRows::COLUMNS, name);
    columns.extend(recorded(&TieRows::COLUMNS[3..], optional));
    TableSpec::new("ties", columns)
}

/// What schools are classed by, by its code.
pub(super) fn reach_by(by: i64) -> &'static str {
    match by {
        0 => "free meals",
        1 => "surroundings",
        _ => "coast",
    }
}

/// The name of a class of schools.
pub(super) fn reach_class(by: i64, class: i64) -> &'static str {
    let at = usize::try_from(class - 1).unwrap_or(0);
    let names: &[&str] = match by {
        0 => {
            &["fewest free meals", "second fifth", "third fifth", "fourth fifth", "most free meals"]
        }
        1 => Setting::NAMES,
        _ => &["coastal", "inland"],
    };
    names.get(at).copied().unwrap_or_default()
}

/// The columns of policies in force: one row a replicate, term and policy.
///
/// # Errors
/// Only if two columns had one name.
pub fn policy_columns() -> Result<TableSpec, TableError> {
    let series = PolicyRows::default().into_series();
    let mut columns = leading();
    columns.push(ColumnDef::new("term_name", Kind::Text, "name", "Calendar year and term."));
    columns.push(ColumnDef::new("name", Kind::Text, "name", "Name of the policy."));
    let optional = |name: &str| kinds(&series, PolicyRows::COLUMNS, name);
    columns.extend(recorded(PolicyRows::COLUMNS, optional));
    TableSpec::new("policies", columns)
}

/// The columns of drawn values: one row a replicate and value, where replicates draw their own.
///
/// # Errors
/// Only if two columns had one name.
pub fn draw_columns() -> Result<TableSpec, TableError> {
    let mut columns = leading();
    columns.push(ColumnDef::new("path", Kind::Text, "name", "Lever or parameter."));
    let value = "Its value in the replicate, mechanisms that are scaled included; its unit is in docs/parameters.md.";
    columns.push(ColumnDef::new("value", Kind::Real, "unit of the path", value));
    TableSpec::new("draws", columns)
}

/// What an area's number stands for: kind, name and, for an authority, code.
pub(super) fn area(kind: i64, number: i64) -> (&'static str, &'static str, Option<i64>) {
    let number = number as usize;
    if kind == 0 {
        return ("region", Region::ALL[number].name(), None);
    }
    let facts = &AUTHORITIES[number];
    ("authority", facts.name, Some(i64::from(facts.code)))
}

/// The list of schools: what does not change during a run, one row a school.
///
/// # Errors
/// Only if two columns had one name.
pub fn school_list(population: &Population) -> Result<(TableSpec, Vec<Values>), TableError> {
    let schools = &population.schools;
    let authority = |i: usize| &AUTHORITIES[usize::from(schools.authority[i].0)];
    let all = 0..population.len();
    let int = |of: &dyn Fn(usize) -> i64| Values::Int(all.clone().map(of).collect());
    let real = |of: &dyn Fn(usize) -> f64| Values::Real(all.clone().map(of).collect());
    let text = |of: &dyn Fn(usize) -> String| Values::Text(all.clone().map(of).collect());
    let group = |i: usize| population.groups.get(schools.group[i].0? as usize);
    let of_group = |of: &dyn Fn(&SchoolGroup) -> Option<i64>| {
        all.clone().map(|i| group(i).and_then(of)).collect()
    };
    let of_group_text = |of: &dyn Fn(&SchoolGroup) -> Option<String>| {
        all.clone().map(|i| group(i).and_then(of)).collect()
    };
    let def = ColumnDef::new;
    let rows = vec![
        (
            def("school_id", Kind::Int, "number", "Number of the school, from 0."),
            int(&|i| i as i64),
        ),
        (
            def("urn", Kind::Int, "number", "Unique reference number in the register.").nullable(),
            Values::OptInt(schools.urn.iter().map(|urn| urn.0.map(i64::from)).collect()),
        ),
        (
            def("name", Kind::Text, "name", "Name in the register.").nullable(),
            Values::OptText(
                population
                    .name
                    .iter()
                    .map(|name| Some(name.clone()).filter(|n| !n.is_empty()))
                    .collect(),
            ),
        ),
        (
            def("phase", Kind::Text, "name", "Phase of education."),
            text(&|i| schools.phase[i].name().into()),
        ),
        (
            def("low_age", Kind::Int, "years", "Lowest age taught."),
            int(&|i| i64::from(schools.ages[i].low)),
        ),
        (
            def("high_age", Kind::Int, "years", "Highest age taught."),
            int(&|i| i64::from(schools.ages[i].high)),
        ),
        (def("region", Kind::Text, "name", "Region."), text(&|i| schools.region[i].name().into())),
        (
            def("la_code", Kind::Int, "code", "Code of the local authority."),
            int(&|i| i64::from(authority(i).code)),
        ),
        (
            def("la_name", Kind::Text, "name", "Local authority."),
            text(&|i| authority(i).name.into()),
        ),
        (
            def("setting", Kind::Text, "name", "Surroundings."),
            text(&|i| schools.setting[i].name().into()),
        ),
        (
            def("easting", Kind::Real, "km", "East of the national grid's origin."),
            real(&|i| schools.place[i].easting),
        ),
        (
            def("northing", Kind::Real, "km", "North of the national grid's origin."),
            real(&|i| schools.place[i].northing),
        ),
        (
            def(
                "selective",
                Kind::Int,
                "flag",
                "Whether the school chooses by attainment (1) or not (0).",
            ),
            int(&|i| i64::from(schools.selective[i].0)),
        ),
        (
            def("governance", Kind::Text, "name", "Who answers for the school."),
            text(&|i| schools.governance[i].name().into()),
        ),
        (
            def("group_code", Kind::Int, "number", "Number of its trust or federation.").nullable(),
            Values::OptInt(of_group(&|group| group.code.map(i64::from))),
        ),
        (
            def("group_name", Kind::Text, "name", "Name of its trust or federation.").nullable(),
            Values::OptText(of_group_text(&|group| {
                Some(group.name.clone()).filter(|name| !name.is_empty())
            })),
        ),
        (
            def("group_kind", Kind::Text, "name", "What its trust or federation is.").nullable(),
            Values::OptText(of_group_text(&|group| Some(group.kind.name().into()))),
        ),
        (
            def("grade", Kind::Text, "name", "Overall grade of its last inspection.").nullable(),
            Values::OptText(
                schools.inspected.iter().map(|i| i.0.map(|grade| grade.name().into())).collect(),
            ),
        ),
        (
            def(
                "neighbourhood",
                Kind::Int,
                "number",
                "Small census area: schools with one number are neighbours.",
            ),
            int(&|i| i64::from(schools.neighbourhood[i].0)),
        ),
        (
            def(
                "is_site",
                Kind::Int,
                "flag",
                "Whether this is a site on which a new school may open (1) or a school (0).",
            ),
            int(&|i| i64::from(!schools.open[i].0)),
        ),
        (
            def("roll", Kind::Int, "pupils", "Pupils at the start."),
            int(&|i| i64::from(schools.roll[i].0)),
        ),
        (
            def("capacity", Kind::Int, "places", "Places."),
            int(&|i| i64::from(schools.capacity[i].0)),
        ),
        (
            def(
                "free_meals",
                Kind::Real,
                "share",
                "Share of pupils eligible for free school meals.",
            ),
            real(&|i| schools.free_meals[i].0),
        ),
        (
            def(
                "disadvantaged",
                Kind::Real,
                "share",
                "Share of pupils with free meals at any time in six years.",
            ),
            real(&|i| schools.disadvantaged[i].0),
        ),
        (
            def("teachers", Kind::Int, "posts", "Teachers' posts."),
            int(&|i| population.layout.posts(i).len() as i64),
        ),
    ];
    let (columns, values): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    Ok((TableSpec::new("school_list", columns)?, values))
}

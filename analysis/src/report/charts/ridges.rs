//! How schools' progress is distributed, year under year.

use super::{LeftOut, NamedChart, Picture};
use crate::chart::number::{NumberFormat, percent, school_year};
use crate::chart::ridge::{Ridge, Row, Side, Threshold};
use crate::convention::Stage;
use crate::convention::window::FEWEST_SCHOOLS;
use crate::report::schools::Distribution;
use crate::report::summary::Facts;

/// Where the tail of weak progress begins, SD of pupils' progress.
const TAIL: f64 = -0.5;

/// What a chart of one stage needs to know.
pub(super) struct Kind {
    name: &'static str,
    title: &'static str,
    stage: Stage,
}

pub(super) const AT_16: Kind = Kind {
    name: "schools_by_year",
    title: "Do fewer schools fall far behind in progress to 16?",
    stage: Stage::Secondary,
};
pub(super) const AT_11: Kind = Kind {
    name: "schools_by_year_11",
    title: "Do fewer schools fall far behind in progress to 11?",
    stage: Stage::Primary,
};

/// The distributions of a stage as a chart; why there is none.
pub(super) fn ridge(
    kind: &Kind,
    years: &[Distribution],
    facts: &Facts,
) -> Result<NamedChart, LeftOut> {
    let left_out = |reason: String| Err(LeftOut { name: kind.name, reason });
    let (age, leavers) = (kind.stage.age(), kind.stage.fewest_leavers());
    let fewest = years.iter().map(|year| year.progress.len()).min().unwrap_or(0);
    if fewest < FEWEST_SCHOOLS {
        return left_out(format!(
            "there were {fewest} schools with {leavers} or more pupils of {age} in a school year, and \
             a distribution needs {FEWEST_SCHOOLS}"
        ));
    }
    if years.len() < 2 {
        return left_out("one school year has nothing to be compared with".to_owned());
    }
    let caption = format!(
        "Progress is reckoned by the official method from published results, so it holds the noise of tests; \
         its national mean is zero in every year. Schools with {leavers} or more pupils of {age} are counted."
    );
    Ok(NamedChart { name: kind.name, picture: Picture::Ridge(chart(kind, years, facts)), caption })
}

fn chart(kind: &Kind, years: &[Distribution], facts: &Facts) -> Ridge {
    let age = kind.stage.age();
    let threshold = Threshold { at: TAIL, side: Side::Below, heading: "Below −0.5".to_owned() };
    let row = |year: &Distribution| Row {
        name: school_year(year.year as i32 - 1),
        values: year.progress.clone(),
    };
    Ridge {
        title: kind.title.to_owned(),
        subtitle: format!(
            "Schools by their progress to {age} as published, in standard deviations of pupils’ progress (SD), \
             national mean 0. {}. Line: median school. Red: below −0.5 SD.",
            if facts.replicates == 1 { "One run" } else { "First replicate" }
        ),
        alt: alt(kind, years, &threshold, facts),
        source: facts.source_line(),
        axis_title: "Progress of a school, SD".to_owned(),
        format: NumberFormat::Plain,
        signed: true,
        median_heading: "Median".to_owned(),
        decimals: 2,
        threshold: Some(threshold),
        rows: years.iter().map(row).collect(),
    }
}

fn alt(kind: &Kind, years: &[Distribution], threshold: &Threshold, facts: &Facts) -> String {
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return String::new() };
    let share = |year: &Distribution| percent(threshold.share(&year.progress), 1);
    let named = |year: &Distribution| school_year(year.year as i32 - 1);
    format!(
        "Ridges of schools by progress to {}, {} to {}, under “{}”. Below −0.5 SD lie {} of schools in the first \
         year and {} in the last. One replicate: chance moves these shares a little.",
        kind.stage.age(),
        named(first),
        named(last),
        facts.title,
        share(first),
        share(last)
    )
}

//! A result in sentences, for the head of a report.

use super::band::{Band, yearly_bands};
use super::summary::{Facts, closing, count};
use crate::chart::number::{interval, number, school_year};
use crate::table::{TableSpec, Values};

/// What a run found, a paragraph an item: what was run, attainment, gap, staff, what intervals cover.
pub fn sentences(spec: &TableSpec, nation: &[Values], facts: &Facts) -> Vec<String> {
    let told = Told { spec, nation, facts };
    let mut paragraphs = vec![opening(facts)];
    paragraphs.extend([told.attainment(), told.gaps(), told.staff()].into_iter().flatten());
    paragraphs.push(closing(facts).replace('\n', " ").trim().to_owned());
    paragraphs
}

fn opening(facts: &Facts) -> String {
    let (schools, teachers, pupils) = facts.sizes;
    let chance = match facts.replicates {
        1 => format!("once, with seed {}", facts.seed),
        n => format!("{} times with different draws of chance, from seed {}", n, facts.seed),
    };
    format!(
        "“{}” was run for {} from autumn {}, with {}, {} and {}; {chance}.",
        facts.title,
        count(u64::from(facts.years), "school year"),
        facts.start,
        count(schools, "school"),
        count(teachers, "teacher"),
        count(pupils, "pupil"),
    )
}

/// A table and what is said of it.
struct Told<'a> {
    spec: &'a TableSpec,
    nation: &'a [Values],
    facts: &'a Facts,
}

impl Told<'_> {
    fn band(&self, column: &str, factor: f64) -> Option<Band> {
        Some(yearly_bands(self.spec, self.nation, column)?.times(factor))
    }

    fn last_year(&self) -> String {
        school_year(i32::from(self.facts.start) + self.facts.years as i32 - 1)
    }

    /// The interval in brackets; empty for one replicate.
    fn between(&self, low: f64, high: f64, decimals: usize) -> String {
        if self.facts.replicates > 1 {
            format!(" ({})", interval(low, high, decimals))
        } else {
            String::new()
        }
    }

    fn attainment(&self) -> Option<String> {
        let part = |age: u8| {
            let (median, low, high) = self.band(&format!("attainment_{age}"), 1.0)?.last()?;
            let between = self.between(low, high, 3);
            Some(format!("at {age} {}{between}", against_base(median)))
        };
        let parts: Vec<String> = [11, 16].into_iter().filter_map(part).collect();
        (!parts.is_empty()).then(|| {
            format!(
                "In {}, the last school year, mean attainment {}.",
                self.last_year(),
                parts.join(", and ")
            )
        })
    }

    fn gaps(&self) -> Option<String> {
        let part = |age: u8| {
            let band = self.band(&format!("gap_{age}_epi_months"), 1.0)?;
            let (median, low, high) = band.last()?;
            let (value, between) = (number(median, 1), self.between(low, high, 1));
            let before = match (band.years.first(), band.median.first()) {
                (Some(year), Some(first)) if band.years.len() > 1 => {
                    format!(", after {} in {}", number(*first, 1), school_year(*year as i32 - 1))
                }
                _ => String::new(),
            };
            Some(format!("{value} EPI months at {age}{between}{before}"))
        };
        let parts: Vec<String> = [11, 16].into_iter().filter_map(part).collect();
        (!parts.is_empty()).then(|| {
            format!(
                "Disadvantaged pupils were behind other pupils by {}. EPI months are months of learning as \
                 the Education Policy Institute reckons them.",
                parts.join("; and by ")
            )
        })
    }

    fn staff(&self) -> Option<String> {
        let part = |column: &str, words: &str| {
            let (median, low, high) = self.band(column, 100.0)?.last()?;
            Some(format!("{}%{} {words}", number(median, 1), self.between(low, high, 1)))
        };
        let parts: Vec<String> = [
            part("leaving_rate", "of teachers left state schools"),
            part("moving_rate", "moved to another school"),
            part("head_leaving_rate", "of schools lost their head"),
            part("vacancy_rate", "of posts were covered by supply teachers"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let (last, rest) = parts.split_last()?;
        let and = if rest.is_empty() { "" } else { ", and " };
        Some(format!("In the last school year {}{and}{last}.", rest.join(", ")))
    }
}

/// Attainment in words: `was 0.003 SD above the base year’s`.
fn against_base(value: f64) -> String {
    let size = number(value.abs(), 3);
    if size == number(0.0, 3) {
        "was level with the base year’s".to_owned()
    } else if value > 0.0 {
        format!("was {size} SD above the base year’s")
    } else {
        format!("was {size} SD below the base year’s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attainment_is_said_in_words_and_a_rounded_zero_is_level() {
        assert_eq!(against_base(0.0031), "was 0.003 SD above the base year’s");
        assert_eq!(against_base(-0.0031), "was 0.003 SD below the base year’s");
        assert_eq!(against_base(-0.0001), "was level with the base year’s");
    }

    #[test]
    fn a_run_without_values_still_says_what_was_run() {
        let spec = crate::store::nation_columns().unwrap();
        let facts = Facts { title: "A".into(), replicates: 1, ..Facts::default() };
        assert_eq!(sentences(&spec, &[], &facts).len(), 2);
    }
}

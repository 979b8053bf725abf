//! What is measured of a run: improvement, equity, health, collaboration and money.
//!
//! A [`Metric`] is one number of one school year for all schools or for a class of them ([`Classes`]):
//! a region, a phase, surroundings, a fifth by disadvantage. It reads what a run has recorded and
//! nothing else, so that every command measures alike. [`Measured`] holds the records of one replicate
//! and gives the value of any metric.

mod classes;
mod collaboration;
mod equity;
mod health;
mod history;
mod improvement;
mod measured;
mod money;
mod page;
mod view;

pub use classes::{ALL, Class, Classes};
pub use measured::Measured;
pub use page::page;
pub use view::{Months, View};

use sim::records::{AreaRows, NationRows};

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither is better in itself: a choice, a means or a matter of judgement.
    Neither,
}

impl Better {
    /// The word in tables.
    pub fn name(self) -> &'static str {
        match self {
            Better::Higher => "higher",
            Better::Lower => "lower",
            Better::Neither => "neither",
        }
    }

    /// Whether a change is for the better; more, where neither way is.
    pub fn is_better(self, change: f64) -> bool {
        match self {
            Better::Higher | Better::Neither => change > 0.0,
            Better::Lower => change < 0.0,
        }
    }
}

/// What a metric is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Theme {
    /// What pupils learn, and whether schools get better.
    Improvement,
    /// For whom.
    Equity,
    /// Staff, heads and the climate in which they work.
    Health,
    /// Work with other schools.
    Collaboration,
    /// What it costs.
    Money,
}

impl Theme {
    /// Every theme, in the order of tables.
    pub const ALL: [Theme; 5] =
        [Theme::Improvement, Theme::Equity, Theme::Health, Theme::Collaboration, Theme::Money];

    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Improvement => "improvement",
            Theme::Equity => "equity",
            Theme::Health => "health",
            Theme::Collaboration => "collaboration",
            Theme::Money => "money",
        }
    }
}

/// How a metric is found.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// From the rows of the schools of a class.
    Schools(fn(&View<'_>) -> Option<f64>),
    /// From the row of the nation, or of a region, where its schools' rows do not tell; in months.
    Areas(
        fn(&NationRows, usize) -> Option<f64>,
        fn(&AreaRows, usize) -> Option<f64>,
        fn(Months) -> f64,
    ),
}

/// One number of a school year.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// Its name, in tables and options.
    pub name: &'static str,
    /// What it is called in sentences and headings of tables for people.
    pub title: &'static str,
    /// Unit of its values.
    pub unit: &'static str,
    /// What it is, in a sentence.
    pub sentence: &'static str,
    /// Which way is better.
    pub better: Better,
    /// What it is about.
    pub theme: Theme,
    /// Decimals in tables for people.
    pub decimals: usize,
    /// Whether it belongs to the short list that is printed first.
    pub is_headline: bool,
    of: Of,
}

impl Metric {
    /// A metric of the schools of any class.
    const fn new(
        name: &'static str,
        (title, unit, decimals): (&'static str, &'static str, usize),
        (theme, better): (Theme, Better),
        sentence: &'static str,
        of: fn(&View<'_>) -> Option<f64>,
    ) -> Self {
        let of = Of::Schools(of);
        Self { name, title, unit, sentence, better, theme, decimals, is_headline: false, of }
    }

    /// The same, on the short list.
    const fn headline(mut self) -> Self {
        self.is_headline = true;
        self
    }
}

/// Every metric, by theme.
pub fn metrics() -> impl Iterator<Item = &'static Metric> {
    [improvement::METRICS, equity::METRICS, health::METRICS, collaboration::METRICS, money::METRICS]
        .into_iter()
        .flatten()
}

/// The metric of that name.
pub fn metric(name: &str) -> Option<&'static Metric> {
    metrics().find(|metric| metric.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_a_name_a_unit_and_a_sentence_of_its_own() {
        let names: std::collections::BTreeSet<_> = metrics().map(|one| one.name).collect();
        assert_eq!(names.len(), metrics().count());
        for one in metrics() {
            assert!(one.sentence.ends_with('.') && !one.unit.is_empty(), "{}", one.name);
            assert!(!one.title.is_empty() && metric(one.name).is_some(), "{}", one.name);
        }
        assert!(metric("nothing").is_none());
    }

    #[test]
    fn metrics_stand_by_theme() {
        assert!(metrics().map(|one| one.theme).is_sorted());
        assert!(Theme::ALL.iter().all(|theme| metrics().any(|one| one.theme == *theme)));
    }

    #[test]
    fn fewer_is_better_where_lower_is() {
        assert!(Better::Lower.is_better(-1.0) && !Better::Lower.is_better(1.0));
        assert!(Better::Higher.is_better(1.0) && Better::Neither.is_better(1.0));
        assert!(![Better::Higher, Better::Lower, Better::Neither].iter().any(|b| b.is_better(0.0)));
    }
}

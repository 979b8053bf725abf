//! When there are enough replicates.

use analysis::compare::Comparison;
use analysis::metric::{metric, metrics};
use analysis::statistic::{ERROR_RATE, confidence_at};

use crate::problem::Problem;

/// What has to be how narrow.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Until {
    /// Positions of metrics, and half-widths of their intervals.
    wanted: Vec<(usize, f64)>,
    /// Most replicates.
    at_most: u32,
}

impl Until {
    /// Reads `METRIC=HALFWIDTH`.
    pub(super) fn of(texts: &[String], at_most: u32) -> Result<Self, Problem> {
        let wanted = texts.iter().map(|text| one(text)).collect::<Result<_, _>>()?;
        Ok(Self { wanted, at_most })
    }

    /// Whether replicates are added at all.
    pub(super) fn adds(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// Confidence of the intervals after a look, counted from 1.
    pub(super) fn confidence(&self, look: u32) -> f64 {
        if self.adds() { confidence_at(look) } else { 0.95 }
    }

    /// How many replicates there are to be after a look at so many: half as many again, until every
    /// interval is narrow enough in every comparison; none where there are enough.
    pub(super) fn next(&self, comparison: &Comparison, look: u32) -> Option<u32> {
        let now = comparison.replicates() as u32;
        if !self.adds() || now >= self.at_most || self.is_narrow(comparison, self.confidence(look))
        {
            return None;
        }
        Some((now + (now / 2).max(2)).min(self.at_most))
    }

    fn is_narrow(&self, comparison: &Comparison, confidence: f64) -> bool {
        (1..comparison.names.len()).all(|scenario| {
            self.wanted.iter().all(|(metric, wanted)| {
                let cell = (comparison.last_year(), 0, *metric);
                let found = comparison.paired_at(scenario, cell, confidence);
                let interval = found.and_then(|found| found.interval);
                interval.is_some_and(|(low, high)| (high - low) / 2.0 <= *wanted)
            })
        })
    }

    /// What came of it, in a sentence.
    pub(super) fn in_words(&self, comparison: &Comparison) -> String {
        if !self.adds() {
            return String::new();
        }
        let wanted = self
            .wanted
            .iter()
            .filter_map(|(at, half)| Some(format!("{} within ±{half}", metrics().nth(*at)?.name)));
        let wanted = wanted.collect::<Vec<_>>().join(", ");
        let count = comparison.replicates();
        let reached = self.is_narrow(comparison, comparison.confidence);
        let words = if reached {
            format!("Stopped after {count} replicates, with {wanted}")
        } else {
            format!(
                "Stopped at {count} replicates, the most that were allowed, before {wanted} was reached"
            )
        };
        let (confidence, rate) = (comparison.confidence * 100.0, ERROR_RATE * 100.0);
        format!(
            "{words}. The intervals are those of {confidence:.2}%\nat this look: over all looks together they miss in at \
             most {rate:.0}% of such comparisons.\n"
        )
    }
}

fn one(text: &str) -> Result<(usize, f64), Problem> {
    let wrong = |words: &str| {
        Problem::input(format!(
            "--until {text}: {words}\nwrite a metric and a half-width, such as attainment_16=0.002"
        ))
    };
    let (name, half) = text.split_once('=').ok_or_else(|| wrong("`=` is missing"))?;
    let name = name.trim();
    if metric(name).is_none() {
        let known: Vec<&str> = metrics().map(|metric| metric.name).collect();
        return Err(wrong(&format!("there is no metric {name}; there are {}", known.join(", "))));
    }
    let half: f64 = half.trim().parse().map_err(|_| wrong("the half-width is not a number"))?;
    if !(half > 0.0 && half.is_finite()) {
        return Err(wrong("the half-width must lie above 0"));
    }
    let at = metrics().position(|metric| metric.name == name).unwrap_or_default();
    Ok((at, half))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Until, Problem> {
        Until::of(&[text.to_owned()], 100)
    }

    #[test]
    fn a_metric_and_a_half_width_are_read_and_others_refused() {
        assert_eq!(of("attainment_16=0.002").unwrap().wanted, [(1, 0.002)]);
        for (text, words) in [
            ("attainment_16", "`=` is missing"),
            ("attainment_61=0.1", "there is no metric attainment_61; there are attainment_11,"),
            ("attainment_16=small", "is not a number"),
            ("attainment_16=-1", "must lie above 0"),
            ("attainment_16=inf", "must lie above 0"),
        ] {
            let said = of(text).unwrap_err().message;
            assert!(said.contains(words), "{said}");
        }
    }

    #[test]
    fn without_a_wish_nothing_is_added_and_the_interval_is_the_usual_one() {
        let until = Until::of(&[], 100).unwrap();
        let comparison = Comparison::new(vec!["a".into()], vec!["A".into()], Vec::new());
        assert_eq!((until.next(&comparison, 1), until.confidence(1)), (None, 0.95));
        assert!(until.in_words(&comparison).is_empty());
        assert!(of("attainment_16=0.1").unwrap().confidence(3) > 0.99);
    }
}

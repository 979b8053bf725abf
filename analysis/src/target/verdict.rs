//! The statistics of a run's replicates set against the targets.

use super::file::{Target, TargetRow};
use crate::statistic::{interval_of_mean, mean, standard_deviation};

/// How a row of the targets came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Inside the tolerance or range.
    Hit,
    /// Within twice the tolerance.
    Near,
    /// Beyond that.
    Miss,
    /// The run recorded too little: too few schools or years, or nothing yet.
    NoData,
    /// The model lacks a part that the row waits for.
    Later,
    /// Reported only: the published figure has no tolerance, or there is none.
    Shown,
}

impl Verdict {
    /// The word for it, in tables and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Hit => "hit",
            Verdict::Near => "near",
            Verdict::Miss => "miss",
            Verdict::NoData => "no data",
            Verdict::Later => "later",
            Verdict::Shown => "shown",
        }
    }

    /// Whether the row was judged.
    pub fn is_judged(self) -> bool {
        matches!(self, Verdict::Hit | Verdict::Near | Verdict::Miss)
    }
}

/// One row of the targets and what the replicates gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The row.
    pub row: TargetRow,
    /// Mean over the replicates that have a value.
    pub simulated: Option<f64>,
    /// 95% interval of that mean; none below two replicates.
    pub interval: Option<(f64, f64)>,
    /// SD over replicates; none below two.
    pub replicate_sd: Option<f64>,
    /// How it came out.
    pub verdict: Verdict,
}

/// Every target with its rows compared, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Each target and its rows.
    pub targets: Vec<(Target, Vec<Compared>)>,
}

/// How many of what came out how, among the fitted ones that could be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Targets with a fitted row that was judged.
    pub targets: usize,
    /// Those of them of which every such row is hit.
    pub targets_hit: usize,
    /// Fitted rows that were judged.
    pub rows: usize,
    /// Those of them that are hit.
    pub rows_hit: usize,
    /// Those of them that are near.
    pub rows_near: usize,
}

/// Compares the values of replicates with the targets.
///
/// `replicates` holds one list a replicate, as [`super::values`] gives it: one value a row of the
/// targets, in the order of the file. A value that a list lacks counts as none.
pub fn compare(targets: Vec<Target>, replicates: &[Vec<Option<f64>>]) -> Account {
    let mut at = 0;
    let of_target = |target: Target| {
        let rows = target.rows.iter().map(|row| {
            let values: Vec<f64> =
                replicates.iter().filter_map(|values| *values.get(at)?).collect();
            at += 1;
            compare_row(row, &values)
        });
        let rows = rows.collect();
        (target, rows)
    };
    Account { targets: targets.into_iter().map(of_target).collect() }
}

fn compare_row(row: &TargetRow, values: &[f64]) -> Compared {
    let simulated = mean(values);
    Compared {
        row: row.clone(),
        simulated,
        interval: interval_of_mean(values),
        replicate_sd: standard_deviation(values),
        verdict: judge(row, simulated),
    }
}

fn judge(row: &TargetRow, simulated: Option<f64>) -> Verdict {
    if row.waits.is_some() {
        return Verdict::Later;
    }
    let (Some(value), band) = (simulated, row.band) else { return Verdict::NoData };
    let Some((low, high)) = band else { return Verdict::Shown };
    // A number printed as the edge of the band lies in it, whatever its last binary digit.
    let hair = 1e-9;
    let within = |margin: f64| low - margin - hair <= value && value <= high + margin + hair;
    if within(0.0) {
        Verdict::Hit
    } else if within(row.margin) {
        Verdict::Near
    } else {
        Verdict::Miss
    }
}

impl Account {
    /// Counts over the fitted rows that were judged.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (_, rows) in &self.targets {
            let judged: Vec<Verdict> = rows
                .iter()
                .filter(|compared| compared.row.fitted)
                .map(|compared| compared.verdict)
                .filter(|verdict| verdict.is_judged())
                .collect();
            let of = |wanted: Verdict| judged.iter().filter(|v| **v == wanted).count();
            counts.rows += judged.len();
            counts.rows_hit += of(Verdict::Hit);
            counts.rows_near += of(Verdict::Near);
            counts.targets += usize::from(!judged.is_empty());
            counts.targets_hit +=
                usize::from(!judged.is_empty() && of(Verdict::Hit) == judged.len());
        }
        counts
    }

    /// Ids of the targets that the model may not miss and of which a judged row is not hit.
    pub fn must_hits_missed(&self) -> Vec<&str> {
        let failed = |rows: &[Compared]| {
            rows.iter().any(|row| row.verdict.is_judged() && row.verdict != Verdict::Hit)
        };
        let missed = self.targets.iter().filter(|(target, rows)| target.must && failed(rows));
        missed.map(|(target, _)| target.id.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::file::targets;
    use super::*;

    fn row() -> TargetRow {
        targets().unwrap()[0].rows[0].clone()
    }

    /// Verdict on a value of T1 secondary: 0.098 ± 0.012.
    fn verdict(value: f64) -> Verdict {
        judge(&row(), Some(value))
    }

    #[test]
    fn a_value_is_hit_inside_near_inside_twice_and_else_missed() {
        assert_eq!(verdict(0.110), Verdict::Hit);
        assert_eq!(verdict(0.086), Verdict::Hit);
        assert_eq!(verdict(0.111), Verdict::Near);
        assert_eq!(verdict(0.122), Verdict::Near);
        assert_eq!(verdict(0.073), Verdict::Miss);
    }

    #[test]
    fn what_is_not_there_is_no_data_and_what_the_model_lacks_is_later() {
        assert_eq!(judge(&row(), None), Verdict::NoData);
        let waits = TargetRow { waits: Some("trusts".into()), ..row() };
        assert_eq!(judge(&waits, None), Verdict::Later);
        let shown = TargetRow { band: None, ..row() };
        assert_eq!(judge(&shown, Some(9.0)), Verdict::Shown);
    }

    #[test]
    fn a_target_is_hit_when_all_its_rows_are() {
        // T1 has two rows: 0.098 and 0.124.
        let of = |second: f64| {
            let values = vec![vec![Some(0.098), Some(second)]; 2];
            compare(targets().unwrap(), &values).counts()
        };
        let all = Counts { targets: 1, targets_hit: 1, rows: 2, rows_hit: 2, rows_near: 0 };
        assert_eq!(of(0.124), all);
        assert_eq!(of(0.145), Counts { targets_hit: 0, rows_hit: 1, rows_near: 1, ..all });
    }

    #[test]
    fn replicates_without_a_value_do_not_count() {
        let values = [vec![Some(0.1)], vec![None], vec![Some(0.2)]];
        let account = compare(targets().unwrap(), &values);
        let first = &account.targets[0].1[0];
        assert!((first.simulated.unwrap() - 0.15).abs() < 1e-12);
        assert!(first.interval.is_some() && first.replicate_sd.is_some());
        assert_eq!(account.targets[0].1[1].verdict, Verdict::NoData);
    }

    #[test]
    fn a_baseline_that_drifts_misses_what_it_may_not_miss() {
        let targets = targets().unwrap();
        let values: Vec<Option<f64>> = targets
            .iter()
            .flat_map(|target| target.rows.iter().map(|_| (target.id == "X25").then_some(0.5)))
            .collect();
        assert_eq!(compare(targets, &[values]).must_hits_missed(), ["X25"]);
    }
}

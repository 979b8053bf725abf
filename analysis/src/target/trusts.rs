//! Trusts: how they differ, how often schools change them, how large they are and how far apart their
//! schools: T15, X24, X29.

use std::collections::BTreeMap;

use sim::math;

use super::Named;
use super::sample::{Sample, Year, enough, mean_known};
use crate::convention::Stage;
use crate::convention::unit::progress_sd;
use crate::statistic::{mean, quantile, sd_between, slope};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("T15", "mean effect", mean_effect),
    ("T15", "SD over trusts", spread),
    ("T15", "slope on size, secondary", slope_on_size),
    ("X24", "change trust", change_trust),
    ("X24", "sizes", sizes),
    ("X24", "km, 2 to 3 members", |s| far_apart(s, 2..=3)),
    ("X24", "km, 6 to 10 members", |s| far_apart(s, 6..=10)),
    ("X24", "km, 20 members or more", |s| far_apart(s, 20..=usize::MAX)),
    ("X29", "all", |s| s.national(|row| row.moves_inside_ratio)),
];

/// Schools from which on a trust counts.
const FEWEST: usize = 3;
/// Years for which a school must have been in its trust.
const YEARS_IN: usize = 3;
/// The stages, each matched within itself.
const STAGES: [Stage; 2] = [Stage::Primary, Stage::Secondary];

/// A school's progress in the last year, beside what it is matched by.
#[derive(Clone, Copy, Debug)]
struct Standing {
    trust: Option<u32>,
    free_meals: f64,
    progress: f64,
}

/// Schools of a stage in the last year whose trust, or none, has been theirs for three years; the number of
/// each trust's schools of every stage.
fn standings(sample: &Sample, stage: Stage) -> Option<(Vec<Standing>, BTreeMap<u32, usize>)> {
    let last = sample.years.len().checked_sub(1)?;
    let first = last.checked_sub(YEARS_IN - 1)?;
    let mut members: BTreeMap<u32, usize> = BTreeMap::new();
    for school in 0..sample.schools.len() {
        if let Some(trust) = trust_in(sample, &sample.years[last], school) {
            *members.entry(trust).or_default() += 1;
        }
    }
    let year = &sample.years[last];
    let of = |school: usize| {
        let trust = trust_in(sample, year, school);
        let stayed = (first..last).all(|at| trust_in(sample, &sample.years[at], school) == trust);
        let (free_meals, progress) =
            (sample.free_meals(year, school)?, year.progress(stage, school)?);
        let plain = sample.schools[school].is_plainly(stage) && !sample.schools[school].selective;
        (plain && stayed).then_some(Standing { trust, free_meals, progress })
    };
    Some(((0..sample.schools.len()).filter_map(of).collect(), members))
}

/// The trust of a school in a year. Federations, whose schools are maintained, are left out where they were
/// federations from the start.
fn trust_in(sample: &Sample, year: &Year, school: usize) -> Option<u32> {
    let group = u32::try_from(year.row(school)?.group).ok()?;
    (!sample.federations.contains(&group)).then_some(group)
}

fn is_large(members: &BTreeMap<u32, usize>, trust: Option<u32>) -> bool {
    trust.and_then(|trust| members.get(&trust)).is_some_and(|count| *count >= FEWEST)
}

/// T15 (a): progress of schools in trusts less that of the school outside with the most similar share of free
/// meals in the same stage, pupil SD.
fn mean_effect(sample: &Sample) -> Option<f64> {
    let mut differences = Vec::new();
    for stage in STAGES {
        let (schools, members) = standings(sample, stage)?;
        let (inside, mut outside): (Vec<Standing>, Vec<Standing>) =
            schools.into_iter().partition(|school| is_large(&members, school.trust));
        outside.sort_by(|a, b| a.free_meals.total_cmp(&b.free_meals));
        let nearest = |to: &Standing| {
            let at = outside.partition_point(|other| other.free_meals < to.free_meals);
            let near = outside[at.saturating_sub(1)..(at + 1).min(outside.len())].iter();
            near.min_by(|a, b| {
                let far = |other: &Standing| (other.free_meals - to.free_meals).abs();
                far(a).total_cmp(&far(b))
            })
        };
        let found = inside.iter().filter_map(|own| Some(own.progress - nearest(own)?.progress));
        differences.extend(found);
    }
    Some(mean(&enough(differences)?)? * progress_sd())
}

/// Progress of the schools of trusts against the mean of their stage, and their trusts.
fn of_trusts(sample: &Sample, stages: &[Stage]) -> Option<(Vec<f64>, Vec<u32>, Vec<f64>)> {
    let (mut progress, mut trusts, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
    for stage in stages {
        let (schools, members) = standings(sample, *stage)?;
        let all: Vec<f64> = schools.iter().map(|school| school.progress).collect();
        let Some(centre) = mean(&all) else { continue };
        for school in schools.iter().filter(|school| is_large(&members, school.trust)) {
            let trust = school.trust?;
            progress.push(school.progress - centre);
            trusts.push(trust);
            sizes.push(math::ln(members[&trust] as f64) / core::f64::consts::LN_2);
        }
    }
    enough(progress).map(|progress| (progress, trusts, sizes))
}

/// T15 (b): SD over trusts of what their schools' progress has in common, SD of pupils' progress.
fn spread(sample: &Sample) -> Option<f64> {
    let (progress, trusts, _) = of_trusts(sample, &STAGES)?;
    sd_between(&progress, &trusts)
}

/// T15 (c): slope of secondary schools' progress on the logarithm (to base 2) of their trust's size.
fn slope_on_size(sample: &Sample) -> Option<f64> {
    let (progress, _, sizes) = of_trusts(sample, &[Stage::Secondary])?;
    slope(&sizes, &progress)
}

/// X24: share of schools in a trust that are in another a year later, for 13 months; mean over the last years.
fn change_trust(sample: &Sample) -> Option<f64> {
    let years = sample.window_for(1)?;
    let changes = years.windows(2).map(|pair| {
        let both: Vec<f64> = (0..sample.schools.len())
            .filter_map(|school| {
                let before = trust_in(sample, &pair[0], school)?;
                let after = trust_in(sample, &pair[1], school)?;
                Some(f64::from(u8::from(before != after)))
            })
            .collect();
        mean(&enough(both)?)
    });
    mean_known(changes).map(|share| share * 13.0 / 12.0)
}

/// Sizes of trusts in the register of June 2019: the largest size of each band, and the share of trusts that
/// are no larger.
const REGISTER: [(usize, f64); 11] = [
    (1, 0.576),
    (2, 0.683),
    (3, 0.760),
    (4, 0.823),
    (5, 0.860),
    (7, 0.913),
    (10, 0.949),
    (15, 0.976),
    (20, 0.985),
    (30, 0.994),
    (usize::MAX, 1.0),
];

/// X24: greatest distance between the distribution of the sizes of trusts at the start and the register's.
fn sizes(sample: &Sample) -> Option<f64> {
    let sizes = enough(members(sample).into_values().map(|members| members.len()).collect())?;
    let below = |most: usize| {
        let count = sizes.iter().filter(|size| **size <= most).count();
        count as f64 / sizes.len() as f64
    };
    REGISTER.iter().map(|(most, share)| (below(*most) - share).abs()).reduce(f64::max)
}

/// The schools of each trust at the start.
fn members(sample: &Sample) -> BTreeMap<u32, Vec<usize>> {
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, school) in sample.schools.iter().enumerate() {
        if let Some(trust) = school.trust {
            members.entry(trust).or_default().push(number);
        }
    }
    members
}

/// X24: median over trusts of a size of the median distance between two of their schools at the start, km.
fn far_apart(sample: &Sample, of_size: core::ops::RangeInclusive<usize>) -> Option<f64> {
    let medians: Vec<f64> = members(sample)
        .into_values()
        .filter(|members| of_size.contains(&members.len()))
        .filter_map(|members| {
            let place = |school: &usize| sample.schools[*school].place;
            let mut apart = Vec::new();
            for (at, one) in members.iter().enumerate() {
                for other in &members[at + 1..] {
                    let ((east, north), (there, up)) = (place(one)?, place(other)?);
                    let (across, along) = (east - there, north - up);
                    apart.push((across * across + along * along).sqrt());
                }
            }
            quantile(&apart, 0.5)
        })
        .collect();
    quantile(&medians, 0.5)
}

#[cfg(test)]
mod tests {
    use super::super::sample::School;
    use super::super::sample::tests as samples;
    use super::*;
    use sim::agent::Phase;
    use sim::records::SchoolRow;

    /// 40 primary schools in four years; the first 20 in five trusts of four, the others in none.
    fn sample(progress: impl Fn(usize) -> f64) -> Sample {
        let values: Vec<f64> = (0..40).map(progress).collect();
        let mut sample = samples::primaries(30.0, &vec![values; 4]);
        for year in &mut sample.years {
            let row = |school: usize| {
                let group = if school < 20 { school as i64 / 4 } else { -1 };
                Some(SchoolRow { group, disadvantaged: 0.2, ..SchoolRow::default() })
            };
            year.rows = (0..40).map(row).collect();
        }
        let place = |school: usize| School {
            trust: (school < 20).then_some(school as u32 / 4),
            place: Some((school as f64, 0.0)),
            free_meals: Some(0.2),
            phase: Phase::Primary,
            ..samples::school()
        };
        sample.schools = (0..40).map(place).collect();
        sample
    }

    #[test]
    fn a_trusts_effect_is_what_its_schools_have_beyond_their_matches() {
        let found = mean_effect(&sample(|school| if school < 20 { 0.3 } else { 0.1 })).unwrap();
        assert!((found - 0.2 * progress_sd()).abs() < 1e-12);
    }

    #[test]
    fn trusts_differ_by_what_their_schools_share() {
        // Trusts 0 to 4 lie at their number; within a trust all are alike.
        let found = spread(&sample(|school| (school / 4) as f64)).unwrap();
        let expected: f64 = (4.0 + 1.0 + 0.0 + 1.0 + 4.0) / 4.0;
        assert!((found - expected.sqrt()).abs() < 1e-9, "{found}");
        assert_eq!(spread(&sample(|_| 0.0)), Some(0.0));
    }

    #[test]
    fn a_school_changes_trust_when_its_number_does() {
        let mut sample = sample(|_| 0.0);
        assert_eq!(change_trust(&sample), Some(0.0));
        if let Some(row) = &mut sample.years[3].rows[0] {
            row.group = 4;
        }
        assert!((change_trust(&sample).unwrap() - 13.0 / 12.0 / 20.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn distances_are_medians_of_trusts_of_a_size() {
        let sample = sample(|_| 0.0);
        // Four schools a kilometre apart in a row: 1, 1, 1, 2, 2, 3.
        assert_eq!(far_apart(&sample, 4..=4), Some(1.5));
        assert_eq!(far_apart(&sample, 2..=3), None);
        assert_eq!(sizes(&sample), None, "five trusts are too few");
    }
}

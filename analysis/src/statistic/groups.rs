//! How much of a list's variance lies between groups.

use std::collections::BTreeMap;

use super::mean::{mean, sum};

/// Share of the variance that lies between groups of unequal size: one-way analysis of variance.
///
/// `groups` names the group of each value. The variance between groups is
/// (mean square between − mean square within) / n₀, with n₀ = (N − Σn²/N) / (k − 1); the share may
/// be a little below zero where groups do not differ. Nothing for lists of unequal length, below two
/// groups, without a group of two, or when no value differs.
pub fn share_between(values: &[f64], groups: &[u32]) -> Option<f64> {
    let (between, within) = components(values, groups)?;
    (between + within > 0.0).then(|| between / (between + within))
}

/// Standard deviation of what the members of a group share: the root of the variance between groups of
/// [`share_between`]; 0 where groups do not differ.
pub fn sd_between(values: &[f64], groups: &[u32]) -> Option<f64> {
    components(values, groups).map(|(between, _)| between.max(0.0).sqrt())
}

/// The variances between and within groups.
fn components(values: &[f64], groups: &[u32]) -> Option<(f64, f64)> {
    if values.len() != groups.len() {
        return None;
    }
    let members = by_group(values, groups);
    let (all, kinds) = (values.len() as f64, members.len() as f64);
    if members.len() < 2 || members.len() >= values.len() {
        return None;
    }
    let centre = mean(values)?;
    let (mut between, mut within) = (Vec::new(), Vec::new());
    for group in members.values() {
        let own = mean(group)?;
        between.push(group.len() as f64 * (own - centre) * (own - centre));
        within.extend(group.iter().map(|value| (value - own) * (value - own)));
    }
    let squares: Vec<f64> = members.values().map(|g| (g.len() * g.len()) as f64).collect();
    let size = (all - sum(&squares) / all) / (kinds - 1.0);
    let within = sum(&within) / (all - kinds);
    Some(((sum(&between) / (kinds - 1.0) - within) / size, within))
}

/// Each value less the mean of its group, in the order of the values.
pub fn less_group_mean(values: &[f64], groups: &[u32]) -> Vec<f64> {
    let means = group_means(values, groups);
    values.iter().zip(means).map(|(value, mean)| value - mean).collect()
}

/// The mean of each value's group, in the order of the values.
pub fn group_means(values: &[f64], groups: &[u32]) -> Vec<f64> {
    let means: BTreeMap<u32, f64> = by_group(values, groups)
        .into_iter()
        .map(|(group, members)| (group, mean(&members).unwrap_or(0.0)))
        .collect();
    groups.iter().map(|group| means.get(group).copied().unwrap_or(0.0)).collect()
}

fn by_group(values: &[f64], groups: &[u32]) -> BTreeMap<u32, Vec<f64>> {
    let mut members: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for (value, group) in values.iter().zip(groups) {
        members.entry(*group).or_default().push(*value);
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_members_share_is_the_root_of_the_variance_between() {
        // Means −1 and 1 over two members each, one apart from the mean each: 2 between less ½ · 2 within.
        let values = [-2.0, 0.0, 0.0, 2.0];
        let found = sd_between(&values, &[1, 1, 2, 2]).unwrap();
        assert!((found - 1.0).abs() < 1e-12, "{found}");
        assert_eq!(sd_between(&[0.0, 2.0, 0.0, 2.0], &[1, 1, 2, 2]), Some(0.0));
    }

    #[test]
    fn groups_of_unequal_size_have_the_answer_worked_by_hand() {
        // Groups (1, 3), (4, 6, 8): means 2 and 6, centre 4.4. Within: 2 + 8 over 3 degrees = 10/3.
        // Between: 2·5.76 + 3·2.56 = 19.2. n₀ = 5 − 13/5 = 2.4; (19.2 − 10/3)/2.4 = 6.6111.
        let share = share_between(&[1.0, 3.0, 4.0, 6.0, 8.0], &[0, 0, 1, 1, 1]).unwrap();
        assert!((share - 6.611_111_111 / (6.611_111_111 + 3.333_333_333)).abs() < 1e-9);
    }

    #[test]
    fn all_variance_between_groups_is_one() {
        assert_eq!(share_between(&[1.0, 1.0, 2.0, 2.0], &[0, 0, 1, 1]), Some(1.0));
    }

    #[test]
    fn one_group_or_groups_of_one_have_no_answer() {
        assert_eq!(share_between(&[1.0, 2.0], &[0, 0]), None);
        assert_eq!(share_between(&[1.0, 2.0], &[0, 1]), None);
        assert_eq!(share_between(&[1.0, 1.0, 1.0], &[0, 0, 1]), None);
    }

    #[test]
    fn values_less_their_groups_mean_keep_their_order() {
        assert_eq!(less_group_mean(&[1.0, 5.0, 3.0], &[0, 1, 0]), [-1.0, 0.0, 1.0]);
    }
}

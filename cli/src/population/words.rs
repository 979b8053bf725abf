//! A population in a few lines.

use std::collections::BTreeMap;

use sim::agent::Phase;
use sim::population::{GroupKind, Population};

/// Schools, teachers, pupils, phases, trusts and federations.
pub(super) fn in_words(population: &Population) -> String {
    let phases: Vec<String> = Phase::ALL
        .iter()
        .map(|phase| (population.schools.phase.iter().filter(|p| *p == phase).count(), phase))
        .filter(|(count, _)| *count > 0)
        .map(|(count, phase)| format!("{count} {}", phase.name()))
        .collect();
    format!(
        "{} schools, {} teachers’ posts, {} pupils\nPhases: {}\n{}",
        population.len(),
        population.teachers(),
        population.pupils(),
        phases.join(", "),
        groups(population)
    )
}

/// Trusts and federations that have schools, and how many schools they have.
fn groups(population: &Population) -> String {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for group in population.schools.group.iter().filter_map(|group| group.0) {
        *sizes.entry(group).or_default() += 1;
    }
    let of = |kind: GroupKind, name: &str| {
        let of_kind = |group: &u32| {
            population.groups.get(*group as usize).is_some_and(|group| group.kind == kind)
        };
        let sizes: Vec<usize> =
            sizes.iter().filter(|(group, _)| of_kind(group)).map(|(_, size)| *size).collect();
        (!sizes.is_empty())
            .then(|| format!("{} {name} ({} schools)", sizes.len(), sizes.iter().sum::<usize>()))
    };
    let words: Vec<String> = [
        of(GroupKind::MultiAcademyTrust, "multi-academy trusts"),
        of(GroupKind::SingleAcademyTrust, "single-academy trusts"),
        of(GroupKind::Federation, "federations"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if words.is_empty() {
        "No trusts and no federations\n".into()
    } else {
        format!("Groups: {}\n", words.join(", "))
    }
}

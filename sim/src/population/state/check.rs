//! Whether a population that was put together from columns holds together: every number that points
//! somewhere points at something.

use super::Wrong;
use crate::agent::{Authority, DOMAINS, LESSON_SPAN, TieKind};
use crate::population::people::span;
use crate::population::{AUTHORITIES, Population};

/// The first thing that is wrong, by school.
pub(super) fn check(population: &Population) -> Result<(), Wrong> {
    if population.is_empty() {
        return Err(Wrong::new("there is no school"));
    }
    for school in 0..population.len() {
        let found = numbers(population, school)
            .or_else(|| posts(population, school))
            .or_else(|| cohorts(population, school))
            .or_else(|| ties(population, school));
        if let Some(words) = found {
            return Err(Wrong::new(format!("school {school}: {words}")));
        }
    }
    Ok(())
}

fn numbers(population: &Population, school: usize) -> Option<&'static str> {
    let schools = &population.schools;
    let Authority(authority) = schools.authority[school];
    if schools.id[school].0 as usize != school
        || population.heads.leads[school].0 as usize != school
    {
        return Some("its number is not its row");
    }
    if usize::from(schools.counts_most[school].0) >= DOMAINS {
        return Some("there is no such domain of practice");
    }
    match AUTHORITIES.get(usize::from(authority)) {
        None => Some("there is no such local authority"),
        Some(facts) if facts.region != schools.region[school] => {
            Some("its local authority lies in another region")
        }
        Some(_) => None,
    }
}

fn posts(population: &Population, school: usize) -> Option<&'static str> {
    let (rows, plan) = (population.layout.posts(school), population.schools.plan[school]);
    if rows.is_empty() || rows.len() > usize::from(u16::MAX) {
        return Some("a school has 1 to 65,535 posts");
    }
    if usize::from(plan.class_posts) > rows.len() {
        return Some("it has fewer posts than posts of class teachers");
    }
    let years = population.layout.cohorts(school).len();
    if usize::from(plan.class_years) > years {
        return Some("class teachers teach more year groups than there are");
    }
    let taught = |row: usize| {
        let lessons = &population.posts.lessons[row];
        let last = lessons.share.iter().rposition(|share| *share != 0.0);
        let beyond = last.map_or(0, |last| usize::from(lessons.first) + last + 1);
        debug_assert!(last.is_none_or(|last| last < LESSON_SPAN));
        usize::from(lessons.class) < rows.len()
            && usize::from(lessons.first) < years
            && beyond <= years
    };
    (!rows.clone().all(taught))
        .then_some("a post teaches a class or a year group that is not there")
}

fn cohorts(population: &Population, school: usize) -> Option<&'static str> {
    let (first, end) = span(population.schools.ages[school]);
    let rows = population.layout.cohorts(school);
    let years = population.cohorts.year[rows].iter().map(|year| year.0);
    (!years.eq(first..end)).then_some("its year groups are not those of its ages")
}

fn ties(population: &Population, school: usize) -> Option<&'static str> {
    let rows = population.layout.ties(school);
    let holds = |row: usize| {
        let tie = &population.ties.tie[row];
        let with = tie.with as usize;
        tie.kind == TieKind::Vacant
            || (with < population.len() && with != school && usize::from(tie.domain) < DOMAINS)
    };
    (!rows.clone().all(holds)).then_some("a tie leads to no other school, or is about no domain")
}

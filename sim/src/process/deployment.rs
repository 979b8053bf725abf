//! Each September heads decide who teaches which year group.
//!
//! In year groups 0 to 6 a teacher has a class; most keep their year group, the others change
//! places. From year group 7 on a cohort meets many teachers, each for some of its hours.
//! Evidence: progress of one-class and two-class primary schools is about equally volatile
//! (`ks2-volatility`), so a year group's lead shapes all its classes.
//! Limits: no subjects; a head does not put stronger teachers before examination years.

use bevy_ecs::prelude::*;

use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, triangular, uniform as anywhere};
use crate::draw::{Purpose, Seed, Word, purpose, uniform};
use crate::parameters::parameters;
use crate::population::Layout;
use crate::units::Share;

/// No lever acts here yet.
pub(crate) const READS: &[Entry] = &[];

const CLASSES: Purpose = purpose("deployment.classes");

/// Schools whose posts are drawn together.
const BLOCK: usize = 16;

parameters! {
    /// Who teaches whom.
    pub struct Parameters of "deployment" {
        #[doc = "Share of class teachers who keep their year group from one year to the next."]
        stay: 0.55 in 0.0..=1.0, "share a year", triangular(0.4, 0.55, 0.9), "ks2-volatility", C;
        #[doc = "Share of a year group's class effects that its lead teacher shapes in every class."]
        lead_share: 0.7 in 0.0..=1.0, "share", triangular(0.3, 0.7, 1.0), "ks2-volatility", C;
        #[doc = "Share of a school's subject teachers whom a year group meets."]
        teachers_met: 0.5 in 0.05..=1.0, "share", anywhere(0.25, 0.75), "assumption", C;
    }
}

/// Scratch space: the draws of some schools, and those of one school's class teachers who change places.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Moving {
    words: Vec<Word>,
    posts: Vec<(u32, u16)>,
}

impl Moving {
    /// Space for the largest schools.
    pub(crate) fn new(layout: &Layout) -> Self {
        let words = vec![[0; 8]; layout.most_posts_of(BLOCK)];
        Self { words, posts: Vec::with_capacity(layout.most_posts()) }
    }
}

/// Every school gives its posts their lessons for the year.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    layout: Res<Layout>,
    mut moving: ResMut<Moving>,
    schools: Query<&StaffPlan>,
    mut posts: Query<&mut Lessons>,
) {
    let Some(plans) = rows(schools.contiguous_iter()) else { return };
    let Some(mut lessons) = rows(posts.contiguous_iter_mut()) else { return };
    let lessons = lessons.bypass_change_detection();
    let Moving { words, posts } = &mut *moving;
    let mut draws = seed.draws(CLASSES);
    let mut first = 0;
    for (school, plan) in plans.iter().enumerate() {
        if school % BLOCK == 0 {
            let posts = layout.posts_of(school, BLOCK);
            draws.fill((school / BLOCK) as u32, now.address(), &mut words[..posts.len()]);
            first = posts.start;
        }
        let range = layout.posts(school);
        let words = &words[range.start - first..range.end - first];
        let staff = &mut lessons[range];
        let years = layout.cohorts(school).len() as u8;
        let (class_staff, subject_staff) = staff.split_at_mut(usize::from(plan.class_posts));
        let (class_words, subject_words) = words.split_at(class_staff.len());
        change_places(&p, class_staff, class_words, posts);
        give_subjects(&p, subject_staff, subject_words, plan.class_years, years);
    }
}

/// Class teachers who do not keep their year group exchange classes, with all that belongs to a
/// class: each takes over from the one before it in an order drawn at random.
fn change_places(
    p: &Parameters,
    staff: &mut [Lessons],
    words: &[Word],
    moving: &mut Vec<(u32, u16)>,
) {
    moving.clear();
    for (post, word) in words.iter().enumerate() {
        if uniform(*word) >= p.stay {
            moving.push((order(*word), post as u16));
        }
    }
    moving.sort_unstable();
    let Some((_, last)) = moving.last() else { return };
    let mut free = staff[usize::from(*last)];
    for (_, post) in moving.iter() {
        core::mem::swap(&mut staff[usize::from(*post)], &mut free);
    }
}

/// Where a post stands in the exchange: by bits of its word that did not decide whether it moves.
fn order(word: Word) -> u32 {
    u32::from_le_bytes([word[0], word[1], word[2], word[3]])
}

/// Class `class` of `classes` as the year groups it teaches: first, and how many.
fn years_of_class(class: u16, classes: u16, years: u8) -> (u8, u8) {
    let (class, classes, years) = (u32::from(class), u32::from(classes), u32::from(years));
    if classes >= years {
        return ((class * years / classes) as u8, 1);
    }
    let first = (class * years).div_ceil(classes);
    let next = ((class + 1) * years).div_ceil(classes);
    (first as u8, (next - first) as u8)
}

/// Gives each class its year groups, once for all: the shares of a year group's lead and of the
/// others, whom the lead influences.
pub(crate) fn give_classes(p: &Parameters, staff: &mut [Lessons], years: u8) {
    let classes = staff.len() as u16;
    for lessons in staff {
        let (first, span) = years_of_class(lessons.class, classes, years);
        lessons.first = first;
        lessons.share = [0.0; LESSON_SPAN];
        if span > 1 {
            lessons.share[..usize::from(span).min(LESSON_SPAN)].fill(1.0);
        } else {
            let leads =
                lessons.class == 0 || years_of_class(lessons.class - 1, classes, years).0 != first;
            lessons.share[0] =
                class_share(p.lead_share, classes_of_year(first, classes, years), leads) as f32;
        }
    }
}

/// Number of classes of year group `year`, when there is at least one for each.
fn classes_of_year(year: u8, classes: u16, years: u8) -> u16 {
    let (year, classes, years) = (u32::from(year), u32::from(classes), u32::from(years));
    (((year + 1) * classes).div_ceil(years) - (year * classes).div_ceil(years)) as u16
}

/// Share of a year group's teaching that one of its classes' teachers has.
fn class_share(lead_share: Share, classes: u16, leads: bool) -> Share {
    let own = (1.0 - lead_share) / f64::from(classes.max(1));
    if leads { lead_share + own } else { own }
}

/// Hours of subject teachers: each year group meets a share of them, for different hours.
fn give_subjects(p: &Parameters, staff: &mut [Lessons], words: &[Word], first: u8, years: u8) {
    let groups = usize::from(years - first).min(LESSON_SPAN);
    let (least, stretch) = ((1.0 - p.teachers_met) as f32, (1.0 / p.teachers_met) as f32);
    let mut hours = [0.0_f32; LESSON_SPAN];
    for (lessons, word) in staff.iter_mut().zip(words) {
        let word = u64::from_le_bytes(*word);
        lessons.first = first;
        for (group, (share, sum)) in lessons.share.iter_mut().zip(&mut hours).enumerate() {
            let chance = (word >> (12 * group) & 0xfff) as i32 as f32 / 4096.0;
            *share = ((chance - least) * stretch).max(0.0);
            *sum += *share;
        }
    }
    // A year group that by chance meets nobody is taught by all alike.
    let equal = 1.0 / words.len() as f32;
    let scale = hours.map(|sum| if sum > 0.0 { 1.0 / sum } else { 0.0 });
    let floor = hours.map(|sum| if sum > 0.0 { 0.0 } else { equal });
    for lessons in staff {
        let bounds = scale.iter().zip(&floor).enumerate();
        for (share, (group, (scale, floor))) in lessons.share.iter_mut().zip(bounds) {
            *share = if group < groups { *share * scale + floor } else { 0.0 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sum of the shares of each year group over a staff.
    fn taught(staff: &[Lessons], years: usize) -> Vec<f32> {
        let mut sums = vec![0.0; years];
        for lessons in staff {
            for (i, share) in lessons.share.iter().enumerate().filter(|(_, s)| **s > 0.0) {
                sums[usize::from(lessons.first) + i] += share;
            }
        }
        sums
    }

    fn class_staff(classes: u16) -> Vec<Lessons> {
        (0..classes).map(|class| Lessons { class, ..Lessons::default() }).collect()
    }

    #[test]
    fn every_year_group_is_taught_in_full_however_few_the_teachers() {
        for classes in 2..=40 {
            for years in 1..=7 {
                let mut staff = class_staff(classes);
                give_classes(&Parameters::default(), &mut staff, years);
                for sum in taught(&staff, usize::from(years)) {
                    assert!((sum - 1.0).abs() < 1e-5, "{classes} classes, {years} years: {sum}");
                }
            }
        }
    }

    #[test]
    fn subject_teachers_share_every_year_group_in_full() {
        for count in [1, 2, 7, 80] {
            let mut words = vec![[0; 8]; count];
            Seed(3).draws(CLASSES).fill(1, 1, &mut words);
            let mut staff = vec![Lessons::default(); count];
            give_subjects(&Parameters::default(), &mut staff, &words, 7, 12);
            for sum in &taught(&staff, 12)[7..] {
                assert!((sum - 1.0).abs() < 1e-5, "{count} teachers: {sum}");
            }
        }
    }

    #[test]
    fn changing_places_keeps_every_class_once() {
        let mut staff = class_staff(14);
        let mut words = [[0; 8]; 14];
        Seed(8).draws(CLASSES).fill(1, 1, &mut words);
        change_places(
            &Parameters { stay: 0.0, ..Parameters::default() },
            &mut staff,
            &words,
            &mut Vec::new(),
        );
        let mut classes: Vec<u16> = staff.iter().map(|lessons| lessons.class).collect();
        assert!(!classes.is_sorted());
        classes.sort_unstable();
        assert_eq!(classes, (0..14).collect::<Vec<u16>>());
    }

    #[test]
    fn with_everyone_staying_nobody_changes_class() {
        let mut staff = class_staff(9);
        let words = [[255; 8]; 9];
        change_places(
            &Parameters { stay: 1.0, ..Parameters::default() },
            &mut staff,
            &words,
            &mut Vec::new(),
        );
        assert_eq!(staff, class_staff(9));
    }

    #[test]
    fn a_year_group_with_one_class_belongs_to_its_teacher() {
        assert_eq!(class_share(0.7, 1, true), 1.0);
        assert!((class_share(0.7, 2, true) + class_share(0.7, 2, false) - 1.0).abs() < 1e-15);
    }
}

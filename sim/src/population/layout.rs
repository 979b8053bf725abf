//! Where each school's posts and year groups lie in their columns.

use core::ops::Range;

use bevy_ecs::prelude::Resource;

use crate::agent::TIE_ROWS;

/// Row ranges by school: posts and year groups are stored grouped by school.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    posts: Vec<u32>,
    cohorts: Vec<u32>,
}

impl Layout {
    /// The layout of schools with these numbers of posts and of year groups.
    pub fn new(sizes: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut layout = Self { posts: vec![0], cohorts: vec![0] };
        let (mut posts, mut cohorts) = (0, 0);
        for (more_posts, more_cohorts) in sizes {
            posts += more_posts;
            cohorts += more_cohorts;
            layout.posts.push(posts);
            layout.cohorts.push(cohorts);
        }
        layout
    }

    /// Adds schools with these numbers; rows added to posts and to year groups, none when all are too
    /// many to count.
    pub(super) fn add(
        &mut self,
        sizes: impl Iterator<Item = (u32, u32)>,
    ) -> Option<(usize, usize)> {
        if self.posts.is_empty() {
            *self = Self::new(core::iter::empty());
        }
        let ends =
            |layout: &Self| (layout.posts[layout.schools()], layout.cohorts[layout.schools()]);
        let before = ends(self);
        for (more_posts, more_cohorts) in sizes {
            let (posts, cohorts) = ends(self);
            self.posts.push(posts.checked_add(more_posts)?);
            self.cohorts.push(cohorts.checked_add(more_cohorts)?);
        }
        let after = ends(self);
        Some(((after.0 - before.0) as usize, (after.1 - before.1) as usize))
    }

    /// Number of schools.
    pub fn schools(&self) -> usize {
        self.posts.len() - 1
    }

    /// Rows of the school's posts.
    #[inline]
    pub fn posts(&self, school: usize) -> Range<usize> {
        self.posts[school] as usize..self.posts[school + 1] as usize
    }

    /// Rows of the posts of so many schools from `first` on, as far as there are schools.
    #[inline]
    pub fn posts_of(&self, first: usize, schools: usize) -> Range<usize> {
        let end = (first + schools).min(self.schools());
        self.posts[first] as usize..self.posts[end] as usize
    }

    /// The largest number of posts in so many schools one after another, counted off from the first.
    pub fn most_posts_of(&self, schools: usize) -> usize {
        let blocks = (0..self.schools()).step_by(schools);
        blocks.map(|first| self.posts_of(first, schools).len()).max().unwrap_or(0)
    }

    /// Rows of the school's year groups.
    #[inline]
    pub fn cohorts(&self, school: usize) -> Range<usize> {
        self.cohorts[school] as usize..self.cohorts[school + 1] as usize
    }

    /// Rows of the ties that the school may begin.
    #[inline]
    pub fn ties(&self, school: usize) -> Range<usize> {
        school * TIE_ROWS..(school + 1) * TIE_ROWS
    }

    /// The largest number of posts in one school.
    pub fn most_posts(&self) -> usize {
        self.posts.windows(2).map(|pair| (pair[1] - pair[0]) as usize).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_belongs_to_one_school() {
        let layout = Layout::new([(3, 7), (0, 5), (2, 1)].into_iter());
        assert_eq!(layout.posts(0), 0..3);
        assert_eq!(layout.posts(1), 3..3);
        assert_eq!(layout.cohorts(2), 12..13);
        assert_eq!((layout.schools(), layout.most_posts()), (3, 3));
        assert_eq!((layout.posts_of(0, 2), layout.posts_of(2, 2)), (0..3, 3..5));
        assert_eq!(layout.most_posts_of(2), 3);
    }
}

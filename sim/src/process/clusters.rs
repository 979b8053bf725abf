//! Each autumn the schools of some local authorities work in clusters of neighbours.
//!
//! Where clusters are organised, it is authority by authority: every school that has none yet is brought
//! together with its nearest neighbours who have none either, or joins the nearest cluster with room. A
//! cluster lasts as long as it is asked for. What its schools do together follows the same levers as other
//! ties; what they answer for together, and whom they employ together, has levers of its own.
//! Evidence: `cluster-size`.
//! Limits: nobody chooses a cluster; clusters do not cross from primary to secondary schools but where they
//! are near.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::rows;
use crate::agent::*;
use crate::catalogue::Entry;
use crate::draw::{Purpose, Seed, purpose, uniform};
use crate::driver::collaboration;
use crate::parameters::parameters;
use crate::population::{AUTHORITIES, Known};

/// Where clusters are organised, and how large they are.
pub(crate) const READS: &[Entry] = &[collaboration::CLUSTERS, collaboration::CLUSTER_SIZE];

const ORGANISED: Purpose = purpose("clusters.organised");

parameters! {
    /// Clusters need no parameter.
    pub struct Parameters of "clusters" {}
}

/// Schools that a cluster can have beyond its usual size.
const BEYOND: u16 = 2;

/// Scratch space: schools in the cluster named after each school.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Sizes(Vec<u16>);

impl Sizes {
    /// Space for so many schools.
    pub(crate) fn new(schools: usize) -> Self {
        Self(vec![0; schools])
    }
}

/// One autumn of clusters.
pub(super) fn run(
    seed: Res<Seed>,
    levers: Res<Levers>,
    contacts: Res<Known>,
    mut sizes: ResMut<Sizes>,
    mut schools: Query<(&Authority, &Open, &mut InCluster)>,
) {
    let Some((authorities, open, mut clusters)) = rows(schools.contiguous_iter_mut()) else {
        return;
    };
    let clusters = clusters.bypass_change_detection();
    let asked = levers.of(&collaboration::CLUSTERS);
    let size = levers.of(&collaboration::CLUSTER_SIZE);
    if asked.iter().all(|share| *share == 0.0) {
        clusters.fill(InCluster(None));
        return;
    }
    let mut draws = seed.draws(ORGANISED);
    // The same every year: an authority that organises clusters keeps doing so.
    let organised: [f64; AUTHORITIES.len()] =
        core::array::from_fn(|authority| uniform(draws.at::<1>(authority as u32, 0, 0)[0]));
    let member = |school: usize| {
        open[school].0 && organised[usize::from(authorities[school].0)] < asked[school]
    };
    let sizes = &mut sizes.0;
    sizes.fill(0);
    for (school, cluster) in clusters.iter_mut().enumerate() {
        let kept = cluster.0.filter(|_| member(school));
        *cluster = InCluster(kept);
        kept.into_iter().for_each(|cluster| sizes[cluster as usize] += 1);
    }
    for school in 0..clusters.len() {
        if clusters[school].0.is_some() || !member(school) {
            continue;
        }
        let wanted = size[school].round() as u16;
        let near = contacts.0.near(school);
        let free = |other: &u32| clusters[*other as usize].0.is_none() && member(*other as usize);
        let neighbours = near.iter().filter(|other| free(other)).count() as u16;
        // A cluster named after a school that has left it for another cannot be named after it again.
        let cluster = if neighbours + 1 >= wanted.min(3) && sizes[school] == 0 {
            for other in near.iter().copied().map(|other| other as usize) {
                let joins = clusters[other].0.is_none() && member(other);
                if joins && sizes[school] + 1 < wanted {
                    clusters[other] = InCluster(Some(school as u32));
                    sizes[school] += 1;
                }
            }
            Some(school as u32)
        } else {
            let joined = near.iter().filter_map(|other| clusters[*other as usize].0);
            joined.into_iter().find(|cluster| sizes[*cluster as usize] < wanted + BEYOND)
        };
        clusters[school] = InCluster(cluster);
        cluster.into_iter().for_each(|cluster| sizes[cluster as usize] += 1);
    }
}

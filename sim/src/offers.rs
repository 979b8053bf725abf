//! Places offered: families' preferences against schools' places.
//!
//! Families of one origin and group are many and alike but for taste, so what is computed is shares
//! of them. Families who act on choice choose by a logit; the others take the nearest school. A
//! school with more families than places takes those who live nearest, and whoever is turned away
//! goes to the next school of the list: deferred acceptance, in shares (Azevedo and Leshno, 2016).
//! A school's line between near enough and too far only ever draws closer, so the rounds end.
//! Families whom every school in reach turns away are placed where there is most room.
//! Limits: at the line itself a share of an origin's families is taken, and the choice of those turned
//! away there is thinned in proportion; a school may so end a place or two over its number.

use crate::agent::{DISADVANTAGED, GROUPS, OTHER};
use crate::population::Level;
use crate::units::Share;

/// Rounds of turning away after which the rest is left as it is.
const ROUNDS: usize = 12;
/// Families beyond its places whom a school takes all the same: so many, and a share of its places.
const TOLERANCE: (f64, f64) = (0.5, 0.01);

/// What one level's families want, and what its schools have.
pub(crate) struct Wishes<'a> {
    /// Geography of the level.
    pub(crate) level: &'a Level,
    /// Children of each origin by group.
    pub(crate) children: &'a [[f64; GROUPS]],
    /// What draws a family along each way, whatever its group.
    pub(crate) draw: &'a [f64],
    /// What draws a family of each group to each school.
    pub(crate) pull: &'a [[f64; GROUPS]],
    /// Places of each school.
    pub(crate) places: &'a [f64],
    /// Share of each group who act on choice.
    pub(crate) active: [Share; GROUPS],
}

/// What came of it; kept from year to year for its memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offers {
    /// Children along each way, by group.
    pub(crate) flow: Vec<[f64; GROUPS]>,
    /// First preferences for each school.
    pub(crate) first: Vec<f64>,
    /// First preferences that were met, by school.
    pub(crate) met: Vec<f64>,
    /// Children placed in each school.
    pub(crate) placed: Vec<f64>,
    /// Families whose first preference is the nearest school, and all families.
    pub(crate) nearest: (f64, f64),
    /// Share of an origin's families near enough, by way.
    open: Vec<f64>,
    /// First preferences along each way.
    wanted: Vec<f64>,
    /// Origins whose families have been turned away since they were last spread.
    turned_away: Vec<bool>,
    /// Children of each origin whom every school turned away, by group.
    unplaced: Vec<[f64; GROUPS]>,
}

impl Offers {
    /// Room for the offers of `level`.
    pub(crate) fn room_for(level: &Level) -> Self {
        let (ways, schools) = (level.to.len(), level.schools.len());
        Self {
            flow: vec![[0.0; GROUPS]; ways],
            first: vec![0.0; schools],
            met: vec![0.0; schools],
            placed: vec![0.0; schools],
            nearest: (0.0, 0.0),
            open: vec![1.0; ways],
            wanted: vec![0.0; ways],
            turned_away: vec![true; level.origins.len()],
            unplaced: vec![[0.0; GROUPS]; level.origins.len()],
        }
    }

    /// First preferences alone, as if every school had room.
    pub(crate) fn prefer(&mut self, wishes: &Wishes<'_>) {
        self.open.fill(1.0);
        self.turned_away.fill(true);
        self.flow.fill([0.0; GROUPS]);
        self.placed.fill(0.0);
        self.spread(wishes);
    }

    /// Offers every child a place.
    pub(crate) fn make(&mut self, wishes: &Wishes<'_>) {
        self.prefer(wishes);
        self.note_preferences(wishes.level);
        for _ in 0..ROUNDS {
            if !self.turn_away(wishes) {
                break;
            }
            self.spread(wishes);
        }
        self.place_the_rest(wishes);
        self.met.fill(0.0);
        for (way, to) in wishes.level.to.iter().enumerate() {
            self.met[*to as usize] += self.wanted[way] * self.open[way];
        }
    }

    /// Spreads the families of every origin that needs it over the schools still open to them.
    fn spread(&mut self, wishes: &Wishes<'_>) {
        for origin in 0..self.turned_away.len() {
            if self.turned_away[origin] {
                self.turned_away[origin] = false;
                self.spread_origin(wishes, origin);
            }
        }
    }

    fn spread_origin(&mut self, wishes: &Wishes<'_>, origin: usize) {
        let level = wishes.level;
        let ways = level.ways_of[origin] as usize..level.ways_of[origin + 1] as usize;
        let children = wishes.children[origin];
        let mut total = [0.0; GROUPS];
        for way in ways.clone() {
            let (open, to) = (self.open[way] * wishes.draw[way], level.to[way] as usize);
            self.placed[to] -= self.flow[way][DISADVANTAGED] + self.flow[way][OTHER];
            let pull = wishes.pull[to];
            let weight = [open * pull[DISADVANTAGED], open * pull[OTHER]];
            self.flow[way] = weight;
            total[DISADVANTAGED] += weight[DISADVANTAGED];
            total[OTHER] += weight[OTHER];
        }
        let choosing: [f64; GROUPS] = core::array::from_fn(|group| {
            let active = children[group] * wishes.active[group];
            if total[group] > 0.0 { active / total[group] } else { 0.0 }
        });
        let mut left = 1.0;
        let settling: [f64; GROUPS] =
            core::array::from_fn(|group| children[group] * (1.0 - wishes.active[group]));
        for way in ways {
            let takes = self.open[way] * left;
            left -= takes;
            let weight = self.flow[way];
            let flow: [f64; GROUPS] = core::array::from_fn(|group| {
                weight[group] * choosing[group] + settling[group] * takes
            });
            self.flow[way] = flow;
            self.placed[level.to[way] as usize] += flow[DISADVANTAGED] + flow[OTHER];
        }
        self.unplaced[origin] = core::array::from_fn(|group| {
            let shut_out = if total[group] > 0.0 { 0.0 } else { wishes.active[group] };
            settling[group] * left + children[group] * shut_out
        });
    }

    fn note_preferences(&mut self, level: &Level) {
        self.first.copy_from_slice(&self.placed);
        for (wanted, flow) in self.wanted.iter_mut().zip(&self.flow) {
            *wanted = flow[DISADVANTAGED] + flow[OTHER];
        }
        let nearest = level.ways_of.windows(2).filter(|ways| ways[0] < ways[1]);
        self.nearest =
            (nearest.map(|ways| self.wanted[ways[0] as usize]).sum(), self.wanted.iter().sum());
    }

    /// Schools with too many families draw their line closer; whether any did.
    fn turn_away(&mut self, wishes: &Wishes<'_>) -> bool {
        let level = wishes.level;
        let mut any = false;
        for (school, places) in wishes.places.iter().enumerate() {
            if self.placed[school] <= places + TOLERANCE.0 + TOLERANCE.1 * places {
                continue;
            }
            any = true;
            let mut left = *places;
            let ways = level.ways_to[school] as usize..level.ways_to[school + 1] as usize;
            for way in &level.by_distance[ways] {
                let way = *way as usize;
                let families = self.flow[way][DISADVANTAGED] + self.flow[way][OTHER];
                let taken = families.min(left);
                left -= taken;
                if taken < families {
                    self.open[way] *= taken / families;
                    self.turned_away[level.origin[way] as usize] = true;
                }
            }
        }
        any
    }

    /// Whoever is left goes to the school in reach with most room, or to the nearest when none has.
    fn place_the_rest(&mut self, wishes: &Wishes<'_>) {
        let level = wishes.level;
        for origin in 0..self.unplaced.len() {
            let children = self.unplaced[origin];
            let all = children[DISADVANTAGED] + children[OTHER];
            if all <= 0.0 {
                continue;
            }
            let ways = level.ways_of[origin] as usize..level.ways_of[origin + 1] as usize;
            let room = |way: usize| {
                let to = level.to[way] as usize;
                (wishes.places[to] - self.placed[to]).max(0.0)
            };
            let first = ways.start;
            let way = ways.fold(first, |best, way| if room(way) > room(best) { way } else { best });
            self.flow[way][DISADVANTAGED] += children[DISADVANTAGED];
            self.flow[way][OTHER] += children[OTHER];
            self.placed[level.to[way] as usize] += all;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::Origins;

    /// Two origins, two schools: each origin is next to one school and 3 km from the other.
    fn two_by_two() -> Level {
        Level {
            year: 0,
            from: Origins::Homes,
            origins: vec![0, 1],
            schools: vec![0, 1],
            children: vec![[0.0, 0.0]; 2],
            continuation: [1.0; GROUPS],
            ways_of: vec![0, 2, 4],
            origin: vec![0, 0, 1, 1],
            to: vec![0, 1, 1, 0],
            km: vec![1.0, 3.0, 1.0, 3.0],
            stretch: vec![1.0, 3.0, 1.0, 3.0],
            elsewhere: vec![false; 4],
            ways_to: vec![0, 2, 4],
            by_distance: vec![0, 3, 2, 1],
        }
    }

    fn offers(level: &Level, pull: [[f64; 2]; 2], places: [f64; 2], active: f64) -> Offers {
        let mut offers = Offers::room_for(level);
        offers.make(&Wishes {
            level,
            children: &[[10.0, 30.0], [0.0, 20.0]],
            draw: &[1.0, 0.5, 1.0, 0.5],
            pull: &pull,
            places: &places,
            active: [active; 2],
        });
        offers
    }

    #[test]
    fn with_room_everywhere_every_first_preference_is_met() {
        let level = two_by_two();
        let offers = offers(&level, [[1.0; 2]; 2], [100.0; 2], 1.0);
        assert!((offers.placed[0] - (40.0 * 2.0 / 3.0 + 20.0 / 3.0)).abs() < 1e-9);
        assert!((offers.placed.iter().sum::<f64>() - 60.0).abs() < 1e-9);
        assert!((offers.met[0] - offers.first[0]).abs() < 1e-9);
    }

    #[test]
    fn families_who_do_not_act_take_the_nearest_school() {
        let level = two_by_two();
        let offers = offers(&level, [[1.0; 2], [100.0; 2]], [100.0; 2], 0.0);
        assert_eq!(offers.placed, [40.0, 20.0]);
        assert_eq!(offers.nearest, (60.0, 60.0));
    }

    #[test]
    fn a_full_school_takes_those_who_live_nearest() {
        let level = two_by_two();
        let offers = offers(&level, [[50.0; 2], [1.0; 2]], [41.0, 100.0], 1.0);
        assert!(offers.placed[0] <= 41.0 + 0.5 + 0.41, "{:?}", offers.placed);
        assert!((offers.placed.iter().sum::<f64>() - 60.0).abs() < 1e-9);
        let near = offers.flow[0][DISADVANTAGED] + offers.flow[0][OTHER];
        assert!(near > 38.0 && offers.first[0] > 55.0, "{near}");
    }

    #[test]
    fn nobody_is_left_without_a_place_even_where_places_are_short() {
        let level = two_by_two();
        for active in [0.0, 0.5, 1.0] {
            let offers = offers(&level, [[1.0; 2]; 2], [5.0, 5.0], active);
            assert!((offers.placed.iter().sum::<f64>() - 60.0).abs() < 1e-9, "{active}");
            let flows: f64 = offers.flow.iter().flatten().sum();
            assert!((flows - 60.0).abs() < 1e-9);
        }
    }

    #[test]
    fn met_preferences_never_exceed_preferences_or_places() {
        let level = two_by_two();
        let offers = offers(&level, [[9.0; 2], [1.0; 2]], [30.0, 40.0], 0.8);
        for school in 0..2 {
            assert!(offers.met[school] <= offers.first[school] + 1e-9);
        }
    }
}

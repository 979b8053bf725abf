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
    /// What departs from the base year's rules.
    pub(crate) rules: Rules<'a>,
}

/// Departures from the base year's rules of admission: each list is empty, or one value each.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rules<'a> {
    /// Families who act on choice, by origin, where 1 is the base year's share.
    pub(crate) choice: &'a [f64],
    /// Share of places given by lot, by school.
    pub(crate) lottery: &'a [Share],
    /// Share of places kept for a mix of pupils like that of the homes in reach, by school.
    pub(crate) banding: &'a [Share],
    /// Whether each school takes pupils at all.
    pub(crate) taking: &'a [bool],
}

impl Wishes<'_> {
    /// Whether the school at the end of a way takes pupils.
    fn takes(&self, way: usize) -> bool {
        self.rules.taking.get(self.level.to[way] as usize).is_none_or(|takes| *takes)
    }

    /// Shares of families who act on choice at an origin, by group.
    fn active_at(&self, origin: usize) -> [Share; GROUPS] {
        match self.rules.choice.get(origin) {
            Some(ratio) if *ratio != 1.0 => self.active.map(|active| (active * ratio).min(1.0)),
            _ => self.active,
        }
    }

    /// Shares of a school's places given by lot, and kept for a mix of pupils.
    fn kept_back(&self, school: usize) -> (Share, Share) {
        let of = |shares: &[Share]| shares.get(school).copied().unwrap_or(0.0);
        (of(self.rules.lottery), of(self.rules.banding))
    }
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
    /// Share of an origin's families who are not turned away, by way and group.
    open: Vec<[f64; GROUPS]>,
    /// First preferences along each way, by group.
    wanted: Vec<[f64; GROUPS]>,
    /// Families whom a school takes along each way, by group: while it draws its line.
    taken: Vec<[f64; GROUPS]>,
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
            open: vec![[1.0; GROUPS]; ways],
            wanted: vec![[0.0; GROUPS]; ways],
            taken: vec![[0.0; GROUPS]; ways],
            turned_away: vec![true; level.origins.len()],
            unplaced: vec![[0.0; GROUPS]; level.origins.len()],
        }
    }

    /// First preferences alone, as if every school had room.
    pub(crate) fn prefer(&mut self, wishes: &Wishes<'_>) {
        self.open.fill([1.0; GROUPS]);
        if wishes.rules.taking.iter().any(|takes| !takes) {
            for (open, to) in self.open.iter_mut().zip(&wishes.level.to) {
                if !wishes.rules.taking[*to as usize] {
                    *open = [0.0; GROUPS];
                }
            }
        }
        self.turned_away.fill(true);
        self.flow.fill([0.0; GROUPS]);
        self.placed.fill(0.0);
        self.spread(wishes);
    }

    /// Offers every child a place.
    pub(crate) fn make(&mut self, wishes: &Wishes<'_>) {
        self.prefer(wishes);
        self.note_preferences(wishes);
        for _ in 0..ROUNDS {
            if !self.turn_away(wishes) {
                break;
            }
            self.spread(wishes);
        }
        self.place_the_rest(wishes);
        self.met.fill(0.0);
        for (way, to) in wishes.level.to.iter().enumerate() {
            let (wanted, open) = (self.wanted[way], self.open[way]);
            self.met[*to as usize] +=
                wanted[DISADVANTAGED] * open[DISADVANTAGED] + wanted[OTHER] * open[OTHER];
        }
    }

    /// Share of a school's places that stay empty; none of a school without places.
    pub(crate) fn empty(&self, school: usize, places: &[f64]) -> Option<Share> {
        let places = places[school];
        (places > 0.0).then(|| (1.0 - self.placed[school] / places).max(0.0))
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
            let (open, draw, to) = (self.open[way], wishes.draw[way], level.to[way] as usize);
            self.placed[to] -= self.flow[way][DISADVANTAGED] + self.flow[way][OTHER];
            let pull = wishes.pull[to];
            let weight = [
                open[DISADVANTAGED] * draw * pull[DISADVANTAGED],
                open[OTHER] * draw * pull[OTHER],
            ];
            self.flow[way] = weight;
            total[DISADVANTAGED] += weight[DISADVANTAGED];
            total[OTHER] += weight[OTHER];
        }
        let acting = wishes.active_at(origin);
        let choosing: [f64; GROUPS] = core::array::from_fn(|group| {
            let active = children[group] * acting[group];
            if total[group] > 0.0 { active / total[group] } else { 0.0 }
        });
        let mut left = [1.0; GROUPS];
        let settling: [f64; GROUPS] =
            core::array::from_fn(|group| children[group] * (1.0 - acting[group]));
        for way in ways {
            let weight = self.flow[way];
            let flow: [f64; GROUPS] = core::array::from_fn(|group| {
                let takes = self.open[way][group] * left[group];
                left[group] -= takes;
                weight[group] * choosing[group] + settling[group] * takes
            });
            self.flow[way] = flow;
            self.placed[level.to[way] as usize] += flow[DISADVANTAGED] + flow[OTHER];
        }
        self.unplaced[origin] = core::array::from_fn(|group| {
            let shut_out = if total[group] > 0.0 { 0.0 } else { acting[group] };
            settling[group] * left[group] + children[group] * shut_out
        });
    }

    fn note_preferences(&mut self, wishes: &Wishes<'_>) {
        self.first.copy_from_slice(&self.placed);
        self.wanted.copy_from_slice(&self.flow);
        let both = |way: usize| self.wanted[way][DISADVANTAGED] + self.wanted[way][OTHER];
        let nearest = |ways: &[u32]| {
            (ways[0] as usize..ways[1] as usize).find(|way| wishes.takes(*way)).map_or(0.0, both)
        };
        self.nearest = (
            wishes.level.ways_of.windows(2).map(nearest).sum(),
            (0..self.wanted.len()).map(both).sum(),
        );
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
            let (by_lot, by_band) = wishes.kept_back(school);
            if by_lot > 0.0 || by_band > 0.0 {
                self.share_out(wishes, school, by_lot, by_band);
                continue;
            }
            let mut left = *places;
            let ways = level.ways_to[school] as usize..level.ways_to[school + 1] as usize;
            for way in &level.by_distance[ways] {
                let way = *way as usize;
                let families = self.flow[way][DISADVANTAGED] + self.flow[way][OTHER];
                let taken = families.min(left);
                left -= taken;
                if taken < families {
                    self.open[way] = self.open[way].map(|open| open * (taken / families));
                    self.turned_away[level.origin[way] as usize] = true;
                }
            }
        }
        any
    }

    /// A full school that gives places by lot, or keeps some for a mix of pupils: first the lot, which
    /// knows neither distance nor group, then each band's places and last the rest, by distance.
    fn share_out(&mut self, wishes: &Wishes<'_>, school: usize, by_lot: Share, by_band: Share) {
        let level = wishes.level;
        let ways = level.ways_to[school] as usize..level.ways_to[school + 1] as usize;
        let ways = &level.by_distance[ways];
        let places = wishes.places[school];
        let drawn = by_lot * places / self.placed[school];
        let mut homes = [0.0; GROUPS];
        for way in ways {
            let way = *way as usize;
            self.taken[way] = self.flow[way].map(|families| drawn * families);
            let children = wishes.children[level.origin[way] as usize];
            homes = [homes[0] + children[0], homes[1] + children[1]];
        }
        let nearby: f64 = homes.iter().sum();
        let kept = (1.0 - by_lot) * by_band * places;
        let mut rest = (1.0 - by_lot) * (1.0 - by_band) * places;
        for (group, home) in homes.iter().enumerate() {
            let mut left = kept * home / nearby.max(f64::MIN_POSITIVE);
            for way in ways {
                let way = *way as usize;
                let more = (self.flow[way][group] - self.taken[way][group]).clamp(0.0, left);
                self.taken[way][group] += more;
                left = (left - more).max(0.0);
            }
            rest += left;
        }
        for way in ways {
            let way = *way as usize;
            let (flow, taken) = (self.flow[way], &mut self.taken[way]);
            let wait = [flow[0] - taken[0], flow[1] - taken[1]];
            let waiting = wait[0] + wait[1];
            let share = if waiting > rest { rest / waiting } else { 1.0 };
            // Rounding may take a hair more than there is, and the next way must not divide by it.
            rest = (rest - share * waiting).max(0.0);
            if share < 1.0 {
                for group in 0..GROUPS {
                    taken[group] += share * wait[group];
                    if flow[group] > 0.0 {
                        self.open[way][group] *= taken[group] / flow[group];
                    }
                }
                self.turned_away[level.origin[way] as usize] = true;
            }
        }
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
            let first = ways.clone().find(|way| wishes.takes(*way)).unwrap_or(ways.start);
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
            rules: Rules::default(),
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

    /// Offers where the first school draws most families and has 30 places.
    fn sought(rules: Rules<'_>) -> Offers {
        let level = two_by_two();
        let mut offers = Offers::room_for(&level);
        offers.make(&Wishes {
            level: &level,
            children: &[[20.0, 20.0], [0.0, 20.0]],
            draw: &[1.0, 0.5, 1.0, 0.5],
            pull: &[[50.0; 2], [1.0; 2]],
            places: &[30.0, 100.0],
            active: [1.0; 2],
            rules,
        });
        offers
    }

    #[test]
    fn by_lot_families_from_further_away_get_places_too() {
        let offers = sought(Rules { lottery: &[1.0, 1.0], ..Rules::default() });
        let from = |way: usize| offers.flow[way].iter().sum::<f64>();
        assert!((offers.placed[0] - 30.0).abs() < 1.0, "{:?}", offers.placed);
        assert!(from(3) > 5.0, "{} {}", from(0), from(3));
        let by_distance = sought(Rules::default());
        assert!(by_distance.flow[3].iter().sum::<f64>() < 1.0);
    }

    #[test]
    fn a_banded_school_takes_the_mix_of_the_homes_in_reach() {
        let offers = sought(Rules { banding: &[1.0, 1.0], ..Rules::default() });
        let taken = |group: usize| offers.flow[0][group] + offers.flow[3][group];
        assert!((offers.placed[0] - 30.0).abs() < 1.0, "{:?}", offers.placed);
        assert!((taken(DISADVANTAGED) - 10.0).abs() < 0.7, "{}", taken(DISADVANTAGED));
        assert!((offers.placed.iter().sum::<f64>() - 60.0).abs() < 1e-9);
    }

    #[test]
    fn no_rounding_makes_a_school_open_to_less_than_nobody() {
        let level = two_by_two();
        for tenths in 1..400 {
            let mut offers = Offers::room_for(&level);
            offers.make(&Wishes {
                level: &level,
                children: &[[20.0, 20.0], [0.0, 20.0]],
                draw: &[1.0, 0.5, 1.0, 0.5],
                pull: &[[50.0; 2], [1.0; 2]],
                places: &[f64::from(tenths) / 10.0, 100.0],
                active: [1.0; 2],
                rules: Rules { banding: &[0.3, 0.3], ..Rules::default() },
            });
            assert!(offers.open.iter().flatten().all(|open| *open >= 0.0), "{:?}", offers.open);
            assert!((offers.placed.iter().sum::<f64>() - 60.0).abs() < 1e-9, "{tenths} tenths");
        }
    }

    #[test]
    fn a_school_that_takes_nobody_gets_nobody() {
        let offers = sought(Rules { taking: &[false, true], ..Rules::default() });
        assert_eq!((offers.placed[0], offers.first[0]), (0.0, 0.0));
        assert!((offers.placed[1] - 60.0).abs() < 1e-9);
        assert!((offers.nearest.0 - 60.0).abs() < 1e-9, "the only one open is the nearest");
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

//! Each summer some schools join a trust or a federation, some are moved to another, and some trusts break up.
//!
//! A school that is to change looks at the trusts of the schools near by, and now and then at one further
//! away: nearness, what its schools have achieved, likeness of character and the limit on size decide. A
//! school judged Inadequate that is made to change hands goes to another trust; a head's leaving can be the
//! moment to join one. Every change disturbs the school, and a group that takes schools in has less time
//! for each.
//! Evidence: `mat-growth`, `trust-changes`, `trusts-2019` for rates; `federations`; `ties-to-mats` for ties
//! between schools that do not become trusts. How a trust is chosen is assumed.
//! Limits: trusts do not merge as wholes; nobody refuses a school; a school that joined does not go back to
//! its authority.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Purpose, Seed, Word, coarse, purpose, uniform};
use crate::driver::{autonomy, collaboration};
use crate::groups::Groups;
use crate::math;
use crate::parameters::parameters;
use crate::population::{GroupKind, Known};
use crate::standpoint::kilometres;
use crate::units::{Kilometres, Share};

/// How often groups change, and what trusts may be.
pub(crate) const READS: &[Entry] = &[
    collaboration::JOINING,
    collaboration::FEDERATING,
    collaboration::REBROKERING,
    collaboration::BREAKUP,
    collaboration::ON_VACANCY,
    collaboration::SPAN_LIMIT,
    collaboration::LIKE_CHARACTER,
    autonomy::CONVERTING,
];

const SUMMER: Purpose = purpose("grouping.summer");
const BREAKS: Purpose = purpose("grouping.breaks_up");

parameters! {
    /// How a trust is found.
    pub struct Parameters of "grouping" {
        #[doc = "Fall of the logarithm of a trust's chance to be chosen with each usual distance to its nearest school."]
        distance: 1.0 in 0.0..=10.0, "log per usual distance", triangular(0.5, 1.0, 2.0), "trusts-2019", C;
        #[doc = "Distance that schools who join a trust take as usual."]
        usual_km: 8.0 in 0.5..=200.0, "km", triangular(4.0, 8.0, 20.0), "trusts-2019", C;
        #[doc = "Growth of that logarithm with each SD of the trust's published progress."]
        record: 0.3 in -3.0..=5.0, "log per SD", contested(0.3, -0.2, 0.3, 1.0), "assumption", C;
        #[doc = "Fall of that logarithm where most of a strict trust's schools differ in having a religious character."]
        character: 3.0 in -2.0..=20.0, "log", triangular(1.0, 3.0, 6.0), "religious-character", C;
        #[doc = "Share of schools that look further away than their neighbours' trusts."]
        far: 0.1 in 0.0..=1.0, "share", triangular(0.0, 0.1, 0.3), "trusts-2019", C;
        #[doc = "Most schools of a federation."]
        federation: 3.0 in 2.0..=20.0, "schools", triangular(2.0, 3.0, 6.0), "federations", B;
    }
}

/// Words of a school's summer: whether, which way it looks, whom it finds.
const WORDS: usize = 3;
/// Schools whose summers are drawn together.
const BLOCK: usize = 64;
/// Trusts between which a school chooses.
const CHOICES: usize = 16;

/// One summer of joining, changing and breaking up.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    levers: Res<Levers>,
    contacts: Res<Known>,
    mut groups: ResMut<Groups>,
    mut schools: Query<(
        (&Open, &Place, &Religious, &TrackRecord, &Visits),
        (&mut InGroup, &mut Governance, &mut Churn),
    )>,
    heads: Query<&LedBy>,
) {
    let Some((
        (open, places, religious, records, visits),
        (mut in_group, mut governance, mut churn),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some(led) = rows(heads.contiguous_iter()) else { return };
    let (in_group, governance) =
        (in_group.bypass_change_detection(), governance.bypass_change_detection());
    let churn = churn.bypass_change_detection();
    let rules = Rules::of(&levers);
    let mut draws = seed.draws(SUMMER);
    let mut breaks = seed.draws(BREAKS);
    groups.changed = 0;
    let mut block: [Word; BLOCK * WORDS] = [[0; 8]; BLOCK * WORDS];
    for school in 0..open.len() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut block);
        }
        if !open[school].0 {
            continue;
        }
        let words = &block.as_chunks::<WORDS>().0[school % BLOCK];
        let group = in_group[school].0;
        let broken = group.filter(|_| rules.breakup[school] > 0.0).is_some_and(|group| {
            let [word] = breaks.at::<1>(group, now.address(), 0);
            uniform(word) < rules.breakup[school]
        });
        let stands = Stands {
            governance: governance[school],
            alone: groups.size(group) < 2,
            broken,
            transferred: visits[school].this_year > 0 && visits[school].transferred,
            vacant: led[school].leaves,
        };
        let Some(change) = rules.change(school, &stands, uniform(words[0])) else { continue };
        // A change of hands after an inspection has disturbed the school already.
        if !stands.transferred {
            churn[school].0 += 1.0;
        }
        if groups.still {
            continue;
        }
        let sight = Sight { p: &p, groups: &groups, places, religious, records, open };
        let to = match change {
            Change::Alone => groups.found(GroupKind::SingleAcademyTrust, school),
            Change::Federation => {
                let near = contacts.0.near(school).iter().map(|near| *near as usize);
                let fits =
                    |near: &usize| sight.federates(*near, governance[*near], in_group[*near]);
                let Some(partner) = near.into_iter().find(fits) else { continue };
                in_group[partner].0.unwrap_or_else(|| {
                    let federation = groups.found(GroupKind::Federation, school);
                    let (group, governed) = (&mut in_group[partner], &mut governance[partner]);
                    groups.move_school(federation, group, governed);
                    churn[partner].0 += 1.0;
                    federation
                })
            }
            Change::Trust => {
                let afar = uniform(words[1]) < p.far;
                let known = if afar { contacts.0.family(school) } else { contacts.0.near(school) };
                let limits = (rules.span[school], rules.character[school]);
                let chosen = sight.trust(school, group, in_group, known, limits, coarse(words[2]));
                match chosen {
                    Some(trust) => trust,
                    None if stands.alone => groups.found(GroupKind::MultiAcademyTrust, school),
                    None => continue,
                }
            }
        };
        if group != Some(to) {
            groups.move_school(to, &mut in_group[school], &mut governance[school]);
        }
    }
    groups.list(in_group);
}

/// How often what changes: the levers, school by school.
struct Rules<'a> {
    joining: &'a [f64],
    federating: &'a [f64],
    rebrokering: &'a [f64],
    breakup: &'a [f64],
    vacancy: &'a [f64],
    span: &'a [f64],
    character: &'a [f64],
    converting: &'a [f64],
}

/// How a school stands when its structure may change.
#[derive(Clone, Copy, Debug)]
struct Stands {
    governance: Governance,
    /// Whether its group, if it has one, has no other school.
    alone: bool,
    /// Whether its trust breaks up.
    broken: bool,
    /// Whether a judgement of this year makes it change hands.
    transferred: bool,
    /// Whether its head leaves.
    vacant: bool,
}

/// What a school is to become part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Trust,
    Federation,
    /// An academy on its own.
    Alone,
}

impl<'a> Rules<'a> {
    fn of(levers: &'a Levers) -> Self {
        Self {
            joining: levers.of(&collaboration::JOINING),
            federating: levers.of(&collaboration::FEDERATING),
            rebrokering: levers.of(&collaboration::REBROKERING),
            breakup: levers.of(&collaboration::BREAKUP),
            vacancy: levers.of(&collaboration::ON_VACANCY),
            span: levers.of(&collaboration::SPAN_LIMIT),
            character: levers.of(&collaboration::LIKE_CHARACTER),
            converting: levers.of(&autonomy::CONVERTING),
        }
    }

    /// Whether and how a school changes this summer, by one uniform draw.
    fn change(&self, school: usize, stands: &Stands, u: f64) -> Option<Change> {
        if stands.transferred {
            return Some(Change::Trust);
        }
        if stands.governance == Governance::Trust && !stands.alone {
            return (stands.broken || u < self.rebrokering[school]).then_some(Change::Trust);
        }
        let vacancy = if stands.vacant { self.vacancy[school] } else { 0.0 };
        let joins = 1.0 - (1.0 - self.joining[school]) * (1.0 - vacancy);
        if u < joins {
            return Some(Change::Trust);
        }
        let rest = math::ratio(u - joins, 1.0 - joins);
        let (federates, converts) = (self.federating[school], self.converting[school]);
        match rest {
            _ if stands.governance != Governance::Maintained => None,
            rest if rest < federates => Some(Change::Federation),
            rest if rest < federates + (1.0 - federates) * converts => Some(Change::Alone),
            _ => None,
        }
    }
}

/// What a school sees of the groups around it.
struct Sight<'a> {
    p: &'a Parameters,
    groups: &'a Groups,
    places: &'a [Place],
    religious: &'a [Religious],
    records: &'a [TrackRecord],
    open: &'a [Open],
}

impl Sight<'_> {
    /// Whether a school can be federated with: it is maintained alone, or its federation has room.
    fn federates(&self, school: usize, governance: Governance, group: InGroup) -> bool {
        let room = f64::from(self.groups.size(group.0)) < self.p.federation;
        let may = match governance {
            Governance::Maintained => true,
            Governance::Federation => room,
            _ => false,
        };
        may && self.open[school].0
    }

    /// The trust that a school finds among those of the schools that it knows.
    fn trust(
        &self,
        school: usize,
        own: Option<u32>,
        in_group: &[InGroup],
        known: &[u32],
        (span, strict): (f64, Share),
        u: f64,
    ) -> Option<u32> {
        let mut found: [(u32, f64); CHOICES] = [(0, 0.0); CHOICES];
        let mut count = 0;
        for near in known.iter().map(|near| *near as usize).filter(|near| *near != school) {
            let Some(trust) = in_group[near].0.filter(|group| Some(*group) != own) else {
                continue;
            };
            let group = &self.groups.all[trust as usize];
            let seen = found[..count].iter().any(|(other, _)| *other == trust);
            let fits = group.kind == GroupKind::MultiAcademyTrust && f64::from(group.size) < span;
            if seen || !fits || count == CHOICES {
                continue;
            }
            let members = self.groups.members(Some(trust));
            let offer = Offer {
                km: kilometres(self.places[school], self.places[near]),
                record: math::mean(
                    members.iter().map(|member| self.records[*member as usize].progress),
                ),
                unlike: self.unlike(school, members),
            };
            found[count] = (trust, math::exp(score(self.p, strict, &offer)));
            count += 1;
        }
        let all: f64 = found[..count].iter().map(|(_, weight)| weight).sum();
        let mut left = u * all;
        let chosen = found[..count].iter().find(|(_, weight)| {
            left -= weight;
            left < 0.0
        });
        chosen.or(found[..count].last()).map(|(trust, _)| *trust)
    }

    /// Whether most schools of a group differ from a school in having a religious character.
    fn unlike(&self, school: usize, members: &[u32]) -> bool {
        let differs = |member: &&u32| self.religious[**member as usize] != self.religious[school];
        2 * members.iter().filter(differs).count() > members.len()
    }
}

/// A trust as a school sees it.
#[derive(Clone, Copy, Debug)]
struct Offer {
    km: Kilometres,
    /// Mean published progress of its schools, in SD of schools.
    record: f64,
    /// Whether most of its schools differ in character.
    unlike: bool,
}

/// Logarithm of the weight of a trust in a school's choice.
fn score(p: &Parameters, strict: Share, offer: &Offer) -> f64 {
    let unlike = if offer.unlike { p.character * strict } else { 0.0 };
    p.record * offer.record - p.distance * offer.km / p.usual_km - unlike
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDS: Stands = Stands {
        governance: Governance::Maintained,
        alone: true,
        broken: false,
        transferred: false,
        vacant: false,
    };

    const RULES: Rules<'static> = Rules {
        joining: &[0.1],
        federating: &[0.5],
        rebrokering: &[0.2],
        breakup: &[0.0],
        vacancy: &[0.5],
        span: &[80.0],
        character: &[1.0],
        converting: &[0.5],
    };

    #[test]
    fn a_maintained_school_joins_federates_or_stays() {
        let change = |u| RULES.change(0, &STANDS, u);
        assert_eq!(change(0.05), Some(Change::Trust));
        assert_eq!(change(0.3), Some(Change::Federation));
        assert_eq!(change(0.7), Some(Change::Alone));
        assert_eq!(change(0.9), None);
        let vacant = Stands { vacant: true, ..STANDS };
        assert_eq!(RULES.change(0, &vacant, 0.5), Some(Change::Trust));
        let federated = Stands { governance: Governance::Federation, alone: false, ..STANDS };
        assert_eq!(RULES.change(0, &federated, 0.3), None);
    }

    #[test]
    fn a_school_of_a_trust_is_moved_or_its_trust_breaks_up() {
        let of_trust = Stands { governance: Governance::Trust, alone: false, ..STANDS };
        assert_eq!(RULES.change(0, &of_trust, 0.1), Some(Change::Trust));
        assert_eq!(RULES.change(0, &of_trust, 0.3), None);
        let broken = Stands { broken: true, ..of_trust };
        assert_eq!(RULES.change(0, &broken, 0.3), Some(Change::Trust));
        let failed = Stands { transferred: true, ..of_trust };
        assert_eq!(RULES.change(0, &failed, 0.99), Some(Change::Trust));
    }

    #[test]
    fn nearness_record_and_character_weigh_as_their_parameters_say() {
        let p = Parameters::default();
        let near = Offer { km: 0.0, record: 0.0, unlike: false };
        assert_eq!(score(&p, 1.0, &near), 0.0);
        assert_eq!(score(&p, 1.0, &Offer { km: p.usual_km, ..near }), -p.distance);
        assert_eq!(score(&p, 1.0, &Offer { record: 2.0, ..near }), 2.0 * p.record);
        assert_eq!(score(&p, 0.5, &Offer { unlike: true, ..near }), -0.5 * p.character);
    }
}

//! Each autumn schools give up some ties, keep others and look for new partners.
//!
//! A school that has hours to spare meets a few others: schools near by, schools of its family, of its
//! trust or federation, or a helper whom a broker brings. Whether a tie comes of it follows what it
//! expects to learn, the two heads, the climate in both staffs, distance, rivalry over the same
//! families, reward, and hours. What each partner is asked for is planned for the year, unless an
//! agreement says it; holding many ties together takes hours of its own, the more for each further one. Ties end of themselves, sooner
//! where trust is low, one side only gives, the head is new or hours are short.
//! Evidence: `tie-distance`, `partners-per-school`, `tie-decay`, all of them recalled or assumed;
//! `ties-to-mats` for ties that become no trusts.
//! Limits: formation reads neither free meals nor surroundings, but for the likeness of two partners;
//! schools do not see what their partners' partners do.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, attention, rows};
use crate::agent::{Phase as SchoolPhase, *};
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Half, Purpose, Seed, Word, coarse, half_uniform, halves, purpose, uniform};
use crate::driver::{accountability, autonomy, capacity, collaboration, competition, funding};
use crate::groups::Groups;
use crate::math;
use crate::parameters::parameters;
use crate::population::{Baseline, Contacts, Known, Layout};
use crate::standpoint::{
    Standpoint, Standpoints, advantage, confidence, fit, place_in_single, practice_in_single,
};
use crate::term::TERMS_PER_YEAR;
use crate::units::{HoursPerTerm, Share};

/// What brings schools together, what keeps them apart, and what they are to do.
pub(crate) const READS: &[Entry] = &[
    accountability::COLLABORATION_CREDIT,
    competition::HOARDING,
    funding::PARTNERSHIP_GRANT,
    collaboration::JOINT_PRACTICE,
    collaboration::PEER_REVIEW,
    collaboration::DEPTH,
    collaboration::RIGOUR,
    collaboration::ROTATION,
    collaboration::GOVERNANCE,
    collaboration::RECIPROCITY,
    collaboration::SHARED_PURPOSE,
    collaboration::SEARCH_REACH,
    collaboration::MATCH_NEED,
    collaboration::MATCH_SKILL,
    collaboration::MATCH_CONTEXT,
    collaboration::FAMILIES_DATA,
    collaboration::REMOTE,
    collaboration::BROKER,
    collaboration::READINESS,
    collaboration::AREA_PARTNERSHIP,
    collaboration::LIKE_CHARACTER,
    capacity::BACKFILL,
    capacity::STAFF_EXCHANGE,
    autonomy::SUPPORT_OWNERSHIP,
];

const ENDS: Purpose = purpose("partnership.ends");
const MEETS: Purpose = purpose("partnership.meets");

parameters! {
    /// How ties come about and end.
    pub struct Parameters of "partnership" {
        #[doc = "Hours that a school of twelve teachers has for partners in a term, its head's time being as usual."]
        hours: 70.0 in 0.0..=1000.0, "hours a term", triangular(35.0, 70.0, 120.0), "partners-per-school", C;
        #[doc = "Hours that a tie takes in a term where neither school is short of them."]
        usual_hours: 8.0 in 0.5..=100.0, "hours a term", triangular(5.0, 8.0, 15.0), "assumption", C;
        #[doc = "Hours that one tie takes to hold together; they grow with the square of the number of ties."]
        coordination: 0.6 in 0.0..=20.0, "hours a term", triangular(0.2, 0.6, 1.5), "assumption", C;
        #[doc = "Fall of the logarithm of those hours with each SD of the head's skill in partnerships."]
        coordination_of_skill: 0.3 in -1.0..=2.0, "log per SD", triangular(0.0, 0.3, 0.6), "assumption", C;
        #[doc = "What an hour of time for partners costs, from a grant."]
        hour_cost: 40.0 in 5.0..=500.0, "£ an hour", triangular(30.0, 40.0, 60.0), "assumption", C;
        #[doc = "Readiness of two schools who meet to work together, all else being as usual."]
        readiness: -0.3 in -10.0..=10.0, "log odds", triangular(-1.5, -0.3, 1.0), "partners-per-school", C;
        #[doc = "Growth of that readiness with each SD of practice that the school expects to learn from."]
        gain: 0.5 in -2.0..=5.0, "log odds per SD", triangular(0.0, 0.5, 1.0), "assumption", C;
        #[doc = "Growth of that readiness with each SD of the two heads' willingness."]
        disposition: 1.2 in -2.0..=5.0, "log odds per SD", triangular(0.3, 1.2, 2.0), "assumption", C;
        #[doc = "Growth of that readiness with each SD of climate in both schools."]
        climate: 0.5 in -2.0..=5.0, "log odds per SD", contested(0.3, -0.1, 0.5, 1.0), "assumption", C;
        #[doc = "Growth of that readiness with the other head's confidence, from none to full."]
        confidence: 1.0 in -5.0..=5.0, "log odds", contested(0.3, -0.3, 1.0, 2.0), "assumption", C;
        #[doc = "Confidence that the other head loses with each unit of pressure beyond the usual."]
        doubt_of_pressure: 0.1 in -2.0..=2.0, "share per unit", contested(0.35, -0.05, 0.1, 0.3), "accountability-stress", C;
        #[doc = "Fall of that readiness with each usual distance between the two."]
        distance: 1.0 in 0.0..=10.0, "log odds per usual distance", triangular(0.5, 1.0, 2.0), "tie-distance", C;
        #[doc = "Distance that partners take as usual."]
        usual_km: 8.0 in 0.5..=100.0, "km", triangular(4.0, 8.0, 15.0), "tie-distance", C;
        #[doc = "Fall of that readiness where two schools live on the same families and places stay empty."]
        rivalry: 2.0 in -10.0..=20.0, "log odds", contested(0.3, -1.0, 2.0, 6.0), "assumption", C;
        #[doc = "Distance at which half of the rivalry for the same pupils is left, primary schools; twice as far for others."]
        catchment: 1.5 in 0.1..=50.0, "km", triangular(0.8, 1.5, 3.0), "choice-nearest", C;
        #[doc = "Growth of that readiness with full credit for helping other schools."]
        incentive: 1.0 in -5.0..=5.0, "log odds", contested(0.3, -0.3, 1.0, 2.0), "assumption", C;
        #[doc = "Growth of that readiness when a broker brings a helper."]
        brokered: 1.5 in -5.0..=10.0, "log odds", triangular(0.5, 1.5, 3.0), "city-challenge", C;
        #[doc = "Growth of that readiness between schools of one authority."]
        same_authority: 0.5 in -5.0..=5.0, "log odds", triangular(0.0, 0.5, 1.5), "tie-distance", C;
        #[doc = "Growth of that readiness between schools of an authority with a convened partnership at full strength, beyond today's."]
        convened: 1.0 in -5.0..=5.0, "log odds", contested(0.3, -0.3, 1.0, 2.0), "n-local-partnerships", C;
        #[doc = "Fall of that readiness between schools of which one has a religious character and the other none, where trusts are strict about it beyond today."]
        character: 1.0 in -5.0..=5.0, "log odds", contested(0.35, -0.3, 1.0, 2.0), "religious-character", C;
        #[doc = "Growth of that readiness with each tenth of its teachers whom a school exchanges."]
        exchange: 0.3 in -5.0..=5.0, "log odds per tenth", contested(0.35, -0.1, 0.3, 0.8), "mat-moves", C;
        #[doc = "Chance that schools of one cluster who meet work together, whatever they feel."]
        cluster_binding: 0.4 in 0.0..=1.0, "chance", triangular(0.1, 0.4, 0.8), "assumption", C;
        #[doc = "Growth of that readiness with hours left for one more tie, in ties."]
        room: 0.3 in -2.0..=5.0, "log odds per tie", triangular(0.1, 0.3, 0.8), "assumption", C;
        #[doc = "Weight of likeness and of complementing strengths in readiness, where partners are matched by them."]
        matching: 2.0 in -5.0..=10.0, "log odds", triangular(0.5, 2.0, 4.0), "assumption", C;
        #[doc = "Share of loose ties that end in a year where trust is middling."]
        decay: 0.22 in 0.0..=1.0, "share a year", triangular(0.15, 0.22, 0.30), "tie-decay", C;
        #[doc = "Growth of that share where partners challenge one another with full rigour and no trust."]
        candour: 0.5 in -1.0..=5.0, "ratio", contested(0.35, -0.2, 0.5, 1.5), "assumption", C;
        #[doc = "How often such ties end with a new head, where 1 is as often."]
        decay_of_new_head: 2.0 in 0.0..=10.0, "ratio", triangular(1.0, 2.0, 3.0), "tie-decay", C;
        #[doc = "Trust between two schools that begin to work together."]
        first_trust: 0.25 in 0.01..=0.9, "share", triangular(0.1, 0.25, 0.4), "trust-growth", C;
        #[doc = "Depth of a tie that was entered into for defence, where 1 is that of one meant to improve."]
        defensive_depth: 0.5 in 0.0..=2.0, "ratio", triangular(0.0, 0.5, 1.0), "assumption", C;
        #[doc = "Weight of each SD of difference in free meals against likeness: 1 halves it."]
        unlike_pupils: 0.4 in 0.0..=5.0, "ratio per SD", triangular(0.1, 0.4, 1.0), "gap-within-family", C;
        #[doc = "Weight of a difference of stage against likeness: 1 halves it."]
        unlike_stage: 0.6 in 0.0..=5.0, "ratio", triangular(0.2, 0.6, 1.5), "assumption", C;
        #[doc = "Weight of a difference of surroundings against likeness: 1 halves it."]
        unlike_place: 0.15 in 0.0..=5.0, "ratio", triangular(0.0, 0.15, 0.5), "assumption", C;
    }
}

/// Schools whom one in search meets in an autumn.
const MEETINGS: usize = 3;
/// Words of a school's meetings: whom it meets and what comes of it; how, and what they would do.
const WORDS: usize = 2 * MEETINGS;
/// Words of what ends: half a word for each of its own ties.
const END_WORDS: usize = TIE_ROWS / 2;
/// Schools whose autumns are drawn together.
const BLOCK: usize = 64;
/// Strength of the partnerships that areas have today.
const USUAL_CONVENED: Share = collaboration::AREA_PARTNERSHIP.default;
/// Share of its meetings that a school in a trust, federation or cluster has inside it.
const INSIDE: Share = 0.25;
/// Teachers of a school whose hours for partners are usual; they grow with the root of the staff.
const USUAL_STAFF: f64 = 12.0;
/// Hours a term from which a tie counts as one that works.
const WORKING_HOURS: f32 = 3.0;
/// Trust from which a tie counts as one that works.
const WORKING_TRUST: f32 = 0.5;
/// Terms for which brokered help, reviews and joint work are agreed.
const AGREED: u16 = TERMS_PER_YEAR as u16;
/// Distance, in usual ones, beyond which partners who can meet from afar do.
const AFAR: f64 = 2.5;
/// Part of the way to what its levers ask for that the depth of a tie makes in a year.
const DEPTH_PACE: f32 = 0.5;

impl Tie {
    /// Whether there is one.
    pub fn is_live(&self) -> bool {
        self.kind != TieKind::Vacant
    }
}

/// One autumn: what ends, what begins, and how many hours go to each.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    (p, usual_time): (Res<Parameters>, Res<attention::Parameters>),
    levers: Res<Levers>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    (contacts, groups, mut standpoints): (Res<Known>, Res<Groups>, ResMut<Standpoints>),
    mut schools: Query<(
        (&SchoolPhase, &Place, &Authority, &Setting, &Disadvantage, &Roll, &InGroup, &Open),
        (&Climate, &Practice, &Reputation, &TrackRecord, &Priorities, &Admissions),
        (&Attention, &Effort, &Pressure, &Finance, &Introduced, &mut Partners),
        (&Religious, &InCluster, &ServedBy),
    )>,
    heads: Query<(&Skill, &Collaborator, &Tenure)>,
    mut ties: Query<(&mut Tie, &mut Bond, &mut Fit)>,
) {
    let Some((
        (phases, places, authorities, settings, poverty, rolls, in_group, open),
        (climates, practices, reputations, records, priorities, admissions),
        (attention, efforts, pressures, finances, introduced, mut partners),
        (religious, clusters, served_by),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some((skills, collaborators, tenures)) = rows(heads.contiguous_iter()) else { return };
    let Some((mut ties, mut bonds, mut fits)) = rows(ties.contiguous_iter_mut()) else { return };
    let partners = partners.bypass_change_detection();
    let mut network = Network {
        ties: ties.bypass_change_detection(),
        bonds: bonds.bypass_change_detection(),
        fits: fits.bypass_change_detection(),
    };
    let asked = Asked::of(&levers);
    for (school, standpoint) in standpoints.0.iter_mut().enumerate() {
        let collaborator = &collaborators[school];
        *standpoint = Standpoint {
            place: place_in_single(places[school]),
            practice: practice_in_single(&practices[school]),
            poverty: poverty[school].0 as f32,
            climate: climates[school].0 as f32,
            renown: reputations[school].0 as f32,
            confidence: confidence(&records[school], &skills[school]) as f32,
            willing: collaborator.disposition as f32,
            empty: admissions[school].empty_nearby as f32,
            holding: holding(&p, collaborator.skill) as f32,
            group: in_group[school].0,
            cluster: clusters[school].0,
            religious: religious[school].0,
            authority: authorities[school].0,
            setting: settings[school],
            primary: phases[school].is_primary(),
            chosen: priorities[school].chosen,
            open: open[school].0,
            new_head: tenures[school].0 == 0,
        };
    }
    let sight = Sight {
        p: &p,
        asked: &asked,
        schools: &standpoints.0,
        pressures,
        finances,
        served_by,
        usual_pressure: baseline.leadership.pressure,
    };
    for (school, partners) in partners.iter_mut().enumerate() {
        let time =
            efforts[school].0 * attention[school].0[COLLABORATION] / usual_time.collaboration;
        let staff = layout.posts(school).len() as f64;
        let granted = asked.grant[school] * f64::from(rolls[school].0)
            / p.hour_cost
            / f64::from(TERMS_PER_YEAR);
        let hours = p.hours * time * (staff / USUAL_STAFF).sqrt() + granted;
        *partners = Partners { room: hours, ..Partners::default() };
    }
    let mut draws = seed.draws(ENDS);
    let mut block: [Word; BLOCK * END_WORDS] = [[0; 8]; BLOCK * END_WORDS];
    for school in 0..partners.len() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut block);
        }
        let chances = halves(&block.as_chunks::<END_WORDS>().0[school % BLOCK]);
        network.keep(&sight, school, layout.ties(school), chances, partners);
    }
    let mut draws = seed.draws(MEETS);
    let mut block: [Word; BLOCK * WORDS] = [[0; 8]; BLOCK * WORDS];
    for school in 0..partners.len() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut block);
        }
        let words = &block.as_chunks::<WORDS>().0[school % BLOCK];
        if open[school].0 {
            network.join_hub(&sight, school, &layout, partners);
            let known = (&*contacts.0, &*groups);
            network.seek(&sight, known, school, &layout, words, introduced[school], partners);
        }
    }
    for (school, partners) in partners.iter_mut().enumerate() {
        partners.room -= coordination(&sight.schools[school], partners.ties);
    }
    network.plan(&p, &layout, partners);
}

/// What is asked of ties: the levers, school by school.
struct Asked<'a> {
    credit: &'a [f64],
    hoarding: &'a [f64],
    grant: &'a [f64],
    joint: &'a [f64],
    review: &'a [f64],
    depth: &'a [f64],
    rigour: &'a [f64],
    rotation: &'a [f64],
    governance: &'a [f64],
    reciprocity: &'a [f64],
    purpose: &'a [f64],
    reach: &'a [f64],
    need: &'a [f64],
    skill: &'a [f64],
    context: &'a [f64],
    data: &'a [f64],
    remote: &'a [f64],
    broker: &'a [f64],
    convened: &'a [f64],
    own_accord: &'a [f64],
    strict: &'a [f64],
    backfill: &'a [f64],
    exchange: &'a [f64],
    ownership: &'a [f64],
}

impl<'a> Asked<'a> {
    fn of(levers: &'a Levers) -> Self {
        Self {
            credit: levers.of(&accountability::COLLABORATION_CREDIT),
            hoarding: levers.of(&competition::HOARDING),
            grant: levers.of(&funding::PARTNERSHIP_GRANT),
            joint: levers.of(&collaboration::JOINT_PRACTICE),
            review: levers.of(&collaboration::PEER_REVIEW),
            depth: levers.of(&collaboration::DEPTH),
            rigour: levers.of(&collaboration::RIGOUR),
            rotation: levers.of(&collaboration::ROTATION),
            governance: levers.of(&collaboration::GOVERNANCE),
            reciprocity: levers.of(&collaboration::RECIPROCITY),
            purpose: levers.of(&collaboration::SHARED_PURPOSE),
            reach: levers.of(&collaboration::SEARCH_REACH),
            need: levers.of(&collaboration::MATCH_NEED),
            skill: levers.of(&collaboration::MATCH_SKILL),
            context: levers.of(&collaboration::MATCH_CONTEXT),
            data: levers.of(&collaboration::FAMILIES_DATA),
            remote: levers.of(&collaboration::REMOTE),
            broker: levers.of(&collaboration::BROKER),
            convened: levers.of(&collaboration::AREA_PARTNERSHIP),
            own_accord: levers.of(&collaboration::READINESS),
            strict: levers.of(&collaboration::LIKE_CHARACTER),
            backfill: levers.of(&capacity::BACKFILL),
            exchange: levers.of(&capacity::STAFF_EXCHANGE),
            ownership: levers.of(&autonomy::SUPPORT_OWNERSHIP),
        }
    }
}

/// What is known of every school when partners are chosen.
struct Sight<'a> {
    p: &'a Parameters,
    asked: &'a Asked<'a>,
    schools: &'a [Standpoint],
    pressures: &'a [Pressure],
    finances: &'a [Finance],
    served_by: &'a [ServedBy],
    usual_pressure: f64,
}

/// How two schools came to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Near,
    Family,
    Inside,
    Cluster,
    Broker,
}

impl Sight<'_> {
    /// How much of another school's practice this one sees before they work together.
    fn seen(&self, school: usize, way: Way) -> Share {
        let data = if way == Way::Family { self.asked.data[school] } else { 0.0 };
        (self.asked.need[school] + data).min(1.0)
    }

    /// The domain on which `taker` would work with `giver`: one of its priorities in which it is weak and,
    /// as far as it sees, the other strong.
    fn domain(&self, taker: usize, giver: usize, seen: Share) -> usize {
        let (own, other) = (&self.schools[taker].practice, &self.schools[giver].practice);
        let (chosen, seen) = (self.schools[taker].chosen, seen as f32);
        let mut best = (f32::NEG_INFINITY, 0);
        for domain in 0..DOMAINS {
            let promise = seen * other[domain] - own[domain];
            if (chosen == 0 || chosen & (1 << domain) != 0) && promise > best.0 {
                best = (promise, domain);
            }
        }
        best.1
    }

    /// Whether a tie's ground is gone: a school has closed, has left the group or the hub.
    fn gone(&self, school: usize, tie: &Tie) -> bool {
        let (here, there) = (&self.schools[school], &self.schools[tie.with as usize]);
        let closed = !here.open || !there.open;
        closed
            || match tie.kind {
                // What two schools have agreed for some terms holds without a common group.
                TieKind::Group => tie.agreed == 0 && here.group != there.group,
                TieKind::Hub => self.served_by[school].hub != Some(tie.with),
                _ => false,
            }
    }

    /// How much better a school is than another in a domain, in SD of schools.
    fn better(&self, school: usize, than: usize, domain: usize) -> f64 {
        f64::from(self.schools[school].practice[domain] - self.schools[than].practice[domain])
    }

    /// Log odds that two schools who meet work together, their hours apart.
    fn readiness(&self, school: usize, other: usize, way: Way, domain: usize, fit: &Fit) -> f64 {
        let (p, asked) = (self.p, self.asked);
        let (here, there) = (&self.schools[school], &self.schools[other]);
        let seen = self.seen(school, way);
        let renown = f64::from(there.renown - here.renown);
        let expected = seen * self.better(other, school, domain) + (1.0 - seen) * 0.5 * renown;
        let far = (1.0 - 0.9 * asked.remote[school]) * (1.0 - 0.5 * asked.purpose[school]);
        let km = far * f64::from(fit.km) / p.usual_km;
        let threat = 0.5 * f64::from(here.empty + there.empty) + asked.hoarding[school];
        let willing = 0.5 * f64::from(here.willing + there.willing);
        let climate = 0.5 * f64::from(here.climate + there.climate);
        let pressed = self.pressures[other].accountability - self.usual_pressure;
        let confident = f64::from(there.confidence) - 0.5 - p.doubt_of_pressure * pressed;
        let matched = asked.context[school] * f64::from(fit.likeness)
            + asked.skill[school] * f64::from(fit.complement);
        let near_by = if here.authority == there.authority {
            p.same_authority + p.convened * (asked.convened[school] - USUAL_CONVENED)
        } else {
            0.0
        };
        let strict = asked.strict[school] - collaboration::LIKE_CHARACTER.default;
        let unlike = if here.religious == there.religious { 0.0 } else { p.character * strict };
        p.readiness
            + asked.own_accord[school]
            + p.gain * expected
            + p.disposition * willing
            + p.climate * climate
            + p.confidence * confident
            - p.distance * km
            - p.rivalry * f64::from(fit.rivalry) * threat
            + p.incentive * asked.credit[school]
            + p.matching * matched
            + p.exchange * 10.0 * asked.exchange[school]
            + near_by
            - unlike
            + if way == Way::Broker { p.brokered } else { 0.0 }
    }

    /// Why a school enters into a tie: what weighs most of what it could learn, of the fear of being
    /// judged, and of money being short.
    fn motive(&self, school: usize, other: usize, domain: usize) -> Motive {
        let learn = self.better(other, school, domain);
        let fear = self.pressures[school].accountability - self.usual_pressure;
        let squeeze = 1.0 - self.finances[school].development;
        motive(learn, fear, squeeze)
    }

    /// Depth that a tie of some kind and motive is to have.
    fn depth(&self, school: usize, kind: TieKind, motive: Motive) -> f32 {
        let meant = match motive {
            Motive::Improve => 1.0,
            Motive::Defend => self.p.defensive_depth,
            Motive::Save => 0.0,
        };
        (depth_of(kind, self.asked.depth[school]) * meant).clamp(0.0, 1.0) as f32
    }
}

/// The motive that weighs most; the wish to improve where none does.
fn motive(learn: f64, fear: f64, squeeze: f64) -> Motive {
    // A third of a unit of pressure, or of development cut, weighs as much as one SD to be learned.
    let (fear, squeeze) = (3.0 * fear, 3.0 * squeeze);
    let most = learn.max(0.5);
    if fear > most && fear >= squeeze {
        Motive::Defend
    } else if squeeze > most {
        Motive::Save
    } else {
        Motive::Improve
    }
}

/// Depth of a kind of tie where the lever asks for `asked`.
fn depth_of(kind: TieKind, asked: Share) -> Share {
    match kind {
        TieKind::Vacant => 0.0,
        TieKind::Network | TieKind::PeerReview | TieKind::Hub => asked,
        TieKind::Group => asked + 0.5 * (1.0 - asked) * asked,
        TieKind::Support | TieKind::JointPractice => asked + (1.0 - asked) * 0.5,
    }
}

/// Hours that one tie takes to hold together in a term, as its head leads.
fn holding(p: &Parameters, skill: f64) -> HoursPerTerm {
    p.coordination * math::exp(-p.coordination_of_skill * skill)
}

/// Hours that holding so many ties together takes in a term: they grow with the square of their number.
fn coordination(school: &Standpoint, ties: u16) -> HoursPerTerm {
    let ties = f64::from(ties);
    f64::from(school.holding) * ties * ties
}

/// Hours that a kind of tie takes in a term, where 1 is usual.
fn hours_of(kind: TieKind) -> f64 {
    match kind {
        TieKind::Vacant => 0.0,
        TieKind::Network => 0.75,
        TieKind::PeerReview | TieKind::Group | TieKind::Hub => 1.25,
        TieKind::Support | TieKind::JointPractice => 2.0,
    }
}

/// A tie that may end.
#[derive(Clone, Copy, Debug)]
struct Lasting {
    kind: TieKind,
    trust: f64,
    /// Rigour with which the two challenge one another.
    rigour: Share,
    /// One side gives: 0 none more than the other, 1 only one.
    one_sided: Share,
    new_head: bool,
    /// Share of the hours that it should have and does not.
    short: Share,
    governance: Share,
    rotation: Share,
    /// How far brokers and convenors mend what wears: 1 takes half of it.
    mended: Share,
}

/// Chance that a tie ends this autumn.
fn ends(p: &Parameters, tie: &Lasting) -> Share {
    let held = match tie.kind {
        TieKind::Group => 1.0 - tie.governance,
        TieKind::JointPractice => 0.8,
        _ => 1.0,
    };
    let mistrust = (1.8 - 2.0 * tie.trust).max(0.1);
    let head = if tie.new_head { p.decay_of_new_head } else { 1.0 };
    let candid = 1.0 + p.candour * tie.rigour * (1.0 - 2.0 * tie.trust).max(0.0);
    let wears = candid * (1.0 + tie.one_sided) * (1.0 + tie.short) * (1.0 - 0.5 * tie.mended);
    let decay = (p.decay * held * mistrust * head * wears).min(1.0);
    let rotated = if tie.kind == TieKind::PeerReview { tie.rotation } else { 0.0 };
    1.0 - (1.0 - decay) * (1.0 - rotated)
}

/// The ties of all schools.
struct Network<'a> {
    ties: &'a mut [Tie],
    bonds: &'a mut [Bond],
    fits: &'a mut [Fit],
}

impl Network<'_> {
    /// Keeps or ends the ties that a school began, and says what those that stay are about this year.
    fn keep(
        &mut self,
        sight: &Sight<'_>,
        school: usize,
        rows: core::ops::Range<usize>,
        chances: &[Half],
        partners: &mut [Partners],
    ) {
        let asked = sight.asked;
        for (row, chance) in rows.zip(chances) {
            let tie = self.ties[row];
            if !tie.is_live() {
                continue;
            }
            let other = tie.with as usize;
            let bond = self.bonds[row];
            let lasting = Lasting {
                kind: tie.kind,
                trust: f64::from(bond.trust),
                rigour: f64::from(bond.rigour),
                one_sided: f64::from(bond.balance.abs()) * (1.0 - asked.reciprocity[school]),
                new_head: sight.schools[school].new_head || sight.schools[other].new_head,
                short: (1.0 - f64::from(bond.hours) / wanted(sight.p, &tie)).max(0.0),
                governance: asked.governance[school],
                rotation: asked.rotation[school],
                mended: asked.broker[school].max(asked.convened[school] - USUAL_CONVENED),
            };
            let gone = sight.gone(school, &tie);
            let agreed = tie.agreed > 0;
            if gone || (!agreed && half_uniform(*chance) < ends(sight.p, &lasting)) {
                self.ties[row] = Tie::default();
                self.bonds[row] = Bond::default();
                self.fits[row] = Fit::default();
                continue;
            }
            self.refresh(sight, school, row);
            self.count(sight, school, row, partners);
        }
    }

    /// What a tie is about this year: in turn the needs of the one side and of the other; brokered help
    /// always serves the weaker one.
    fn refresh(&mut self, sight: &Sight<'_>, school: usize, row: usize) {
        let tie = &mut self.ties[row];
        let other = tie.with as usize;
        let turn = (u32::from(tie.age) / TERMS_PER_YEAR).is_multiple_of(2);
        let serves_school = match tie.kind {
            TieKind::Support => {
                advantage(&sight.schools[other].practice, &sight.schools[school].practice) > 0.0
            }
            _ => turn,
        };
        let (taker, giver) = if serves_school { (school, other) } else { (other, school) };
        tie.domain = sight.domain(taker, giver, sight.seen(taker, Way::Near)) as u8;
        if tie.kind == TieKind::Hub {
            tie.sent = sight.served_by[school].hours as f32;
        } else if tie.agreed == 0 {
            tie.sent = 0.0;
        }
        if tie.agreed > 0 {
            return;
        }
        let depth = sight.depth(school, tie.kind, tie.motive);
        let bond = &mut self.bonds[row];
        bond.depth += DEPTH_PACE * (depth - bond.depth);
        bond.rigour += DEPTH_PACE * (sight.asked.rigour[school] as f32 - bond.rigour);
    }

    /// Counts a tie for both its schools.
    ///
    /// A hub has people for its partners, and hours of their own; of a system leader's hours those are left to
    /// find that nobody pays for.
    fn count(&self, sight: &Sight<'_>, school: usize, row: usize, partners: &mut [Partners]) {
        let tie = &self.ties[row];
        let wanted = wanted(sight.p, tie);
        let helper = tie.with as usize;
        partners[helper].room += sight.asked.backfill[helper] * f64::from(tie.sent);
        let hub = tie.kind == TieKind::Hub;
        for side in [school, helper].into_iter().take(if hub { 1 } else { 2 }) {
            let side = &mut partners[side];
            side.ties += 1;
            side.kinds |= 1 << tie.kind.index();
            side.wanted += wanted;
        }
    }

    /// A school that has hours left meets others; ties come of some of the meetings.
    #[expect(clippy::too_many_arguments, reason = "one autumn of one school takes all of it")]
    fn seek(
        &mut self,
        sight: &Sight<'_>,
        known: (&Contacts, &Groups),
        school: usize,
        layout: &Layout,
        words: &[Word; WORDS],
        introduced: Introduced,
        partners: &mut [Partners],
    ) {
        let p = sight.p;
        for meeting in 0..MEETINGS {
            let room = room_of(p, &partners[school], &sight.schools[school]);
            let helper = introduced.helper.filter(|_| meeting == 0);
            if room < -1.0 && helper.is_none() {
                return;
            }
            let rows = layout.ties(school);
            if let Some(helper) = helper.filter(|_| introduced.sent > 0.0)
                && self.send_again(rows.clone(), helper, introduced.sent)
            {
                continue;
            }
            let Some(row) = rows.clone().find(|row| !self.ties[*row].is_live()) else { return };
            let met = match helper {
                Some(helper) => Some((helper, Way::Broker)),
                None => meets(sight, known, school, words[meeting], words[MEETINGS + meeting]),
            };
            let Some((other, way)) = met else { continue };
            let other = other as usize;
            if !sight.schools[other].open {
                continue;
            }
            let fit = fit(p, &sight.schools[school], &sight.schools[other]);
            let domain = sight.domain(school, other, sight.seen(school, way));
            let theirs = room_of(p, &partners[other], &sight.schools[other]);
            let hours = p.room * (room.clamp(-2.0, 2.0) + theirs.clamp(-2.0, 2.0));
            let ready = sight.readiness(school, other, way, domain, &fit) + hours;
            let sent = helper.map_or(0.0, |_| introduced.sent);
            let bound = match way {
                Way::Inside => sight.asked.governance[school],
                Way::Cluster => p.cluster_binding,
                // A leader who is sent comes, as far as help is not the school's own to choose.
                Way::Broker if sent > 0.0 => 1.0 - sight.asked.ownership[school],
                _ => 0.0,
            };
            let chance = bound + (1.0 - bound) * math::logistic(ready);
            // Few meetings come so far: that the two are tied already is asked last.
            if uniform(words[meeting]) >= chance
                || self.has(rows, other as u32)
                || self.has(layout.ties(other), school as u32)
            {
                continue;
            }
            let kind = kind(sight.asked, school, way, coarse(words[MEETINGS + meeting]));
            self.begin(sight, school, other, row, (kind, domain), fit);
            self.ties[row].sent = sent as f32;
            self.count(sight, school, row, partners);
        }
    }

    /// Ties a school to the hub that it belongs to, where it has a row left.
    fn join_hub(
        &mut self,
        sight: &Sight<'_>,
        school: usize,
        layout: &Layout,
        partners: &mut [Partners],
    ) {
        let Some(hub) = sight.served_by[school].hub else { return };
        let (rows, other) = (layout.ties(school), hub as usize);
        if self.has(rows.clone(), hub) || self.has(layout.ties(other), school as u32) {
            return;
        }
        let Some(row) = rows.clone().find(|row| !self.ties[*row].is_live()) else { return };
        let fit = fit(sight.p, &sight.schools[school], &sight.schools[other]);
        let domain = sight.domain(school, other, sight.seen(school, Way::Near));
        self.begin(sight, school, other, row, (TieKind::Hub, domain), fit);
        self.ties[row].sent = sight.served_by[school].hours as f32;
        self.count(sight, school, row, partners);
    }

    /// Sends a helper for another year where the two are tied already; whether they are.
    fn send_again(
        &mut self,
        rows: core::ops::Range<usize>,
        helper: u32,
        hours: HoursPerTerm,
    ) -> bool {
        let tied = self.ties[rows].iter_mut().find(|tie| tie.is_live() && tie.with == helper);
        let Some(tie) = tied else { return false };
        if tie.kind != TieKind::Hub {
            (tie.kind, tie.agreed, tie.sent) = (TieKind::Support, AGREED, hours as f32);
        }
        true
    }

    /// Whether one of these rows leads to a school.
    fn has(&self, rows: core::ops::Range<usize>, school: u32) -> bool {
        self.ties[rows].iter().any(|tie| tie.is_live() && tie.with == school)
    }

    fn begin(
        &mut self,
        sight: &Sight<'_>,
        school: usize,
        other: usize,
        row: usize,
        (kind, domain): (TieKind, usize),
        fit: Fit,
    ) {
        let p = sight.p;
        let motive = sight.motive(school, other, domain);
        let afar = f64::from(fit.km) > AFAR * p.usual_km;
        self.ties[row] = Tie {
            kind,
            with: other as u32,
            motive,
            domain: domain as u8,
            remote: afar && sight.asked.remote[school] > 0.0,
            age: 0,
            agreed: match kind {
                TieKind::Network | TieKind::Group | TieKind::Hub => 0,
                _ => AGREED,
            },
            sent: 0.0,
        };
        let willing = f64::from(sight.schools[school].willing + sight.schools[other].willing);
        self.bonds[row] = Bond {
            trust: (p.first_trust * (1.0 + 0.2 * willing)).clamp(0.02, 0.9) as f32,
            depth: sight.depth(school, kind, motive),
            rigour: sight.asked.rigour[school] as f32,
            hours: 0.0,
            balance: 0.0,
        };
        self.fits[row] = fit;
    }

    /// Gives every tie the hours that both its schools have for it, and counts what works.
    fn plan(&mut self, p: &Parameters, layout: &Layout, partners: &mut [Partners]) {
        for school in 0..partners.len() {
            for row in layout.ties(school) {
                let tie = self.ties[row];
                if !tie.is_live() {
                    continue;
                }
                let other = tie.with as usize;
                let mut share = of_wanted(&partners[school]);
                if tie.kind != TieKind::Hub {
                    share = share.min(of_wanted(&partners[other]));
                }
                let bond = &mut self.bonds[row];
                // While an agreement lasts its hours are given; a new one has none yet.
                if tie.agreed == 0 || bond.hours == 0.0 {
                    bond.hours = (wanted(p, &tie) * share) as f32;
                }
                let works = works(bond);
                for side in [school, other] {
                    let side = &mut partners[side];
                    side.hours += f64::from(bond.hours);
                    if works {
                        side.working += 1;
                        side.trust += f64::from(bond.trust);
                        side.depth += f64::from(bond.depth);
                        side.km += f64::from(self.fits[row].km);
                    }
                }
                partners[school].brokered |= works && tie.kind == TieKind::Support;
            }
        }
    }
}

/// Whether a tie works: with hours and trust enough.
pub(super) fn works(bond: &Bond) -> bool {
    bond.hours >= WORKING_HOURS && bond.trust >= WORKING_TRUST
}

/// Hours a term that a tie should have: those for which a helper is sent, or what is usual for its kind.
fn wanted(p: &Parameters, tie: &Tie) -> HoursPerTerm {
    if tie.sent > 0.0 { f64::from(tie.sent) } else { p.usual_hours * hours_of(tie.kind) }
}

/// Share of the hours that its ties should have that a school can give them.
fn of_wanted(partners: &Partners) -> Share {
    if partners.wanted > 0.0 { (partners.room / partners.wanted).clamp(0.0, 1.0) } else { 1.0 }
}

/// Ties for which a school still has hours.
fn room_of(p: &Parameters, partners: &Partners, school: &Standpoint) -> f64 {
    let holding = coordination(school, partners.ties + 1);
    (partners.room - holding - partners.wanted - p.usual_hours) / p.usual_hours
}

/// Whom a school meets.
fn meets(
    sight: &Sight<'_>,
    (contacts, groups): (&Contacts, &Groups),
    school: usize,
    whom: Word,
    way: Word,
) -> Option<(u32, Way)> {
    let (way, whom) = (uniform(way), coarse(whom));
    let one_of = |schools: &[u32]| {
        let at = (whom * schools.len() as f64) as usize;
        schools.get(at).copied().filter(|other| *other as usize != school)
    };
    let group = groups.members(sight.schools[school].group);
    let cluster = sight.schools[school].cluster;
    let reach = sight.asked.reach[school];
    let met = if group.len() > 1 && way < INSIDE {
        (one_of(group)?, Way::Inside)
    } else if cluster.is_some() && way > 1.0 - INSIDE {
        let near = contacts.near(school).iter().copied();
        let fellows = || near.clone().filter(|o| sight.schools[*o as usize].cluster == cluster);
        let at = (whom * fellows().count() as f64) as usize;
        (fellows().nth(at)?, Way::Cluster)
    } else if way > 1.0 - reach {
        (one_of(contacts.family(school))?, Way::Family)
    } else {
        (one_of(contacts.near(school))?, Way::Near)
    };
    Some(met)
}

/// What two schools who have met will do together.
fn kind(asked: &Asked<'_>, school: usize, way: Way, chance: f64) -> TieKind {
    match way {
        Way::Broker => TieKind::Support,
        Way::Inside => TieKind::Group,
        _ if chance < asked.joint[school] => TieKind::JointPractice,
        _ if chance < asked.joint[school] + asked.review[school] => TieKind::PeerReview,
        _ => TieKind::Network,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Lasting = Lasting {
        kind: TieKind::Network,
        trust: 0.4,
        rigour: 0.0,
        one_sided: 0.0,
        new_head: false,
        short: 0.0,
        governance: 0.0,
        rotation: 0.0,
        mended: 0.0,
    };

    #[test]
    fn a_tie_of_middling_trust_ends_at_the_usual_rate_and_a_trusted_one_more_rarely() {
        let p = Parameters::default();
        assert!((ends(&p, &USUAL) - p.decay).abs() < 1e-12);
        assert!((ends(&p, &Lasting { trust: 0.85, ..USUAL }) - 0.1 * p.decay).abs() < 1e-12);
    }

    #[test]
    fn a_new_head_one_sidedness_and_short_hours_wear_a_tie_and_a_broker_mends_it() {
        let p = Parameters::default();
        let of = |tie| ends(&p, &tie) / p.decay;
        assert!((of(Lasting { new_head: true, ..USUAL }) - p.decay_of_new_head).abs() < 1e-12);
        assert!((of(Lasting { one_sided: 0.5, ..USUAL }) - 1.5).abs() < 1e-12);
        assert!((of(Lasting { short: 1.0, ..USUAL }) - 2.0).abs() < 1e-12);
        assert!((of(Lasting { mended: 1.0, ..USUAL }) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn binding_groups_stay_together_and_reviewers_rotate() {
        let p = Parameters::default();
        let group = Lasting { kind: TieKind::Group, governance: 1.0, rotation: 1.0, ..USUAL };
        assert_eq!(ends(&p, &group), 0.0);
        let review = Lasting { kind: TieKind::PeerReview, rotation: 0.5, ..USUAL };
        assert!((ends(&p, &review) - 1.0 + 0.5 * (1.0 - p.decay)).abs() < 1e-12);
    }

    #[test]
    fn coordination_grows_with_the_square_of_the_number_of_ties() {
        let p = Parameters::default();
        let school = Standpoint { holding: holding(&p, 0.0) as f32, ..Standpoint::default() };
        assert_eq!(coordination(&school, 0), 0.0);
        assert!((coordination(&school, 6) - 4.0 * coordination(&school, 3)).abs() < 1e-12);
        assert!((coordination(&school, 1) - p.coordination).abs() < 1e-6);
        assert!(holding(&p, 1.0) < holding(&p, 0.0));
    }

    #[test]
    fn room_is_counted_in_ties_and_runs_out() {
        let p = Parameters { usual_hours: 10.0, ..Parameters::default() };
        let school = Standpoint::default();
        let partners = |wanted| Partners { room: 50.0, wanted, ties: 2, ..Partners::default() };
        assert!((room_of(&p, &partners(20.0), &school) - 2.0).abs() < 1e-12);
        assert!((room_of(&p, &partners(60.0), &school) + 2.0).abs() < 1e-12);
        assert_eq!(of_wanted(&partners(100.0)), 0.5);
        assert_eq!(of_wanted(&partners(20.0)), 1.0);
        assert_eq!(of_wanted(&Partners { room: -5.0, wanted: 1.0, ..Partners::default() }), 0.0);
    }

    #[test]
    fn the_motive_is_whatever_weighs_most() {
        assert_eq!(motive(0.0, 0.0, 0.0), Motive::Improve);
        assert_eq!(motive(2.0, 0.5, 0.5), Motive::Improve);
        assert_eq!(motive(0.5, 0.5, 0.1), Motive::Defend);
        assert_eq!(motive(0.5, 0.1, 0.5), Motive::Save);
        assert_eq!(motive(-3.0, 0.1, 0.1), Motive::Improve);
    }

    #[test]
    fn depth_follows_what_is_asked_and_every_kind_stays_within_its_scale() {
        for kind in TieKind::ALL {
            for asked in [0.0, 0.3, 1.0] {
                assert!((0.0..=1.0).contains(&depth_of(*kind, asked)), "{}", kind.name());
            }
        }
        assert_eq!(depth_of(TieKind::Network, 0.3), 0.3);
        assert_eq!(depth_of(TieKind::JointPractice, 0.0), 0.5);
    }

    #[test]
    fn a_tie_works_with_hours_and_trust_enough() {
        let bond = |hours, trust| Bond { hours, trust, ..Bond::default() };
        assert!(works(&bond(WORKING_HOURS, WORKING_TRUST)));
        assert!(!works(&bond(9.0, 0.1)) && !works(&bond(1.0, 0.9)));
    }
}

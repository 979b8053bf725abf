//! Teachers leave, move and are replaced, where somebody applies.
//!
//! A teacher's chance of leaving depends on experience, strain, commitment, climate, the school's
//! disadvantage, its last grades and pay. Each region is a labour pool of its own: applicants spread over its
//! vacancies by how attractive they find the schools, and a school takes the most promising of those
//! who come. A post that nobody applies for is covered by a supply teacher until next summer.
//! Evidence: `leave-hazard`, `leave-rate`, `mat-turnover` for rates; `pay-elasticity-exit`;
//! `turnover-fsm`, `staffing-shortage-fsm`; `vacancy`; `teacher-observables` for how little schools
//! can see. The number of applicants of a post is the urn-ball matching of labour economics
//! (Petrongolo and Pissarides, 2001), their choice a logit; `inadequate-turnover` for what a grade does.
//! Some who move stay inside their trust or federation, or a cluster that employs teachers: they bring what
//! they have learned with them (`mat-moves`).
//! Limits: the successor of a teacher who moves elsewhere is drawn, not moved from another school; distance between a teacher's
//! home and a post is left out; posts do not follow rolls, unless money runs out; a school's
//! disadvantage is that of the base year, whoever its pupils are by now.

use bevy_ecs::prelude::*;

use super::learning::{MOST_TERMS, Returns};
use super::policy::Levers;
use super::{Now, rows, strain};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Purpose, Seed, Word, coarse, half_uniform, halves, purpose, two_halves};
use crate::driver::{accountability, capacity, competition, funding, place};
use crate::groups::Groups;
use crate::math;
use crate::parameters::parameters;
use crate::population::{Baseline, Journeys, Layout, Schools};
use crate::units::{PupilSd, Share, Years};

/// What keeps teachers, and what draws them elsewhere.
pub(crate) const READS: &[Entry] = &[
    funding::RETENTION_PAYMENT,
    funding::RETENTION_BY_DISADVANTAGE,
    funding::RETENTION_BY_REMOTENESS,
    accountability::REPORT_CARD,
    competition::POACHING,
    place::SENSE_OF_PLACE,
    capacity::EARLY_CAREER,
    capacity::NOVICE_YEARS,
    capacity::TRAINEES,
    capacity::AREA_ROUTES,
    capacity::SELECTIVE_ROUTES,
    capacity::SHARED_CONTRACTS,
];

const GO: Purpose = purpose("staffing.go");
const COME: Purpose = purpose("staffing.come");

parameters! {
    /// How teachers leave, move and are found.
    pub struct Parameters of "staffing" {
        #[doc = "Chance of leaving state schools in the first year of teaching."]
        leave_first: 0.125 in 0.0..=1.0, "a year", triangular(0.115, 0.125, 0.141), "leave-hazard", A;
        #[doc = "Chance of leaving in the second and third year."]
        leave_second: 0.066 in 0.0..=1.0, "a year", triangular(0.059, 0.066, 0.073), "leave-hazard", A;
        #[doc = "Chance of leaving in the fourth and fifth year."]
        leave_fourth: 0.050 in 0.0..=1.0, "a year", triangular(0.045, 0.050, 0.055), "leave-hazard", A;
        #[doc = "Chance of leaving from the sixth to the thirtieth year."]
        leave_later: 0.0975 in 0.0..=1.0, "a year", triangular(0.085, 0.0975, 0.105), "leave-rate", A;
        #[doc = "Chance of leaving after thirty years: mostly retirement."]
        leave_last: 0.30 in 0.0..=1.0, "a year", triangular(0.27, 0.30, 0.33), "leave-rate", B;
        #[doc = "Chance of moving to another school."]
        move_school: 0.065 in 0.0..=1.0, "a year", triangular(0.05, 0.065, 0.09), "mat-turnover", A;
        #[doc = "Growth of the logarithm of leaving with each unit of strain."]
        leave_strain: 0.8 in -5.0..=5.0, "log per share", contested(0.3, -0.2, 0.8, 2.0), "workload", C;
        #[doc = "Fall of the logarithm of leaving with each unit of commitment."]
        leave_commitment: 0.5 in -5.0..=5.0, "log per share", contested(0.3, -0.2, 0.5, 1.5), "assumption", C;
        #[doc = "Fall of the logarithm of leaving with each SD of school climate."]
        leave_climate: 0.06 in -1.0..=1.0, "log per SD", contested(0.3, -0.02, 0.06, 0.15), "professional-environment", C;
        #[doc = "Growth of the logarithm of leaving with each SD of the school's free-meal share."]
        leave_disadvantage: 0.085 in -1.0..=1.0, "log per SD", triangular(0.05, 0.085, 0.2), "turnover-fsm", B;
        #[doc = "Growth of the logarithm of leaving in a school judged Inadequate."]
        leave_label: 0.21 in -1.0..=1.0, "log", triangular(0.1, 0.21, 0.35), "inadequate-turnover", A;
        #[doc = "Growth of the logarithm of leaving with each low grade in a row beyond the first."]
        leave_stuck: 0.03 in -1.0..=1.0, "log a visit", triangular(0.0, 0.03, 0.1), "assumption", C;
        #[doc = "Fall of the logarithm of leaving with a strong sense of place."]
        leave_place: 0.15 in -1.0..=1.0, "log", contested(0.35, -0.05, 0.15, 0.4), "assumption", C;
        #[doc = "Elasticity of leaving to pay."]
        pay_elasticity: -3.0 in -10.0..=0.0, "log per log", triangular(-4.0, -3.0, -1.0), "pay-elasticity-exit", A;
        #[doc = "How much more readily a teacher moves to another school of the same trust or federation than to an unrelated one as far away; about half of those who would find a post there."]
        inside_group: 20.0 in 1.0..=100.0, "ratio", triangular(10.0, 20.0, 30.0), "mat-moves", B;
        #[doc = "Unrelated schools between which a teacher who moves chooses."]
        within_reach: 120.0 in 5.0..=5000.0, "schools", triangular(40.0, 120.0, 300.0), "assumption", C;
        #[doc = "Fall of the logarithm of a new teacher's leaving with full support, against none."]
        support_stays: 0.0 in -2.0..=3.0, "log", contested(0.4, -0.1, 0.0, 0.2), "ecf-retention", B;
        #[doc = "Fall of the logarithm of applicants who have just qualified with each further year before full status."]
        status_delay: 0.1 in -1.0..=3.0, "log a year", contested(0.35, -0.05, 0.1, 0.3), "assumption", C;
        #[doc = "Growth of the logarithm of applicants with routes into teaching in the area."]
        area_routes_gain: 0.3 in -1.0..=3.0, "log", contested(0.35, -0.1, 0.3, 0.8), "assumption", C;
        #[doc = "Talent of teachers by routes that select strictly, beyond others."]
        selective_talent: 0.03 in -0.3..=0.5, "pupil SD a year", contested(0.4, -0.03, 0.03, 0.1), "teacher-observables", C;
        #[doc = "How much more often such teachers leave in their first years, where 1 is twice as often."]
        selective_leaving: 0.5 in -1.0..=5.0, "share", triangular(0.0, 0.5, 1.0), "assumption", C;
        #[doc = "Applicants for each post that usually becomes vacant in a region."]
        applicants: 2.5 in 0.1..=50.0, "applicants a vacancy", triangular(2.0, 2.5, 4.0), "vacancy", C;
        #[doc = "Fall of a post's attraction with each SD of the school's free-meal share."]
        apply_disadvantage: 0.02 in -2.0..=2.0, "log per SD", contested(0.2, -0.05, 0.02, 0.4), "staffing-shortage-fsm", C;
        #[doc = "Growth of a post's attraction with each SD of school climate."]
        apply_climate: 0.10 in -2.0..=2.0, "log per SD", contested(0.3, -0.05, 0.10, 0.3), "assumption", C;
        #[doc = "Fall of the logarithm of a post's attraction for each grade of inspection below Good."]
        apply_label: 0.1 in -2.0..=2.0, "log a grade", triangular(0.0, 0.1, 0.5), "inadequate-turnover", C;
        #[doc = "Growth of the logarithm of a post's attraction with the logarithm of pay."]
        apply_pay: 3.0 in -10.0..=20.0, "log per log", triangular(0.0, 3.0, 6.0), "assumption", C;
        #[doc = "Share of the differences in talent that a school sees when it appoints."]
        selection_reliability: 0.1 in 0.0..=1.0, "share", triangular(0.0, 0.1, 0.3), "teacher-observables", A;
        #[doc = "Spread of talent between teachers."]
        talent_sd: 0.13 in 0.0..=0.5, "pupil SD a year", triangular(0.09, 0.13, 0.16), "teacher-sd-us", A;
        #[doc = "Share of newcomers to a post who have just qualified."]
        novices: 0.37 in 0.0..=1.0, "share", triangular(0.30, 0.37, 0.45), "joiners", B;
        #[doc = "Pupils for each teacher, year groups 0 to 6."]
        pupils_per_teacher_primary: 20.8 in 5.0..=60.0, "pupils", triangular(20.0, 20.8, 21.5), "ptr", B;
        #[doc = "Pupils for each teacher, from year group 7 on."]
        pupils_per_teacher_secondary: 16.8 in 5.0..=60.0, "pupils", triangular(16.0, 16.8, 17.5), "ptr", B;
        #[doc = "Spread between schools of pupils for each teacher, year groups 0 to 6, as a logarithm."]
        ratio_spread_primary: 0.16 in 0.0..=0.5, "logarithm", triangular(0.10, 0.16, 0.18), "ptr-spread", B;
        #[doc = "Spread between schools of pupils for each teacher, from year group 7 on, as a logarithm."]
        ratio_spread_secondary: 0.105 in 0.0..=0.5, "logarithm", triangular(0.08, 0.105, 0.13), "ptr-spread", B;
    }
}

/// Fewest and most years that an experienced newcomer has taught.
const EXPERIENCED: (Years, Years) = (2.0, 20.0);
/// The longest career told apart when the first state is drawn, in years.
const CAREER: usize = 50;

/// Schools whose departures and newcomers are drawn together: the entity of a draw is the block of schools,
/// the index the post's place in it.
const BLOCK: usize = 16;

/// Scratch space: this summer's vacancies, and who decides to go.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Market {
    words: Vec<Word>,
    vacancies: Vec<Vacancy>,
    /// Attraction of each school's posts.
    pull: Vec<f64>,
    /// Posts by region.
    posts: [f64; Region::ALL.len()],
    /// Chance of leaving in a year, by terms taught.
    usual: Vec<f64>,
    /// Teachers in their first year, second and third, fourth and fifth: how many, and who left.
    pub(crate) early: [(u32, u32); 3],
    /// Teachers who look for a post in their own team of schools, chained by team.
    movers: Vec<Mover>,
    /// The last of them by team; trusts and federations first, then clusters by their schools.
    waiting: Vec<u32>,
    /// Moves of this summer.
    pub(crate) moves: Moves,
}

/// A teacher who moves inside a team of schools.
#[derive(Clone, Copy, Debug)]
struct Mover {
    from: u32,
    /// The one before in the same team.
    before: u32,
    talent: Talent,
    experience: Experience,
    learned: Learned,
}

/// Moves of a summer: teachers who went to another school of their trust or federation, all who moved, and
/// pairs of schools (in order) that belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Moves {
    pub(crate) inside: f64,
    pub(crate) all: f64,
    pub(crate) pairs: f64,
}

/// Nobody: the end of a chain of movers.
const NOBODY: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Vacancy {
    school: u32,
    post: u32,
}

impl Market {
    /// Space for every post to fall vacant at once in schools of so many groups, and the size of each
    /// region's labour pool.
    pub(crate) fn new(p: &Parameters, layout: &Layout, schools: &Schools, groups: usize) -> Self {
        let mut posts = [0.0; Region::ALL.len()];
        let regions = schools.region.iter().enumerate();
        for (school, region) in regions.filter(|(school, _)| schools.open[*school].0) {
            posts[region.index()] += layout.posts(school).len() as f64;
        }
        let all = (0..layout.schools()).map(|school| layout.posts(school).len()).sum();
        let pull = vec![0.0; layout.schools()];
        let usual = (0..=MOST_TERMS).map(|t| leave_by_experience(p, f64::from(t) / 3.0)).collect();
        let words = vec![[0; 8]; layout.most_posts_of(BLOCK)];
        let early = [(0, 0); 3];
        Self {
            words,
            vacancies: Vec::with_capacity(all),
            pull,
            posts,
            usual,
            early,
            movers: Vec::with_capacity(all),
            waiting: Vec::with_capacity(groups + 3 * layout.schools()),
            moves: Moves::default(),
        }
    }
}

/// Everybody who goes, goes; then the posts are filled.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    mood: Res<strain::Parameters>,
    returns: Res<Returns>,
    levers: Res<Levers>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    (remote, groups): (Res<Remoteness>, Res<Groups>),
    mut market: ResMut<Market>,
    mut schools: Query<(
        (&Region, &Disadvantage, &Climate, &Finance, &StaffExpertise),
        (&Open, &Inspected, &Visits, &mut StaffTurnover),
        (&InGroup, &InCluster),
    )>,
    mut posts: Query<(
        (&mut Talent, &mut Experience, &mut Learned, &mut Expertise),
        (&mut Strain, &mut Commitment, &mut Holder),
    )>,
) {
    let Some((
        (regions, disadvantage, climate, finances, means),
        (open, grades, visits, mut turnover),
        (in_group, clusters),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some((
        (mut talent, mut experience, mut learned, mut expertise),
        (mut strains, mut commitments, mut holders),
    )) = rows(posts.contiguous_iter_mut())
    else {
        return;
    };
    let turnover = turnover.bypass_change_detection();
    let mut staff = Staff {
        talent: talent.bypass_change_detection(),
        experience: experience.bypass_change_detection(),
        learned: learned.bypass_change_detection(),
        expertise: expertise.bypass_change_detection(),
        strain: strains.bypass_change_detection(),
        commitment: commitments.bypass_change_detection(),
        holder: holders.bypass_change_detection(),
    };
    let card = levers.of(&accountability::REPORT_CARD);
    let poaching = levers.of(&competition::POACHING);
    let belonging = levers.of(&place::SENSE_OF_PLACE);
    let payments = Payments {
        to_all: levers.of(&funding::RETENTION_PAYMENT),
        by_disadvantage: levers.of(&funding::RETENTION_BY_DISADVANTAGE),
        by_remoteness: levers.of(&funding::RETENTION_BY_REMOTENESS),
        remote: &remote,
    };
    let supply = Supply::of(&levers);
    let contracts = levers.of(&capacity::SHARED_CONTRACTS);
    let Market { words, vacancies, pull, posts: pool, usual, early, movers, waiting, moves } =
        &mut *market;
    vacancies.clear();
    movers.clear();
    waiting.clear();
    waiting.resize(groups.all.len() + open.len(), NOBODY);
    *moves = Moves::default();
    let teams = Teams { p: &p, groups: &groups, contracts };
    *early = [(0, 0); 3];
    let mut attraction = [0.0; Region::ALL.len()];
    let mut draws = seed.draws(GO);
    let mut first = 0;
    for school in 0..regions.len() {
        if school % BLOCK == 0 {
            // Half a draw for each post.
            let posts = layout.posts_of(school, BLOCK);
            draws.fill(
                (school / BLOCK) as u32,
                now.address(),
                &mut words[..posts.len().div_ceil(2)],
            );
            first = posts.start;
        }
        let range = layout.posts(school);
        let standing = Standing {
            climate: climate[school].0,
            disadvantage: disadvantage[school].0,
            pay: math::ln(1.0 + payments.at(school, disadvantage[school].0)),
            grade: grades[school].0,
            low: visits[school].low,
            card: card[school],
            place: belonging[school],
        };
        let drawn = attraction_of(&p, &standing);
        // Poaching makes the attractive more attractive still, and the others easier to leave.
        let poached = poaching[school] * drawn;
        pull[school] = math::exp(drawn + poached);
        let school_factor = math::exp(school_push(&p, &standing));
        let push = Push {
            p: &p,
            mood: &mood,
            usual,
            school: school_factor,
            starting: supply.starting(&p, school),
            moves: p.move_school * school_factor * math::exp(-poached),
        };
        let count = vacancies.len();
        turnover[school] = StaffTurnover::default();
        if !open[school].0 {
            continue;
        }
        let team = teams.of(school, in_group[school], clusters[school]);
        moves.pairs += f64::from(groups.members(in_group[school].0).len() as u32).max(1.0) - 1.0;
        for (half, post) in halves(words)[range.start - first..].iter().zip(range) {
            let gone = match staff.holder[post] {
                Holder::Supply | Holder::Frozen => true,
                Holder::Teacher => {
                    let (fate, rest) = push.fate(&staff, post, half_uniform(*half));
                    if let Some(team) = team.filter(|t| fate == Fate::Moves && rest < t.inside) {
                        movers.push(Mover {
                            from: school as u32,
                            before: waiting[team.number],
                            talent: staff.talent[post],
                            experience: staff.experience[post],
                            learned: staff.learned[post],
                        });
                        waiting[team.number] = movers.len() as u32 - 1;
                    }
                    if let Some(band) = early.get_mut(band(staff.experience[post])) {
                        band.0 += 1;
                        band.1 += u32::from(fate == Fate::Leaves);
                    }
                    turnover[school].left += u32::from(fate == Fate::Leaves);
                    turnover[school].moved += u32::from(fate == Fate::Moves);
                    fate != Fate::Stays
                }
            };
            if gone {
                vacancies.push(Vacancy { school: school as u32, post: post as u32 });
            }
        }
        if finances[school].freezes_posts {
            for vacancy in vacancies.drain(count..) {
                staff.share_out(vacancy.post as usize, means[school].0, &returns);
                turnover[school].frozen += 1;
            }
        }
        attraction[regions[school].index()] += pull[school] * (vacancies.len() - count) as f64;
    }
    share_attraction(&teams, in_group, contracts, pull);
    if contracts.iter().any(|share| *share > 0.0) {
        attraction = [0.0; Region::ALL.len()];
        for vacancy in vacancies.iter() {
            let school = vacancy.school as usize;
            attraction[regions[school].index()] += pull[school];
        }
    }
    let mut draws = seed.draws(COME);
    let mut drawn = None;
    for vacancy in vacancies.iter() {
        let school = vacancy.school as usize;
        let (block, posts) = (school / BLOCK, layout.posts_of(school / BLOCK * BLOCK, BLOCK));
        if drawn != Some(block) {
            drawn = Some(block);
            draws.fill(block as u32, now.address(), &mut words[..posts.len()]);
        }
        let post = vacancy.post as usize;
        let region = regions[school].index();
        let share = pull[school] / attraction[region];
        let applicants =
            p.applicants * baseline.turnover * pool[region] * share * supply.applicants(&p, school);
        let mut newcomer = newcomer(&p, applicants, words[post - posts.start]);
        if newcomer.holder == Holder::Teacher && newcomer.experience.0 == 0 {
            newcomer.talent += p.selective_talent * supply.selective[school];
        }
        let team = teams.of(school, in_group[school], clusters[school]);
        let mover = team.and_then(|team| take(movers, &mut waiting[team.number], school as u32));
        if let Some(mover) = mover {
            moves.inside += f64::from(u8::from(in_group[school].0.is_some()));
            staff.take_in(post, &mover, &mood, &returns);
            continue;
        }
        turnover[school].vacant += u32::from(newcomer.holder == Holder::Supply);
        staff.take_over(post, &newcomer, &baseline, &mood, &returns);
    }
    moves.all = turnover.iter().map(|turnover| f64::from(turnover.moved)).sum();
}

/// Takes a teacher who looks for a post in a team of schools, not one who has just left this school.
fn take(movers: &mut [Mover], waiting: &mut u32, school: u32) -> Option<Mover> {
    let first = *waiting;
    let mut at = first;
    let mut after = NOBODY;
    while let Some(mover) = movers.get(at as usize).copied() {
        if mover.from != school {
            match movers.get_mut(after as usize) {
                Some(last) => last.before = mover.before,
                None => *waiting = mover.before,
            }
            return Some(mover);
        }
        (after, at) = (at, mover.before);
    }
    None
}

/// Schools between which teachers move more readily.
struct Teams<'a> {
    p: &'a Parameters,
    groups: &'a Groups,
    /// Share of teachers employed for all schools of a team.
    contracts: &'a [f64],
}

/// The team of a school.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Team {
    /// Its chain of movers.
    number: usize,
    /// Share of moves that stay inside.
    inside: Share,
}

impl Teams<'_> {
    /// The trust or federation of a school that has one with other schools; a cluster, where it employs
    /// teachers.
    fn of(&self, school: usize, group: InGroup, cluster: InCluster) -> Option<Team> {
        let members = self.groups.members(group.0).len();
        let shared = self.contracts[school];
        let (number, others) = match (group.0, cluster.0) {
            (Some(group), _) if members > 1 => (group as usize, members - 1),
            (_, Some(cluster)) if shared > 0.0 => {
                (self.groups.all.len() + cluster as usize, CLUSTER_FELLOWS)
            }
            _ => return None,
        };
        Some(Team { number, inside: inside(self.p, others as f64, shared) })
    }
}

/// Other schools of a cluster that employs teachers.
const CLUSTER_FELLOWS: usize = 4;

/// Share of moves that stay inside a team with so many other schools: by how much more readily, against
/// the schools within reach; and all of those who are employed for the team.
fn inside(p: &Parameters, others: f64, shared: Share) -> Share {
    let pull = p.inside_group * others;
    let usual = pull / (pull + p.within_reach);
    usual + shared * (1.0 - usual)
}

/// Posts of a team that employs teachers together draw as the mean of its schools, as far as it does.
fn share_attraction(teams: &Teams<'_>, in_group: &[InGroup], contracts: &[f64], pull: &mut [f64]) {
    if contracts.iter().all(|share| *share == 0.0) {
        return;
    }
    for group in 0..teams.groups.all.len() as u32 {
        let listed = teams.groups.members(Some(group));
        let members = || listed.iter().map(|school| *school as usize);
        if listed.len() < 2 || members().all(|school| contracts[school] == 0.0) {
            continue;
        }
        let mean = math::mean(members().map(|school| pull[school]));
        for school in members().filter(|school| in_group[*school].0.is_some()) {
            pull[school] += contracts[school] * (mean - pull[school]);
        }
    }
}

/// Who comes into teaching, and how new teachers fare: the levers, school by school.
struct Supply<'a> {
    trainees: &'a [f64],
    area: &'a [f64],
    years: &'a [f64],
    support: &'a [f64],
    selective: &'a [f64],
}

impl<'a> Supply<'a> {
    fn of(levers: &'a Levers) -> Self {
        Self {
            trainees: levers.of(&capacity::TRAINEES),
            area: levers.of(&capacity::AREA_ROUTES),
            years: levers.of(&capacity::NOVICE_YEARS),
            support: levers.of(&capacity::EARLY_CAREER),
            selective: levers.of(&capacity::SELECTIVE_ROUTES),
        }
    }

    /// Applicants for a post, where today's are 1.
    fn applicants(&self, p: &Parameters, school: usize) -> f64 {
        let later = self.years[school] - capacity::NOVICE_YEARS.default;
        let new = if later == 0.0 && self.trainees[school] == 1.0 {
            1.0
        } else {
            self.trainees[school] * math::exp(-p.status_delay * later)
        };
        (1.0 + p.novices * (new - 1.0)) * math::exp(p.area_routes_gain * self.area[school])
    }

    /// Factor on the leaving of teachers who are still new.
    fn starting(&self, p: &Parameters, school: usize) -> Starting {
        let more = self.support[school] - capacity::EARLY_CAREER.default;
        let stays = math::exp(-p.support_stays * more);
        let selected = 1.0 + p.selective_leaving * self.selective[school];
        Starting { leaves: stays * selected, terms: (3.0 * self.years[school]) as u16 }
    }
}

/// How new teachers leave: a factor, for so many terms.
#[derive(Clone, Copy, Debug)]
struct Starting {
    leaves: f64,
    terms: u16,
}

/// The columns of the posts that a change of holder touches.
struct Staff<'a> {
    talent: &'a mut [Talent],
    experience: &'a mut [Experience],
    learned: &'a mut [Learned],
    expertise: &'a mut [Expertise],
    strain: &'a mut [Strain],
    commitment: &'a mut [Commitment],
    holder: &'a mut [Holder],
}

impl Staff<'_> {
    /// Leaves a post empty: its pupils meet the school's mean expertise instead.
    fn share_out(&mut self, post: usize, mean: PupilSd, returns: &Returns) {
        let settled = Experience(MOST_TERMS);
        self.talent[post] = Talent(mean as f32 - returns.after(settled));
        self.experience[post] = settled;
        self.learned[post] = Learned(0.0);
        self.expertise[post] = Expertise(mean as f32);
        self.holder[post] = Holder::Frozen;
    }

    /// A teacher of the same team of schools comes, with all that he or she has learned.
    fn take_in(
        &mut self,
        post: usize,
        mover: &Mover,
        mood: &strain::Parameters,
        returns: &Returns,
    ) {
        self.talent[post] = mover.talent;
        self.experience[post] = mover.experience;
        self.learned[post] = mover.learned;
        self.strain[post] = Strain(mood.usual as f32);
        self.commitment[post] = Commitment(mood.usual_commitment as f32);
        self.holder[post] = Holder::Teacher;
        let experienced = returns.after(mover.experience);
        self.expertise[post] = Expertise(mover.talent.0 + experienced + mover.learned.0);
    }

    fn take_over(
        &mut self,
        post: usize,
        newcomer: &Newcomer,
        baseline: &Baseline,
        mood: &strain::Parameters,
        returns: &Returns,
    ) {
        let novice = newcomer.experience.0 == 0;
        self.talent[post] = Talent(newcomer.talent as f32);
        self.experience[post] = newcomer.experience;
        self.learned[post] = Learned(if novice { 0.0 } else { baseline.learned as f32 });
        self.strain[post] = Strain(mood.usual as f32);
        self.commitment[post] = Commitment(mood.usual_commitment as f32);
        self.holder[post] = newcomer.holder;
        let experienced = returns.after(newcomer.experience);
        self.expertise[post] =
            Expertise(newcomer.talent as f32 + experienced + self.learned[post].0);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Stays,
    Moves,
    Leaves,
}

/// What decides whether the staff of one school stay.
struct Push<'a> {
    p: &'a Parameters,
    mood: &'a strain::Parameters,
    /// Chance of leaving in a year, by terms taught.
    usual: &'a [f64],
    /// Factor of the school.
    school: f64,
    /// What new teachers' leaving is multiplied by.
    starting: Starting,
    /// Chance of moving to another school in a year.
    moves: f64,
}

impl Push<'_> {
    /// What becomes of the holder of `post`, by one uniform draw `u`; where one moves, where the draw lies
    /// among all who move (0 to 1).
    ///
    /// A teacher's own factor is `e^x`. Since `1 + x ≤ e^x ≤ 1 + x + x²` (the second for x up to
    /// 1.79), most fates are plain without the exponential.
    #[inline]
    fn fate(&self, staff: &Staff<'_>, post: usize, u: f64) -> (Fate, Share) {
        let terms = staff.experience[post].0;
        let new = if terms <= self.starting.terms { self.starting.leaves } else { 1.0 };
        let usual = self.usual[usize::from(terms.min(MOST_TERMS))] * self.school * new;
        let moves = self.moves;
        let x = own_exponent(
            self.p,
            self.mood,
            staff.strain[post].0.into(),
            staff.commitment[post].0.into(),
        );
        if x < 1.79 && u > usual * (1.0 + x + x * x) + moves {
            return (Fate::Stays, 0.0);
        }
        if u < usual * (1.0 + x) {
            return (Fate::Leaves, 0.0);
        }
        match u - usual * math::exp(x) {
            rest if rest < 0.0 => (Fate::Leaves, 0.0),
            rest if rest < moves => (Fate::Moves, rest / moves),
            _ => (Fate::Stays, 0.0),
        }
    }
}

/// Band of the early career at the end of a school year: 0 the first year, 1 the second and third,
/// 2 the fourth and fifth, 3 later.
fn band(experience: Experience) -> usize {
    match experience.0 {
        0..=3 => 0,
        4..=9 => 1,
        10..=15 => 2,
        _ => 3,
    }
}

/// Chance of leaving in a year, by years taught.
fn leave_by_experience(p: &Parameters, years: Years) -> f64 {
    match years {
        y if y <= 1.0 => p.leave_first,
        y if y <= 3.0 => p.leave_second,
        y if y <= 5.0 => p.leave_fourth,
        y if y <= 30.0 => p.leave_later,
        _ => p.leave_last,
    }
}

/// What of a school drives teachers away and draws them.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    /// SD of schools.
    climate: f64,
    /// Free-meal share in SD of the stage.
    disadvantage: f64,
    /// Logarithm of pay against the usual.
    pay: f64,
    /// Grade of the last inspection.
    grade: Option<Grade>,
    /// Low grades in a row.
    low: u8,
    /// How far a report card takes the grade's place.
    card: Share,
    /// Sense of place beyond today's.
    place: Share,
}

/// Logarithm of the factor on leaving and moving.
fn school_push(p: &Parameters, at: &Standing) -> f64 {
    let label = if at.grade == Some(Grade::Inadequate) { p.leave_label } else { 0.0 };
    let stuck = p.leave_stuck * f64::from(at.low.saturating_sub(1));
    p.leave_disadvantage * at.disadvantage - p.leave_climate * at.climate
        + p.pay_elasticity * at.pay
        + (1.0 - at.card) * (label + stuck)
        - p.leave_place * at.place
}

/// How far a school lies from the others of its stage, in SD; one a school.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Remoteness(pub(crate) Vec<f64>);

impl Remoteness {
    /// From how far away each school's families look at it: the mean of the ways to it.
    pub(crate) fn of(journeys: &Journeys, phases: &[Phase], open: &[Open]) -> Self {
        let mut far = vec![0.0; phases.len()];
        for level in &journeys.levels {
            let stands = |origin: u32| open[level.origins[origin as usize] as usize].0;
            for (slot, school) in level.schools.iter().enumerate() {
                let ways = level.ways_to[slot] as usize..level.ways_to[slot + 1] as usize;
                let ways = level.by_distance[ways].iter().map(|way| *way as usize);
                let km = ways.filter(|way| stands(level.origin[*way])).map(|way| level.km[way]);
                far[*school as usize] = math::ln(math::mean(km).max(0.1));
            }
        }
        for primary in [true, false] {
            let all = || (0..phases.len()).filter(|i| phases[*i].is_primary() == primary);
            let stand = || all().filter(|i| open[*i].0);
            let mean = math::mean(stand().map(|i| far[i]));
            let spread = math::standard_deviation(stand().map(|i| far[i]));
            for school in all() {
                far[school] = math::ratio(far[school] - mean, spread);
            }
        }
        Self(far)
    }
}

/// Retention payments: the same for all teachers, by how poor a school's pupils are, and by how far it
/// lies from others.
pub(super) struct Payments<'a> {
    /// The same for all, as a share of pay, by school.
    pub(super) to_all: &'a [f64],
    /// For each SD of free meals above the mean.
    pub(super) by_disadvantage: &'a [f64],
    /// For each SD of distance above the mean.
    pub(super) by_remoteness: &'a [f64],
    /// How far each school lies from others.
    pub(super) remote: &'a Remoteness,
}

impl Payments<'_> {
    /// Payment in a school with free meals so many SD above the mean, as a share of pay.
    pub(super) fn at(&self, school: usize, disadvantage: f64) -> Share {
        self.to_all[school]
            + self.by_disadvantage[school] * disadvantage.max(0.0)
            + self.by_remoteness[school] * self.remote.0[school].max(0.0)
    }
}

/// Logarithm of the factor on leaving from a teacher's own strain and commitment.
#[inline]
fn own_exponent(
    p: &Parameters,
    mood: &strain::Parameters,
    strain: Share,
    commitment: Share,
) -> f64 {
    p.leave_strain * (strain - mood.usual)
        - p.leave_commitment * (commitment - mood.usual_commitment)
}

/// Logarithm of how strongly a post draws applicants, against an average one.
fn attraction_of(p: &Parameters, at: &Standing) -> f64 {
    let below = match at.grade {
        Some(Grade::RequiresImprovement) => 1.0,
        Some(Grade::Inadequate) => 2.0,
        _ => 0.0,
    };
    p.apply_climate * at.climate - p.apply_disadvantage * at.disadvantage + p.apply_pay * at.pay
        - (1.0 - at.card) * p.apply_label * below
}

/// Who takes a post.
#[derive(Clone, Copy, Debug)]
struct Newcomer {
    talent: PupilSd,
    experience: Experience,
    holder: Holder,
}

/// The newcomer to a post with so many `applicants` on average, by the halves of a word.
///
/// With a Poisson number of applicants the chance that none looks better than the share `q` of all
/// applicants is `e^(−applicants (1 − q))`; one uniform draw set equal to it gives both whether
/// anybody comes and how good the most promising of them looks.
fn newcomer(p: &Parameters, applicants: f64, word: Word) -> Newcomer {
    let [first, second] = two_halves(word);
    let score = math::normal_quantile(half_uniform(second));
    let standing = 1.0 + math::ln(half_uniform(first)) / applicants;
    if standing <= 0.0 {
        return Newcomer {
            talent: p.talent_sd * score,
            experience: Experience(0),
            holder: Holder::Supply,
        };
    }
    let promise = math::normal_quantile(standing.clamp(1e-12, 1.0 - 1e-12));
    let seen = p.selection_reliability;
    let talent = p.talent_sd * (seen.sqrt() * promise + (1.0 - seen).sqrt() * score);
    // The last bits of the first half, which hardly bear on what was made of all of it.
    let experience = Experience(terms_taught(p, coarse(word)));
    Newcomer { talent, experience, holder: Holder::Teacher }
}

/// Terms that a newcomer has taught: none for a novice.
fn terms_taught(p: &Parameters, u: f64) -> u16 {
    if u < p.novices {
        return 0;
    }
    let along = (u - p.novices) / (1.0 - p.novices);
    let years = EXPERIENCED.0 + along * (EXPERIENCED.1 - EXPERIENCED.0);
    (years * 3.0) as u16
}

/// Shares of teachers by years taught (0, 1, 2 …) on which leaving and joining settle, and the share
/// of posts that then change hands in a year.
pub(crate) fn in_balance(p: &Parameters) -> (Vec<Share>, Share) {
    let mut stock = vec![1.0 / CAREER as f64; CAREER];
    let experienced = (EXPERIENCED.0 as usize)..(EXPERIENCED.1 as usize);
    let each = (1.0 - p.novices) / experienced.len() as f64;
    let mut turnover = 0.0;
    for _ in 0..200 {
        let mut next = vec![0.0; CAREER];
        turnover = 0.0;
        for (years, share) in stock.iter().enumerate() {
            let goes = (leave_by_experience(p, years as f64 + 1.0) + p.move_school).min(1.0);
            turnover += share * goes;
            next[(years + 1).min(CAREER - 1)] += share * (1.0 - goes);
        }
        next[0] += turnover * p.novices;
        for years in experienced.clone() {
            next[years] += turnover * each;
        }
        stock = next;
    }
    (stock, turnover)
}

/// Mean talent of newcomers in a region whose vacancies are as many as usual [pupil SD a year].
///
/// The mean of the chosen applicant's promise, by the midpoints of 1,000 equal slices of the draw.
pub(crate) fn expected_talent(p: &Parameters) -> PupilSd {
    let slices = (0..1000).map(|i| (f64::from(i) + 0.5) / 1000.0);
    let promise = slices.map(|u| {
        let standing = 1.0 + math::ln(u) / p.applicants;
        if standing > 0.0 { math::normal_quantile(standing) } else { 0.0 }
    });
    p.talent_sd * p.selection_reliability.sqrt() * math::mean(promise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_follows_the_bands_of_experience() {
        let p = Parameters::default();
        let bands = [
            (0.9, p.leave_first),
            (1.0, p.leave_first),
            (2.0, 0.066),
            (5.0, 0.050),
            (6.0, p.leave_later),
            (31.0, 0.30),
        ];
        for (years, chance) in bands {
            assert_eq!(leave_by_experience(&p, years), chance, "{years} years");
        }
    }

    #[test]
    fn an_average_teacher_of_an_average_school_leaves_at_the_usual_rate() {
        let p = Parameters::default();
        let mood = strain::Parameters::default();
        assert_eq!(school_push(&p, &Standing::default()), 0.0);
        assert_eq!(own_exponent(&p, &mood, mood.usual, mood.usual_commitment), 0.0);
    }

    #[test]
    fn eight_per_cent_more_pay_lowers_leaving_by_the_elasticity() {
        let paid = Standing { pay: math::ln(1.08), ..Standing::default() };
        let push = math::exp(school_push(&Parameters::default(), &paid));
        assert!((push - math::pow(1.08, -3.0)).abs() < 1e-12);
    }

    #[test]
    fn a_grade_of_inadequate_drives_away_unless_a_report_card_takes_its_place() {
        let p = Parameters::default();
        let failed = Standing { grade: Some(Grade::Inadequate), low: 3, ..Standing::default() };
        assert!((school_push(&p, &failed) - p.leave_label - 2.0 * p.leave_stuck).abs() < 1e-12);
        assert!((attraction_of(&p, &failed) + 2.0 * p.apply_label).abs() < 1e-12);
        let card = Standing { card: 1.0, ..failed };
        assert_eq!((school_push(&p, &card), attraction_of(&p, &card)), (0.0, 0.0));
    }

    #[test]
    fn moves_inside_a_group_are_as_much_more_frequent_as_the_ratio_says() {
        let p = Parameters::default();
        let share = inside(&p, 4.0, 0.0);
        // For each of four schools inside, and for each of those within reach.
        let (there, elsewhere) = (share / 4.0, (1.0 - share) / p.within_reach);
        assert!((there / elsewhere - p.inside_group).abs() < 1e-9);
        assert_eq!(inside(&p, 4.0, 1.0), 1.0);
    }

    #[test]
    fn nobody_comes_back_to_the_school_just_left_and_everybody_comes_once() {
        let mover = |from, before| Mover {
            from,
            before,
            talent: Talent::default(),
            experience: Experience::default(),
            learned: Learned::default(),
        };
        let mut movers = [mover(1, NOBODY), mover(2, 0), mover(1, 1)];
        let mut waiting = 2;
        let mut next = |school| take(&mut movers, &mut waiting, school).map(|mover| mover.from);
        assert_eq!(next(1), Some(2));
        assert_eq!(next(1), None);
        assert_eq!((next(3), next(3), next(3)), (Some(1), Some(1), None));
    }

    #[test]
    fn applicants_follow_trainees_status_and_routes() {
        let p = Parameters::default();
        let supply = |trainees: &'static [f64], years: &'static [f64], area: &'static [f64]| {
            Supply { trainees, area, years, support: &[0.5], selective: &[0.0] }.applicants(&p, 0)
        };
        assert_eq!(supply(&[1.0], &[2.0], &[0.0]), 1.0);
        assert!((supply(&[2.0], &[2.0], &[0.0]) - 1.0 - p.novices).abs() < 1e-12);
        let later = 1.0 + p.novices * (math::exp(-p.status_delay) - 1.0);
        assert!((supply(&[1.0], &[3.0], &[0.0]) - later).abs() < 1e-12);
        assert!((supply(&[1.0], &[2.0], &[1.0]) - math::exp(p.area_routes_gain)).abs() < 1e-12);
    }

    #[test]
    fn a_fate_decided_without_the_exponential_is_the_fate_that_it_would_decide() {
        let mood = strain::Parameters::default();
        for leave_strain in [-4.0, 0.8, 4.0] {
            let p = Parameters { leave_strain, ..Parameters::default() };
            let usual: Vec<f64> = (0..=MOST_TERMS).map(|_| p.leave_later).collect();
            let moves = p.move_school * 1.1;
            let starting = Starting { leaves: 1.0, terms: 6 };
            let push = Push { p: &p, mood: &mood, usual: &usual, school: 1.1, starting, moves };
            for (strain, commitment) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.5, 0.6), (0.7, 0.4)]
            {
                let exact = math::exp(own_exponent(&p, &mood, strain, commitment));
                let leaves = p.leave_later * 1.1 * exact;
                let mut columns = One::of(strain as f32, commitment as f32);
                for i in 0..1000 {
                    let u = (f64::from(i) + 0.37) / 1000.0;
                    let expected = match u {
                        u if u < leaves => Fate::Leaves,
                        u if u < leaves + p.move_school * 1.1 => Fate::Moves,
                        _ => Fate::Stays,
                    };
                    assert_eq!(
                        push.fate(&columns.staff(), 0, u).0,
                        expected,
                        "{strain} {commitment} {u}"
                    );
                }
            }
        }
    }

    /// The columns of one post.
    struct One {
        talent: [Talent; 1],
        experience: [Experience; 1],
        learned: [Learned; 1],
        expertise: [Expertise; 1],
        strain: [Strain; 1],
        commitment: [Commitment; 1],
        holder: [Holder; 1],
    }

    impl One {
        fn of(strain: f32, commitment: f32) -> Self {
            Self {
                talent: [Talent::default()],
                experience: [Experience(30)],
                learned: [Learned::default()],
                expertise: [Expertise::default()],
                strain: [Strain(strain)],
                commitment: [Commitment(commitment)],
                holder: [Holder::Teacher],
            }
        }

        fn staff(&mut self) -> Staff<'_> {
            Staff {
                talent: &mut self.talent,
                experience: &mut self.experience,
                learned: &mut self.learned,
                expertise: &mut self.expertise,
                strain: &mut self.strain,
                commitment: &mut self.commitment,
                holder: &mut self.holder,
            }
        }
    }

    #[test]
    fn a_post_stays_empty_with_the_chance_that_nobody_applies() {
        let p = Parameters::default();
        let mut words = vec![[0; 8]; 30_000];
        Seed(2).draws(COME).fill(0, 0, &mut words);
        let none = |word: &&Word| newcomer(&p, 2.5, **word).holder == Holder::Supply;
        let empty = words.iter().filter(none).count();
        assert!((empty as f64 / 30_000.0 - math::exp(-2.5)).abs() < 0.006);
    }

    #[test]
    fn with_perfect_sight_and_many_applicants_only_talent_is_taken() {
        let p = Parameters { selection_reliability: 1.0, ..Parameters::default() };
        let taken = newcomer(&p, 1000.0, [255, 255, 255, 127, 0, 0, 0, 128]);
        assert!(taken.talent > 2.5 * p.talent_sd);
    }

    #[test]
    fn experienced_newcomers_have_taught_two_to_twenty_years() {
        let p = Parameters::default();
        assert_eq!(terms_taught(&p, 0.1), 0);
        assert_eq!(terms_taught(&p, 0.3701), 6);
        assert!((57..=60).contains(&terms_taught(&p, 0.9999)));
    }

    #[test]
    fn the_balance_of_experience_keeps_every_teacher_and_leaves_near_the_official_rate() {
        let p = Parameters::default();
        let (stock, turnover) = in_balance(&p);
        assert!((stock.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!((turnover - p.move_school - 0.094).abs() < 0.006, "{turnover}");
    }
}

//! Each autumn schools get their income and plan their spending.
//!
//! Income is a lump sum, so much for each pupil, more for each disadvantaged pupil, and grants. Staff
//! cost what they cost, other things go with the roll; what is left goes into reserves. A school
//! short of money cuts professional development and time for partners first; when its reserves are
//! gone it leaves posts empty that fall vacant. A school with large reserves spends part of them. Every
//! year brings costs that nobody planned. Money that is tied to a purpose is spent on it.
//! Evidence: `spend-per-pupil`, `deprivation-premium` for levels; `cpd-trend`, `cpd-share`,
//! `cpd-cuts-heads` for what is cut first; `in-year-balance`.
//! Limits: no new posts, money beyond the staff buys other things; pay is the same everywhere; a new
//! school is paid for the roll that it is planned for until it has all its year groups.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::staffing::{Payments, Remoteness};
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Purpose, Seed, normal, purpose};
use crate::driver::{capacity, competition, funding};
use crate::groups::Groups;
use crate::math;
use crate::parameters::parameters;
use crate::population::{Baseline, Layout, Schools, Sites};
use crate::units::{Pounds, Share};

/// What income is made of, and what is paid on top of salaries.
pub(crate) const READS: &[Entry] = &[
    funding::LUMP_SUM,
    funding::PER_PUPIL,
    funding::PREMIUM,
    funding::GRANT,
    funding::RETENTION_PAYMENT,
    funding::RETENTION_BY_DISADVANTAGE,
    funding::RETENTION_BY_REMOTENESS,
    funding::REAL_GROWTH,
    funding::RING_FENCED,
    funding::PARTNERSHIP_GRANT,
    funding::TOP_SLICE,
    capacity::QUALITY_MARK,
    competition::MONEY_FOLLOWS,
];

const CHANCE: Purpose = purpose("budget.chance");

parameters! {
    /// What schools get and how they spend it.
    pub struct Parameters of "budget" {
        #[doc = "Income for each pupil of a primary school, the lump sum and the premium apart."]
        per_pupil_primary: 4800.0 in 0.0..=50000.0, "£ per pupil a year", triangular(4300.0, 4800.0, 5300.0), "spend-per-pupil", B;
        #[doc = "Income for each pupil of any other school, the lump sum and the premium apart."]
        per_pupil_secondary: 6200.0 in 0.0..=50000.0, "£ per pupil a year", triangular(5600.0, 6200.0, 6800.0), "spend-per-pupil", B;
        #[doc = "Share of its base year's income that a school spends on teachers' posts."]
        staff_share: 0.50 in 0.05..=0.95, "share", triangular(0.45, 0.50, 0.60), "assumption", C;
        #[doc = "Share of its base year's income that a school spends on professional development and time for partners."]
        development_share: 0.006 in 0.0..=0.2, "share", triangular(0.004, 0.006, 0.01), "cpd-share", A;
        #[doc = "Elasticity of what is spent on development to real income for each pupil."]
        development_elasticity: 4.5 in 0.0..=15.0, "log per log", triangular(3.5, 4.5, 5.5), "cpd-trend", B;
        #[doc = "Growth of the logarithm of development bought where all of it carries a mark of quality."]
        mark_buying: 0.2 in -2.0..=3.0, "log", contested(0.35, -0.1, 0.2, 0.6), "cpd-quality-share", C;
        #[doc = "What a school saves in a year whose head leads another school too."]
        shared_head: 60000.0 in 0.0..=200000.0, "£ a year", triangular(30000.0, 60000.0, 90000.0), "assumption", C;
        #[doc = "Reserves of an average school in the base year, as a share of income."]
        usual_reserves: 0.08 in 0.01..=1.0, "share of income", triangular(0.05, 0.08, 0.12), "in-year-balance", C;
        #[doc = "Part of spending other than on staff and development that a school with empty reserves cuts."]
        other_cut: 0.10 in 0.0..=1.0, "share", triangular(0.0, 0.10, 0.2), "assumption", C;
        #[doc = "Share of reserves beyond the usual that a school spends in a year."]
        reserves_spent: 0.15 in 0.0..=1.0, "share a year", triangular(0.05, 0.15, 0.5), "assumption", C;
        #[doc = "Spread of yearly costs that nobody planned."]
        shock: 0.02 in 0.0..=0.3, "share of income", triangular(0.01, 0.02, 0.05), "in-year-balance", C;
        #[doc = "Reserves below which a school leaves vacant posts empty, as a share of income."]
        freeze_below: -0.02 in -1.0..=1.0, "share of income", triangular(-0.05, -0.02, 0.0), "assumption", C;
    }
}

/// This year's income and plans for every school.
pub(super) fn run(
    p: Res<Parameters>,
    levers: Res<Levers>,
    (now, seed): (Res<Now>, Res<Seed>),
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    (remote, sites, groups): (Res<Remoteness>, Res<Sites>, Res<Groups>),
    mut schools: Query<(
        (&Phase, &Roll, &UsualRoll, &Disadvantage, &StaffTurnover, &InGroup),
        (&mut Disadvantaged, &mut Finance),
    )>,
    heads: Query<&Executive>,
    cohorts: Query<&Pupils>,
) {
    let Some((
        (phases, rolls, usual, poverty, turnover, in_group),
        (mut disadvantaged, mut finances),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some(executives) = rows(heads.contiguous_iter()) else { return };
    let Some(pupils) = rows(cohorts.contiguous_iter()) else { return };
    let disadvantaged = disadvantaged.bypass_change_detection();
    let finances = finances.bypass_change_detection();
    let (lump, rate) = (levers.of(&funding::LUMP_SUM), levers.of(&funding::PER_PUPIL));
    let (premium, grant) = (levers.of(&funding::PREMIUM), levers.of(&funding::GRANT));
    let (growth, follows) =
        (levers.of(&funding::REAL_GROWTH), levers.of(&competition::MONEY_FOLLOWS));
    let (ring_fenced, partnership) =
        (levers.of(&funding::RING_FENCED), levers.of(&funding::PARTNERSHIP_GRANT));
    let (slice, mark) = (levers.of(&funding::TOP_SLICE), levers.of(&capacity::QUALITY_MARK));
    let payments = Payments {
        to_all: levers.of(&funding::RETENTION_PAYMENT),
        by_disadvantage: levers.of(&funding::RETENTION_BY_DISADVANTAGE),
        by_remoteness: levers.of(&funding::RETENTION_BY_REMOTENESS),
        remote: &remote,
    };
    let mut draws = seed.draws(CHANCE);
    let mut block = [[0; 8]; BLOCK];
    for (school, finance) in finances.iter_mut().enumerate() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut block);
        }
        finance.growth *= 1.0 + growth[school];
        finance.partnership = partnership[school];
        let roll = f64::from(rolls[school].0);
        if roll == 0.0 {
            continue;
        }
        let poor: f64 = pupils[layout.cohorts(school)].iter().map(|p| p.0[DISADVANTAGED]).sum();
        disadvantaged[school].0 = poor / roll;
        let stage = stage(phases[school]);
        let planned = f64::from(usual[school].0);
        let filling = sites.is_filling(school, &layout, pupils);
        let funded = if filling { roll.max(planned) } else { roll };
        let year = Year {
            roll,
            funded: follows[school] * funded + (1.0 - follows[school]) * planned,
            lump: lump[school],
            per_pupil: (per_pupil(&p, stage) * rate[school]
                + premium[school] * disadvantaged[school].0)
                * finance.growth
                + grant[school],
            posts: layout.posts(school).len() as f64 - f64::from(turnover[school].frozen),
            payment: payments.at(school, poverty[school].0),
            ring_fenced: ring_fenced[school],
            partnership: partnership[school],
            // What the centre keeps today is part of the base year's costs.
            kept_back: if groups.members(in_group[school].0).len() > 1 {
                slice[school] - funding::TOP_SLICE.default
            } else {
                0.0
            },
            saved: if executives[school].lead.is_some() { p.shared_head } else { 0.0 },
            bought: math::exp(p.mark_buying * mark[school]),
            luck: normal(block[school % BLOCK]),
        };
        plan(&p, &year, baseline.resources[stage], finance);
        if filling {
            // Staff planned for a full school teach a few pupils at first: no pupil is the richer.
            finance.resources = 0.0;
        }
    }
}

/// Schools whose luck is drawn together.
const BLOCK: usize = 256;

/// 0 for schools funded as primary schools, 1 for all others.
pub(crate) fn stage(phase: Phase) -> usize {
    usize::from(!phase.is_primary())
}

fn per_pupil(p: &Parameters, stage: usize) -> Pounds {
    [p.per_pupil_primary, p.per_pupil_secondary][stage]
}

/// What a school has to plan with.
struct Year {
    /// Pupils.
    roll: f64,
    /// Pupils whom the school is paid for.
    funded: f64,
    /// Lump sum.
    lump: Pounds,
    /// Income for each pupil, the lump sum apart.
    per_pupil: Pounds,
    /// Posts paid for.
    posts: f64,
    /// Retention payment, as a share of pay.
    payment: Share,
    /// Money for development alone, for each teacher.
    ring_fenced: Pounds,
    /// Money for time with partners, for each pupil.
    partnership: Pounds,
    /// Share of income that the centre keeps beyond today's usual share.
    kept_back: Share,
    /// What is saved because the head leads another school too.
    saved: Pounds,
    /// Development bought, where buyers' usual doubts leave 1.
    bought: f64,
    /// Standard normal score of the year's unplanned costs.
    luck: f64,
}

/// Plans the year: development by income, then reserves, then posts.
fn plan(p: &Parameters, year: &Year, usual_resources: f64, finance: &mut Finance) {
    let income = year.lump + year.funded * year.per_pupil;
    let each = year.per_pupil * year.funded / year.roll;
    let income = income * (1.0 - year.kept_back) + year.saved;
    finance.development = development(p, each, finance, income) * year.bought;
    let committed = year.posts * finance.cost_of_post
        + year.roll * finance.other_per_pupil
        + year.roll * finance.development_per_pupil * finance.development;
    let spare = finance.reserves / (p.usual_reserves * income) - 1.0;
    let other = year.roll * finance.other_per_pupil;
    let extra = if spare < 0.0 {
        // A surplus refills reserves; what else there is to cut is cut the more, the less is left.
        p.other_cut * other * spare.max(-1.0)
    } else {
        // Reserves beyond the usual are spent over some years, together with any surplus.
        let beyond = p.usual_reserves * income * spare;
        (income - committed + p.reserves_spent * beyond).max(0.0)
    };
    let spent = committed + extra + p.shock * year.luck * income;
    finance.reserves += income - spent;
    (finance.income, finance.balance) = (income, income - spent);
    // Payments on top of salaries are paid for by whoever orders them, and buy nothing for pupils.
    let payments = year.posts * finance.cost_of_post * year.payment;
    // What is tied to a purpose comes and goes beside the school's own plans.
    let tied = year.posts * year.ring_fenced + year.roll * year.partnership;
    let usual = year.roll * finance.development_per_pupil;
    finance.development += math::ratio(year.posts * year.ring_fenced, usual);
    finance.spend_per_pupil = (spent + payments + tied) / year.roll;
    // An unplanned cost buys nothing for pupils.
    finance.resources = (committed + extra - LUMP) / year.roll / 1000.0 - usual_resources;
    finance.freezes_posts = finance.reserves < p.freeze_below * income;
}

/// Share of the usual reserves below which a school cuts development.
const KEPT_FOR_DEVELOPMENT: f64 = 0.25;

/// The base year's lump sum: it pays for being small, not for more.
const LUMP: Pounds = funding::LUMP_SUM.default;

/// Development bought, where 1 is the base year's: by income for each pupil, and none when reserves
/// are gone.
fn development(p: &Parameters, per_pupil: Pounds, finance: &Finance, income: Pounds) -> f64 {
    let ratio = math::ratio(per_pupil, finance.usual_income);
    let planned = math::pow(ratio.clamp(0.2, 2.0), p.development_elasticity);
    // As the last quarter of the usual reserves goes, development is cut to nothing.
    let afford = finance.reserves / (KEPT_FOR_DEVELOPMENT * p.usual_reserves * income);
    let afford = afford.clamp(0.0, 1.0);
    planned * afford
}

/// The costs of a school whose base year's budget balances.
pub(crate) fn balanced(
    p: &Parameters,
    phase: Phase,
    roll: f64,
    disadvantaged: Share,
    posts: f64,
) -> Finance {
    let per_pupil = per_pupil(p, stage(phase)) + funding::PREMIUM.default * disadvantaged;
    let income = LUMP + roll * per_pupil;
    let development_per_pupil = p.development_share * income / roll;
    let spend_per_pupil = income / roll;
    Finance {
        cost_of_post: p.staff_share * income / posts,
        other_per_pupil: (1.0 - p.staff_share) * income / roll - development_per_pupil,
        development_per_pupil,
        usual_income: per_pupil,
        growth: 1.0,
        income,
        balance: 0.0,
        partnership: 0.0,
        reserves: p.usual_reserves * income,
        spend_per_pupil,
        resources: 0.0,
        development: 1.0,
        freezes_posts: false,
    }
}

/// Mean spending for each pupil beyond the lump sum, by stage, pupil-weighted, thousand
/// pounds.
pub(crate) fn mean_resources(schools: &Schools) -> [f64; 2] {
    let (mut money, mut pupils) = ([0.0; 2], [0.0; 2]);
    for (school, phase) in schools.phase.iter().enumerate() {
        let stage = stage(*phase);
        let roll = f64::from(schools.roll[school].0);
        money[stage] += roll * schools.finance[school].usual_income / 1000.0;
        pupils[stage] += roll;
    }
    [0, 1].map(|stage: usize| math::ratio(money[stage], pupils[stage]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school() -> Finance {
        balanced(&Parameters::default(), Phase::Primary, 210.0, 0.3, 10.0)
    }

    fn year() -> Year {
        let p = Parameters::default();
        Year {
            roll: 210.0,
            funded: 210.0,
            lump: LUMP,
            per_pupil: p.per_pupil_primary + 0.3 * funding::PREMIUM.default,
            posts: 10.0,
            payment: 0.0,
            ring_fenced: 0.0,
            partnership: 0.0,
            kept_back: 0.0,
            saved: 0.0,
            bought: 1.0,
            luck: 0.0,
        }
    }

    #[test]
    fn ring_fenced_money_buys_development_and_nothing_else() {
        let p = Parameters::default();
        let (mut with, mut without) = (school(), school());
        plan(&p, &Year { ring_fenced: 100.0, ..year() }, 0.0, &mut with);
        plan(&p, &year(), 0.0, &mut without);
        let bought = 1000.0 / (210.0 * school().development_per_pupil);
        assert!((with.development - without.development - bought).abs() < 1e-9);
        assert_eq!((with.reserves, with.resources), (without.reserves, without.resources));
        assert!((210.0 * (with.spend_per_pupil - without.spend_per_pupil) - 1000.0).abs() < 1e-6);
    }

    #[test]
    fn an_unplanned_cost_comes_out_of_reserves_and_buys_nothing() {
        let p = Parameters::default();
        let (mut lucky, mut unlucky) = (school(), school());
        plan(&p, &year(), 0.0, &mut lucky);
        plan(&p, &Year { luck: 1.0, ..year() }, 0.0, &mut unlucky);
        let lost = lucky.reserves - unlucky.reserves;
        assert!((lost - p.shock * unlucky.income).abs() < 1e-6);
        assert_eq!(lucky.resources, unlucky.resources);
        assert!((unlucky.balance + lost).abs() < 1e-6);
    }

    #[test]
    fn in_the_base_year_income_is_spent_and_reserves_stay() {
        let mut finance = school();
        let before = finance.reserves;
        plan(&Parameters::default(), &year(), 0.0, &mut finance);
        assert!((finance.reserves - before).abs() < 1e-6);
        assert!((finance.development - 1.0).abs() < 1e-12);
        assert!((finance.spend_per_pupil - (LUMP / 210.0 + year().per_pupil)).abs() < 1e-6);
        assert!(!finance.freezes_posts);
    }

    #[test]
    fn income_less_spending_is_what_reserves_gain() {
        for (roll, grant) in [(150.0, 0.0), (210.0, -900.0), (260.0, 300.0)] {
            let mut finance = school();
            let year = Year { roll, funded: roll, per_pupil: year().per_pupil + grant, ..year() };
            let before = finance.reserves;
            plan(&Parameters::default(), &year, 0.0, &mut finance);
            let income = LUMP + roll * year.per_pupil;
            let spent = finance.spend_per_pupil * roll;
            assert!((finance.reserves - before - (income - spent)).abs() < 1e-6);
        }
    }

    #[test]
    fn a_tenth_less_for_each_pupil_cuts_development_by_the_elasticity() {
        let p = Parameters::default();
        let finance = school();
        let cut = development(&p, 0.9 * finance.usual_income, &finance, 1e6);
        assert!((cut - math::pow(0.9, 4.5)).abs() < 1e-12);
    }

    #[test]
    fn without_reserves_development_goes_first_and_then_posts() {
        let p = Parameters::default();
        let income = 1e6;
        let at = |reserves| Finance { reserves, ..school() };
        let quarter = KEPT_FOR_DEVELOPMENT * p.usual_reserves * income;
        let full = development(&p, school().usual_income, &at(quarter), income);
        let half = development(&p, school().usual_income, &at(quarter / 2.0), income);
        assert!((full - 1.0).abs() < 1e-12 && (half - 0.5).abs() < 1e-12);
        let mut poor = at(-0.05 * income);
        plan(&p, &Year { per_pupil: 3000.0, ..year() }, 0.0, &mut poor);
        assert!(poor.freezes_posts && poor.development == 0.0);
    }

    #[test]
    fn a_retention_payment_is_paid_for_by_whoever_orders_it() {
        let mut with = school();
        let mut without = school();
        let p = Parameters::default();
        plan(&p, &Year { payment: 0.1, ..year() }, 0.0, &mut with);
        plan(&p, &year(), 0.0, &mut without);
        let paid = 0.1 * 10.0 * school().cost_of_post;
        let more = 210.0 * (with.spend_per_pupil - without.spend_per_pupil);
        let saved = with.reserves - without.reserves;
        assert!((more + saved - paid).abs() < 1e-6, "{more} {saved} {paid}");
    }
}

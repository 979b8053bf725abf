//! Funding: what schools have to spend, and what is tied to it.

use crate::catalogue::{triangular, uniform};
use crate::parameters::levers;

levers! {
    #[doc = "Sum that every school gets each year, whatever its size."]
    LUMP_SUM = "funding.lump_sum_gbp": 121300.0 in 0.0..=1000000.0, "£ a year",
        uniform(100000.0, 150000.0), "lump-sum", A,
        "more for small schools, most of them rural", follows Rising;
    #[doc = "Money for each pupil, where 1 is today's."]
    PER_PUPIL = "funding.per_pupil_ratio": 1.0 in 0.3..=3.0, "ratio to today",
        triangular(0.9, 1.0, 1.1), "spend-per-pupil", B,
        "higher attainment, most of it through what schools cut first", follows Rising;
    #[doc = "Extra money for each disadvantaged pupil, the pupil premium included."]
    PREMIUM = "funding.deprivation_premium_gbp": 2100.0 in 0.0..=20000.0, "£ per disadvantaged pupil a year",
        triangular(1500.0, 2100.0, 3500.0), "deprivation-premium", B,
        "a smaller gap; estimates of how much smaller are disputed", follows Rising;
    #[doc = "Extra spending for each pupil and year beyond the baseline, in pounds of the base year."]
    GRANT = "funding.grant_per_pupil_gbp": 0.0 in -2000.0..=3000.0, "£ per pupil a year",
        triangular(-600.0, 0.0, 1000.0), "spend-effect-ks4", C,
        "higher attainment, more in primary schools and for poorer pupils";
    #[doc = "Retention payment to every teacher of the school, as a share of pay."]
    RETENTION_PAYMENT = "funding.retention_payment_share": 0.0 in 0.0..=0.5, "share of pay",
        uniform(0.0, 0.1), "pay-elasticity-exit", A,
        "fewer teachers leave while it is paid";
    #[doc = "Growth of schools' income for each pupil in real terms, each year again."]
    REAL_GROWTH = "funding.real_growth_per_year": 0.0 in -0.1..=0.1, "share a year",
        triangular(-0.01, 0.0, 0.01), "spend-cut", B,
        "higher attainment, most of it through what schools cut first", follows Rising;
    #[doc = "Extra money that may be spent on professional development alone, for each teacher."]
    RING_FENCED = "funding.ring_fenced_development_gbp": 0.0 in 0.0..=3000.0, "£ per teacher a year",
        triangular(0.0, 0.0, 1000.0), "cpd-share", B,
        "higher expertise";
    #[doc = "Money for time with partner schools."]
    PARTNERSHIP_GRANT = "funding.partnership_grant_per_pupil_gbp": 0.0 in 0.0..=500.0, "£ per pupil a year",
        triangular(0.0, 0.0, 100.0), "assumption", C,
        "more and better support, while it is paid";
    #[doc = "Share of the money for development and partners that schools spend together through a cluster."]
    CLUSTER_SHARE = "funding.cluster_share": 0.0 in 0.0..=1.0, "share of money", uniform(0.0, 0.5),
        "assumption", C,
        "more for the same money, or another layer to pay";
    #[doc = "Retention payment for each SD by which a school's free-meal share lies above the mean, as a share of pay."]
    RETENTION_BY_DISADVANTAGE = "funding.retention_payment_by_disadvantage": 0.0 in 0.0..=0.2, "share of pay per SD",
        uniform(0.0, 0.05), "pay-elasticity-exit", A,
        "fewer teachers leave poor schools while it is paid";
    #[doc = "Retention payment for each SD by which a school lies further from others than the mean, as a share of pay."]
    RETENTION_BY_REMOTENESS = "funding.retention_payment_by_remoteness": 0.0 in 0.0..=0.2, "share of pay per SD",
        uniform(0.0, 0.05), "pay-elasticity-exit", A,
        "fewer teachers leave remote schools while it is paid";
    #[doc = "Share of its schools' income that the centre of a trust or federation keeps for its own work."]
    TOP_SLICE = "funding.top_slice_share": 0.06 in 0.0..=0.25, "share of income",
        triangular(0.03, 0.06, 0.10), "mat-topslice", B,
        "more from the centre, less in the school";
    #[doc = "Package for whoever leads a hard school, of pay, coaching and security, from none (0) to full (1)."]
    HEAD_PACKAGE = "funding.head_package": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "move-willingness", C,
        "stronger heads where it is paid, weaker ones where they come from", follows Rising;
}

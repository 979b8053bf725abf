//! Funding: what schools have to spend, and what is tied to it.

use crate::catalogue::{triangular, uniform};
use crate::parameters::levers;

levers! {
    #[doc = "Sum that every school gets each year, whatever its size."]
    LUMP_SUM = "funding.lump_sum_gbp": 121300.0 in 0.0..=1000000.0, "£ a year",
        uniform(100000.0, 150000.0), "lump-sum", A,
        "more for small schools, most of them rural";
    #[doc = "Money for each pupil, where 1 is today's."]
    PER_PUPIL = "funding.per_pupil_ratio": 1.0 in 0.3..=3.0, "ratio to today",
        triangular(0.9, 1.0, 1.1), "spend-per-pupil", B,
        "higher attainment, most of it through what schools cut first";
    #[doc = "Extra money for each disadvantaged pupil, the pupil premium included."]
    PREMIUM = "funding.deprivation_premium_gbp": 2100.0 in 0.0..=20000.0, "£ per disadvantaged pupil a year",
        triangular(1500.0, 2100.0, 3500.0), "deprivation-premium", B,
        "a smaller gap; estimates of how much smaller are disputed";
    #[doc = "Extra spending for each pupil and year beyond the baseline, in pounds of the base year."]
    GRANT = "funding.grant_per_pupil_gbp": 0.0 in -2000.0..=3000.0, "£ per pupil a year",
        triangular(-600.0, 0.0, 1000.0), "spend-effect-ks4", C,
        "higher attainment, more in primary schools and for poorer pupils";
    #[doc = "Retention payment to every teacher of the school, as a share of pay."]
    RETENTION_PAYMENT = "funding.retention_payment_share": 0.0 in 0.0..=0.5, "share of pay",
        uniform(0.0, 0.1), "pay-elasticity-exit", A,
        "fewer teachers leave while it is paid";
}

//! Funding: what schools have to spend, and what is tied to it.

use crate::catalogue::{triangular, uniform};
use crate::parameters::levers;

levers! {
    #[doc = "Extra spending for each pupil and year beyond the baseline, in pounds of the base year."]
    GRANT = "funding.grant_per_pupil_gbp": 0.0 in -2000.0..=3000.0, "£ per pupil a year",
        triangular(-600.0, 0.0, 1000.0), "spend-effect-ks4", C,
        "higher attainment, more in primary schools and for poorer pupils";
    #[doc = "Retention payment to every teacher of the school, as a share of pay."]
    RETENTION_PAYMENT = "funding.retention_payment_share": 0.0 in 0.0..=0.5, "share of pay",
        uniform(0.0, 0.1), "pay-elasticity-exit", A,
        "fewer teachers leave while it is paid";
}

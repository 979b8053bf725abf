//! Autonomy: who decides, and how often the ground shifts.

use crate::catalogue::{triangular, uniform};
use crate::parameters::levers;

levers! {
    #[doc = "Whose the help is that a school gets, from imposed (0) to chosen by the school (1)."]
    SUPPORT_OWNERSHIP = "autonomy.support_ownership": 0.5 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "more is put to use; the reverse is found where heads were replaced", follows Rising;
    #[doc = "Freedom to depart from common practice, from none (0) to full (1)."]
    FREEDOM = "autonomy.freedom_to_innovate": 0.5 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "assumption", C,
        "a wider spread of practice, up as well as down", follows Rising;
    #[doc = "Chance that a school's structure changes in a year."]
    STRUCTURAL_CHANGE = "autonomy.structural_change": 0.05 in 0.0..=0.5, "a year",
        triangular(0.02, 0.05, 0.15), "assumption", C,
        "disturbance for a year or two each time";
}

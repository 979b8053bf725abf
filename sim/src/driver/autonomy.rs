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
    #[doc = "Chance that a school is reorganised in a year, beside joining and leaving groups."]
    STRUCTURAL_CHANGE = "autonomy.structural_change": 0.02 in 0.0..=0.5, "a year",
        triangular(0.0, 0.02, 0.1), "assumption", C,
        "disturbance for a year or two each time";
    #[doc = "Priorities that a school sets itself for a year, beyond today's number."]
    PRIORITIES = "autonomy.further_priorities": 0.0 in -2.0..=3.0, "priorities", uniform(-1.0, 2.0),
        "assumption", C,
        "more is attended to, each with less";
    #[doc = "How far schools work on causes where they would patch symptoms, beyond today's, from not (0) to always (1)."]
    CAUSES = "autonomy.root_causes": 0.0 in 0.0..=1.0, "share", uniform(0.0, 1.0), "assumption", C,
        "smaller gains at first, larger ones later", follows Rising;
    #[doc = "Chance in a year that a maintained school becomes an academy on its own."]
    CONVERTING = "autonomy.converting": 0.0 in 0.0..=1.0, "a year", uniform(0.0, 0.05),
        "academisation-years", C,
        "disturbance; no lasting effect of the status has been found", follows Rising;
}
